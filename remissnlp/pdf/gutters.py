"""Gutters: lines glued across the narrow white space between two columns are cut apart where many rows agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from remissnlp.pdf.rows import make_rows
from remissnlp.pdf.segments import Segment

_WIDE = 0.62
"""A gap that may belong to a gutter, in heights of the type; words are parted by about 0.25."""
_NARROWEST = 0.4
_ROWS = 6
_GLUED_ROWS = 9
_SURE = 2
_LEVEL = 1.5
Gap = tuple[float, float]


@dataclass(frozen=True)
class Trace:
    """A gap followed over the rows of a page.

    Attributes:
        gap: How wide it stays.
        last: Index of the last row that it reaches.
        rows: How many rows bear it out: words are parted there, or one starts where the gap ends.
        sure: How many of them are parted by more than a wide blank.
    """

    gap: Gap
    last: int
    rows: int = 0
    sure: int = 0


def cut_at_gutters(segments: Sequence[Segment]) -> list[Segment]:
    """Cut the segments of a page wherever many rows in succession bear out a wide gap at the same place."""
    rows = make_rows(segments)
    cuts: dict[int, list[float]] = {}
    for first, last, place in _runs(rows):
        for index in range(first, last + 1):
            cuts.setdefault(index, []).append(place)
    return [piece for index, row in enumerate(rows) for s in row for piece in _cut(s, cuts.get(index, ()))]


def _runs(rows: Sequence[Sequence[Segment]]) -> Iterator[tuple[int, int, float]]:
    """Find stretches of rows that share a gap: index of the first and last of them, and where to cut."""
    done: list[tuple[int, int, Gap]] = []
    for index, row in enumerate(rows):
        parted = list(_between(row))
        for gap in (*parted, *_blanks(row, _WIDE)):
            if any(first <= index <= last and _meet(gap, other) for first, last, other in done):
                continue
            down = _follow(rows, range(index + 1, len(rows)), Trace(gap, index, 1, int(gap in parted)))
            up = _follow(rows, range(index - 1, -1, -1), Trace(down.gap, index, down.rows, down.sure))
            if up.rows >= (_ROWS if up.sure >= _SURE else _GLUED_ROWS):
                done.append((up.last, down.last, up.gap))
                yield up.last, down.last, (up.gap[0] + up.gap[1]) / 2


def _follow(rows: Sequence[Sequence[Segment]], way: range, trace: Trace) -> Trace:
    """Follow a gap down or up the page until a line runs across it."""
    for index in way:
        row, (left, right) = rows[index], trace.gap
        parted = _best(_between(row), trace.gap)
        blank = _best(_blanks(row, _NARROWEST), trace.gap)
        if parted and parted[1] - parted[0] >= _NARROWEST * row[0].size:
            trace = Trace(parted, index, trace.rows + 1, trace.sure + 1)
        elif blank and _is_gutter(blank, trace.gap, row[0].size):
            trace = Trace(blank, index, trace.rows + 1, trace.sure)
        elif any(s.x0 < left + 1 and s.x1 > right - 1 for s in row):
            break
        elif any(abs(s.x0 - right) < _LEVEL for s in row):
            trace = Trace(trace.gap, index, trace.rows + 1, trace.sure + 1)
    return trace


def _is_gutter(common: Gap, gap: Gap, size: float) -> bool:
    """Tell whether a blank between words may be the gutter: wide, or with the next word where the column starts."""
    width = common[1] - common[0]
    return width >= _WIDE * size or (width >= _NARROWEST * size and abs(common[1] - gap[1]) < _LEVEL)


def _best(gaps: Iterable[Gap], gap: Gap) -> Gap | None:
    """Give the widest stretch that a gap shares with one of others."""
    shared = [(max(gap[0], left), min(gap[1], right)) for left, right in gaps]
    return max((common for common in shared if common[1] > common[0]), key=lambda c: c[1] - c[0], default=None)


def _blanks(row: Sequence[Segment], least: float) -> Iterator[Gap]:
    for segment in row:
        edges, wide = segment.edges, least * segment.size
        at = segment.text.find(" ", 0, -1)
        while at >= 0:
            if edges[at + 1] - edges[at] >= wide:
                yield edges[at], edges[at + 1]
            at = segment.text.find(" ", at + 1, -1)


def _between(row: Sequence[Segment]) -> Iterator[Gap]:
    return ((left.x1, right.x0) for left, right in pairwise(row))


def _meet(gap: Gap, other: Gap) -> bool:
    return gap[0] < other[1] and other[0] < gap[1]


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
