"""Sections: which part of an answer a block belongs to, told by the headings above it."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from remissnlp.annotation.extensions import document_of, register, units_of
from remissnlp.document import Block, Document
from remissnlp.lexicon import Phrases, read_phrases, read_table
from remissnlp.terms import BlockKind, Section

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[A-Z]\.|§\s*\d+)\s+")
_MARKS = re.compile(r"[.:;–\"”]+")
_APART = (BlockKind.METADATA, BlockKind.SIGNATURE)
_LEADS_ON = (Section.SAMMANFATTNING, Section.BESLUT, Section.METADATA)
_BACKGROUND = (Section.BAKGRUND, Section.ARENDET)


@Language.factory("remiss_sections")
def make_sections(nlp: Language, name: str) -> "Sections":
    """Make the component that tells the sections."""
    return Sections()


class Sections:
    """Give every unit its section and the nearest heading above it."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.sections` (one for each block) and each unit's `section` and `heading`."""
        document = document_of(doc)
        found = tell_sections(document)
        doc._.sections = tuple(section for section, _ in found)
        for unit in units_of(doc):
            unit._.section, unit._.heading = found[unit._.block]
            if read_phrases("avslutningar").first(unit.text) and _is_near_end(document, unit._.block):
                unit._.section = Section.OTHER
        return doc


def section_of(heading: str) -> Section | None:
    """Tell the section a heading opens, or None if the heading says nothing of it.

    >>> section_of("3. Exploateringskontorets synpunkter")
    <Section.SYNPUNKTER: 'synpunkter'>
    """
    plain = _MARKS.sub(" ", _NUMBERING.sub("", heading)).strip()
    return next((section for section, phrase in _headings() if phrase.covers(plain)), None)


def tell_sections(document: Document) -> list[tuple[Section, str]]:
    """Tell section and nearest heading of every block, in the order of `document.blocks`."""
    headings = [section_of(text) for text in _heading_texts(document)]
    current, heading, rank = _opening(headings), "", 0
    found = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            heading = document.block_text(block)
            current, rank = _after_heading(current, rank, block, section_of(heading), _later(document, index))
        found.append((Section.METADATA if block.kind in _APART else current, heading))
    return found


@cache
def _headings() -> tuple[tuple[Section, Phrases], ...]:
    return tuple((Section(section), Phrases([phrase])) for section, phrase in read_table("rubriker"))


def _heading_texts(document: Document) -> Iterator[str]:
    return (document.block_text(block) for block in document.blocks if block.kind is BlockKind.HEADING)


def _opening(headings: list[Section | None]) -> Section:
    """Tell where text before the first known heading belongs: with no view heading in the letter, it is the view."""
    return Section.SAMMANFATTNING if Section.SYNPUNKTER in headings else Section.SYNPUNKTER


def _later(document: Document, index: int) -> set[Section | None]:
    later = document.blocks[index + 1 :]
    return {section_of(document.block_text(block)) for block in later if block.kind is BlockKind.HEADING}


def _after_heading(
    current: Section, rank: int, block: Block, opened: Section | None, later: set[Section | None]
) -> tuple[Section, int]:
    if current is Section.RESERVATION and opened not in (Section.RESERVATION, Section.BILAGOR):
        return current, rank
    if opened is not None:
        return opened, block.level
    if block.level > rank or block.level == 1:
        return current, rank
    if current in _LEADS_ON or (current in _BACKGROUND and Section.SYNPUNKTER not in later):
        return Section.SYNPUNKTER, rank
    return current, rank


def _is_near_end(document: Document, index: int) -> bool:
    running = [i for i, block in enumerate(document.blocks) if block.kind not in (BlockKind.HEADING, *_APART)]
    return index in running[-6:] and len(running) > 1
