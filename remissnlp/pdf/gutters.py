"""Gutters: lines glued across the narrow white space between two columns are cut apart where many rows agree."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from remissnlp.pdf.rows import make_rows
from remissnlp.pdf.segments import Segment

_WIDE = 0.62
"""A gap that may belong to a gutter, in heights of the type; words are parted by about 0.25."""
_NARROWEST = 0.6
_ROWS = 6
_LEVEL = 1.5
Gap = tuple[float, float]


def cut_at_gutters(segments: Sequence[Segment]) -> list[Segment]:
    """Cut the segments of a page wherever six rows in succession bear out a wide gap at the same place."""
    rows = make_rows(segments)
    gaps = [[*(gap for segment in row for gap in _gaps(segment)), *_between(row)] for row in rows]
    cuts: dict[int, list[float]] = {}
    for first, last, place in _runs(rows, gaps):
        for index in range(first, last + 1):
            cuts.setdefault(index, []).append(place)
    return [piece for index, row in enumerate(rows) for s in row for piece in _cut(s, cuts.get(index, ()))]


def _gaps(segment: Segment) -> Iterator[Gap]:
    for index, character in enumerate(segment.text):
        left, right = segment.edges[index], segment.edges[min(index + 1, len(segment.edges) - 1)]
        if character == " " and right - left >= _WIDE * segment.size:
            yield left, right


def _between(row: Sequence[Segment]) -> Iterator[Gap]:
    return ((left.x1, right.x0) for left, right in pairwise(row))


def _runs(rows: Sequence[Sequence[Segment]], gaps: Sequence[Sequence[Gap]]) -> Iterator[tuple[int, int, float]]:
    """Find stretches of rows that share a gap: index of the first and last of them, and where to cut."""
    done: list[tuple[int, int, Gap]] = []
    for index, row in enumerate(gaps):
        for gap in row:
            if any(first <= index <= last and _meet(gap, other) for first, last, other in done):
                continue
            last, below, shared = _follow(rows, gaps, range(index + 1, len(rows)), gap)
            first, both, more = _follow(rows, gaps, range(index - 1, -1, -1), below)
            if shared + more + 1 >= _ROWS:
                done.append((first, last, both))
                yield first, last, (both[0] + both[1]) / 2


def _meet(gap: Gap, other: Gap) -> bool:
    return gap[0] < other[1] and other[0] < gap[1]


def _follow(
    rows: Sequence[Sequence[Segment]], gaps: Sequence[Sequence[Gap]], way: range, gap: Gap
) -> tuple[int, Gap, int]:
    """Follow a gap down or up the page: the last row it reaches, how wide it stays, and how many rows bear it out.

    A row bears it out that has the gap between two words, or that starts where the gap ends.
    """
    last, shared = way.start - way.step, 0
    for index in way:
        size = rows[index][0].size
        inside = [(max(gap[0], a), min(gap[1], b)) for a, b in gaps[index]]
        wide = [common for common in inside if common[1] - common[0] >= _NARROWEST * size]
        if wide:
            gap, last, shared = wide[0], index, shared + 1
        elif any(s.x0 < gap[0] + 1 and s.x1 > gap[1] - 1 for s in rows[index]):
            break
        elif any(abs(s.x0 - gap[1]) < _LEVEL for s in rows[index]):
            last, shared = index, shared + 1
    return last, gap, shared


def _cut(segment: Segment, places: Sequence[float]) -> list[Segment]:
    pieces, rest = [], segment
    for place in sorted(places):
        index = next(
            (i for i, gap in enumerate(rest.text) if gap == " " and rest.edges[i] <= place < rest.edges[i + 1]), 0
        )
        if index:
            pieces.append(rest.cut(0, index))
            rest = rest.cut(index + 1, len(rest.text))
    return [*pieces, rest]
