"""Flow: words broken into printed lines, and lines filled into pages with their footnotes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from typeset.ink import Run, Word, break_places
from typeset.source import ADDRESS, BREAK

NOTE_GAP = 14.0
"""Points between the text and the notes at the foot of a page, with the rule between them."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words on one baseline.

    Attributes:
        x: Left edge, points from the left edge of the column.
        words: The words.
        space: Width of the space between them, in points.
        drop: How far the baseline lies under that of the strip.
    """

    x: float
    words: tuple[Word, ...]
    space: float
    drop: float = 0.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A printed line across the column (or a table row), the smallest thing a page break goes between.

    Attributes:
        height: From the top to the top of the next, in points.
        texts: What stands on it.
        before: White space above it, left out at the top of a page.
        rules: Horizontal rules as x0, x1 and distance under the top.
        notes: Marks of the footnotes called on it.
        keep: Whether it has to stand on the same page as the next.
        command: `BREAK` or `ADDRESS` after it, or empty.
        block: Number of the block it belongs to.
    """

    height: float
    texts: tuple[Text, ...]
    before: float = 0.0
    rules: tuple[tuple[float, float, float], ...] = ()
    notes: tuple[str, ...] = ()
    keep: bool = False
    command: str = ""
    block: int = -1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled page: strips with the distance of their top under the top of the column, and the notes at the foot."""

    strips: tuple[tuple[float, Strip], ...]
    notes: tuple[Strip, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """How a paragraph is set: widths and heights in points, and whether lines are justified and words parted."""

    width: float
    leading: float
    indent: float = 0.0
    justify: bool = False
    hyphenate: bool = False


def set_paragraph(words: Sequence[Word], measure: Measure, *, marker: Word | None = None) -> list[Strip]:
    """Break words into strips; a marker stands left of the first, inside the indent."""
    lines = list(_lines(words, measure))
    strips = []
    for index, line in enumerate(lines):
        last = index == len(lines) - 1
        texts = [Text(measure.indent, tuple(line), _space(line, measure, last=last))]
        if marker is not None and index == 0:
            texts.insert(0, Text(measure.indent - 16, (marker,), 0))
        command = line[-1].command
        # No single line of a paragraph is left alone at the foot or the top of a page.
        keep = len(lines) > 1 and index in (0, len(lines) - 2) and command != BREAK
        notes = tuple(note for word in line for note in word.notes)
        strips.append(Strip(measure.leading, tuple(texts), notes=notes, keep=keep, command=command))
    return strips


def fill_pages(
    strips: Sequence[Strip], heights: Iterator[float], notes: Mapping[str, Sequence[Strip]]
) -> Iterator[Sheet]:
    """Fill pages of the given heights with strips, the notes they call at the foot."""
    height = next(heights)
    placed: list[tuple[float, Strip]] = []
    foot: list[Strip] = []
    top = 0.0
    for chunk in _chunks(strips):
        wanted = [strip for part in chunk for mark in part.notes for strip in notes[mark]]
        need = sum(strip.height + strip.before for strip in chunk) + _note_height([*foot, *wanted])
        if placed and top + need > height:
            yield Sheet(tuple(placed), tuple(foot))
            height, placed, foot, top = next(heights), [], [], 0.0
        for strip in chunk:
            top += strip.before if placed else 0.0
            placed.append((top, strip))
            top += strip.height
        foot += wanted
        if chunk[-1].command == BREAK:
            yield Sheet(tuple(placed), tuple(foot))
            height, placed, foot, top = next(heights), [], [], 0.0
    if placed:
        yield Sheet(tuple(placed), tuple(foot))


def draw_strip(canvas: Canvas, strip: Strip, x: float, y: float) -> None:
    """Draw a strip with its top left corner at x, y (points from the lower left corner of the page)."""
    for x0, x1, drop in strip.rules:
        canvas.line(x + x0, y - drop, x + x1, y - drop)
    for text in strip.texts:
        size = max((run.size for word in text.words for run in word.runs), default=0.0)
        draw_words(canvas, text.words, x + text.x, y - size - text.drop, space=text.space)


def draw_words(canvas: Canvas, words: Sequence[Word], x: float, y: float, *, space: float) -> None:
    """Draw words on a baseline."""
    runs = list(_with_spaces(words))
    if not runs:
        return
    ink = canvas.beginText(x, y)
    for (font, size, rise), some in groupby(runs, key=lambda run: (run.font, run.size, run.rise)):
        ink.setFont(font, size)
        ink.setRise(rise)
        ink.setWordSpace(round(space - Run(" ", font, size).width, 3) if rise == 0 else 0)
        ink.textOut("".join(run.text for run in some))
    # The word space outlives the text object: without this the margin would be spaced as the line before it.
    ink.setWordSpace(0)
    canvas.drawText(ink)


def natural_space(words: Sequence[Word]) -> float:
    """Give the width of a space in the font of the first word that is not a raised note mark."""
    runs = [run for word in words for run in word.runs]
    run = next((run for run in runs if not run.rise), runs[0])
    return Run(" ", run.font, run.size).width


def _with_spaces(words: Sequence[Word]) -> Iterator[Run]:
    for index, word in enumerate(words):
        yield from word.runs
        if index < len(words) - 1:
            # The space takes the upright font of the word's first run, also behind a note's mark.
            yield replace(word.runs[0], text=" ")


def _lines(words: Sequence[Word], measure: Measure) -> Iterator[list[Word]]:
    width = measure.width - measure.indent
    rest = list(words)
    hyphens = 0
    while rest:
        line, rest = _first_line(rest, width, parts=measure.hyphenate and hyphens < 2)
        hyphens = hyphens + 1 if line[-1].text.endswith("-") else 0
        yield line


def _first_line(words: Sequence[Word], width: float, *, parts: bool) -> tuple[list[Word], list[Word]]:
    space, used = natural_space(words), 0.0
    for index, word in enumerate(words):
        room = width - used - (space if index else 0)
        if word.width > room and index:
            head = _fitting_head(word, room) if parts and room > 0.06 * width else None
            line = [*words[:index], *([head[0]] if head else [])]
            return line, [*([head[1]] if head else [word]), *words[index + 1 :]]
        used += word.width + (space if index else 0)
        if word.command:
            return list(words[: index + 1]), list(words[index + 1 :])
    return list(words), []


def _fitting_head(word: Word, room: float) -> tuple[Word, Word] | None:
    return next((pair for pair in break_places(word) if pair[0].width <= room), None)


def _space(line: Sequence[Word], measure: Measure, *, last: bool) -> float:
    natural = natural_space(line)
    gaps = len(line) - 1
    if not measure.justify or last or not gaps:
        return natural
    stretched = (measure.width - measure.indent - sum(word.width for word in line)) / gaps
    return stretched if stretched < 4 * natural else natural


def _chunks(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    chunk: list[Strip] = []
    for strip in strips:
        chunk.append(strip)
        if not strip.keep:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _note_height(notes: Sequence[Strip]) -> float:
    return sum(strip.height for strip in notes) + NOTE_GAP if notes else 0.0


def address_place(strips: Sequence[tuple[float, Strip]]) -> int:
    """Choose after which strip of page 1 the address block is drawn: where the source says, or inside a paragraph."""
    for index, (_, strip) in enumerate(strips):
        if strip.command == ADDRESS:
            return index
    sizes = [(block, list(group)) for block, group in groupby(range(len(strips)), key=lambda i: strips[i][1].block)]
    long = [group for block, group in sizes if block >= 0 and len(group) >= 3]
    return long[-1][len(long[-1]) // 2] if long else len(strips) - 1
