"""The way from printed lines to running text, a step a line: measure, set apart, order, cut, join, write."""

from collections.abc import Sequence
from itertools import groupby

from remissnlp.document import Block, Furniture, Line, Page
from remissnlp.pdf.blocks import make_pieces
from remissnlp.pdf.columns import with_edges
from remissnlp.pdf.footnotes import lift_marks, take_footnotes
from remissnlp.pdf.furniture import Apart, gather, set_apart
from remissnlp.pdf.gutters import cut_at_gutters
from remissnlp.pdf.order import in_reading_order
from remissnlp.pdf.repeated import cut_off_repeated
from remissnlp.pdf.rows import join_markers, join_stretched, make_rows
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import measure
from remissnlp.pdf.writing import write_text

Layout = tuple[str, tuple[Block, ...], tuple[Line, ...], tuple[Furniture, ...]]


def lay_out(segments: Sequence[Segment], pages: Sequence[Page]) -> Layout:
    """Make running text of the segments of a document: its text, blocks, printed lines and furniture."""
    measured = measure(segments)
    heights = {page.number: page.height for page in pages}
    cut = [line for page in _by_page(segments) for line in _lines(page)]
    body, furniture = set_apart(cut_off_repeated(cut, heights), pages, measured)
    body, notes = take_footnotes(body, heights, measured)
    body, marks = lift_marks(body, notes)
    regions = [region for page in _by_page(body) for region in in_reading_order(page)]
    text, blocks, lines = write_text(make_pieces(with_edges(regions), notes, measured))
    return text, blocks, lines, (*furniture, *(piece for mark in marks for piece in gather([Apart("mark", mark)])))


def _lines(page: Sequence[Segment]) -> list[Segment]:
    """Join what was torn apart on a line, and cut apart what was glued."""
    rows = make_rows(cut_at_gutters(join_stretched(page)))
    return [line for row in rows for line in join_markers(row)]


def _by_page(segments: Sequence[Segment]) -> list[list[Segment]]:
    return [list(page) for _, page in groupby(segments, key=lambda segment: segment.page)]
