"""Repetition: what stands at the same place near the edge of several pages is furniture, whatever the page's number."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from statistics import median

from remissnlp.pdf.segments import Segment

_ZONE = 0.2
_SAME_PLACE = 4.0
_DRIFT = 40.0
_DRIFTING = 2
_SHARE = 0.3
_MANY = 5
_ENOUGH = 60
_LONG = 6
_LONG_LINE = 45
_WIDE = 0.55
_RUNNING_NUMBER = re.compile(
    r"\bsida?\.? ?\d+(?: ?(?:\(|/|av) ?\d+ ?\)?)?|\b\d{1,3} ?(?:\(|/|av ) ?\d{1,3}\b ?\)?|(?<=[a-zåäö] )\d{1,3}$|"
    r"^\d{1,3}(?= [a-zåäö])|^\d{1,3}$"
)


def find_repeated(segments: Sequence[Segment], heights: dict[int, float], pages: int) -> Iterator[tuple[int, str]]:
    """Find what stands at the same place near the edge of several pages, clear of the text."""
    groups: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        if _in_zone(segment, heights):
            groups[_masked(segment.text)].append(segment)
    places = [(group, _places(group)) for group in groups.values()]
    again = {id(one) for group, alike in places for one in group if len({other.page for other in alike[one.base]}) > 1}
    frames = _frames(segments, again)
    for group, alike_at in places:
        usual, drifting = _usual_place(group)
        for segment in group:
            alike = alike_at[segment.base]
            found = {other.page for other in alike}
            often = len(found) >= _SHARE * pages or len(found) >= _MANY
            margin = 2.0 if often else 2.0 * segment.size
            clear = 2 * sum(_is_clear(other, frames, margin) for other in alike) >= len(alike)
            drifts = drifting and abs(segment.base - usual) <= _DRIFT and len(segment.text) > 3
            if clear and (len(found) > 1 or drifts):
                yield id(segment), role_of(segment, heights[segment.page])


def _places(group: Sequence[Segment]) -> dict[float, list[Segment]]:
    """Give, for each height at which one of a group stands, those of the group that stand there.

    Of a file of thousands of pages the heights are few, and the first pages stand for the rest.
    """
    heights = {segment.base for segment in group}
    return {
        base: list(islice((other for other in group if abs(other.base - base) <= _SAME_PLACE), _ENOUGH))
        for base in heights
    }


def _usual_place(group: Sequence[Segment]) -> tuple[float, bool]:
    """Give the height where most of a group stand, and whether they are so many that one a little off is meant too."""
    usual = median(segment.base for segment in group)
    pages = {segment.page for segment in group if abs(segment.base - usual) <= _SAME_PLACE}
    return usual, len(pages) > _DRIFTING


def _frames(segments: Sequence[Segment], again: set[int]) -> dict[int, tuple[float, float, float, float]]:
    """Give the edges of the text of each page by its long lines that do not recur: left, first, last line, right."""
    lines: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        if len(segment.text) >= _LONG_LINE and id(segment) not in again:
            lines[segment.page].append(segment)
    return {
        page: (min(s.x0 for s in own), min(s.base for s in own), max(s.base for s in own), max(s.x1 for s in own))
        for page, own in lines.items()
    }


def _is_clear(segment: Segment, frames: dict[int, tuple[float, float, float, float]], margin: float) -> bool:
    """Tell whether a segment stands above, below or beside the text of its page."""
    if segment.page not in frames:
        return True
    left, first, last, right = frames[segment.page]
    return segment.base < first - margin or segment.base > last + margin or segment.x1 < left or segment.x0 > right


def _masked(text: str) -> str:
    """Hide the number of the page in a line, and no other number: the number of a paragraph is text."""
    plain = " ".join(text.lower().split())
    return _RUNNING_NUMBER.sub("#", plain)


def cut_off_repeated(segments: Sequence[Segment], heights: dict[int, float]) -> list[Segment]:
    """Cut a running title off a line of text that it stands close beside, where other pages show it alone."""
    pages: dict[str, set[int]] = defaultdict(set)
    for segment in segments:
        if len(segment.text) >= _LONG and _in_zone(segment, heights):
            pages[segment.text].add(segment.page)
    titles = [text for text, found in pages.items() if len(found) > 1]
    return [part for segment in segments for part in _cut(segment, titles, heights)]


def _cut(segment: Segment, titles: Sequence[str], heights: dict[int, float]) -> list[Segment]:
    if not _in_zone(segment, heights):
        return [segment]
    for title in titles:
        at = len(segment.text) - len(title) - 1
        if segment.text.endswith(f" {title}") and segment.edges[at + 1] - segment.edges[at] >= _WIDE * segment.size:
            return [segment.cut(0, at), segment.cut(at + 1, len(segment.text))]
        at = len(title)
        if segment.text.startswith(f"{title} ") and segment.edges[at + 1] - segment.edges[at] >= _WIDE * segment.size:
            return [segment.cut(0, at), segment.cut(at + 1, len(segment.text))]
    return [segment]


def _in_zone(segment: Segment, heights: dict[int, float]) -> bool:
    height = heights[segment.page]
    return segment.base < _ZONE * height or segment.base > (1 - _ZONE) * height


def role_of(segment: Segment, height: float) -> str:
    """Tell whether a piece of furniture stands at the head or at the foot of its page."""
    return "header" if segment.top < height / 2 else "footer"
