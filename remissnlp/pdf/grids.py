"""Grids: tables whose cells are ruled, so that the print itself tells what belongs to a cell and a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from remissnlp.pdf.rules import MOST_RULES, Rule, join_rules
from remissnlp.pdf.segments import Segment

_TOUCH = 3.0
_COVERED = 0.6
_FEWEST_CELLS = 2
_MOST_CELLS = 4_000
_MOST_CROSSINGS = 100_000
Span = tuple[float, float, float]
"""A line: its place across, its start and its end."""


@dataclass(frozen=True)
class Cell:
    """A ruled cell, spanning several columns and rows perhaps. Lengths in points; `row` and `last` count from 0."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int
    last: int

    def holds(self, segment: Segment) -> bool:
        """Tell whether a segment stands in the cell."""
        middle = (segment.x0 + segment.x1) / 2
        return self.x0 <= middle <= self.x1 and self.top <= (segment.high + segment.low) / 2 <= self.bottom


@dataclass(frozen=True)
class Grid:
    """A ruled table.

    Attributes:
        rows: Its cells row by row, each row from left to right.
        top: Upper edge.
        bottom: Lower edge.
    """

    rows: tuple[tuple[Cell, ...], ...]
    top: float
    bottom: float

    @property
    def cells(self) -> Iterator[Cell]:
        """All cells."""
        return (cell for row in self.rows for cell in row)

    def cell_of(self, segment: Segment) -> Cell | None:
        """Give the cell that a segment stands in."""
        height = (segment.high + segment.low) / 2
        if not self.top <= height <= self.bottom:
            return None
        return next((cell for cell in self.cells if cell.holds(segment)), None)


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Find the ruled tables of a page, from top to bottom; frames with one cell or one column are none."""
    if len(rules) > MOST_RULES:
        return []
    grids = [grid for level, upright in _together(rules) if (grid := _grid(level, upright))]
    return sorted(grids, key=lambda grid: grid.top)


def cell_of(segment: Segment, grids: Iterable[Grid]) -> Cell | None:
    """Give the cell that a segment stands in."""
    return next((cell for grid in grids if (cell := grid.cell_of(segment))), None)


def cut_at_walls(segments: Iterable[Segment], grids: Sequence[Grid]) -> list[Segment]:
    """Cut segments that run over the wall between two cells."""
    return [piece for segment in segments for piece in _cut(segment, _walls(segment, grids))]


def _walls(segment: Segment, grids: Sequence[Grid]) -> list[float]:
    height = (segment.high + segment.low) / 2
    near = (grid for grid in grids if grid.top <= height <= grid.bottom)
    cells = (cell for grid in near for cell in grid.cells if cell.top <= height <= cell.bottom)
    return sorted({cell.x0 for cell in cells if segment.x0 < cell.x0 < segment.x1})


def _cut(segment: Segment, walls: Sequence[float]) -> Iterator[Segment]:
    rest = segment
    for wall in walls:
        edges = rest.edges
        blanks = (i for i, letter in enumerate(rest.text) if letter.isspace())
        at = next((i for i in blanks if edges[i] <= wall + 1 and edges[i + 1] >= wall - 1), 0)
        if at:
            yield rest.cut(0, at)
            rest = rest.cut(at + 1, len(rest.text))
    yield rest


def _together(rules: Sequence[Rule]) -> Iterator[tuple[list[Span], list[Span]]]:
    """Gather the lines that touch each other; a raster of more than any table has is left alone."""
    level, upright = join_rules(rules, level=True), join_rules(rules, level=False)
    if len(level) * len(upright) > _MOST_CROSSINGS:
        return
    group = list(range(len(level) + len(upright)))
    for i, one in enumerate(level):
        for j, other in enumerate(upright, start=len(level)):
            if _meet(one, other):
                _unite(group, i, j)
    lines: dict[int, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for index, span in enumerate([*level, *upright]):
        lines[_root(group, index)][index >= len(level)].append(span)
    yield from lines.values()


def _meet(level: Span, upright: Span) -> bool:
    across = level[1] - _TOUCH <= upright[0] <= level[2] + _TOUCH
    return across and upright[1] - _TOUCH <= level[0] <= upright[2] + _TOUCH


def _root(group: list[int], index: int) -> int:
    while group[index] != index:
        group[index] = index = group[group[index]]
    return index


def _unite(group: list[int], one: int, other: int) -> None:
    group[_root(group, other)] = _root(group, one)


def _grid(level: Sequence[Span], upright: Sequence[Span]) -> Grid | None:
    xs, ys = _places(upright, level), _places(level, upright)
    if len(xs) <= _FEWEST_CELLS or len(ys) < _FEWEST_CELLS or len(xs) * len(ys) > _MOST_CELLS:
        return None
    columns = len(xs) - 1
    group = list(range(columns * (len(ys) - 1)))
    for index in range(len(group)):
        row, column = divmod(index, columns)
        if column + 1 < columns and not _walled(upright, xs[column + 1], ys[row], ys[row + 1]):
            _unite(group, index, index + 1)
        if row + 2 < len(ys) and not _walled(level, ys[row + 1], xs[column], xs[column + 1]):
            _unite(group, index, index + columns)
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for index in range(len(group)):
        members[_root(group, index)].append(divmod(index, columns))
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in (_cell(places, xs, ys) for places in members.values()):
        rows[cell.row].append(cell)
    ordered = tuple(tuple(sorted(cells, key=lambda cell: cell.x0)) for _, cells in sorted(rows.items()))
    return Grid(ordered, ys[0], ys[-1]) if any(len(row) > 1 for row in ordered) else None


def _cell(places: Sequence[tuple[int, int]], xs: Sequence[float], ys: Sequence[float]) -> Cell:
    rows, columns = [row for row, _ in places], [column for _, column in places]
    return Cell(xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1], min(rows), max(rows))


def _places(lines: Sequence[Span], across: Sequence[Span]) -> list[float]:
    """Give where the lines stand, and where the lines across them end: a table may be open at its sides."""
    places: list[float] = []
    ends = [end for _, start, stop in across for end in (start, stop)]
    outer = [min(ends), max(ends)] if ends else []
    for place in sorted([*(at for at, _, _ in lines), *outer]):
        if not places or place - places[-1] > _TOUCH:
            places.append(place)
    return places


def _walled(lines: Iterable[Span], place: float, start: float, end: float) -> bool:
    """Tell whether lines at a place cover most of the way from `start` to `end`."""
    covered = sum(
        max(0.0, min(end, stop) - max(start, begin)) for at, begin, stop in lines if abs(at - place) <= _TOUCH
    )
    return covered >= _COVERED * (end - start)
