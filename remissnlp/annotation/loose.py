"""Loose lines: what stands where a paragraph could, but is a label, a heading of minutes or a name under a signature.

No sentence is looked for in them, so that no synpunkt is made of "Vår beteckning", "§ 14 Yttrande över …" or "Vd".
"""

import re
from collections.abc import Iterator
from functools import cache

from remissnlp.document import CELL_MARK, Block, Document
from remissnlp.lexicon import Phrases, read_phrases, read_table, read_words
from remissnlp.terms import BlockKind

_RUNNING = (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW)
_SENTENCE_END = re.compile(r"[.!?:;,]\W*$")
_MINUTES = re.compile(r"§+\s*\d+\b")
_SECTION_NUMBER = re.compile(r"\d+\.\d+(?:\.\d+)*\.?\s")
_SIGNS = re.compile(r"\b(?:sign|justeras|justerat|justerare|justerandes?|namnförtydligande)\b", re.IGNORECASE)
_FOR_BODY = re.compile(r"(?:för|på uppdrag av|enligt uppdrag)\s+\S", re.IGNORECASE)
_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ]\w+(?:\s\w+)?(?:,|\sden)?\s+(?:den\s+)?\d{1,2}\s+\w+(?:\s+\d{4})?$")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d")
_FEWEST, _MOST, _LABEL_WORDS = 5, 9, 4
_COLUMNS = 3


def find_loose(document: Document) -> frozenset[int]:
    """Find the blocks whose text is no running text, by their number.

    Three places are looked at: the head before the first sentence, the foot behind the last, and the rows that head
    a table. Headings of minutes ("§ 14 Yttrande över …") and of numbered sections are loose anywhere.
    """
    numbered = (index for index in range(len(document.blocks)) if is_numbered_heading(document, index))
    return frozenset(
        (*_in_head(document), *_in_foot(document), *_heads_of_tables(document), *_of_minutes(document), *numbered)
    )


def is_numbered_heading(document: Document, index: int) -> bool:
    """Tell whether a list item is the heading of a section: "4.2 Skyldighet att ha en plan", a paragraph behind it."""
    block, behind = document.blocks[index], document.blocks[index + 1 : index + 2]
    text = document.block_text(block)
    return (
        block.kind is BlockKind.LIST_ITEM
        and _SECTION_NUMBER.match(text) is not None
        and _is_short(text)
        and bool(behind)
        and behind[0].kind is BlockKind.PARAGRAPH
        and document.block_text(behind[0])[:1].isupper()
    )


def _in_head(document: Document) -> Iterator[int]:
    """Give the labels of a letterhead, and what stands right behind one as its value."""
    behind_label = False
    for index, block in enumerate(document.blocks):
        text = document.block_text(block)
        if block.kind in _RUNNING and any(map(_is_sentence, text.split(CELL_MARK))):
            return
        is_label = len(text.split()) <= _LABEL_WORDS and _labels().covers(text.strip(" .:"))
        is_entry = block.kind is BlockKind.TABLE_ROW and _labels().covers(text.split(CELL_MARK)[0].strip(" .:"))
        if block.kind in _RUNNING and (is_entry or is_label or (behind_label and _is_short(text))):
            yield index
        behind_label = is_label


def _in_foot(document: Document) -> Iterator[int]:
    """Give the short lines behind the last sentence that a closing, a signature or another such line opens."""
    blocks = document.blocks
    last = max((i for i, one in enumerate(blocks) if _holds_sentence(document, one)), default=len(blocks))
    closed = False
    for index in range(last + 1, len(blocks)):
        block, text = blocks[index], document.block_text(blocks[index])
        if block.kind is BlockKind.HEADING:
            closed = False
        closed = closed or block.kind is BlockKind.SIGNATURE or _closes(text)
        if closed and block.kind in _RUNNING and _is_short(text):
            yield index


def _heads_of_tables(document: Document) -> Iterator[int]:
    """Give the first row of each table where it only names the columns, and rows that only name the rows below."""
    rows = [document.block_text(b) if b.kind is BlockKind.TABLE_ROW else "" for b in document.blocks]
    for index, (above, row, below) in enumerate(zip(["", *rows], rows, rows[1:], strict=False)):
        bolder = document.blocks[index].bold and not document.blocks[index + 1].bold
        if row and below and (_parts_rows(above, row, below) if above else _is_head(row, below, bolder=bolder)):
            yield index


def _is_head(row: str, below: str, *, bolder: bool) -> bool:
    """Tell whether a row names columns: by its words, by figures below it, or by cells that take no stand."""
    plain = row.replace(CELL_MARK, " ")
    counted = _FIGURE.search(below) and not _FIGURE.search(row) and len(plain.split()) < _MOST
    cells = row.split(CELL_MARK)
    brief = all(len(cell.split()) <= _LABEL_WORDS for cell in cells) and not _FIGURE.search(row)
    named = brief and not _takes_stand(row) and len(cells) >= (2 if bolder else _COLUMNS)
    return (_is_short(plain) and bool(counted or _names_columns(plain))) or (named and not _SENTENCE_END.search(row))


def _parts_rows(above: str, row: str, below: str) -> bool:
    """Tell whether a single short cell between rows of several cells is a heading of those below it."""
    alone = CELL_MARK not in row and CELL_MARK in above and CELL_MARK in below
    return alone and _is_short(row) and not _SENTENCE_END.search(row) and not _takes_stand(row)


def _takes_stand(row: str) -> bool:
    return read_phrases("tema_stallning").first(row) is not None


def _of_minutes(document: Document) -> Iterator[int]:
    for index, block in enumerate(document.blocks):
        text = document.block_text(block)
        if block.kind in _RUNNING and _MINUTES.match(text) and not _SENTENCE_END.search(text):
            yield index


def _holds_sentence(document: Document, block: Block) -> bool:
    text = document.block_text(block)
    is_running = block.kind in (*_RUNNING, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
    return is_running and _is_sentence(text) and not _closes(text)


def _is_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) and len(text.split()) >= _FEWEST


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST and not (_SENTENCE_END.search(text) and not _SIGNS.search(text))


def _closes(text: str) -> bool:
    """Tell whether a line closes the letter: a greeting, "För Region X", place and day, a place to sign."""
    line = text.strip()
    if len(line.split()) > _MOST:
        return False
    greeting = read_phrases("avslutningar").first(line)
    greets = greeting is not None and greeting.start == 0
    return bool(greets or _FOR_BODY.match(line) or _PLACE_AND_DAY.match(line) or _SIGNS.search(line))


def _names_columns(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    return bool(words) and all(word in _column_words() for word in words)


@cache
def _column_words() -> frozenset[str]:
    return frozenset(read_words("tabellhuvuden"))


@cache
def _labels() -> Phrases:
    return Phrases([phrase for _, phrase in read_table("brevhuvud")])
