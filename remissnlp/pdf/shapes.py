"""Shapes: whether things that stand side by side are columns of text, a table, pairs, names, or one line with a gap."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from statistics import median

from remissnlp.pdf.rows import cut_across, make_rows
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
_SHORT = 46


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
    if len(rows) <= 12 and _unlike(columns):
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
    """Tell whether columns hold running text: several lines each, and most of them as wide as the column."""
    return len(columns) in (2, 3) and sum(_is_running(column) for column in columns) >= 2


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
            yield tuple(segment for cell in filled for segment in cell)


def _add(cell: list[Segment], segment: Segment) -> None:
    if cell and abs(cell[-1].base - segment.base) < 1:
        cell[-1] = join_segments(cell[-1], segment)
    else:
        cell.append(segment)


def _row_groups(columns: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Gather the printed lines of a table into rows: by the wider gaps between them, or by the first column."""
    lines = cut_across(segment for column in columns for segment in column)
    if len(lines) < 2:
        return lines
    gaps = [min(s.high for s in below) - max(s.low for s in above) for above, below in pairwise(lines)]
    size = median(segment.size for column in columns for segment in column)
    tight = [gap for gap in gaps if gap <= 0.62 * size]
    first = {id(segment) for segment in columns[0]}
    groups = [lines[0]]
    for gap, line in zip(gaps, lines[1:], strict=True):
        opens = any(id(segment) in first for segment in line)
        padded = bool(tight) and len(tight) < len(gaps) and gap > 1.25 * max(min(tight), 0.1 * size) + 0.1 * size
        if padded or (opens and not _wraps(groups[-1], line, first)) or gap > 1.2 * size:
            groups.append(list(line))
        else:
            groups[-1] = [*groups[-1], *line]
    return groups


def _wraps(above: Sequence[Segment], line: Sequence[Segment], first: set[int]) -> bool:
    """Tell whether a line only carries on the first cell of the row above it."""
    alone = all(id(segment) in first for segment in line)
    return alone and line[0].text[:1].islower() and len(above) > 1


def labelled(column: Sequence[Segment]) -> bool:
    """Tell whether a column holds labels, most of them with a colon."""
    labels = [segment for segment in column if _LABEL.search(segment.text)]
    return len(labels) >= 0.6 * len(column) and all(len(segment.text) < 40 for segment in labels)


def _is_running(column: Sequence[Segment]) -> bool:
    lines = [segment for segment in column if len(segment.text) > 3]
    if len(lines) < 4:
        return False
    left, right = min(s.x0 for s in lines), max(s.x1 for s in lines)
    full = sum(line.x1 - left > 0.78 * (right - left) for line in lines)
    return full >= 0.5 * len(lines) and median(len(line.text) for line in lines) >= 22


def _side_by_side_cells(columns: Sequence[Sequence[Segment]]) -> bool:
    """Tell a table of two texts from two columns of a letter: its rows start level, again and again."""
    lines = cut_across(segment for column in columns for segment in column)
    heads = [segment.text for segment in sorted((s for c in columns for s in c), key=lambda s: s.base)[: len(columns)]]
    level = _level_starts(columns)
    headed = sum(len(text) < _SHORT and _COMMENT.search(text) is not None for text in heads) == len(columns)
    return headed or (level >= 3 and len(lines) > 1)


def _level_starts(columns: Sequence[Sequence[Segment]]) -> int:
    """Count how often a paragraph starts at the same height in all columns."""
    starts = []
    for column in columns:
        lines = sorted(column, key=lambda s: s.base)
        steps = [below.base - above.base for above, below in pairwise(lines)]
        usual = median(steps) if steps else 0.0
        starts.append([below.base for above, below in pairwise(lines) if below.base - above.base > 1.25 * usual])
    return sum(all(any(abs(base - other) < 2 for other in column) for column in starts[1:]) for base in starts[0])


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
    return max(sizes) > 1.2 * min(sizes) or (max(sizes) > 1.1 * min(sizes) and not mixed)


def _words(cell: Sequence[Segment]) -> int:
    return sum(len(segment.text.split()) for segment in cell)
