"""Blocks: the regions of all pages as typed pieces in reading order, whole over the breaks between them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from remissnlp.pdf.footnotes import Footnote
from remissnlp.pdf.kinds import Piece, is_short, tell_kind
from remissnlp.pdf.paragraphs import cut_paragraphs, ends_sentence, marker_of, would_fit
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import Region, Shape, is_name
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_ASIDE = (BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)


def make_pieces(regions: Sequence[Region], notes: Sequence[Footnote], measured: Measure) -> list[Piece]:
    """Make typed pieces of all regions of a document and put its footnotes where their marks stand."""
    pieces = [piece for region in regions for piece in _in_region(region, measured)]
    joined = _joined(_headed(pieces), measured)
    return _levelled(_with_notes(joined, notes))


def _in_region(region: Region, measured: Measure) -> Iterator[Piece]:
    if region.shape is Shape.TEXT:
        for lines in cut_paragraphs(region.parts[0], measured, region.right):
            yield tell_kind(lines, measured)
    elif region.shape is Shape.PAIRS:
        yield Piece(BlockKind.METADATA, tuple(s for row in region.parts for s in row), own_lines=True)
    elif region.shape is Shape.NAMES:
        yield from (Piece(BlockKind.SIGNATURE, part, own_lines=True) for part in region.parts)
    else:
        yield from (Piece(BlockKind.TABLE_ROW, part) for part in region.parts)


def _headed(pieces: Sequence[Piece]) -> list[Piece]:
    """Settle what depends on the place: above the title stand register and addresses, at the end signatures."""
    title = _title(pieces)
    return [piece for index, piece in enumerate(pieces) for piece in _placed(piece, above=index < title)]


def _title(pieces: Sequence[Piece]) -> int:
    """Give the index of the title: the first heading of page 1 in the largest type; else of the first paragraph."""
    first = [(i, p) for i, p in enumerate(pieces) if p.first.page == pieces[0].first.page]
    headings = [(-piece.first.size, index) for index, piece in first if piece.kind is BlockKind.HEADING]
    if headings:
        return min(headings)[1]
    return next((i for i, p in first if p.kind in _RUNNING and not is_short(p)), 0)


def _placed(piece: Piece, *, above: bool) -> Iterator[Piece]:
    if piece.kind is BlockKind.SIGNATURE:
        named = is_name(piece.first.text)
        if above or not named:
            kind = BlockKind.METADATA if above else BlockKind.TABLE_ROW
            yield replace(piece, kind=kind, own_lines=above)
        else:
            yield piece
    elif above and piece.kind is BlockKind.PARAGRAPH and is_short(piece):
        yield replace(piece, kind=BlockKind.METADATA, own_lines=True)
    elif above and piece.kind is BlockKind.TABLE_ROW:
        yield replace(piece, kind=BlockKind.METADATA)
    else:
        yield piece


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Number the levels of headings by size, weight and slant."""
    styles = sorted({_style(piece) for piece in pieces if piece.kind is BlockKind.HEADING})
    ranks = {style: level for level, style in enumerate(styles, start=1)}
    return [replace(p, level=ranks[_style(p)]) if p.kind is BlockKind.HEADING else p for p in pieces]


def _style(piece: Piece) -> tuple[float, bool, bool]:
    return -round(piece.first.size, 0), not piece.first.bold, piece.first.italic


def _joined(pieces: Sequence[Piece], measured: Measure) -> list[Piece]:
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
        return piece.kind is BlockKind.HEADING and first.text[:1].islower() and _style(previous) == _style(piece)
    if piece.kind not in (BlockKind.PARAGRAPH, BlockKind.METADATA, BlockKind.LIST_ITEM) or first.bold != last.bold:
        return False
    if piece.kind is BlockKind.LIST_ITEM and marker_of(first.text) and not last.text.endswith("-"):
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


def _with_notes(pieces: Sequence[Piece], notes: Sequence[Footnote]) -> list[Piece]:
    """Put each footnote behind the piece that holds its mark, or behind the last piece of its page."""
    behind: dict[int, list[Footnote]] = {}
    for note in notes:
        behind.setdefault(_home(pieces, note), []).append(note)
    placed = [_note_piece(note) for note in behind.get(-1, [])]
    for index, piece in enumerate(pieces):
        found = behind.get(index, [])
        placed.append(piece)
        placed += [_note_piece(note) for note in found]
    return placed


def _home(pieces: Sequence[Piece], note: Footnote) -> int:
    on_page = [i for i, p in enumerate(pieces) if p.first.page <= note.marked <= p.last.page]
    marked = (i for i in on_page if any(note.mark in s.notes for s in pieces[i].segments if s.page == note.marked))
    return next(marked, on_page[-1] if on_page else -1)


def _note_piece(note: Footnote) -> Piece:
    return Piece(BlockKind.FOOTNOTE, note.lines, note.mark)
