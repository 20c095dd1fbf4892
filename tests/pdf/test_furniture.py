import pytest

from remissnlp.document import Page
from remissnlp.pdf.layout import lay_out
from remissnlp.pdf.segments import Segment
from remissnlp.terms import BlockKind

WIDTH, HEIGHT = 595.0, 842.0
TEXT = ["Nämnden har tagit del av promemorian och vill lämna följande synpunkter på", "de delar som rör tillsynen."]


def line(text: str, x: float, y: float, page: int = 1, size: float = 11.0, *, bold: bool = False) -> Segment:
    edges = tuple(x + 0.46 * size * index for index in range(len(text) + 1))
    return Segment(text, edges, page, y - 0.8 * size, y + 0.2 * size, y, size, "F", bold=bold)


def raised(segment: Segment, start: int, end: int) -> Segment:
    from dataclasses import replace

    return replace(segment, marks=((start, end),))


def body(page: int, start: float = 120.0, paragraphs: int = 9) -> list[Segment]:
    lines, y = [], start
    for _ in range(paragraphs):
        for text in TEXT:
            lines.append(line(text.replace("promemorian", f"bilaga {page}"), 90, y, page))
            y += 14
        y += 10
    return lines


def read(*segments: Segment) -> tuple[str, list[tuple[str, str]], list[tuple[BlockKind, str]]]:
    ordered = sorted(segments, key=lambda segment: segment.page)
    pages = [Page(number, WIDTH, HEIGHT) for number in range(1, ordered[-1].page + 1)]
    text, blocks, _, furniture = lay_out(ordered, pages)
    return text, [(f.role, f.text) for f in furniture], [(b.kind, text[b.start : b.end]) for b in blocks]


def test_what_recurs_at_the_edge_of_the_pages_is_set_apart_whatever_the_page_number() -> None:
    pages = [1, 2, 3]
    heads = [line(f"Dnr 2024/12 Sida {page} (3)", 400, 40, page, 8) for page in pages]
    text, furniture, _ = read(*heads, *(segment for page in pages for segment in body(page)))
    assert "Sida" not in text
    assert furniture == [("header", f"Dnr 2024/12 Sida {page} (3)") for page in pages]


def test_paragraphs_of_minutes_that_differ_only_in_their_numbers_are_no_header() -> None:
    numbers = [line(f"§ {page} 2018.00{page} KS", 90, 100, page) for page in (2, 3)]
    text, _, _ = read(*body(1), *numbers, *body(2, 130), *body(3, 130))
    assert "§ 2 2018.002 KS" in text
    assert "§ 3 2018.003 KS" in text


def test_the_number_of_a_heading_at_the_head_of_a_page_is_no_page_number() -> None:
    heading = [line("1", 90, 60, 2, 15), line("Förslag till beslut", 130, 60, 2, 15)]
    _, _, blocks = read(*body(1), *heading, *body(2))
    assert (BlockKind.HEADING, "1 Förslag till beslut") in blocks


def test_a_page_number_over_the_end_of_a_paragraph_takes_no_text_with_it() -> None:
    rest = [line("2", 300, 50, 2), line("som har lämnats in till kommunen.", 90, 68, 2)]
    text, furniture, _ = read(*body(1), *rest, *body(2, 110))
    assert "som har lämnats in till kommunen." in text
    assert ("header", "2") in furniture


def test_a_running_title_close_beside_the_text_is_cut_off() -> None:
    glued = "Nämnden anser att tiden är för kort för en så stor förändring, och Prop. 2012/13:144"
    together = line(glued, 90, 60, 3)
    wide = len(glued) - len("Prop. 2012/13:144")
    moved = tuple(edge + (6 if index >= wide else 0) for index, edge in enumerate(together.edges))
    last = Segment(glued, moved, 3, together.top, together.bottom, 60, 11.0, "F")
    titles = [line("Prop. 2012/13:144", 480, 60, page) for page in (1, 2)]
    text, furniture, _ = read(*titles, *body(1), *body(2), last, line("föreslår en längre.", 90, 74, 3), *body(3, 110))
    assert "en så stor förändring, och föreslår en längre." in text
    assert furniture[-1] == ("header", "Prop. 2012/13:144")


def test_no_line_of_the_address_at_the_foot_is_read_into_the_note_above_it() -> None:
    note = raised(line("1 Enligt nämndens årsredovisning för 2023.", 90, 700, 1, 8), 0, 1)
    marked = raised(line("Kostnaden har ökat de senaste åren.1", 90, 500), 35, 36)
    foot = [
        "Postadress Telefon E-post",
        "Norrby universitet 08-123 45 67 post@example.se",
        "Enheten för hållbar utveckling",
    ]
    rows = [line(text, 90, 760 + 9 * index, 1, 7) for index, text in enumerate([*foot, "Box 460", "En devis"])]
    _, furniture, blocks = read(*body(1), marked, note, *rows)
    assert (BlockKind.FOOTNOTE, "1 Enligt nämndens årsredovisning för 2023.") in blocks
    assert ("footer", "\n".join([*foot, "Box 460", "En devis"])) in furniture


def test_the_address_in_the_margin_does_not_break_the_paragraph_beside_it() -> None:
    address = ["Norra kontoret", "Storgatan 4", "123 45 Norrby", "Telefon 08-508 00 000", "norra@example.se"]
    margin = [line(text, 20, 131 + 9 * index, 1, 6.5) for index, text in enumerate(address)]
    paragraph = [line(text, 130, 120 + 14 * index) for index, text in enumerate([TEXT[0]] * 8)]
    text, furniture, _ = read(*margin, *paragraph)
    assert text == " ".join([TEXT[0]] * 8)
    assert furniture == [("letterhead", "\n".join(address))]


def test_notes_in_the_margin_break_no_paragraph_and_are_no_text() -> None:
    notes = [line("Gränsen", 520, 120, 1, 8), line("Avgift och", 520, 158, 1, 8), line("schablon", 520, 167, 1, 8)]
    text, furniture, _ = read(*body(1), *notes)
    assert text == read(*body(1))[0]
    assert furniture == [("margin", "Gränsen\nAvgift och\nschablon")]


def test_small_print_in_a_table_is_no_letterhead() -> None:
    rows = [
        segment
        for index in range(5)
        for segment in (
            line(f"{index + 1}.1 Bolag", 90, 520 + 20 * index),
            line("Avstyrks", 250, 520 + 20 * index),
            line("se www.example.se", 460, 520 + 20 * index, 1, 8),
        )
    ]
    _, furniture, blocks = read(*body(1), *rows)
    assert furniture == []
    assert (BlockKind.TABLE_ROW, "1.1 Bolag | Avstyrks | se www.example.se") in blocks


def test_the_cells_of_a_row_are_parted_by_a_mark_that_no_printed_line_covers() -> None:
    rows = [("2. Drift och under-", "Avstyrks"), ("3. Tillsyn", "Tillstyrks"), ("4. Avgifter", "Avstyrks")]
    table = [line(text, x, 600 + 40 * i) for i, row in enumerate(rows) for x, text in zip((90, 300), row, strict=True)]
    _, _, blocks = read(*body(1), *table, line("håll av bryggor", 90, 614), line("i sin helhet", 300, 614))
    assert [text for kind, text in blocks if kind is BlockKind.TABLE_ROW] == [
        "2. Drift och underhåll av bryggor | Avstyrks i sin helhet",
        "3. Tillsyn | Tillstyrks",
        "4. Avgifter | Avstyrks",
    ]


def test_the_note_of_who_approved_is_a_stamp() -> None:
    note = line("Anna Berg, Godkännare tjänsteskrivelse, 2026-05-13", 90, 700, 1, 8)
    _, furniture, _ = read(*body(1), note)
    assert furniture == [("stamp", note.text)]


@pytest.mark.parametrize("own", ["1 ", "1"])
def test_a_footnote_stands_behind_the_paragraph_of_its_mark_and_the_mark_is_lifted_out(own: str) -> None:
    marked = raised(line("Detta har utredningen redan sagt.1 Vi anser ändå att frågan bör prövas på", 90, 600), 33, 34)
    after = line("nytt.", 90, 614)
    note = raised(line(f"{own}Se betänkandet, avsnitt 4.", 90, 760, 1, 8), 0, 1)
    text, furniture, blocks = read(*body(1), marked, after, note, line("Slutet.", 90, 640))
    assert "redan sagt. Vi anser ändå att frågan bör prövas på nytt." in text
    assert [kind for kind, _ in blocks[-3:]] == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.PARAGRAPH]
    assert blocks[-2][1] == "1 Se betänkandet, avsnitt 4."
    assert ("mark", "1") in furniture


def test_a_square_metre_keeps_its_two() -> None:
    squared = raised(line("Den är på 37 m2 och ligger vid infarten till tomten.", 90, 600), 14, 15)
    text, _, _ = read(*body(1), squared)
    assert "37 m2 och" in text


def test_a_paragraph_goes_on_over_the_page_and_the_footnote_between() -> None:
    start = raised(
        line("Kommunen delar inte bedömningen,1 eftersom underlaget inte redovisar de kost-", 90, 700), 32, 33
    )
    note = raised(line("1 Avsnitt 4.", 90, 770, 1, 8), 0, 1)
    rest = line("nader som drabbar kommunerna.", 90, 80, 2)
    text, _, _ = read(*body(1), start, note, rest, *body(2, 120))
    assert (
        "Kommunen delar inte bedömningen, eftersom underlaget inte redovisar de kostnader som drabbar kommunerna."
        in text
    )


def test_an_address_line_at_the_foot_is_furniture_also_in_the_size_of_the_body() -> None:
    foot = line("Box 12, 111 20 Stockholm   08-123 45 00   info@forbundet.se", 90, 790)
    asks = line("Frågor besvaras av Eva Lind, 08-123 45 00, eva.lind@forbundet.se eller www.forbundet.se.", 90, 790, 2)
    text, furniture, _ = read(*body(1), foot, *body(2), asks)
    assert "Box 12" not in text
    assert "Frågor besvaras av Eva Lind" in text
    assert [role for role, _ in furniture] == ["footer"]


def test_a_page_number_with_its_total_is_furniture_and_an_address_line_metadata_wherever_they_stand() -> None:
    head = [line("Kammarrätten", 90, 60), line("Sida 1 (2)", 90, 90), line("Justitiedepartementet", 90, 130)]
    town = line("103 33 Stockholm", 90, 160)
    text, _, blocks = read(*head, town, *body(1, 200))
    assert "Sida 1" not in text
    assert {(BlockKind.METADATA, "Justitiedepartementet"), (BlockKind.METADATA, "103 33 Stockholm")} <= set(blocks)
