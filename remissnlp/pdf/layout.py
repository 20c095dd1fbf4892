"""The way from printed lines to running text, a step a line: measure, set apart, order, cut, join, write."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby

from remissnlp.document import Block, Furniture, Line, Page
from remissnlp.pdf.blocks import make_pieces
from remissnlp.pdf.columns import with_edges
from remissnlp.pdf.footnotes import lift_marks, take_footnotes
from remissnlp.pdf.furniture import Apart, gather, set_apart
from remissnlp.pdf.grids import Cell, Grid, cell_of, cut_at_walls, find_grids
from remissnlp.pdf.gutters import cut_at_gutters
from remissnlp.pdf.repeated import cut_off_repeated
from remissnlp.pdf.rows import join_markers, join_stretched, make_rows
from remissnlp.pdf.ruled import in_ruled_order
from remissnlp.pdf.rules import Rule
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import measure
from remissnlp.pdf.writing import write_text

_FOOT = 0.75
Layout = tuple[str, tuple[Block, ...], tuple[Line, ...], tuple[Furniture, ...]]


def lay_out(
    segments: Sequence[Segment], pages: Sequence[Page], rules: Mapping[int, Sequence[Rule]] | None = None
) -> Layout:
    """Make running text of the segments of a document: its text, blocks, printed lines and furniture.

    `rules` are the straight lines of each page, by its number.
    """
    heights = {page.number: page.height for page in pages}
    grids = {number: find_grids(lines) for number, lines in (rules or {}).items()}
    measured = measure(segments, prose=[s for s in segments if not cell_of(s, grids.get(s.page, ()))])
    cut = [line for page in _by_page(segments) for line in _lines(page, grids.get(page[0].page, ()))]
    tables = {id(line) for line in cut if _in_table(line, grids.get(line.page, ()), heights)}
    body, furniture = set_apart(cut_off_repeated(cut, heights), pages, measured, tables)
    body, notes = take_footnotes(body, heights, measured, tables)
    body, marks = lift_marks(body, notes)
    regions = [
        region for page in _by_page(body) for region in in_ruled_order(page, grids.get(page[0].page, ()), measured)
    ]
    text, blocks, lines = write_text(make_pieces(with_edges(regions), notes, measured))
    return text, blocks, lines, (*furniture, *(piece for mark in marks for piece in gather([Apart("mark", mark)])))


def _lines(page: Sequence[Segment], grids: Sequence[Grid]) -> list[Segment]:
    """Join what was torn apart on a line, cell by cell in a ruled table, and cut apart what was glued."""
    places: dict[Cell | None, list[Segment]] = defaultdict(list)
    for segment in cut_at_walls(page, grids):
        places[cell_of(segment, grids)].append(segment)
    groups = (make_rows(cut_at_gutters(join_stretched(place))) for place in places.values())
    return [line for rows in groups for row in rows for line in join_markers(row)]


def _in_table(line: Segment, grids: Sequence[Grid], heights: Mapping[int, float]) -> bool:
    """Tell whether a line stands in a ruled table that is no part of the page's foot."""
    return any(grid.top < _FOOT * heights[line.page] and grid.cell_of(line) for grid in grids)


def _by_page(segments: Sequence[Segment]) -> list[list[Segment]]:
    return [list(page) for _, page in groupby(segments, key=lambda segment: segment.page)]
