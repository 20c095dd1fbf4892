"""Body: the blocks of an answer as strips in a column, in the manner of a Swedish office."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from remissnlp.terms import Section
from typeset.flow import Measure, Strip, Text, natural_space, set_paragraph
from typeset.ink import SANS, SERIF, Run, Word, ink_words
from typeset.source import BREAK, Answer, Footnote, Heading, PageBreak, Paragraph, Table, TextBlock


@dataclass(frozen=True, slots=True)
class Manner:
    """How a body is set; sizes in points.

    Attributes:
        width: Of the column.
        size: Of the text.
        leading: From baseline to baseline.
        gap: Between paragraphs.
        bullet: What stands before an item of a list without numbers.
        justify: Whether lines are stretched to the right edge.
        hyphenate: Whether words are parted.
        titles: Size of the title and of headings of level 2 and 3.
    """

    width: float
    size: float = 10.5
    leading: float = 13.0
    gap: float = 6.5
    bullet: str = "–"
    justify: bool = False
    hyphenate: bool = True
    titles: tuple[float, float, float] = (14.0, 11.5, 10.5)

    @property
    def measure(self) -> Measure:
        """The measure of a paragraph."""
        return Measure(self.width, self.leading, justify=self.justify, hyphenate=self.hyphenate)


def set_body(answer: Answer, manner: Manner) -> tuple[list[Strip], dict[str, list[Strip]]]:
    """Set title, body and signatures as strips, and the footnotes by their mark."""
    strips = set_heading(answer.title, 1, manner)
    signatures = signature_place(answer)
    for index, block in enumerate(answer.blocks):
        if index == signatures:
            strips += set_signatures(answer.signatures, manner)
        previous = answer.blocks[index - 1] if index else None
        strips = _with_break(strips, block)
        strips += [replace(strip, block=index) for strip in _block(block, previous, manner)]
    if signatures == len(answer.blocks):
        strips += set_signatures(answer.signatures, manner)
    notes = {block.mark: _note(block, manner) for block in answer.blocks if isinstance(block, Footnote)}
    return strips, notes


def set_heading(text: str, level: int, manner: Manner) -> list[Strip]:
    """Set a heading in bold sans, kept with what follows."""
    size = manner.titles[level - 1]
    strips = set_paragraph(ink_words(text, SANS, size, bold=True), Measure(manner.width, size * 1.22))
    before = {1: 0.0, 2: manner.leading, 3: manner.leading * 0.8}[level]
    below = {1: 10.0, 2: 3.0, 3: 1.0}[level]
    strips = [replace(strip, keep=True) for strip in strips]
    first, last = replace(strips[0], before=before), strips[-1]
    strips = [first, *strips[1:]]
    return [*strips[:-1], replace(strips[-1], height=last.height + below)]


def set_signatures(signatures: Sequence[tuple[str, str]], manner: Manner) -> list[Strip]:
    """Set signatures two by two in columns."""
    strips: list[Strip] = []
    for start in range(0, len(signatures), 2):
        pair = signatures[start : start + 2]
        for line, before in ((0, manner.leading * 2.2), (1, 0.0)):
            texts = (_text(who[line], place * manner.width / 2, manner) for place, who in enumerate(pair))
            strips.append(Strip(manner.leading, tuple(texts), before=before, keep=line == 0))
    return strips


def signature_place(answer: Answer) -> int:
    """Choose before which block the signatures stand: after the proposed decision, else after the text proper.

    Minutes are signed at the very end, by the one who certifies the extract.
    """
    if answer.layout == "protokoll":
        return len(answer.blocks)
    kinds = [getattr(block, "section", None) for block in answer.blocks]
    headings = [index for index, block in enumerate(answer.blocks) if isinstance(block, Heading) and block.level == 2]
    if Section.BESLUT in kinds[:4]:
        return next((index for index in headings if index > kinds.index(Section.BESLUT)), len(kinds))
    for index, block in enumerate(answer.blocks):
        section = kinds[index + 1] if isinstance(block, Heading) and index + 1 < len(kinds) else kinds[index]
        if isinstance(block, PageBreak) or section in (Section.BILAGOR, Section.RESERVATION):
            return index
    return len(kinds)


def _block(block: TextBlock, previous: TextBlock | None, manner: Manner) -> list[Strip]:
    match block:
        case Heading():
            return set_heading(block.text, block.level, manner)
        case Paragraph():
            return _paragraph(block, previous, manner)
        case Table():
            return list(_table(block, manner))
        case _:
            return []


def _paragraph(block: Paragraph, previous: TextBlock | None, manner: Manner) -> list[Strip]:
    words = [word for sentence in block.sentences for word in ink_words(sentence.markup, SERIF, manner.size)]
    marker = _text(manner.bullet if block.marker == "*" else block.marker, 0, manner).words[0] if block.marker else None
    measure = replace(manner.measure, indent=22.0 if marker else 0.0)
    strips = set_paragraph(words, measure, marker=marker)
    follows = isinstance(previous, Paragraph) and bool(previous.marker)
    before = 2.0 if marker and follows else 0.0 if isinstance(previous, Heading) else manner.gap
    return [replace(strips[0], before=before), *strips[1:]]


def _note(note: Footnote, manner: Manner) -> list[Strip]:
    size = manner.size - 2.5
    words = ink_words(f"[^{note.mark}] {note.sentence.markup}", SERIF, size)
    # The number is raised as the mark in the text is, but calls no note itself.
    words = [replace(words[0], notes=()), *words[1:]]
    return set_paragraph(words, replace(manner.measure, leading=size * 1.2, justify=False))


def _table(table: Table, manner: Manner) -> Iterator[Strip]:
    widths = _widths(table, manner)
    for index, cells in enumerate((table.header, *(cells for cells, _ in table.rows))):
        columns = [
            set_paragraph(
                ink_words(cell, SANS, manner.size - 1.5, bold=index == 0), Measure(width - 8, manner.leading - 1.5)
            )
            if cell
            else []
            for cell, width in zip(cells, widths, strict=True)
        ]
        height = max(sum(strip.height for strip in column) for column in columns) + 6
        rules = [(0.0, manner.width, height)] + ([(0.0, manner.width, 0.0)] if index == 0 else [])
        texts = tuple(_cells(columns, widths))
        yield Strip(height, texts, before=manner.gap + 2 if index == 0 else 0, rules=tuple(rules), keep=index == 0)


def _cells(columns: Sequence[Sequence[Strip]], widths: Sequence[float]) -> Iterator[Text]:
    x = 0.0
    for column, width in zip(columns, widths, strict=True):
        drop = 2.0
        for strip in column:
            yield replace(strip.texts[0], x=x + 3, drop=drop)
            drop += strip.height
        x += width


def _widths(table: Table, manner: Manner) -> list[float]:
    """Share the width by the length of the longest cell, none under a sixth of an even share's double."""
    rows = [table.header, *(cells for cells, _ in table.rows)]
    longest = [min(60, max(len(row[place]) for row in rows)) + 4 for place in range(len(table.header))]
    floor = max(sum(longest) / len(longest) / 3, 12)
    weights = [max(length, floor) for length in longest]
    return [manner.width * weight / sum(weights) for weight in weights]


def _text(text: str, x: float, manner: Manner) -> Text:
    words = tuple(Word((Run(word, f"{SERIF}-Regular", manner.size),)) for word in text.split())
    return Text(x, words, natural_space(words))


def _with_break(strips: list[Strip], block: TextBlock) -> list[Strip]:
    """Mark the strip before a block that starts a page."""
    starts = isinstance(block, Paragraph) and block.sentences[0].markup.startswith(BREAK)
    if not strips or not (starts or isinstance(block, PageBreak)):
        return strips
    return [*strips[:-1], replace(strips[-1], command=BREAK, keep=False)]
