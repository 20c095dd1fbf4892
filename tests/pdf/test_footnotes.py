from remissnlp.pdf.footnotes import take_footnotes
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure

BODY = Measure(size=11.0)


def printed(text: str, page: int, y: float, *, size: float = 11.0, marks: tuple[tuple[int, int], ...] = ()) -> Segment:
    edges = tuple(70 + 5.0 * index for index in range(len(text) + 1))
    return Segment(text, edges, page, y - size, y, y, size, marks=marks)


def test_a_numbered_row_in_small_print_is_no_note_where_its_number_was_answered_on_the_page_before() -> None:
    segments = [
        printed("Intäkterna har ökat1 de senaste åren.", 1, 100, marks=((19, 20),)),
        printed("1 Enligt årsredovisningen.", 1, 760, size=9.0),
        printed("Tabellen visar förvaltningens hållning.", 2, 100),
        printed("1. Drift Tillstyrks", 2, 720, size=9.0),
    ]
    body, notes = take_footnotes(segments, {1: 842.0, 2: 842.0}, BODY)
    assert [note.lines[0].text for note in notes] == ["1 Enligt årsredovisningen."]
    assert body[-1].text == "1. Drift Tillstyrks"


def test_a_note_at_the_foot_of_the_next_page_belongs_to_the_mark_before() -> None:
    segments = [
        printed("Intäkterna har ökat1 de senaste åren.", 1, 780, marks=((19, 20),)),
        printed("De väntas öka mer.", 2, 100),
        printed("1 Enligt årsredovisningen.", 2, 760, size=9.0),
    ]
    notes = take_footnotes(segments, {1: 842.0, 2: 842.0}, BODY)[1]
    assert [(note.mark, note.page, note.marked) for note in notes] == [("1", 2, 1)]
