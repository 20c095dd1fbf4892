"""What optical character recognition gets wrong, put right where that is sure: type sizes, paragraph signs, bullets."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache
from statistics import median

from remissnlp.lexicon import Phrases, read_table
from remissnlp.pdf.segments import Segment

_NUMBER = r"\d{1,3}(?: ?[a-z])?"
_AFTER_CHAPTER = re.compile(
    rf"(?<=\bkap)(\.? {_NUMBER}(?:(?:[,–-] ?| och | eller ){_NUMBER})* )([$8Ss]{{1,2}})(?=[\s,.;:)]|$)"
)
_BEFORE_LAW = re.compile(rf"\b({_NUMBER} )([8$]{{1,2}})(?= (?:i )?[\wåäö-]*(?:lagen|förordningen|balken|direktivet)\b)")
_DOLLAR = re.compile(rf"(?<=\d )\$(?=[\s,.;:)]|$)|(?<=\d [a-z] )\$(?=[\s,.;:)]|$)|^\$(?= {_NUMBER}\b)")
_MONEY = re.compile(r"\bUSD\b|\bdollar", re.IGNORECASE)
_BULLET = re.compile(r"^[e¢©°«»*] (?=[^\W\d_])")
_SAME_EDGE = 6.0
_NUMBERING = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.? ")
_SMALL, _LARGE = 0.82, 1.28
_LONGEST_HEADING = 60


def even_out(segments: Sequence[Segment], pages: Collection[int]) -> list[Segment]:
    """Give the running print of `pages` one size: what a scanner sees of it jitters from line to line.

    Print that is clearly larger or smaller keeps its size. A line that is a known heading is marked bold, since
    weight and small differences of size, which tell a heading in print, cannot be trusted here.
    """
    sizes = [segment.size for segment in segments if segment.page in pages for _ in segment.text]
    if not sizes:
        return list(segments)
    body = round(median(sizes), 1)
    return [_even(segment, body) if segment.page in pages else segment for segment in segments]


def mend_segments(segments: Sequence[Segment]) -> list[Segment]:
    """Mend the print of one page; every character keeps its place."""
    money = any(_MONEY.search(segment.text) for segment in segments)
    mended = [replace(segment, text=mend_signs(segment.text, money=money)) for segment in segments]
    return [
        replace(segment, text="•" + segment.text[1:]) if _is_bullet(mended, index) else segment
        for index, segment in enumerate(mended)
    ]


def mend_signs(text: str, *, money: bool = False) -> str:
    """Give back the paragraph signs that were read as $, 8 or S; `money` tells that dollars are spoken of.

    >>> mend_signs("enligt 4 kap. 8 $ och 9 kap. 6 8 miljöbalken"), mend_signs("se 12 $ kommunallagen")
    ('enligt 4 kap. 8 § och 9 kap. 6 § miljöbalken', 'se 12 § kommunallagen')
    >>> mend_signs("på 8 platser i 4 kap. 8 punkter"), mend_signs("högst 100 $ per dollarkund", money=True)
    ('på 8 platser i 4 kap. 8 punkter', 'högst 100 $ per dollarkund')
    """
    for pattern in (_AFTER_CHAPTER, _BEFORE_LAW):
        text = pattern.sub(lambda match: match[1] + "§" * len(match[2]), text)
    return text if money else _DOLLAR.sub("§", text)


def _even(segment: Segment, body: float) -> Segment:
    jitters = _SMALL * body < segment.size < _LARGE * body
    size = body if jitters else segment.size
    return replace(segment, size=size, font="", bold=is_known_heading(segment.text), italic=False, marks=())


def is_known_heading(line: str) -> bool:
    """Tell whether a line is one of the headings that letters are parted by.

    >>> is_known_heading("Sammanfattning"), is_known_heading("Nämnden avstyrker förslaget.")
    (True, False)
    """
    plain = _NUMBERING.sub("", line).strip()
    return len(plain) <= _LONGEST_HEADING and any(heading.covers(plain) for heading in _headings())


@cache
def _headings() -> tuple[Phrases, ...]:
    return tuple(Phrases([phrase]) for _, phrase in read_table("rubriker") if not phrase.startswith(("*", "…")))


def _is_bullet(segments: Sequence[Segment], index: int) -> bool:
    """Tell whether a line begins with a bullet read as a letter: it must stand under a colon or beside its like."""
    segment = segments[index]
    if not _BULLET.match(segment.text):
        return False
    if index and segments[index - 1].text.rstrip().endswith(":"):
        return True
    return any(
        other is not segment and _BULLET.match(other.text) and abs(other.x0 - segment.x0) <= _SAME_EDGE
        for other in segments
    )
