"""Furniture: page headers, footers and letterhead columns, told by repetition, place and size, and set apart."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from remissnlp.document import Furniture, Page
from remissnlp.pdf.segments import Segment

_EDGE = 0.16
_PAGE_NUMBER = re.compile(r"^(?:sida?\s*)?\d{1,3}(?:\s*[(/]\s*\d{1,3}\s*\)?)?$", re.IGNORECASE)
_CONTACT = re.compile(
    r"@|www\.|\.se\b|\bbox \d|\b\d{3} \d\d\b|telefon|växel|org\.?\s?nr|besök|postadress|fax|e-post|\bgatan\b|gatan \d",
    re.IGNORECASE,
)


def set_apart(segments: Sequence[Segment], pages: Sequence[Page]) -> tuple[list[Segment], tuple[Furniture, ...]]:
    """Part the segments of a document into body and furniture."""
    roles = {**_letterhead(segments, pages), **_repeated(segments, pages), **_at_edges(segments, pages)}
    body = [segment for index, segment in enumerate(segments) if index not in roles]
    apart = [(roles[index], segment) for index, segment in enumerate(segments) if index in roles]
    return body, tuple(_furniture(apart))


def _repeated(segments: Sequence[Segment], pages: Sequence[Page]) -> dict[int, str]:
    heights = {page.number: page.height for page in pages}
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    keys = []
    for segment in segments:
        key = (re.sub(r"\d+", "0", segment.text.lower()), round(segment.top / 6))
        keys.append(key)
        for near in (-1, 0, 1):
            places[key[0], key[1] + near].add(segment.page)
    return {
        index: _role(segment, heights)
        for index, segment in enumerate(segments)
        if len(places[keys[index]]) > 1 and _near_edge(segment, heights)
    }


def _at_edges(segments: Sequence[Segment], pages: Sequence[Page]) -> dict[int, str]:
    """Find lone page numbers, and small print at the foot that stands clear of the body."""
    heights = {page.number: page.height for page in pages}
    size = _body_size(segments)
    found = {}
    for index, segment in enumerate(segments):
        edge = _near_edge(segment, heights)
        small = segment.size <= 0.85 * size and segment.top > 0.88 * heights[segment.page]
        dnr = segment.top < 0.1 * heights[segment.page] and segment.page > 1 and len(segment.text) < 60
        if edge and (_PAGE_NUMBER.match(segment.text.strip()) or small or (dnr and "dnr" in segment.text.lower())):
            found[index] = _role(segment, heights)
    return found


def _letterhead(segments: Sequence[Segment], pages: Sequence[Page]) -> dict[int, str]:
    """Find the contact block of page 1: small print outside the column that the body stands in."""
    size = _body_size(segments)
    lefts = Counter[int]()
    for segment in segments:
        lefts[round(segment.x0 / 4)] += len(segment.text)
    left = min((4 * x for x, count in lefts.items() if count > 0.15 * lefts.total()), default=0)
    first = [(i, s) for i, s in enumerate(segments) if s.page == 1]
    outside = [(i, s) for i, s in first if s.x1 < left - 4 and s.size < 0.93 * size]
    contacts = [s for _, s in outside if _CONTACT.search(s.text)]
    return {index: "letterhead" for index, _ in outside} if len(contacts) > 1 else {}


def _body_size(segments: Iterable[Segment]) -> float:
    sizes = Counter[float]()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return max(sizes, key=sizes.__getitem__) if sizes else 10.0


def _near_edge(segment: Segment, heights: dict[int, float]) -> bool:
    height = heights[segment.page]
    return segment.bottom < _EDGE * height or segment.top > (1 - _EDGE) * height


def _role(segment: Segment, heights: dict[int, float]) -> str:
    return "header" if segment.top < heights[segment.page] / 2 else "footer"


def _furniture(apart: Iterable[tuple[str, Segment]]) -> list[Furniture]:
    groups: dict[tuple[int, str], list[Segment]] = defaultdict(list)
    for role, segment in apart:
        groups[segment.page, role].append(segment)
    return [
        Furniture(
            "\n".join(segment.text for segment in group),
            page,
            (
                min(s.x0 for s in group),
                min(s.top for s in group),
                max(s.x1 for s in group),
                max(s.bottom for s in group),
            ),
            role,
        )
        for (page, role), group in groups.items()
    ]
