"""Reading order: the page cut into regions, each a column of text, a table, pairs of label and value, or names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remissnlp.pdf.columns import find_short_column
from remissnlp.pdf.rows import cut_across, cut_down, gutters_of, join_justified, join_markers, make_rows
from remissnlp.pdf.segments import Segment, join_segments
from remissnlp.pdf.shapes import Region, Shape, labelled, shape_of, table_rows, text_columns

_NARROWEST = 4.0
_CLOSE = 1.15
_DEEPEST = 3
Gap = tuple[float, float]


@dataclass(frozen=True)
class Band:
    """A stretch of a page from left to right that the same gutters run down through."""

    segments: tuple[Segment, ...]
    gutters: tuple[Gap, ...] = ()

    @property
    def low(self) -> float:
        """Lower edge."""
        return max(segment.low for segment in self.segments)

    @property
    def columns(self) -> list[list[Segment]]:
        """The segments between the gutters, from left to right."""
        columns: list[list[Segment]] = [[] for _ in range(len(self.gutters) + 1)]
        for segment in self.segments:
            columns[sum(segment.x0 >= gap[0] for gap in self.gutters)].append(segment)
        return [column for column in columns if column]


def in_reading_order(segments: Sequence[Segment], *, right: float = 0.0, depth: int = 0) -> list[Region]:
    """Cut the segments of one page into regions, in the order they are to be read.

    `right` is the right edge of the column they stand in; 0 if that is the page's own.
    """
    column = join_justified(segments) if depth else segments
    joined = [segment for row in make_rows(column) for segment in join_markers(row)]
    found = find_short_column(joined)
    if found:
        parts = ((found.above, right), (found.full, _right_of(found.full)), (found.short, found.right))
        return [
            region for part, edge in parts if part for region in in_reading_order(part, right=edge, depth=depth + 1)
        ]
    bands = _side_by_side(_bands(joined))
    return _merged([region for band in bands for region in _regions(band, right, depth)])


def _right_of(segments: Sequence[Segment]) -> float:
    return max(segment.x1 for segment in segments)


def _regions(band: Band, right: float, depth: int) -> Iterator[Region]:
    columns = band.columns
    shape = shape_of(columns) if len(columns) > 1 and depth < _DEEPEST else Shape.LINE
    if shape is Shape.TEXT:
        for column in columns:
            edge = _right_of(column) if text_columns(columns) else right
            yield from in_reading_order(column, right=edge, depth=depth + 1)
    elif shape is Shape.NAMES:
        yield Region(shape, tuple(tuple(as_lines(column)) for column in columns), right)
    elif shape is Shape.LINE:
        yield Region(Shape.TEXT, (tuple(as_lines(band.segments)),), right)
    elif shape is Shape.PAIRS:
        yield from _pairs(columns)
    else:
        yield Region(shape, tuple(table_rows(columns)))


def _pairs(columns: Sequence[Sequence[Segment]]) -> Iterator[Region]:
    """Take each column of labels together with the values to the right of it."""
    index = 0
    while index < len(columns):
        width = 2 if labelled(columns[index]) else 1
        group = columns[index : index + width]
        parts = tuple(table_rows(group)) if width == 2 else (tuple(as_lines(group[0])),)
        yield Region(Shape.PAIRS if width == 2 else Shape.NAMES, parts)
        index += width


def as_lines(segments: Sequence[Segment]) -> list[Segment]:
    """Give the lines of a column; what a wide gap parts on one row is one line."""
    lines = []
    for row in make_rows(segments):
        line = row[0]
        for segment in row[1:]:
            line = join_segments(line, segment)
        lines.append(line)
    return lines


def _bands(segments: Sequence[Segment]) -> list[Band]:
    """Gather the rows of a page into bands."""
    bands: list[Band] = []
    for atom in cut_across(segments):
        new = Band(tuple(atom), tuple(gutters_of(cut_down(atom, _NARROWEST))))
        merged = _merge(bands[-1], new) if bands else None
        if merged:
            bands[-1] = merged
        else:
            bands.append(new)
    return bands


def _merge(band: Band, new: Band) -> Band | None:
    """Put a row to the band above it, if the same gutters run through both."""
    both = (*band.segments, *new.segments)
    if not band.gutters and not new.gutters:
        return Band(both)
    if band.gutters and new.gutters:
        shared = _shared(both)
        return Band(both, shared) if shared else None
    lone, columns = (new, band) if band.gutters else (band, new)
    if lone is band or not _close(band, new) or not any(_alike(lone.segments[0], s) for s in columns.segments):
        return None
    shared = _shared(both)
    across = len(shared) < len(columns.gutters) and lone.segments[0].x0 < columns.gutters[0][0]
    return Band(both, shared) if shared and not across else None  # a line from the first column on is no cell of it


def _shared(segments: Sequence[Segment]) -> tuple[Gap, ...]:
    """Give the gutters that run down through all of the segments."""
    return tuple(gutters_of(cut_down(segments, _NARROWEST)))


def _alike(line: Segment, other: Segment) -> bool:
    """Tell whether a line starts under another one and is set in the same weight."""
    return other.x0 - 2 < line.x0 < other.x1 and line.bold == other.bold


def _close(band: Band, new: Band) -> bool:
    high = min(segment.high for segment in new.segments)
    return high - band.low <= _CLOSE * new.segments[0].size


def _side_by_side(bands: Sequence[Band]) -> list[Band]:
    """Put columns of running text together over the headings, gaps and lone lines within a column."""
    merged: list[Band] = []
    for band in bands:
        merged += _take_from_above(merged.pop(), band) if merged else [band]
        while len(merged) > 1 and (larger := _columns_over(merged)):
            merged[larger[0] :] = [larger[1]]
    return _carry_on(merged)


def _take_from_above(above: Band, band: Band) -> list[Band]:
    """Let the right column of a text start above the left one."""
    if above.gutters or not band.gutters or not text_columns(band.columns):
        return [above, band]
    edge, lines = band.gutters[-1][1], sorted(above.segments, key=lambda segment: segment.base)
    while lines and lines[-1].x0 >= edge - 1:
        lines.pop()
    taken = [segment for segment in above.segments if segment not in lines]
    joined = Band((*taken, *band.segments), band.gutters)
    return [Band(tuple(lines)), joined] if lines else [joined]


def _columns_over(bands: Sequence[Band]) -> tuple[int, Band] | None:
    """Join the last band to the last columns of text above it, if all that stands between fits into a column."""
    last = bands[-1]
    if not last.gutters:
        return None
    for index in range(len(bands) - 2, max(len(bands) - 5, -1), -1):
        above = bands[index]
        if above.gutters:
            segments = tuple(segment for band in bands[index:] for segment in band.segments)
            joined = Band(segments, _shared(segments))
            texts = joined.gutters and (text_columns(above.columns) or text_columns(last.columns))
            return (index, joined) if texts and text_columns(joined.columns) else None
    return None


def _carry_on(bands: Sequence[Band]) -> list[Band]:
    """Let the left column of a page run on below the end of the right one."""
    for index, band in enumerate(bands):
        below = [segment for other in bands[index + 1 :] for segment in other.segments]
        if below and band.gutters and text_columns(band.columns) and _runs_on(band, bands[index + 1], below):
            return [*bands[:index], Band((*band.segments, *below), band.gutters)]
    return list(bands)


def _runs_on(band: Band, following: Band, below: Sequence[Segment]) -> bool:
    left = min(segment.x0 for segment in band.segments)
    edge = band.gutters[0][0]
    near = min(segment.high for segment in following.segments) - band.low <= 3 * below[0].size
    wide = any(segment.x1 - left > 0.78 * (edge - left) for segment in below)
    return near and wide and all(segment.x1 <= edge + 1 for segment in below)


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Put text regions that follow each other down the same column together."""
    merged: list[Region] = []
    for region in regions:
        last = merged[-1] if merged else None
        if last and _same_column(last, region):
            merged[-1] = Region(Shape.TEXT, ((*last.parts[0], *region.parts[0]),), region.right)
        else:
            merged.append(region)
    return merged


def _same_column(above: Region, below: Region) -> bool:
    both_text = above.shape is below.shape is Shape.TEXT and above.right == below.right
    return both_text and above.parts[-1][-1].base < below.parts[0][0].base
