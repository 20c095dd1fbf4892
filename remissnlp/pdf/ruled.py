"""Ruled tables put in their place among the other regions of a page, and their rows read cell by cell."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, groupby, pairwise
from math import inf

from remissnlp.pdf.grids import Cell, Grid
from remissnlp.pdf.order import as_lines, in_reading_order
from remissnlp.pdf.paragraphs import cut_paragraphs
from remissnlp.pdf.rows import cut_down, make_rows
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import Region, Shape, number_cells
from remissnlp.pdf.styles import Measure

_PROSE, _TEXT = 30, 24
_NARROWEST = 4.0
_SAME_EDGE = 4.0
_WIDEST_PADDING = 9.0
_MOST_CROWDED = 3
_DEEPEST_HEAD = 2
Filled = tuple[Cell, list[Segment]]
"""A cell and the lines in it, from top to bottom."""
Held = Mapping[Cell | None, Sequence[Segment]]
"""What stands in each cell that holds something."""


def in_ruled_order(segments: Sequence[Segment], grids: Sequence[Grid], measured: Measure) -> list[Region]:
    """Cut the segments of a page into regions: its ruled tables row by row, what stands above and below as usual.

    A grid that text stands beside, that holds fewer than two cells with text, or a whole table within a cell, is none.
    """
    regions: list[Region] = []
    rest = list(segments)
    for grid in grids:
        held: dict[Cell | None, list[Segment]] = defaultdict(list)
        for segment in rest:
            held[grid.cell_of(segment)].append(segment)
        outside = held.pop(None, [])
        if not _is_table(grid, held.values(), outside):
            continue
        above = [segment for segment in outside if segment.base < grid.bottom]
        regions += in_reading_order(above) if above else []
        regions += _table(grid, held, measured)
        rest = [segment for segment in outside if segment.base >= grid.bottom]
    return [*regions, *(in_reading_order(rest) if rest else [])]


def _is_table(grid: Grid, filled: Collection[Sequence[Segment]], outside: Sequence[Segment]) -> bool:
    beside = any(grid.top < segment.low and segment.high < grid.bottom for segment in outside)
    crowded = any(sum(len(row) > 1 for row in make_rows(cell)) > _MOST_CROWDED for cell in filled)
    return not beside and not crowded and len(filled) > 1


def _table(grid: Grid, held: Held, measured: Measure) -> Iterator[Region]:
    """Give the rows of a table; rows that follow each other are one region, long cells are running text."""
    parts = (part for row in _rows(grid, held) for part in _parts(row, measured))
    number = count(1)  # no text runs on from one cell into another
    right = max(cell.x1 for cell in grid.cells)
    parts = ((prose or _heads(part, right, held), part) for prose, part in parts)
    for prose, group in groupby(parts, key=lambda part: part[0]):
        if prose:
            yield from (_text(cell, lines, next(number)) for _, [(cell, lines)] in group)
        else:
            yield Region(Shape.TABLE, tuple(number_cells(lines for _, lines in part) for _, part in group))


def _text(cell: Cell, lines: Sequence[Segment], number: int) -> Region:
    return Region(Shape.TEXT, (tuple(replace(line, cell=number) for line in lines),), _right_of(cell, lines))


def _rows(grid: Grid, held: Held) -> Iterator[list[Filled]]:
    """Give the filled cells of each row; the rows beside a cell of the head that spans them are one."""
    head = max(cell.last for cell in grid.rows[0])
    head = 0 if head > _DEEPEST_HEAD or head >= grid.rows[-1][0].row else head
    for _, group in groupby(grid.rows, key=lambda row: max(row[0].row - head, 0)):
        filled = [part for row in group for cell in row for part in _in_cell(cell, held)]
        if filled:
            yield filled


def _in_cell(cell: Cell, held: Held) -> Iterator[Filled]:
    """Give the lines in a cell; columns that white space alone parts are cells of their own."""
    for column in cut_down(held.get(cell, ()), _NARROWEST):
        lines = as_lines(column)
        yield cell, [replace(line, room=_room(line, below, cell)) for line, below in pairwise([*lines, lines[-1]])]


def _room(line: Segment, below: Segment, cell: Cell) -> float:
    """Give the room behind a lone word that fills its cell, so that not even the next letter had its place."""
    room = _right_of(cell, [line]) - line.x1
    filled = " " not in line.text and line.x0 - cell.x0 <= _WIDEST_PADDING and room < below.edges[1] - below.x0
    return max(room, 0.0) if filled and below is not line else inf


def _parts(row: list[Filled], measured: Measure) -> Iterator[tuple[bool, list[Filled]]]:
    """Keep a row together, unless it holds more running text than a row can; tell what is running text."""
    least = _TEXT if sum(_words(cell) > _TEXT for cell in row) > 1 else _PROSE
    prose = [cell for cell in row if _words(cell) > least]
    whole = len(prose) == 1 and len(row) > 1 and _is_one_paragraph(prose[0], measured)
    if whole or not prose:
        yield False, row
        return
    for long, group in groupby(row, key=lambda cell: _words(cell) > least):
        cells = list(group)
        yield from ((True, [cell]) for cell in cells) if long else [(False, cells)]


def _heads(part: Sequence[Filled], right: float, held: Held) -> bool:
    """Tell whether a part is a bold line across the table, above rows that are not bold: it heads them as in a text."""
    cell, lines = part[0]
    rest = any(not line.bold for lines in held.values() for line in lines)
    return len(part) == 1 and cell.x1 > right - _SAME_EDGE and all(line.bold for line in lines) and rest


def _words(cell: Filled) -> int:
    return sum(len(line.text.split()) for line in cell[1])


def _is_one_paragraph(cell: Filled, measured: Measure) -> bool:
    return len(list(cut_paragraphs(cell[1], measured, _right_of(*cell)))) == 1


def _right_of(cell: Cell, lines: Sequence[Segment]) -> float:
    """Give how far the text of a cell may go: it keeps as far from the right wall as from the left."""
    return cell.x1 - max(0.0, min(line.x0 for line in lines) - cell.x0)
