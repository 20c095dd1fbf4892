"""Letterhead: the sender's address in the margin beside the text, and its name above it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure

CONTACT = re.compile(
    r"@|www\.|https?:|\.se\b|\bbox \d|\b\d{3} ?\d\d [A-ZÅÄÖ]|(?<![\d-])0\d{1,3}[- ]\d|telefon|\btel\b|\btfn\b|växel|"
    r"org\.?(?:anisations)?[ -]?n(?:umme)?r|besöks|postadress|\bfax\b|e-?post|bankgiro|plusgiro|"
    r"(?:gatan|vägen|torget|gränd|plan) \d",
    re.IGNORECASE,
)
_MARGIN = 12.0
_REACH = 2.5


def find_letterhead(segments: Sequence[Segment], measured: Measure) -> dict[int, str]:
    """Find the small print that stands in the margin, outside the column of the body."""
    by_page: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_page[segment.page].append(segment)
    return {key: role for page, lines in by_page.items() for key, role in _on_page(lines, page, measured).items()}


def _on_page(segments: Sequence[Segment], page: int, measured: Measure) -> dict[int, str]:
    left, right = measured.lefts[page], measured.rights[page]
    beside = [s for s in segments if measured.is_small(s) and (s.x0 < left - _MARGIN or s.x0 > right + _MARGIN / 2)]
    beside = [segment for segment in beside if segment.x1 < left + 0.25 * (right - left) or segment.x0 > right]
    found: dict[int, str] = {}
    for group in _blocks(beside):
        contacts = sum(CONTACT.search(segment.text) is not None for segment in group)
        if contacts or all(segment.x1 < left or segment.x0 > right for segment in group):
            found |= {id(segment): "letterhead" for segment in group}
    return found


def _blocks(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Gather lines that follow each other closely."""
    groups: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: s.base):
        if groups and segment.base - groups[-1][-1].base <= _REACH * segment.size:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return groups
