"""Furniture: page headers, footers, page numbers and stamps, told by repetition, place and size, and set apart."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from remissnlp.document import Furniture, Page
from remissnlp.pdf.letterhead import CONTACT, find_letterhead
from remissnlp.pdf.order import in_reading_order
from remissnlp.pdf.repeated import find_repeated
from remissnlp.pdf.rows import make_rows
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure

_HEAD = 0.13
_FEW_WORDS = 4
_MANY_WAYS = 3
_HEAD_ROWS = 5
_CLEAR = 1.6
_LONGEST_TITLE = 60
_PAGE_NUMBER = re.compile(
    r"^[-–\s]*(?:sida?\.?\s*|page\s*)?\d{1,4}\s*(?:(?:\(|/|av|of)\s*\d{1,4}\s*\)?)?[-–\s]*$", re.IGNORECASE
)
_NUMBER_OF_ALL = re.compile(r"^sida?\.? \d{1,3} ?(?:\(|/|av )\d{1,3} ?\)?$", re.IGNORECASE)
_APPROVAL = re.compile(
    r"godkännare\b|(?:digitalt|elektroniskt) (?:under|sign)|\bsigner(?:at|ad) (?:av|med)\b|transaktions|verifikat|"
    r"dokument-?id\b|document ?id|penneo|scrive\b|assently|bankid",
    re.IGNORECASE,
)
_REGISTER = re.compile(r"\bdnr\b|diarie|\bdatum\b|beteckning|handläggare|\d{4}-\d\d-\d\d|^till\b", re.IGNORECASE)


@dataclass(frozen=True)
class Apart:
    """A piece of furniture before it is gathered with its neighbours."""

    role: str
    segment: Segment


def set_apart(
    segments: Sequence[Segment], pages: Sequence[Page], measured: Measure, tables: Set[int] = frozenset()
) -> tuple[list[Segment], tuple[Furniture, ...]]:
    """Part the segments of a document into body and furniture; of those with an id in `tables` what is repeated."""
    heights = {page.number: page.height for page in pages}
    roles = dict(find_repeated(segments, heights, len(pages)))
    free = [segment for segment in segments if id(segment) not in tables]
    roles |= find_letterhead(_rest(free, roles), measured)
    roles |= {id(s): "header" for s in _rest(segments, roles) if _NUMBER_OF_ALL.match(s.text.strip())}
    by_page: dict[int, list[Segment]] = defaultdict(list)
    for segment in _rest(free, roles):
        by_page[segment.page].append(segment)
    for number, lines in by_page.items():
        roles |= _foot(lines, heights[number], measured)
        roles |= _head(lines, heights[number], measured)
    body = _rest(segments, roles)
    apart = [Apart(roles[id(segment)], segment) for segment in segments if id(segment) in roles]
    return body, gather(apart)


def gather(apart: Iterable[Apart]) -> tuple[Furniture, ...]:
    """Put what stands on one page in one role together, in reading order."""
    groups: dict[tuple[int, str], list[Segment]] = defaultdict(list)
    for piece in apart:
        groups[piece.segment.page, piece.role].append(piece.segment)
    return tuple(_furniture(group, page, role) for (page, role), group in sorted(groups.items()))


def _furniture(group: Sequence[Segment], page: int, role: str) -> Furniture:
    lines = [line for region in in_reading_order(group) for part in region.parts for line in part]
    text = "\n".join(" ".join(line.text.split()) for line in lines)
    box = (min(s.x0 for s in group), min(s.top for s in group), max(s.x1 for s in group), max(s.bottom for s in group))
    return Furniture(text, page, box, role)


def _rest(segments: Sequence[Segment], roles: dict[int, str]) -> list[Segment]:
    return [segment for segment in segments if id(segment) not in roles]


def _foot(segments: Sequence[Segment], height: float, measured: Measure) -> dict[int, str]:
    """Find the small print at the foot of a page, its number, and the note of who approved it."""
    found: dict[int, str] = {}
    small: list[Segment] = []
    address = math.inf
    for row in reversed(make_rows(segments)):
        text = " ".join(segment.text for segment in row)
        low = row[0].base > 0.88 * height
        if low and _PAGE_NUMBER.match(text):
            found |= {id(segment): "footer" for segment in row}
        elif _APPROVAL.search(text) and row[0].size < measured.size - 0.4:
            found |= {id(segment): "stamp" for segment in row}
        elif low and _is_address(text):
            found |= {id(segment): "footer" for segment in row}
            address = row[0].base
        elif row[0].base > 0.78 * height and all(measured.is_small(segment) for segment in row) and not _is_note(row):
            small += row
        else:
            break
    found |= {id(segment): "footer" for segment in small if segment.base > address}
    small = [segment for segment in small if segment.base <= address]
    contact = sum(CONTACT.search(segment.text) is not None for segment in small)
    if not contact and segments[0].page == 1 and any(_REGISTER.search(segment.text) for segment in small):
        return found
    if contact or all(segment.base > 0.93 * height for segment in small):
        found |= {id(segment): "footer" for segment in small}
    return found


def _is_address(text: str) -> bool:
    """Tell an address line: few words and one way to reach somebody, or several ways and no sentence."""
    ways = len(CONTACT.findall(text))
    return bool(ways) and (len(text.split()) <= _FEW_WORDS or (ways >= _MANY_WAYS and not text.rstrip().endswith(".")))


def _is_note(row: Sequence[Segment]) -> bool:
    return bool(row[0].marks) and row[0].marks[0][0] == 0


def _head(segments: Sequence[Segment], height: float, measured: Measure) -> dict[int, str]:
    """Find the page number, the running title and the small name of the sender at the head of a page."""
    rows = make_rows(segments)
    top = _rows_on_top(rows)
    if not top or top[-1][0].base > _HEAD * height:
        return {id(segment): "header" for segment in _numbers(rows[0], height, measured)}
    numbered = any(_is_number(segment) for row in top for segment in row)
    small = all(segment.size < 0.96 * measured.size for row in top for segment in row)
    register = any(_REGISTER.search(segment.text) for row in top for segment in row)
    running = any(_is_running(segment.text) for row in top for segment in row)
    if (small or numbered) and not running and (segments[0].page > 1 or not register):
        return {id(segment): "header" for row in top for segment in row}
    return {id(segment): "header" for row in top for segment in _numbers(row, height, measured)}


def _rows_on_top(rows: Sequence[list[Segment]]) -> Sequence[list[Segment]]:
    """Give the few rows above the first wide gap of a page."""
    for count, (above, below) in enumerate(pairwise(rows), start=1):
        if below[0].high - above[0].low > _CLEAR * min(above[0].size, below[0].size):
            return rows[:count] if count <= _HEAD_ROWS else []
    return []


def _numbers(row: Sequence[Segment], height: float, measured: Measure) -> list[Segment]:
    """Find the page number in a row: alone, last, or outside the body; a number before a heading is none."""
    left = measured.lefts[row[0].page]
    outer = [segment for segment in row if segment is row[-1] or segment.x1 < left - 2 or len(row) == 1]
    return [segment for segment in outer if _is_number(segment) and segment.base < _HEAD * height]


def _is_running(text: str) -> bool:
    """Tell whether a line may be the end of a paragraph that began on the page before."""
    if CONTACT.search(text):
        return False
    return len(text) > _LONGEST_TITLE or text[:1].islower() or (text.endswith(".") and " " in text)


def _is_number(segment: Segment) -> bool:
    return _PAGE_NUMBER.match(segment.text) is not None
