"""The short last column of a page: the end of a text, a few lines beside columns that are full."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from remissnlp.pdf.rows import MARKER, cut_down, gutters_of, make_rows
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import Region, Shape, is_running

_LEAST_GUTTER = 4.0
_WIDEST_GUTTER = 4.5
_FULL = 0.75
_SAME_EDGE = 2.0
_INDENT = 2.5
_CLOSE = 1.5
_ENDS = re.compile(r"[.!?:;)”\"]$")
_OPENS = re.compile(rf"^(?:[a-zåäöé]|{MARKER.pattern}\s)")


@dataclass(frozen=True)
class ShortColumn:
    """A page whose last column is short.

    Attributes:
        above: What stands above the columns.
        full: The columns that are full, together.
        short: The last one.
        right: How far to the right the last one may go.
    """

    above: tuple[Segment, ...]
    full: tuple[Segment, ...]
    short: tuple[Segment, ...]
    right: float


def find_short_column(segments: Sequence[Segment]) -> ShortColumn | None:
    """Find a few lines that carry on the text of the full column to the left of them; None if there are none."""
    rows = make_rows(segments)
    if not rows or len(rows[-1]) > 1:
        return None
    lefts = _lefts_above(rows)
    for index, row in enumerate(rows):
        edge = _least_indented(rows[index:], row[-1]) if len(row) > 1 else 0.0
        first = _first_row(rows, index, edge)
        opens = edge and not any(abs(edge - left) < _SAME_EDGE for left in lefts[first])
        found = _from_row(rows, first, edge) if opens else None
        if found:
            return found
    return None


def _lefts_above(rows: Sequence[Sequence[Segment]]) -> list[set[int]]:
    """Give where lines start above each row; a heading across the columns ends those above it."""
    lefts: list[set[int]] = [set()]
    for row in rows:
        ended = {left for left in lefts[-1] if any(segment.x0 < left - 1 < segment.x1 for segment in row)}
        lefts.append((lefts[-1] - ended) | {round(segment.x0) for segment in row})
    return lefts


def _first_row(rows: Sequence[Sequence[Segment]], index: int, edge: float) -> int:
    """Give the row that the column at `edge` opens with: a line of its own above the other column perhaps."""
    above = rows[index - 1] if index else ()
    alone = len(above) == 1 and 0 <= above[0].x0 - edge + 1 < _INDENT * above[0].size
    return index - 1 if alone and rows[index][-1].base - above[0].base <= _CLOSE * above[0].size else index


def with_edges(regions: Sequence[Region]) -> list[Region]:
    """Let a column that goes on alone on the next page keep the right edge it had beside another."""
    known: dict[int, float] = {}
    kept = []
    for region in regions:
        edge = region.right
        if region.shape is Shape.TEXT:
            left, right = min(line.x0 for line in region.parts[0]), max(line.x1 for line in region.parts[0])
            before = known.get(round(left / _SAME_EDGE), 0.0)
            fills = left + _FULL * (before - left) < right <= before + 1
            edge = edge or (before if fills else 0.0)
            known = {**known, round(left / _SAME_EDGE): edge}
        kept.append(replace(region, right=edge))
    return kept


def _from_row(rows: Sequence[Sequence[Segment]], index: int, edge: float) -> ShortColumn | None:
    below = [segment for row in rows[index:] for segment in row]
    short = [segment for segment in below if segment.x0 >= edge - 1]
    full = [segment for segment in below if segment.x0 < edge - 1]
    if any(segment.x1 > edge for segment in full):
        return None
    columns = cut_down(full, _LEAST_GUTTER)
    if len(columns[-1]) <= len(short):
        return None
    if len(columns) > 2 or not all(map(is_running, columns)):
        return None
    last = columns[-1]
    if not _is_set_alike(last, short) or not _carries_on(last, short):
        return None
    above = tuple(segment for row in rows[:index] for segment in row)
    return ShortColumn(above, tuple(full), tuple(short), edge + _width(last))


def _least_indented(rows: Sequence[Sequence[Segment]], first: Segment) -> float:
    """Give the left edge of the column that opens with an indented line perhaps."""
    beside = (row[-1].x0 for row in rows if len(row) > 1)
    return min(left for left in beside if 0 <= first.x0 - left < _INDENT * first.size)


def _is_set_alike(column: Sequence[Segment], short: Sequence[Segment]) -> bool:
    """Tell whether a few lines are set as a column is, from its top, a gutter away."""
    size = median(segment.size for segment in column)
    first = min(short, key=lambda segment: segment.base)
    gutter = gutters_of([column, short])[0]
    close = gutter[1] - gutter[0] <= _WIDEST_GUTTER * size
    level = abs(first.base - min(segment.base for segment in column)) <= size
    alike = abs(first.size - size) < 0.3 and not (first.bold and not all(segment.bold for segment in column))
    narrow = max(segment.x1 for segment in short) - first.x0 <= _width(column) + size
    leading = _leading(short)
    return close and level and alike and narrow and (not leading or abs(leading - _leading(column)) < 0.2 * size)


def _carries_on(column: Sequence[Segment], short: Sequence[Segment]) -> bool:
    """Tell whether the text of a column goes on in a few lines: they fill it too, or a sentence runs over to them."""
    lines = sorted(short, key=lambda segment: segment.base)
    fills = len(lines) > 1 and any(line.x1 - line.x0 > _FULL * _width(column) for line in lines)
    end = max(column, key=lambda segment: segment.base)
    runs_over = not _ENDS.search(end.text.rstrip()) and end.x1 - end.x0 > _FULL * _width(column)
    return fills or (runs_over and _OPENS.match(lines[0].text) is not None)


def _width(column: Sequence[Segment]) -> float:
    return max(segment.x1 for segment in column) - min(segment.x0 for segment in column)


def _leading(column: Sequence[Segment]) -> float:
    bases = sorted({segment.base for segment in column})
    return min((below - above for above, below in pairwise(bases) if below - above > 1), default=0.0)
