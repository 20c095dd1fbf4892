from collections.abc import Sequence

import pytest

from remissnlp.pdf.columns import find_short_column
from remissnlp.pdf.order import in_reading_order
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import Shape, is_name

SIZE = 10.0
LETTER = 5.0


def printed(text: str, x: float, y: float, *, size: float = SIZE, bold: bool = False) -> Segment:
    edges = tuple(x + LETTER * size / SIZE * index for index in range(len(text) + 1))
    return Segment(text, edges, 1, y - 0.8 * size, y + 0.2 * size, y, size, bold=bold)


def column(lines: Sequence[str], x: float, y: float, step: float = 12.0) -> list[Segment]:
    return [printed(line, x, y + index * step) for index, line in enumerate(lines)]


def parts(segments: Sequence[Segment]) -> list[tuple[str, list[list[str]]]]:
    return [
        (region.shape.name, [[s.text for s in part] for part in region.parts]) for region in in_reading_order(segments)
    ]


LEFT = [
    "Bolaget delar den bild som ges av behovet",
    "men saknar en beräkning av vad driften kos-",
    "tar efter det tredje året.",
] * 3
RIGHT = [
    "Frågan om ansvar lämnas öppen, och det är",
    "enligt bolaget den svagaste delen i hela un-",
    "derlaget som har skickats.",
] * 3


def test_two_columns_are_read_one_after_the_other_under_a_title_across_both() -> None:
    page = [printed("Ett yttrande i två spalter", 50, 40, size=16), *column(LEFT, 50, 80), *column(RIGHT, 300, 84)]
    lines = [text for _, region in parts(page) for part in region for text in part]
    assert lines == ["Ett yttrande i två spalter", *LEFT, *RIGHT]


def test_a_table_in_one_of_two_columns_of_text_stays_in_its_column() -> None:
    cells = [["Åtgärd", "Svar"], ["1. Drift", "Ja"], ["2. Stöd", "Nej"], ["3. Tak", "Ja"], ["4. Mark", "Nej"]]
    table = [
        printed(text, x, 192 + 12 * index)
        for index, row in enumerate(cells)
        for text, x in zip(row, (300, 430), strict=True)
    ]
    page = [*column([*LEFT, *LEFT], 50, 80), *column(RIGHT, 300, 80), *table]
    lines = [text for _, region in parts(page) for part in region for text in part]
    assert lines == [*LEFT, *LEFT, *RIGHT, *(text for row in cells for text in row)]
    assert parts(page)[-1] == ("TABLE", cells)


def test_signatures_side_by_side_are_read_one_name_after_the_other() -> None:
    page = [*column(["Anna Berg", "Avdelningschef"], 50, 80), *column(["Per Lund", "Utredare"], 250, 80)]
    assert parts(page) == [("NAMES", [["Anna Berg", "Avdelningschef"], ["Per Lund", "Utredare"]])]


def test_labels_are_read_with_the_values_beside_them() -> None:
    page = [*column(["Datum:", "Diarienummer:"], 50, 80), *column(["2024-03-01", "KS 2024/12"], 150, 80)]
    assert parts(page) == [("PAIRS", [["Datum:", "2024-03-01"], ["Diarienummer:", "KS 2024/12"]])]


def test_a_table_is_read_row_by_row_and_a_cell_of_two_lines_stays_in_its_row() -> None:
    page = [
        *[printed(text, x, 80, bold=True) for text, x in (("Bolag", 50), ("Svar", 150), ("Belopp", 300))],
        *[printed(text, x, 100) for text, x in (("Norra Hem", 50), ("Tillstyrker, men", 150), ("120", 300))],
        printed("saknar underlag", 150, 112),
        *[printed(text, x, 132) for text, x in (("Södra Hem", 50), ("Avstyrker", 150), ("95", 300))],
    ]
    assert parts(page) == [
        (
            "TABLE",
            [
                ["Bolag", "Svar", "Belopp"],
                ["Norra Hem", "Tillstyrker, men", "saknar underlag", "120"],
                ["Södra Hem", "Avstyrker", "95"],
            ],
        )
    ]


def test_opinion_and_comment_are_read_row_by_row_and_cell_by_cell() -> None:
    left, right = LEFT[:6], RIGHT[:6]
    page = [printed("Yttrande", 50, 80, bold=True), printed("Kommentar", 300, 80, bold=True)]
    page += (
        column(left[:3], 50, 100)
        + column(right[:3], 300, 100)
        + column(left[3:], 50, 160)
        + column(right[3:], 300, 160)
    )
    assert parts(page) == [("TABLE", [["Yttrande", "Kommentar"], left[:3], right[:3], left[3:], right[3:]])]


def test_a_line_stretched_to_the_margin_is_no_table() -> None:
    from remissnlp.pdf.rows import join_stretched

    words = ["Dataskyddsdirektivet", "har", "genomförts"]
    places = [50.0]
    for word in words[:-1]:
        places.append(places[-1] + len(word) * LETTER + 16)
    line = join_stretched([printed(word, x, 80) for word, x in zip(words, places, strict=True)])
    assert [segment.text for segment in line] == ["Dataskyddsdirektivet har genomförts"]


@pytest.mark.parametrize("text", ["Eva-Lena Ek", "Örjan af Klint", "Åsa Berg (V)", "J. Lind", "............"])
def test_a_name_is_known(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["Norra nämnden", "Svenska Hamnförbundet", "För Kommunförbundet", "Bilaga Ett", "Staden växer"]
)
def test_a_body_is_not_taken_for_a_person(text: str) -> None:
    assert not is_name(text)


def test_every_segment_comes_out_once() -> None:
    page = [*column(LEFT, 50, 80), *column(RIGHT, 300, 80), *column(["Kommuner", "Regioner"], 50, 260)]
    page += [*column(["120", "45"], 200, 260), *column(["210", "64"], 300, 260)]
    found = [text for _, region in parts(page) for part in region for text in part]
    assert sorted(found) == sorted(segment.text for segment in page)
    assert Shape.TABLE.name in [shape for shape, _ in parts(page)]


SHORT = ["pande fråga som bolaget lämnar till den som", "skriver nästa underlag."]


@pytest.mark.parametrize(
    "short",
    [
        SHORT,
        ["pande fråga."],
        [*SHORT, *RIGHT[:2]],
        ["skriver nästa underlag.", "En sista fråga gäller när det ska avgöras"],
    ],
)
def test_a_short_last_column_is_read_behind_the_full_one(short: list[str]) -> None:
    full = [*LEFT, "Bolaget ser inte heller hur den övergri-"]
    page = [printed("Svar på remissen", 50, 40, size=16), *column(full, 50, 80), *column(short, 300, 80)]
    found = [(name, [text for part in region for text in part]) for name, region in parts(page)]
    assert found == [("TEXT", ["Svar på remissen"]), ("TEXT", full), ("TEXT", short)]


@pytest.mark.parametrize(
    ("beside", "x", "y", "size"),
    [
        (["Dnr 2031/17"], 300, 80, SIZE),
        (["Norra gatan 7, 123 45 Staden och dess", "kontor för frågor om detta"], 300, 80, 7.0),
        (["längst till höger"], 480, 80, SIZE),
        (["mitt emot en mening längre ner"], 300, 140, SIZE),
    ],
)
def test_what_stands_beside_a_text_is_no_column_of_it(beside: list[str], x: float, y: float, size: float) -> None:
    page = [*column(LEFT, 50, 80), *[printed(text, x, y + 12 * i, size=size) for i, text in enumerate(beside)]]
    assert find_short_column(page) is None


def test_a_column_that_begins_above_the_other_is_no_short_one() -> None:
    page = [*column(RIGHT[:3], 300, 44), *column([*LEFT, *LEFT], 50, 80), *column(RIGHT[:4], 300, 80)]
    assert find_short_column(page) is None


def test_a_short_column_under_a_heading_across_both_may_open_a_little_above_the_full_one() -> None:
    above = [*column(LEFT, 50, 80), *column(RIGHT, 300, 80)]
    heading = printed("En rubrik som går tvärs över de båda spalterna", 50, 220, size=14)
    full, short = [*LEFT, *LEFT], ["Rådet föreslår att intyget förnyas varje år", "och att det kostar som i dag."]
    page = [*above, heading, *column(full, 50, 250), *column(short, 300, 240)]
    lines = [text for _, region in parts(page) for part in region for text in part]
    assert lines == [*LEFT, *RIGHT, heading.text, *full, *short]


def test_a_line_of_text_right_below_a_table_does_not_glue_its_columns() -> None:
    cells = [["Kust och hav", "Tillstyrks", "Bra skydd"], ["Stränder", "Avstyrks", "Fler dispenser"]]
    cells += [["Sjöar", "Ja", "–"], ["Ersättning", "Ingen erinran", "12 mnkr"]]
    table = [
        printed(text, x, 80 + 12 * index)
        for index, row in enumerate(cells)
        for text, x in zip(row, (50, 150, 260), strict=True)
    ]
    below = printed("Föreningen önskar fortsatt samråd.", 50, 128)
    assert parts([*table, below]) == [("TABLE", cells), ("TEXT", [[below.text]])]


def test_words_stretched_from_edge_to_edge_of_a_column_are_one_line() -> None:
    stretched = [printed("andra,", 50, 188), printed("tredje", 140, 188), printed("stycket", 230, 188)]
    full = [*column([line.ljust(43, "a") for line in LEFT], 50, 80), *stretched]
    lines = [text for _, region in parts([*full, *column(RIGHT, 275, 80)]) for part in region for text in part]
    assert "andra, tredje stycket" in lines


def test_a_column_of_labels_before_two_of_text_makes_a_table() -> None:
    rows = [("Stöd", LEFT[:3], RIGHT[:3]), ("Skola", RIGHT[:2], LEFT[:3]), ("Kultur", LEFT[:3], RIGHT[:2])]
    page = [
        printed(line, x, 80 + 55 * row + 12 * index)
        for row, (label, first, second) in enumerate(rows)
        for x, cell in ((50, [label]), (110, first), (330, second))
        for index, line in enumerate(cell)
    ]
    assert {name for name, _ in parts(page)} == {"TABLE"}
