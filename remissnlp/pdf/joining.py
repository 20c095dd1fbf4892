"""Joining: a paragraph that a page, a column or a table breaks off is put together with the rest of it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from remissnlp.pdf.kinds import Piece, style_of
from remissnlp.pdf.paragraphs import ends_sentence, marker_of, would_fit
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import number_cells
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_FEW_WORDS = 6
_SAME_EDGE = 2.0
_ASIDE = (BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)


def join_pieces(pieces: Sequence[Piece], measured: Measure) -> list[Piece]:
    """Join a paragraph that a column, a page or a table breaks off with its rest, and a row that a page breaks off."""
    joined: list[Piece] = []
    for piece in pieces:
        index, row = _open_piece(joined), _open_row(joined, piece)
        if row is not None:
            joined[row] = _with_rest(joined[row], piece)
        elif index is not None and _continues(joined[index], piece, measured, aside=index < len(joined) - 1):
            joined[index] = replace(joined[index], segments=(*joined[index].segments, *piece.segments))
        else:
            joined.append(piece)
    return joined


def _open_row(pieces: Sequence[Piece], piece: Piece) -> int | None:
    """Give the index of the last row of the page before, if a row carries it on; its head may stand between."""
    if piece.kind is not BlockKind.TABLE_ROW:
        return None
    index, before = len(pieces) - 1, piece.first.page - 1
    second = index > 0 and pieces[index].first.page == piece.first.page and pieces[index - 1].first.page == before
    if second and _is_repeated(pieces, index):
        index -= 1
    if index < 0 or pieces[index].kind is not BlockKind.TABLE_ROW or pieces[index].first.page != before:
        return None
    return index if _goes_on(_cells(pieces[index]), _cells(piece)) else None


def _is_repeated(pieces: Sequence[Piece], index: int) -> bool:
    head = [segment.text for segment in pieces[index].segments]
    return any([segment.text for segment in piece.segments] == head for piece in pieces[:index])


def _goes_on(row: Sequence[Sequence[Segment]], rest: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether what stands in some columns, but not the first, carries on in the middle of a sentence."""
    places = [_place(row, cell) for cell in rest]
    if len(row) < 2 or None in places or 0 in places or len(set(places)) < len(places):
        return False
    ends = [(row[place][-1].text, cell[0].text) for place, cell in zip(places, rest, strict=True) if place]
    return any(below[:1].islower() and not ends_sentence(above) for above, below in ends)


def _place(row: Sequence[Sequence[Segment]], cell: Sequence[Segment]) -> int | None:
    """Give the number of the cell of a row that another stands under."""
    left = min(segment.x0 for segment in cell)
    return next((n for n, own in enumerate(row) if abs(min(s.x0 for s in own) - left) < _SAME_EDGE), None)


def _with_rest(piece: Piece, rest: Piece) -> Piece:
    """Put the lines of a row's rest behind those of its cells."""
    row = _cells(piece)
    for cell in _cells(rest):
        row[_place(row, cell) or 0] += cell
    return replace(piece, segments=number_cells(row))


def _cells(piece: Piece) -> list[list[Segment]]:
    return [list(cell) for _, cell in groupby(piece.segments, key=lambda segment: segment.cell)]


def _open_piece(pieces: Sequence[Piece]) -> int | None:
    """Give the index of the last piece of running text that only tables or notes stand behind."""
    for index in range(len(pieces) - 1, -1, -1):
        if pieces[index].kind in _RUNNING or pieces[index].kind is BlockKind.HEADING:
            return index
        if pieces[index].kind not in _ASIDE:
            return None
    return None


def _continues(previous: Piece, piece: Piece, measured: Measure, *, aside: bool) -> bool:
    last, first = previous.last, piece.first
    moved = first.page != last.page or first.base < last.base
    if not (moved or aside) or last.cell != first.cell or abs(last.size - first.size) > 0.6:
        return False
    if previous.kind is BlockKind.HEADING:
        return piece.kind is BlockKind.HEADING and first.text[:1].islower() and style_of(previous) == style_of(piece)
    if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.METADATA, BlockKind.LIST_ITEM) or first.bold != last.bold:
        return False
    if piece.kind is BlockKind.LIST_ITEM and marker_of(first.text) and not last.text.endswith("-"):
        return False
    if piece.kind is BlockKind.METADATA:
        return last.text.endswith("-")
    if aside and (min(previous.words, piece.words) < _FEW_WORDS or not _full(last, first, measured)):
        return False
    if not ends_sentence(last.text):
        return first.text[:1].islower() or last.text.endswith(("-", ",")) or _full(last, first, measured)
    return moved and not aside and _full(last, first, measured) and not last.text.endswith(":")


def _full(last: Segment, first: Segment, measured: Measure) -> bool:
    """Tell whether a line fills its column, so that the next word had to go elsewhere."""
    right = measured.rights.get(last.page, last.x1)
    if first.page == last.page or abs(last.x0 - measured.lefts.get(last.page, last.x0)) > 40:
        right = min(right, max(last.x1, first.x1 - first.x0 + last.x0))
    return not would_fit(last, first, right)
