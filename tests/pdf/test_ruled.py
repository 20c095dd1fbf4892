"""Ruled tables: what the lines on the page say of cells and rows goes before what white space suggests."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from remissnlp.document import Page, Source
from remissnlp.pdf import read_pdf
from remissnlp.pdf.grids import find_grids
from remissnlp.pdf.hyphens import Vocabulary, is_torn
from remissnlp.pdf.layout import lay_out
from remissnlp.pdf.rules import Rule
from remissnlp.pdf.segments import Segment
from remissnlp.terms import BlockKind
from tests.pdf.making import show, write_pdf

HIGH = 842
Line = tuple[float, float, float, float]


def stroked(lines: Sequence[Line]) -> bytes:
    """Draw lines as LibreOffice's and ReportLab's tables do."""
    return b"".join(b"%g %g m %g %g l S\n" % (x0, HIGH - y0, x1, HIGH - y1) for x0, y0, x1, y1 in lines)


def filled(lines: Sequence[Line]) -> bytes:
    """Draw lines as thin boxes, as Word and browsers do, a piece at each cell."""
    boxes = ((min(x0, x1) - 0.25, HIGH - max(y0, y1) - 0.25, x1 - x0 + 0.5, y1 - y0 + 0.5) for x0, y0, x1, y1 in lines)
    return b"".join(b"%g %g %g %g re f\n" % box for box in boxes)


def cells(texts: Sequence[tuple[float, float, str]], *, size: float = 10) -> bytes:
    return b"".join(show(text, at=(x, HIGH - y), size=size) for x, y, text in texts)


def read(path: Path, *contents: bytes) -> list[tuple[BlockKind, str]]:
    document = read_pdf(Source("svar", write_pdf(path / "svar.pdf", [b"\n".join(contents)])))
    assert all(document.text[line.start : line.end].strip() for line in document.lines)
    return [(block.kind, document.block_text(block)) for block in document.blocks]


def rows(path: Path, *contents: bytes) -> list[str]:
    return [text for kind, text in read(path, *contents) if kind is BlockKind.TABLE_ROW]


ABOVE = cells(
    [
        (60, 80 + 14 * i, "Rådet har läst förslaget om nya regler för hamnar och lämnar sina synpunkter.")
        for i in range(4)
    ]
)
COLUMNS = (60.0, 180.0, 290.0, 530.0)


def ruled(heights: Sequence[float], spans: Sequence[int] = ()) -> list[Line]:
    """Give the lines of a table, a row between each two heights; those in `spans` have a single cell."""
    level = [(COLUMNS[0], y, COLUMNS[-1], y) for y in heights]
    upright = [
        (x, high, x, low)
        for row, (high, low) in enumerate(pairwise(heights))
        for x in (COLUMNS if row not in spans else (COLUMNS[0], COLUMNS[-1]))
    ]
    return [*level, *upright]


@pytest.mark.parametrize("draw", [stroked, filled])
def test_a_row_is_what_lies_between_two_lines_and_a_cell_across_the_table_does_not_glue_columns(
    tmp_path: Path, draw: Callable[[Sequence[Line]], bytes]
) -> None:
    lines = ruled([200, 230, 290, 310, 350], spans=[2])
    text = [
        *[(65, 212, "Åtgärd i"), (65, 224, "förslaget"), (185, 218, "Rådets svar"), (295, 218, "Skäl")],
        *[(65, 246, "1. Avgift för småbåtar"), (65, 258, "och fritidsfartyg i"), (65, 270, "hela landet")],
        *[(185, 258, "Avstyrks"), (295, 252, "Avgiften drabbar dem som seglar få"), (295, 264, "dagar om året.")],
        (65, 303, "Frågor som rådet inte tar ställning till"),
        *[(65, 326, "2. Register"), (185, 326, "–"), (295, 326, "Rådet saknar underlag.")],
    ]
    assert rows(tmp_path, ABOVE, draw(lines), cells(text)) == [
        "Åtgärd i förslaget | Rådets svar | Skäl",
        "1. Avgift för småbåtar och fritidsfartyg i hela landet | Avstyrks | "
        "Avgiften drabbar dem som seglar få dagar om året.",
        "Frågor som rådet inte tar ställning till",
        "2. Register | – | Rådet saknar underlag.",
    ]


def test_a_word_that_fills_its_narrow_cell_is_whole_again(tmp_path: Path) -> None:
    lines = [*((x, 200, x, 280) for x in (60, 110, 300)), *((60, y, 300, y) for y in (200, 230, 280))]
    text = [
        (64, 214, "Område"),
        (114, 214, "Svar"),
        (64, 244, "Verksamhe"),
        (64, 256, "tsövergång"),
        (114, 244, "Avstyrks"),
    ]
    assert rows(tmp_path, ABOVE, stroked(lines), cells(text, size=8)) == [
        "Område | Svar",
        "Verksamhetsövergång | Avstyrks",
    ]


def test_a_long_answer_in_a_form_is_read_as_the_paragraphs_it_holds(tmp_path: Path) -> None:
    lines = [*((x, 200, x, 330) for x in (60, 220, 530)), *((60, y, 530, y) for y in (200, 300, 330))]
    answer = [
        "Nej, föreningen anser att kravet på besiktning varje år är",
        "orimligt för den som bara har en enda gunga att sköta om.",
    ]
    more = ["Staten bör också ta fram en mall för egenkontroll som alla", "kan använda utan att anlita konsult."]
    text = [(65, 214, "Är kostnaderna rimliga?"), *((225, 214 + 12 * i, line) for i, line in enumerate(answer))]
    text += [*((225, 256 + 12 * i, line) for i, line in enumerate(more)), (65, 314, "Övrigt"), (225, 314, "Nej.")]
    blocks = read(tmp_path, ABOVE, stroked(lines), cells(text))
    assert (BlockKind.PARAGRAPH, " ".join(answer)) in blocks
    assert (BlockKind.PARAGRAPH, " ".join(more)) in blocks
    assert (BlockKind.TABLE_ROW, "Övrigt | Nej.") in blocks


def test_what_somebody_said_and_the_answer_to_it_are_texts_of_their_own(tmp_path: Path) -> None:
    lines = [*((x, 200, x, 290) for x in (60, 290, 530)), *((60, y, 530, y) for y in (200, 220, 290))]
    said = ["De boende på gatan anser att parkeringen", "ska vara kvar och framhåller att det redan"]
    said += ["i dag är svårt att hitta någon plats", "på kvällarna och under helgerna."]
    answer = ["Nämnden delar inte den uppfattningen, då", "beläggningen enligt mätningar i mars är så"]
    answer += ["låg att det finns plats för den minskning", "som nu föreslås i planen för området."]
    text = [(65.0, 214.0, "Synpunkt"), (295.0, 214.0, "Nämndens svar")]
    text += [(x, 234.0 + 12 * i, line) for x, cell in ((65.0, said), (295.0, answer)) for i, line in enumerate(cell)]
    blocks = read(tmp_path, ABOVE, stroked(lines), cells(text))
    assert blocks[-2:] == [(BlockKind.PARAGRAPH, " ".join(said)), (BlockKind.PARAGRAPH, " ".join(answer))]


def test_figures_that_white_space_parts_in_a_ruled_row_are_cells(tmp_path: Path) -> None:
    lines = [*((x, 200, x, 240) for x in (60, 300, 530)), *((60, y, 530, y) for y in (200, 220, 240))]
    text = [(65, 214, "Post"), (250, 214, "2025"), (320, 214, "2026"), (420, 214, "Summa")]
    text += [(65, 234, "Drift av bryggor"), (250, 234, "14"), (320, 234, "16"), (420, 234, "30")]
    assert rows(tmp_path, ABOVE, stroked(lines), cells(text)) == [
        "Post | 2025 | 2026 | Summa",
        "Drift av bryggor | 14 | 16 | 30",
    ]


def test_a_frame_around_a_text_and_lines_under_headings_are_no_table() -> None:
    frame = [Rule(50, 100, 500, 100), Rule(50, 300, 500, 300), Rule(50, 100, 50, 300), Rule(500, 100, 500, 300)]
    assert find_grids([*frame, Rule(50, 400, 500, 400), Rule(50, 200, 500, 200)]) == []


def test_a_page_with_more_lines_than_a_table_is_a_drawing() -> None:
    assert find_grids([Rule(x, 0, x, 9) for x in range(5000)]) == []


@pytest.mark.parametrize(
    ("before", "after", "room", "torn"),
    [
        ("kommunöverg", "ripande utredning", 2.0, True),
        ("överenskomme", "n om lön", 0.0, True),
        ("Beläggningsgr", "ad totalt", 0.0, True),
        ("Diarienummer", "centralt", 0.0, False),
        ("Avgifter", "och taxor", 2.0, False),
        ("Avgifter", "Taxor", 2.0, False),
        ("2026", "års priser", 2.0, False),
        ("Hamnar", "vintertid", 2.0, False),
    ],
)
def test_a_word_is_mended_only_where_the_line_below_is_no_word_of_its_own(
    before: str, after: str, room: float, torn: bool
) -> None:
    assert is_torn(before, after, Vocabulary(["Hamnar och bryggor"]), room=room) is torn


def test_a_row_that_the_page_breaks_off_is_put_together_behind_a_repeated_head(tmp_path: Path) -> None:
    head = [(65.0, 64.0, "Fråga"), (185.0, 64.0, "Svar"), (295.0, 64.0, "Skäl till svaret")]
    first = [*head, (65, 94, "Hamnavgift"), (185, 94, "Avstyrks"), (295, 94, "Avgiften drabbar dem som seglar")]
    second = [*head, (295, 94, "några få dagar om året."), (65, 124, "Register"), (185, 124, "Tillstyrks")]
    second += [(295, 124, "Det behövs.")]
    pages = [stroked(ruled([50, 80, 110])) + cells(first), stroked(ruled([50, 80, 110, 140])) + cells(second)]
    document = read_pdf(Source("svar", write_pdf(tmp_path / "svar.pdf", pages)))
    found = [document.block_text(block) for block in document.blocks]
    assert "Hamnavgift | Avstyrks | Avgiften drabbar dem som seglar några få dagar om året." in found
    assert found[-1] == "Register | Tillstyrks | Det behövs."
    assert {line.page for line in document.lines_at(*_span(document.text, "seglar några"))} == {1, 2}


def _span(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


def test_a_bold_row_across_the_table_heads_the_rows_below_it() -> None:
    lines = [Rule(*line) for line in ruled([100, 120, 140, 160, 180], spans=[0, 2])]
    texts = [(65, 114, "Kapitel 2 Avgifter", True), (65, 134, "Kajavgift", False), (185, 134, "Avstyrks", False)]
    texts += [(65, 154, "Kapitel 3 Tillsyn", True), (65, 174, "Register", False), (185, 174, "Tillstyrks", False)]
    above = "Rådet har läst förslaget om nya regler för hamnar och svarar punkt för punkt."
    title = _printed("Yttrande över hamnlagen", 60, 40, bold=True, size=16)
    page = [
        title,
        _printed(above, 60, 80, bold=False),
        *(_printed(text, x, y, bold=bold) for x, y, text, bold in texts),
    ]
    text, blocks, _, _ = lay_out(page, [Page(1, 595, 842)], {1: lines})
    assert [(block.kind, text[block.start : block.end]) for block in blocks] == [
        (BlockKind.HEADING, title.text),
        (BlockKind.PARAGRAPH, above),
        (BlockKind.HEADING, "Kapitel 2 Avgifter"),
        (BlockKind.TABLE_ROW, "Kajavgift | Avstyrks"),
        (BlockKind.HEADING, "Kapitel 3 Tillsyn"),
        (BlockKind.TABLE_ROW, "Register | Tillstyrks"),
    ]


def _printed(text: str, x: float, y: float, *, bold: bool, size: float = 10.0) -> Segment:
    edges = tuple(x + 5.0 * index for index in range(len(text) + 1))
    return Segment(text, edges, 1, y - 0.8 * size, y + 0.2 * size, y, size, bold=bold)
