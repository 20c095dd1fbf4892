"""Blocks: the regions of all pages as typed pieces in reading order, with the footnotes where their marks stand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from remissnlp.pdf.footnotes import Footnote
from remissnlp.pdf.joining import join_pieces
from remissnlp.pdf.kinds import Piece, is_entry, style_of, tell_kind
from remissnlp.pdf.paragraphs import cut_paragraphs, is_contents
from remissnlp.pdf.places import place_pieces, title_region
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import Region, Shape, is_name, table_rows
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_REGISTER_WORDS = 25


def make_pieces(regions: Sequence[Region], notes: Sequence[Footnote], measured: Measure) -> list[Piece]:
    """Make typed pieces of all regions of a document and put its footnotes where their marks stand."""
    texts = [list(_in_text(region, measured)) if region.shape is Shape.TEXT else [] for region in regions]
    title = title_region(texts)
    parts = [
        text or list(_beside(region, above=index < title))
        for index, (region, text) in enumerate(zip(regions, texts, strict=True))
    ]
    placed = place_pieces([piece for part in parts for piece in part], measured)
    return _levelled(_with_notes(join_pieces(placed, measured), notes))


def _in_text(region: Region, measured: Measure) -> Iterator[Piece]:
    for lines in cut_paragraphs(region.parts[0], measured, region.right):
        yield tell_kind(lines, measured)


def _beside(region: Region, *, above: bool) -> Iterator[Piece]:
    """Make pieces of things that stand side by side; above the title they are addresses and the register."""
    if region.shape is Shape.PAIRS:
        yield Piece(BlockKind.METADATA, tuple(s for row in region.parts for s in row), own_lines=True)
    elif region.shape is not Shape.NAMES:
        yield from (Piece(_row_kind(part, above=above), part) for part in region.parts)
    elif above:
        yield from (Piece(BlockKind.METADATA, part, own_lines=True) for part in region.parts)
    elif 2 * sum(is_name(part[0].text) for part in region.parts) >= len(region.parts):
        yield from (Piece(BlockKind.SIGNATURE, part, own_lines=True) for part in region.parts)
    else:
        yield from (Piece(BlockKind.TABLE_ROW, row) for row in table_rows(region.parts))


def _row_kind(row: Sequence[Segment], *, above: bool) -> BlockKind:
    """Tell entries of a register or a table of contents from the rows of a table."""
    entries = is_contents(row[-1].text) or all(is_entry(segment.text) for segment in row)
    short = sum(len(segment.text.split()) for segment in row) < _REGISTER_WORDS
    return BlockKind.METADATA if (above and short) or entries else BlockKind.TABLE_ROW


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    """Number the levels of headings by size, weight and slant."""
    styles = sorted({style_of(piece) for piece in pieces if piece.kind is BlockKind.HEADING})
    ranks = {style: level for level, style in enumerate(styles, start=1)}
    return [replace(p, level=ranks[style_of(p)]) if p.kind is BlockKind.HEADING else p for p in pieces]


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
