"""The title: what an answer calls itself, told by size and place."""

import re
from collections.abc import Iterator, Sequence

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.dates import find_dates
from remissnlp.annotation.letterhead import Cell, Letterhead, body_start, label_of
from remissnlp.annotation.office import is_office
from remissnlp.annotation.sections import section_of
from remissnlp.document import Block, Document
from remissnlp.lexicon import read_phrases
from remissnlp.terms import BlockKind, Instanstyp, Section

_ABOUT = re.compile(
    r"remiss|yttrande|svar|betänkande|strategi|synpunkt|förslag|SOU|Ds \d|promemoria|plan|samråd"
    r"|angående|gällande|avseende|motion",
    re.IGNORECASE,
)
_MATTER = re.compile(r"remiss|yttrande|\bsvar\b|synpunkt|betänkande|förslag|strategi", re.IGNORECASE)
_PARAGRAPH = re.compile(r"^§\s*\d+\s*")
_MAX_WORDS, _NAME_WORDS, _SUBJECT_WORDS = 45, 6, 3
_FIRST = 12  # blocks of an answer among which its title stands


def find_title(document: Document, head: Letterhead) -> str:
    """Give the title: the heading above the body that speaks of the matter, else the subject line, else a heading."""
    above = list(_headings(document, document.blocks[: body_start(document)]))
    unnamed = [text for text in above if not _is_name(text)]
    about = [text for text in unnamed if _MATTER.search(text)] or [text for text in unnamed if _ABOUT.search(text)]
    if about:
        return about[0]
    subject = head.value("amne", _read_subject) or next(_subject_lines(head), "")
    return subject or next(iter([*unnamed, *above]), "") or next(_headings(document, document.blocks[:_FIRST]), "")


def _headings(document: Document, blocks: Sequence[Block]) -> Iterator[str]:
    """Give the headings that may be the title, the highest level first, in order."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    for block in sorted(headings, key=lambda block: block.level):
        text = _PARAGRAPH.sub("", " ".join(document.block_text(block).split()))
        if _may_be_title(text):
            yield text


def _may_be_title(text: str) -> bool:
    words = len(text.split())
    if section_of(text) not in (None, Section.METADATA) and not (words >= _SUBJECT_WORDS and _MATTER.search(text)):
        return False
    is_type = read_phrases("dokumenttyper").covers(text)
    return not (is_type or find_dates(text) == [(text, 0)]) and 0 < words <= _MAX_WORDS


def _is_name(text: str) -> bool:
    """Tell whether a heading only names a body or an office."""
    if _MATTER.search(text) or len(text.split()) > _NAME_WORDS or re.search(r"\d", text):
        return False
    return instanstyp_of(text) is not Instanstyp.ANNAN or is_office(text)


def _subject_lines(head: Letterhead) -> Iterator[str]:
    """Give the lines of the head that read as a subject, with the line that continues it."""
    cells = [cell for cell in head.cells if cell.role == "text" and label_of(cell.text) is None]
    for index, cell in enumerate(cells):
        if (
            _ABOUT.search(cell.text)
            and _may_be_title(cell.text)
            and not _is_name(cell.text)
            and len(cell.text) > 12
            and "@" not in cell.text
        ):
            following = cells[index + 1] if index + 1 < len(cells) else None
            yield f"{cell.text} {following.text}" if following and _continues(cell, following) else cell.text


def _continues(cell: Cell, following: Cell) -> bool:
    close = 0 <= following.top - cell.bottom < 0.6 * cell.height and abs(following.x0 - cell.x0) < 3
    return close and following.kind is cell.kind and not find_dates(following.text)


def _read_subject(text: str) -> str:
    clean = re.sub(r"^(?:(?:VB|SV|RE|FW|Fwd)\s*:\s*)+", "", " ".join(text.split()), flags=re.IGNORECASE)
    return clean if len(clean) > 5 else ""
