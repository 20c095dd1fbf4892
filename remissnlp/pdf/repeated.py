"""Repetition: what stands at the same place near the edge of several pages is furniture, whatever the page's number."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from remissnlp.pdf.segments import Segment

_ZONE = 0.2
_SAME_PLACE = 4.0
_DRIFT = 40.0
_DRIFTING = 2
_SHARE = 0.3
_MANY = 5
_LONG = 6
_WIDE = 0.55
_RUNNING_NUMBER = re.compile(
    r"\bsida?\.? ?\d+(?: ?(?:\(|/|av) ?\d+ ?\)?)?|\b\d{1,3} ?(?:\(|/|av ) ?\d{1,3}\b ?\)?|(?<=[a-zåäö] )\d{1,3}$|"
    r"^\d{1,3}(?= [a-zåäö])|^\d{1,3}$"
)


def find_repeated(segments: Sequence[Segment], heights: dict[int, float], pages: int) -> Iterator[tuple[int, str]]:
    """Find what stands at the same place near the edge of several pages, whatever its figures."""
    groups: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        if _in_zone(segment, heights):
            groups[_masked(segment.text)].append(segment)
    first_line = _first_line(segments)
    for group in groups.values():
        usual = median(segment.base for segment in group)
        pages_of = {segment.page for segment in group if abs(segment.base - usual) <= _SAME_PLACE}
        for segment in group:
            if len(pages_of) > _DRIFTING and abs(segment.base - usual) <= _DRIFT and len(segment.text) > 3:
                yield id(segment), role_of(segment, heights[segment.page])
            found = {other.page for other in group if _same_place(other, segment)}
            often = len(found) >= _SHARE * pages or len(found) >= _MANY
            outside = segment.base < first_line - 2 or segment.base > heights[segment.page] / 2
            if len(found) > 1 and (outside if often else segment.base < first_line - 2 * segment.size):
                yield id(segment), role_of(segment, heights[segment.page])


def _masked(text: str) -> str:
    """Hide the number of the page in a line, and no other number: the number of a paragraph is text."""
    plain = " ".join(text.lower().split())
    return _RUNNING_NUMBER.sub("#", plain)


def _same_place(one: Segment, other: Segment) -> bool:
    """Tell whether two segments stand at the same height, and on the same side or mirrored."""
    return abs(one.base - other.base) <= _SAME_PLACE


def _first_line(segments: Sequence[Segment]) -> float:
    """Give the usual height of the first long line of a page."""
    firsts: dict[int, float] = {}
    for segment in segments:
        if len(segment.text) >= 45:
            firsts[segment.page] = min(segment.base, firsts.get(segment.page, segment.base))
    return median(firsts.values()) if firsts else 0.0


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
