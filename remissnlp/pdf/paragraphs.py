"""Paragraphs: where one ends and the next begins down a column of text, and across the breaks between columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from remissnlp.pdf.rows import MARKER
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.styles import Measure

_MARKED = re.compile(rf"^(?:{MARKER.pattern}[\s\u00a0]+(?=\S)|[-–—•·▪■□*➢✓❖](?=[^\W\d_]))")
_ENDS = re.compile(r"[.!?:…][\"”’»)]*$")
_PAUSES = re.compile(r"(?:[,;:]|\boch|\beller|\bsamt)$")
_LEADER = re.compile(r"(?:[.…_]\s?){4,}\s*\d{1,4}$")
_GAP = 1.32
_INDENT = 4.0
_INSET = 10.0
_SHORT_OF = 0.12
_OWN_RIGHT = 5
_EVEN = 0.6
_LABEL = re.compile(r"^[A-ZÅÄÖ][\wåäö/-]{2,24}(?: [\wåäö]+){0,2}:\s")


@dataclass(frozen=True)
class Column:
    """What is known of the column that lines stand in: its edges, and how its lines are set."""

    left: float
    right: float
    measured: Measure


def marker_of(text: str) -> str:
    """Give the bullet or number that opens a line, with the blank behind it; empty if there is none.

    >>> marker_of("– att avslå"), marker_of("1. Bifalla"), marker_of("2015 började"), marker_of("-Alla butiker")
    ('– ', '1. ', '', '-')
    """
    match = _MARKED.match(text)
    return match.group() if match else ""


def cut_paragraphs(lines: Sequence[Segment], measured: Measure, right: float = 0.0) -> Iterator[list[Segment]]:
    """Cut the lines of a column into paragraphs; `right` is its right edge, 0 where that is the page's."""
    whole = Column(min(line.x0 for line in lines), right or _right_edge(lines, measured), measured)
    quoted = _quotations(lines, whole)
    current: list[Segment] = []
    for line in lines:
        column = quoted.get(id(line), whole)
        if current and _parts(current, line, column):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence ends."""
    return _ENDS.search(text.rstrip()) is not None


def is_contents(text: str) -> bool:
    """Tell whether a line belongs to a table of contents: dots lead to a page number at its end.

    >>> is_contents("3.1 Våra synpunkter ........ 7"), is_contents("Vi anser att ... 7 av 9")
    (True, False)
    """
    return _LEADER.search(text) is not None


def would_fit(last: Segment, line: Segment, right: float) -> bool:
    """Tell whether the first word of a line would have fitted on the line above: then the break was meant."""
    return last.x1 + _first_word(line) <= right - 1.0


def _right_edge(lines: Sequence[Segment], measured: Measure) -> float:
    page = measured.rights.get(lines[0].page, 0.0)
    body = [line for line in lines if abs(line.size - measured.size) < _EVEN and not line.bold]
    own = max(line.x1 for line in body or lines)
    left = min(line.x0 for line in lines)
    narrow = own < page - 0.25 * (page - measured.lefts.get(lines[0].page, 0.0)) or left > (left + page) / 2
    return own if narrow and len(lines) >= _OWN_RIGHT else max(own, page) if own <= page + 3 else own


def _quotations(lines: Sequence[Segment], column: Column) -> dict[int, Column]:
    """Find stretches set in from both sides, as quotations are, and the right edge that they keep to."""
    left = column.left
    found: dict[int, Column] = {}
    for _, group in groupby(lines, key=lambda line: (round(line.x0), line.size)):
        stretch = list(group)
        right = max(line.x1 for line in stretch)
        if any(marker_of(line.text) for line in stretch):
            continue
        inset = stretch[0].x0 - left > _INSET and right < column.right - _INSET
        full = sum(line.x1 > right - 0.15 * (right - line.x0) for line in stretch)
        if inset and len(stretch) > 2 and full >= 0.6 * len(stretch):
            found |= {id(line): Column(left, right, column.measured) for line in stretch}
    return found


def _parts(current: Sequence[Segment], line: Segment, column: Column) -> bool:
    last = current[-1]
    if abs(line.size - last.size) > max(0.6, 0.06 * last.size):
        return True
    if _gap(last, line, column.measured):
        return True
    if is_contents(last.text) or (is_contents(line.text) and marker_of(line.text)):
        return True
    if _LABEL.match(line.text) and _LABEL.match(last.text):
        return True
    slack = column.right - last.x1 > _SHORT_OF * (column.right - last.x0)
    if last.text.endswith(":") and line.text[:1].isupper() and slack:
        return True
    fits = would_fit(last, line, column.right)
    if marker_of(line.text):
        return fits or ends_sentence(last.text) or _is_bullet(line.text) or _PAUSES.search(last.text) is not None
    if line.bold != last.bold and (fits or ends_sentence(last.text) or not line.text[:1].islower()):
        return True
    if last.italic and not line.italic and len(current) == 1 and line.text[:1].isupper() and _is_title(last.text):
        return True
    return _indented(current, line, column, fits=fits) or (fits and _meant(last, line, column))


def _is_title(text: str) -> bool:
    """Tell whether a line may be a heading of its own: it starts as a sentence does and ends as none."""
    return text[:1].isupper() and text.rstrip()[-1:].isalpha()


def _is_bullet(text: str) -> bool:
    return text[0] in "•·▪■□*➢✓❖" or text[:2] in ("- ", "– ", "— ")


def _gap(last: Segment, line: Segment, measured: Measure) -> bool:
    step = line.base - last.base
    return step > _GAP * measured.leading_of(max(line.size, last.size)) or step <= 0


def _indented(current: Sequence[Segment], line: Segment, column: Column, *, fits: bool) -> bool:
    """Tell whether a line opens a paragraph by where it starts: further in, or back at the margin after a list item."""
    last, marker = current[-1], marker_of(current[0].text)
    text_left = current[0].edges[len(marker)] if marker else current[0].x0
    if line.x0 - last.x0 > _INDENT:
        hanging = len(current) == 1 and bool(marker) and line.x0 <= text_left + 3 * _INDENT
        opens = fits or ends_sentence(last.text) or line.text[:1].isupper()
        return not hanging and opens
    if marker and abs(line.x0 - current[0].x0) < _INDENT / 2 < current[0].x0 - column.left and line.text[:1].isupper():
        return True
    back = last.x0 - line.x0 > _INDENT
    return back and (len(current) > 1 or bool(marker)) and (fits or ends_sentence(last.text))


def _meant(last: Segment, line: Segment, column: Column) -> bool:
    """Tell whether a line that ends early ends a paragraph, or was only broken by hand in the middle of a sentence."""
    early = column.right - last.x1 - _first_word(line) > _SHORT_OF * (column.right - last.x0)
    if not line.text[:1].islower():
        return early or _LABEL.match(line.text) is not None or ends_sentence(last.text)
    return early and (ends_sentence(last.text) or (line.text.startswith("att ") and bool(_PAUSES.search(last.text))))


def _first_word(line: Segment) -> float:
    """Give the width of the first word of a line and of the blank before it. A no-break space does not end a word."""
    end = line.text.find(" ")
    width = line.edges[end if end > 0 else -1] - line.x0
    return width + 0.25 * line.size
