"""Reading order: recursive XY-cut over the segments of a page (Nagy and Seth 1984), columns before rows."""

from collections.abc import Sequence

from remissnlp.pdf.segments import Segment

_GUTTER = 10.0
_MIN_ROWS = 2


def in_reading_order(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Order the segments of one page as groups, each a column to be read from top to bottom."""
    if len(segments) < 2:
        return [list(segments)] if segments else []
    columns = _cut(segments, vertical=True)
    if len(columns) > 1 and all(_rows(column) >= _MIN_ROWS for column in columns):
        return [group for column in columns for group in in_reading_order(column)]
    bands = _cut(segments, vertical=False)
    split = [_cut(band, vertical=True) for band in bands]
    if len(bands) > 1 and any(len(columns) > 1 for columns in split):
        return [
            group
            for band in _merge(bands)
            for group in (in_reading_order(band) if len(band) < len(segments) else [_sorted(band)])
        ]
    return [_sorted(segments)]


def _merge(bands: Sequence[Sequence[Segment]]) -> list[list[Segment]]:
    """Put neighbouring bands with the same shape together again: one column, or the same columns side by side."""
    merged: list[list[Segment]] = []
    shapes: list[int] = []
    for band in bands:
        shape = len(_cut(band, vertical=True))
        if merged and shape == shapes[-1] and len(_cut([*merged[-1], *band], vertical=True)) == shape:
            merged[-1] += band
        else:
            merged.append(list(band))
            shapes.append(shape)
    return merged


def _cut(segments: Sequence[Segment], *, vertical: bool) -> list[list[Segment]]:
    spans = sorted(((s.x0, s.x1, s) if vertical else (s.top, s.bottom, s) for s in segments), key=lambda span: span[:2])
    gap = _GUTTER if vertical else 0.5
    groups: list[list[Segment]] = []
    reach = float("-inf")
    for start, end, segment in spans:
        if start > reach + gap:
            groups.append([])
        groups[-1].append(segment)
        reach = max(reach, end)
    return groups


def _rows(segments: Sequence[Segment]) -> int:
    return len({round(segment.top / 3) for segment in segments})


def _sorted(segments: Sequence[Segment]) -> list[Segment]:
    return sorted(segments, key=lambda segment: (round(segment.bottom / 3), segment.x0))
