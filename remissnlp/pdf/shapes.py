"""Shapes: whether things that stand side by side are columns of text, a table, pairs, names, or one line with a gap."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise
from statistics import median

from remissnlp.pdf.rows import MARKER, cut_across, make_rows
from remissnlp.pdf.segments import Segment, join_segments

_LABEL = re.compile(r":\s*$")
_NUMBER = re.compile(r"^[-–−+]?\(?[\d\s.,]*\d\)?\s*(?:tkr|mnkr|kr|%|st)?\.?$", re.IGNORECASE)
_COMMENT = re.compile(r"\b(?:kommentar|yttrande|synpunkt|svar|ställningstagande|bemötande|åtgärd)", re.IGNORECASE)
_NAME = re.compile(
    r"^(?:[A-ZÅÄÖÉ][\wåäöé\-’']*\.?\s+){1,3}(?:(?:von|af|de|al|el)[ -])?[A-ZÅÄÖÉ][\wåäöéü\-’']+(?:\s*\([A-ZÅÄÖ]+\))?$"
)
_DOTS = re.compile(r"^[\s._…]{4,}$")
_NO_NAME = re.compile(
    r"^(?:för|till|från|i|på|om|av|med|den|det|vid|kopia|bilaga|beslut|dnr|sida|enligt|norra|södra|östra|västra|ett|en)\b|"
    r"(?:förbundet|nämnden?|styrelsen?|kontoret|verket|kommun|stad|region|universitet|högskola|myndigheten?|departementet|"
    r"förvaltningen?|bolaget|föreningen|protokoll|förening|förbund|verk|ab)$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:;]$")
_SHORT = 46
_LOOSE = 1.6
_LEVEL_STARTS = 3
_UNEVEN = 0.15
_MOST_LEVEL = 0.6
_NUMBERED = re.compile(rf"^{MARKER.pattern}[\s\u00a0]+(?=\S)")


class Shape(Enum):
    """What a region of a page is."""

    TEXT = auto()
    TABLE = auto()
    PAIRS = auto()
    NAMES = auto()
    LINE = auto()


@dataclass(frozen=True)
class Region:
    """A part of a page that is read in one go.

    Attributes:
        shape: What it is.
        parts: The lines of a text; the rows of a table; the columns of names.
        right: Right edge of the column of text it stands in; 0 if that is the page's own.
    """

    shape: Shape
    parts: tuple[tuple[Segment, ...], ...]
    right: float = 0.0


def shape_of(columns: Sequence[Sequence[Segment]]) -> Shape:
    """Tell what columns that stand side by side are."""
    rows = make_rows(segment for column in columns for segment in column)
    if any(labelled(column) for column in columns[:-1]):
        return Shape.PAIRS
    if text_columns(columns):
        return Shape.TABLE if _side_by_side_cells(columns) else Shape.TEXT
    level = len(rows) > 2 and sum(len(row) > 1 for row in rows) >= _MOST_LEVEL * len(rows)
    if (len(rows) <= 12 and not level and _unlike(columns)) or _label_beside(columns):
        return Shape.TEXT
    if _names(columns, rows):
        return Shape.NAMES
    if len(rows) == 1 and len(columns) == 2 and not all(len(s.text) < _SHORT for s in rows[0]):
        return Shape.LINE
    return Shape.TABLE


def is_name(text: str) -> bool:
    """Tell whether a line may be the name of a person.

    >>> is_name("Anna Berg"), is_name("Per-Erik von Essen (S)"), is_name("Norra staden växer")
    (True, True, False)
    """
    plain = text.strip()
    return (_NAME.match(plain) is not None and not _NO_NAME.search(plain)) or _DOTS.match(plain) is not None


def text_columns(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether columns hold running text: two of them or three, of which the last may have come to its end."""
    return len(columns) in (2, 3) and all(map(is_running, columns[:2]))


def table_rows(columns: Sequence[Sequence[Segment]]) -> Iterator[tuple[Segment, ...]]:
    """Give the rows of a table, cell after cell; cells with a lot of text are given one by one."""
    where = {id(segment): index for index, column in enumerate(columns) for segment in column}
    for group in _row_groups(columns):
        cells: list[list[Segment]] = [[] for _ in columns]
        for line in make_rows(group):
            for segment in line:
                _add(cells[where[id(segment)]], segment)
        filled = [cell for cell in cells if cell]
        if sum(_words(cell) > 14 for cell in filled) > 1:
            yield from (tuple(cell) for cell in filled)
        else:
            yield number_cells(filled)


def number_cells(cells: Iterable[Iterable[Segment]]) -> tuple[Segment, ...]:
    """Give the lines of a row of a table, cell after cell, each with the number of its cell."""
    return tuple(replace(line, cell=number) for number, cell in enumerate(cells) for line in cell)


def _add(cell: list[Segment], segment: Segment) -> None:
    if cell and abs(cell[-1].base - segment.base) < 1:
        cell[-1] = join_segments(cell[-1], segment)
    else:
        cell.append(segment)


def _row_groups(columns: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Gather the printed lines of a table into rows: a line that carries a cell on belongs to the row above it."""
    lines = cut_across(segment for column in columns for segment in column)
    gaps = [min(s.high for s in below) - max(s.low for s in above) for above, below in pairwise(lines)]
    where = {id(segment): index for index, column in enumerate(columns) for segment in column}
    size = median(segment.size for column in columns for segment in column)
    padding = min(gaps, default=0.0) + 0.22 * size
    texts = text_columns(columns)
    groups = [list(lines[0])]
    for gap, line in zip(gaps, lines[1:], strict=True):
        padded = gap > padding
        carries = gap <= _LOOSE * size and (
            (texts and not padded) or _carries_on(groups[-1], line, where, padded=padded)
        )
        if carries:
            groups[-1] += line
        else:
            groups.append(list(line))
    return groups


def _carries_on(row: Sequence[Segment], line: Sequence[Segment], where: dict[int, int], *, padded: bool) -> bool:
    """Tell whether a line carries on the row above it.

    It does if it leaves the first cell empty with no more than the usual distance above it, or if one of its cells goes
    on in the middle of a word or a sentence.
    """
    last = {where[id(segment)]: segment for segment in sorted(row, key=lambda segment: segment.base)}
    first = min(last)
    tops = {where[id(segment)]: segment for segment in sorted(line, key=lambda segment: -segment.base)}
    begun = [(last[column], segment) for column, segment in tops.items() if column in last]
    hyphened = any(above.text.endswith("-") and below.text[:1].islower() for above, below in begun)
    fresh = first in tops and tops[first].text[:1].isalnum() and not tops[first].text[:1].islower()
    lower = not fresh and any(b.text[:1].islower() and not _ENDS.search(a.text) for a, b in begun)
    opening = min((segment for segment in row if where[id(segment)] == first), key=lambda segment: segment.base)
    empty = all(where[id(s)] > first or _behind_number(s, opening) for s in line) and len(begun) == len(tops)
    if padded:
        return empty and (hyphened or lower)
    return hyphened or lower or empty


def _behind_number(segment: Segment, opening: Segment) -> bool:
    """Tell whether a line starts under the words of a cell that opens with a number, and not under the number."""
    number = _NUMBERED.match(opening.text)
    return number is not None and abs(segment.x0 - opening.edges[number.end()]) < 2


def labelled(column: Sequence[Segment]) -> bool:
    """Tell whether a column holds labels, most of them with a colon."""
    labels = [segment for segment in column if _LABEL.search(segment.text)]
    return len(labels) >= 0.6 * len(column) and all(len(segment.text) < 40 for segment in labels)


def is_running(column: Sequence[Segment]) -> bool:
    """Tell whether a column holds running text: several lines, and most of them as wide as the column."""
    """Tell whether a column holds running text, whatever table may stand further down in it."""
    lines = [row[0] for row in make_rows(column) if len(row) == 1 and len(row[0].text) > 3]
    if len(lines) < 4:
        return False
    left, right = min(s.x0 for s in lines), max(s.x1 for s in lines)
    full = sum(line.x1 - left > 0.78 * (right - left) for line in lines)
    return full >= 0.5 * len(lines) and median(len(line.text) for line in lines) >= 22


def _side_by_side_cells(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell a table of two texts from two columns of a letter: its rows start level, again and again."""
    lines = cut_across(segment for column in columns for segment in column)
    heads = [segment.text for segment in sorted((s for c in columns for s in c), key=lambda s: s.base)[: len(columns)]]
    headed = sum(len(text) < _SHORT and _COMMENT.search(text) is not None for text in heads) == len(columns)
    return headed or (len(lines) > 1 and _starts_level(columns))


def _starts_level(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether paragraphs start at the same height in all columns too often for chance.

    In a table the shorter cell leaves a gap of its own above the next row; paragraphs of a letter are evenly apart.
    """
    starts = [_starts(column) for column in columns]
    level = [[_step_at(base, column) for column in starts] for base, _ in starts[0]]
    level = [steps for steps in level if all(steps)]
    usual = [median([step for _, step in column] or [0.0]) for column in starts]
    uneven = any(abs(step - even) > _UNEVEN * even for steps in level for step, even in zip(steps, usual, strict=True))
    return len(level) >= _LEVEL_STARTS and (uneven or len(level) == min(map(len, starts)))


def _starts(column: Sequence[Segment]) -> list[tuple[float, float]]:
    """Give the height of each line that starts a paragraph, and how far below the line above it is."""
    bases = sorted(segment.base for segment in column)
    steps = [(below, below - above) for above, below in pairwise(bases)]
    usual = median([step for _, step in steps] or [0.0])
    return [(base, step) for base, step in steps if step > 1.25 * usual]


def _step_at(base: float, starts: Sequence[tuple[float, float]]) -> float:
    return next((step for other, step in starts if abs(base - other) < 2), 0.0)


def _names(columns: Sequence[Sequence[Segment]], rows: Sequence[Sequence[Segment]]) -> bool:
    """Tell addresses and signatures that stand side by side: few short lines, none of them a figure."""
    segments = [segment for column in columns for segment in column]
    if len(rows) > 6 or any(len(segment.text) > _SHORT for segment in segments):
        return False
    if any(_NUMBER.match(segment.text) for segment in segments):
        return False
    firsts = [min(column, key=lambda s: s.base).text for column in columns]
    return any(is_name(text) for text in firsts) or len(rows) <= 3


def _unlike(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell whether columns are set in so different sizes that they are not one thing: a logotype beside an address."""
    sizes = [max(segment.size for segment in column) for column in columns]
    weights = [[segment.bold for segment in column] for column in columns]
    mixed = all(map(all, weights)) or not any(any(column) for column in weights)
    few = max(len(column) for column in columns) <= 3
    return max(sizes) > 1.2 * min(sizes) or (few and max(sizes) > 1.1 * min(sizes) and not mixed)


def _label_beside(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell a short label or a heading in the margin beside a text: few lines on the one side, longer on the other."""
    if len(columns) != 2:
        return False
    few, many = sorted(columns, key=len)
    long = len(many) > 1 and max(len(segment.text) for segment in many) > _SHORT
    label = len(few) == 1 and len(few[0].text) < 25
    heading = len(few) <= 3 and all(s.bold for s in few) and not any(s.bold for s in many) and few is columns[0]
    return long and (label or heading)


def _words(cell: Sequence[Segment]) -> int:
    return sum(len(segment.text.split()) for segment in cell)
