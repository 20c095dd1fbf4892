import pytest

from remissnlp.document import Document, Line


def _document() -> Document:
    text = "Kontoret anser\n\natt det är bra."
    edges = tuple(float(x) for x in range(15))
    lines = (Line(0, 8, 1, 10, 20, edges[:9]), Line(9, 14, 1, 22, 32, edges[:6]), Line(16, 30, 2, 10, 20, edges))
    return Document("a", text, (), lines)


def test_a_range_gives_its_lines_cut_to_it() -> None:
    pieces = _document().lines_at(4, 18)
    assert [(piece.start, piece.end, piece.page) for piece in pieces] == [(4, 8, 1), (9, 14, 1), (16, 18, 2)]
    assert (pieces[0].x0, pieces[0].x1) == (4.0, 8.0)
    assert (pieces[2].x0, pieces[2].x1) == (0.0, 2.0)


def test_a_character_that_was_not_printed_has_no_line() -> None:
    assert _document().lines_at(8, 9) == ()


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (8, 1), (14, 2), (15, 2), (29, 2)])
def test_an_offset_has_the_page_of_the_next_printed_character(offset: int, page: int) -> None:
    assert _document().page_at(offset) == page


def test_a_range_outside_the_text_is_the_callers_mistake() -> None:
    with pytest.raises(ValueError, match="utanför"):
        _document().lines_at(5, 99)
