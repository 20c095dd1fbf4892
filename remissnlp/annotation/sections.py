"""Sections: which part of an answer a block belongs to, told by the headings above it."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from remissnlp.annotation.extensions import document_of, register, units_of
from remissnlp.annotation.loose import is_numbered_heading
from remissnlp.document import Block, Document
from remissnlp.lexicon import Phrases, read_phrases, read_table
from remissnlp.terms import BlockKind, Section

_NUMBERING = re.compile(r"^\s*(?:\d+(?:\.\d+)*\.?|[A-Z]\.|§\s*\d+)\s+")
_MARKS = re.compile(r"[.:;–\"”]+")
_APART = (BlockKind.METADATA, BlockKind.SIGNATURE)
_RESERVED = re.compile(
    r"(?:Reservation(?:er)?\s+(?:anför|lämna|av\b|från\b|mot\b)|Särskil[dt]a?\s+(?:uttalande|yttrande)\w*\s+(?:anför|lämna|av\b|från\b)"
    r"|Ersättaryttrande\w*\s+(?:anför|lämna|av\b|från\b|gör|gjordes)|Mot beslutet reserverar?(?:de)? sig\b"
    r"|[^.]{0,160}\breserver(?:ar|ade) sig\b)"
)
_OFFICIAL = re.compile(
    r"(?:[\d.]+\s*)?\S*(?:kontorets|förvaltningens|nämndens|styrelsens|kommunens|regionens|verkets)\s", re.IGNORECASE
)
_STANDING = re.compile(r"^(?:\S+\s+)?(?:ställningstagande|inställning|hållning)$", re.IGNORECASE)
_GREETING = 6  # words
_OPENING_UNITS = 3  # sentences that may tell how the remiss came, in a letter without headings
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
        for number, unit in enumerate(units_of(doc)):
            section, unit._.heading = found[unit._.block]
            opens = number < _OPENING_UNITS and section is Section.SYNPUNKTER and not section_of(unit._.heading)
            if _closes(unit.text) and _is_near_end(document, unit._.block):
                section = Section.OTHER
            elif opens and read_phrases("arendegang").first(unit.text) and not read_phrases("bifall").first(unit.text):
                section = Section.BAKGRUND
            unit._.section = section
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
    current, heading, rank = _opening(list(_heading_texts(document))), "", 0
    found: list[tuple[Section, str]] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.HEADING:
            heading = document.block_text(block)
            current, rank = _after_heading(current, rank, block, heading, _later(document, index))
            if current is Section.SYNPUNKTER and _sums_up(heading, found, _later(document, index)):
                current = Section.SAMMANFATTNING
        elif is_numbered_heading(document, index):
            heading = document.block_text(block)
        elif block.kind is BlockKind.PARAGRAPH and _RESERVED.match(document.block_text(block)):
            current, rank = Section.RESERVATION, 0
        found.append((Section.METADATA if block.kind in _APART else current, heading))
    return found


@cache
def _headings() -> tuple[tuple[Section, Phrases], ...]:
    return tuple((Section(section), Phrases([phrase])) for section, phrase in read_table("rubriker"))


def _heading_texts(document: Document) -> Iterator[str]:
    return (document.block_text(block) for block in document.blocks if block.kind is BlockKind.HEADING)


def _opening(headings: list[str]) -> Section:
    """Tell where text before the first known heading belongs: it sums up only what a heading says begins further on.

    A heading that says so is the office's ("Kontorets synpunkter") or says nothing else ("Synpunkter"); in a letter
    with none, such as one whose headings are subjects, the views begin at once.
    """
    views = (heading for heading in headings if section_of(heading) is Section.SYNPUNKTER)
    begins = any(_OFFICIAL.match(heading) or len(heading.split()) == 1 for heading in views)
    return Section.SAMMANFATTNING if begins else Section.SYNPUNKTER


def _later(document: Document, index: int) -> list[Section | None]:
    later = document.blocks[index + 1 :]
    return [section_of(document.block_text(block)) for block in later if block.kind is BlockKind.HEADING]


def _sums_up(heading: str, found: list[tuple[Section, str]], later: list[Section | None]) -> bool:
    """Tell whether "Ställningstagande" opens a letter whose views come under headings of their own further on."""
    first = all(section not in (Section.SYNPUNKTER, Section.SAMMANFATTNING) or not above for section, above in found)
    goes_on = Section.SYNPUNKTER in later or later.count(None) > 1
    return bool(_STANDING.search(heading)) and first and goes_on


def _after_heading(
    current: Section, rank: int, block: Block, heading: str, later: list[Section | None]
) -> tuple[Section, int]:
    opened = section_of(heading)
    ends = opened in (Section.RESERVATION, Section.BILAGOR) or (opened and _OFFICIAL.match(heading))
    if current is Section.RESERVATION and not ends:
        return current, rank
    if opened is not None:
        return opened, block.level
    if block.level > rank or block.level == 1:
        return current, rank
    if current in _LEADS_ON or (current in _BACKGROUND and Section.SYNPUNKTER not in later):
        return Section.SYNPUNKTER, rank
    return current, rank


def _closes(text: str) -> bool:
    """Tell whether a unit only closes the letter; "för nämnden" does so only where it is all there is."""
    closing = read_phrases("avslutningar")
    hit = closing.first(text)
    if hit is None:
        return False
    if len(hit.text.split()) == 1:  # "Slut", "Hälsningar", but not "det tog slut i juli"
        return hit.start == 0 and len(text.split()) <= _GREETING
    return not hit.text.lower().startswith("för ") or closing.covers(text)


def _is_near_end(document: Document, index: int) -> bool:
    running = [i for i, block in enumerate(document.blocks) if block.kind not in (BlockKind.HEADING, *_APART)]
    return index in running[-6:] and len(running) > 1
