"""Rows: the segments that stand on one line across the page, and the cells that white space parts them into."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from remissnlp.pdf.segments import Segment, join_segments

MARKER = re.compile(
    r"(?:[-–—•·▪■□*➢✓❖o\ufffd]|\(?\d{1,3}[.)]|\(?[a-zåäö][.)]|[ivx]{1,4}[.)]|\d{1,2}(?:\.\d{1,2})+\.?|§ ?\d+)"
)
_LONE_MARKER = re.compile(rf"^{MARKER.pattern}$")
_MARKER_REACH = 5.0
_WIDEST_WORD_GAP = 3.0
_FEWEST_GAPS = 2
_ALIKE = 1.3
_JUSTIFIED = 4
_INDENT = 2.5
_EVEN = 1.0


def make_rows(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Gather segments that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda segment: segment.base):
        if rows and segment.base - rows[-1][0].base <= 0.22 * min(segment.size, rows[-1][0].size):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [sorted(row, key=lambda segment: segment.x0) for row in rows]


def join_markers(row: Sequence[Segment]) -> list[Segment]:
    """Join a bullet or number that stands alone with the text to the right of it."""
    joined: list[Segment] = []
    for segment in row:
        before = joined[-1] if joined else None
        near = before is not None and segment.x0 - before.x1 <= _MARKER_REACH * segment.size
        if before is not None and near and (_opens(before, segment) or _heads(before, segment)):
            joined[-1] = join_segments(before, segment)
        else:
            joined.append(segment)
    return joined


def _opens(before: Segment, segment: Segment) -> bool:
    return _LONE_MARKER.match(before.text) is not None and _LONE_MARKER.match(segment.text) is None


def _heads(before: Segment, segment: Segment) -> bool:
    """Tell whether a bare number stands before a heading."""
    return before.text.isdigit() and len(before.text) < 3 and before.size == segment.size and segment.text[:1].isupper()


def join_stretched(segments: Iterable[Segment]) -> list[Segment]:
    """Join the words of a line that was stretched to fill its column: all of its gaps are wide, and all alike."""
    return [line for row in make_rows(segments) for chunk in _near(row) for line in _as_one(chunk)]


def join_justified(column: Sequence[Segment]) -> Sequence[Segment]:
    """Join the words of lines that were stretched from edge to edge of a column in which other lines fill it too."""
    left, right = min(s.x0 for s in column), max(s.x1 for s in column)
    rows = make_rows(column)
    full = [row for row in rows if row[0].x0 - left < _INDENT * row[0].size and right - row[-1].x1 < _EVEN]
    if len(full) < _JUSTIFIED or sum(len(row) == 1 for row in full) < len(full) / 2:
        return column
    return [line for row in rows for line in (_as_one(row, fewest=1) if row in full else row)]


def _near(row: Sequence[Segment]) -> list[list[Segment]]:
    chunks: list[list[Segment]] = []
    for segment in row:
        if chunks and segment.x0 - chunks[-1][-1].x1 <= _WIDEST_WORD_GAP * segment.size:
            chunks[-1].append(segment)
        else:
            chunks.append([segment])
    return chunks


def _as_one(chunk: Sequence[Segment], *, fewest: int = _FEWEST_GAPS) -> list[Segment]:
    between = [right.x0 - left.x1 for left, right in pairwise(chunk)]
    gaps = [*between, *(gap for segment in chunk for gap in segment.blanks())]
    if not between or len(gaps) < fewest or max(gaps) > _ALIKE * min(gaps):
        return list(chunk)
    line = chunk[0]
    for segment in chunk[1:]:
        line = join_segments(line, segment)
    return [line]


def cut_across(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Cut segments at the white space that runs straight across them, from top to bottom."""
    return _cut((segment.high, segment.low, segment) for segment in segments)


def cut_down(segments: Iterable[Segment], gap: float) -> list[list[Segment]]:
    """Cut segments at white space wider than `gap` that runs from top to bottom, from left to right."""
    return _cut(((segment.x0, segment.x1, segment) for segment in segments), gap)


def gutters_of(columns: Sequence[Sequence[Segment]]) -> list[tuple[float, float]]:
    """Give the left and right edge of the white space between columns."""
    edges = [(min(s.x0 for s in column), max(s.x1 for s in column)) for column in columns]
    return [(left[1], right[0]) for left, right in pairwise(edges)]


def _cut(spans: Iterable[tuple[float, float, Segment]], gap: float = 0.0) -> list[list[Segment]]:
    groups: list[list[Segment]] = []
    reach = float("-inf")
    for start, end, segment in sorted(spans, key=lambda span: span[:2]):
        if start > reach + gap:
            groups.append([])
        groups[-1].append(segment)
        reach = max(reach, end)
    return groups
