"""Joining: a paragraph that a page, a column or a table breaks off is put together with the rest of it."""

from collections.abc import Sequence
from dataclasses import replace

from remissnlp.pdf.kinds import Piece, style_of
from remissnlp.pdf.paragraphs import ends_sentence, marker_of, would_fit
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_FEW_WORDS = 6
_ASIDE = (BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)


def join_pieces(pieces: Sequence[Piece], measured: Measure) -> list[Piece]:
    """Join a paragraph that a column, a page or a table breaks off with the rest of it."""
    joined: list[Piece] = []
    for piece in pieces:
        index = _open_piece(joined)
        if index is not None and _continues(joined[index], piece, measured, aside=index < len(joined) - 1):
            joined[index] = replace(joined[index], segments=(*joined[index].segments, *piece.segments))
        else:
            joined.append(piece)
    return joined


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
    if not (moved or aside) or abs(last.size - first.size) > 0.6:
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
