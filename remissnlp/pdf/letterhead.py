"""Letterhead: the sender's address in the margin beside the text, and the notes that stand there."""

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
_LEVEL = 0.75
_WIDE = 0.6
_FEW_WORDS = 4
_MOST_LEVEL = 0.6


def find_letterhead(segments: Sequence[Segment], measured: Measure) -> dict[int, str]:
    """Find the small print that stands in the margin, outside the column of the body."""
    by_page: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_page[segment.page].append(segment)
    return {key: role for page, lines in by_page.items() for key, role in _on_page(lines, page, measured).items()}


def _on_page(segments: Sequence[Segment], page: int, measured: Measure) -> dict[int, str]:
    left, right = measured.lefts[page], measured.rights[page]
    small = [segment for segment in segments if measured.is_small(segment)]
    before = [s for s in small if s.x0 < left - _MARGIN and s.x1 < left + 0.25 * (right - left)]
    behind = [s for s in small if s.x0 > right + _MARGIN / 2]
    sides = [side for side in (before, behind) if _is_address(side) and not _in_rows(side, segments)]
    found = {id(segment): "letterhead" for side in sides for segment in side}
    return found | {
        id(segment): "margin" for segment in _notes(behind, segments, left, right) if id(segment) not in found
    }


def _notes(side: Sequence[Segment], segments: Sequence[Segment], left: float, right: float) -> Sequence[Segment]:
    """Give the notes in the margin: few words a line, all of them beside lines that run from edge to edge."""
    wide = [segment for segment in segments if segment.x1 - segment.x0 > _WIDE * (right - left) and segment.x0 < right]
    beside = all(any(line.top < note.base < line.bottom + _MARGIN for line in wide) for note in side)
    short = all(len(note.text.split()) <= _FEW_WORDS for note in side)
    return side if beside and short and len(side) <= len(wide) else ()


def _is_address(side: Sequence[Segment]) -> bool:
    return any(CONTACT.search(segment.text) for segment in side)


def _in_rows(side: Sequence[Segment], segments: Sequence[Segment]) -> bool:
    """Tell cells of a table, which stand on the same lines as the cells beside them."""
    own = {id(segment) for segment in side}
    others = [segment.base for segment in segments if id(segment) not in own]
    level = sum(any(abs(segment.base - base) < _LEVEL for base in others) for segment in side)
    return level > _MOST_LEVEL * len(side)
