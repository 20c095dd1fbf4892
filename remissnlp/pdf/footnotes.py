"""Footnotes: small print at the foot of a page that opens with a mark, and the mark in the text it belongs to."""

import re
from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from remissnlp.pdf.rows import make_rows
from remissnlp.pdf.segments import Segment, join_segments
from remissnlp.pdf.styles import Measure

_MARK = re.compile(r"^\[?(\d{1,3}|[*†‡]{1,3})[)\].]?(?=[\s\u00a0A-ZÅÄÖ])")
_GLUED = re.compile(r"(?<=[a-zåäöéA-ZÅÄÖ)\].,;:!?”\"])(?<!\d[.,])\d{1,2}(?=[\s.,;:]|$)")
_HIGHEST = 0.4


@dataclass(frozen=True)
class Footnote:
    """A footnote and its mark.

    Attributes:
        mark: Its number or sign.
        page: Page number, 1-based.
        marked: The page that its mark stands on: mostly the same, at times the one before.
        lines: Its printed lines.
    """

    mark: str
    page: int
    marked: int
    lines: tuple[Segment, ...]


def take_footnotes(
    segments: Sequence[Segment], heights: dict[int, float], measured: Measure, tables: Set[int] = frozenset()
) -> tuple[list[Segment], list[Footnote]]:
    """Part the body into running text and footnotes; none stands in the segments with an id in `tables`."""
    by_page: dict[int, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_page[segment.page].append(segment)
    notes: list[Footnote] = []
    taken: set[int] = set()
    raised: dict[str, int] = {}
    for page, lines in by_page.items():
        foot = _foot([line for line in lines if id(line) not in tables], heights[page], measured)
        above = [segment for segment in lines if segment not in foot]
        raised = {mark: at for mark, at in raised.items() if at == page - 1} | dict.fromkeys(_marks_in(above), page)
        found, used = _notes_in(foot, raised)
        for note in found:  # a mark is answered once: the same figure at the foot of the next page opens something else
            raised.pop(note.mark, None)
        notes += found
        taken |= used
    return [segment for segment in segments if id(segment) not in taken], notes


def lift_marks(segments: Sequence[Segment], notes: Sequence[Footnote]) -> tuple[list[Segment], list[Segment]]:
    """Take the marks of footnotes out of the lines they stand in: the lines without them, and the marks."""
    known: dict[int, set[str]] = defaultdict(set)
    for note in notes:
        known[note.marked].add(note.mark)
    lines, lifted = [], []
    for segment in segments:
        line = segment
        for start, end in reversed(_spans(segment, known[segment.page])):
            marks = [mark.strip(" )") for mark in segment.text[start:end].split(",")]
            if start and all(mark in known[segment.page] for mark in marks):
                lifted.append(segment.cut(start, end))
                line = replace(line.without(start, end), notes=(*marks, *line.notes))
        lines.append(line)
    return lines, lifted


def _spans(segment: Segment, known: set[str]) -> list[tuple[int, int]]:
    """Tell where marks stand: raised small print, or a figure glued to a word where a font has its own raised ones."""
    if segment.marks:
        return list(segment.marks)
    return [match.span() for match in _GLUED.finditer(segment.text) if match.group() in known]


def _marks_in(segments: Sequence[Segment]) -> set[str]:
    raised = {mark for s in segments for a, b in s.marks for mark in re.split(r"[ ,)]+", s.text[a:b])}
    return raised | {match.group() for segment in segments for match in _GLUED.finditer(segment.text)}


def _notes_in(foot: Sequence[Segment], raised: dict[str, int]) -> tuple[list[Footnote], set[int]]:
    """Cut the small print at the foot of a page into notes; small print above the first mark is none."""
    notes: list[Footnote] = []
    used: set[int] = set()
    for row in make_rows(foot):
        line = row[0]
        for segment in row[1:]:
            line = join_segments(line, segment)
        mark = _mark(line, raised)
        if mark:
            notes.append(Footnote(mark, line.page, raised.get(mark, line.page), _parts(line, mark)))
        elif notes:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
        used |= {id(segment) for segment in row} if notes else set()
    return notes, used


def _parts(line: Segment, mark: str) -> tuple[Segment, ...]:
    """Part the mark from the first word of the note where nothing stands between them."""
    end = line.text.index(mark) + len(mark)
    return (line.cut(0, end), line.cut(end, len(line.text))) if line.text[end : end + 1].isalpha() else (line,)


def _mark(line: Segment, raised: dict[str, int]) -> str:
    match = _MARK.match(line.text)
    if not match:
        return ""
    own = bool(line.marks) and line.marks[0][0] == 0
    return match.group(1) if own or match.group(1) in raised else ""


def _foot(segments: Sequence[Segment], height: float, measured: Measure) -> list[Segment]:
    """Give the small print with nothing but small print below it, from the first mark on."""
    foot: list[Segment] = []
    for row in reversed(make_rows(segments)):
        if row[0].base < _HIGHEST * height or not all(measured.is_small(segment) for segment in row):
            break
        foot += row
    return foot
