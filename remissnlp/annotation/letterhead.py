"""The letterhead: what is printed on the first page outside the running text, cell by cell, and values found by labels.

A label ("Handläggare", "Vår beteckning") may stand in front of its value, to the left of it or above it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from remissnlp.annotation.sections import section_of
from remissnlp.document import Block, Document, Furniture, Line
from remissnlp.lexicon import Phrases, read_table
from remissnlp.terms import BlockKind, PlaceKind, Section

_GAP = 1.1  # of the line's height: a wider space parts two cells on a line
_NAMES_PROPOSAL = re.compile(r"\b(?:SOU|Ds)\s*\d|\b(?:betänkande|promemoria|remiss)\w*", re.IGNORECASE)
_LONG, _SENTENCE, _HEADING = 25, 8, 5  # words
_ROLES = ("header", "footer", "letterhead", "stamp")
_QUOTED = re.compile(r"^\s*(?:>|-{3,}|Från:|From:)|\bskrev\b|\bwrote\b", re.MULTILINE)
_OPEN = re.compile(r"(?:\boch|,)$")
_INDENT = 90.0  # how far a broken value may be set in behind its label, in points
_SEPARATOR = re.compile(r"\s*[:.]?\s*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a printed line that stands for itself.

    Attributes:
        text: What it says.
        x0: Left edge in points.
        top: Upper edge in points.
        x1: Right edge.
        bottom: Lower edge.
        role: "text" for the running text, else the role of the furniture it is part of.
        kind: Kind of its block; FURNITURE for furniture.
        level: Heading level of its block.
        size: Size of its font; 0 where not known.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    role: str = "text"
    kind: BlockKind = BlockKind.FURNITURE
    level: int = 0
    size: float = 0.0

    @property
    def height(self) -> float:
        """Height of the line."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True)
class Letterhead:
    """The cells of page 1 that are no running text: those above the body, and the furniture."""

    cells: tuple[Cell, ...]

    def value(self, kind: str, read: Callable[[str], str]) -> str:
        """Give the first value of a kind of label that `read` can read, label by label; else the empty string.

        Args:
            kind: As in the first column of `brevhuvud.tsv`.
            read: Reads a value at the start of a text, or gives the empty string.
        """
        for cell in self.cells:
            label = label_of(cell.text)
            if label and label[0] == kind:
                for text in self._candidates(cell, label[1]):
                    value = read(text)
                    if value:
                        return value
        return ""

    def unlabelled(self) -> Iterator[Cell]:
        """Give the cells that no label stands in or belongs to by its other kinds of value."""
        return (cell for cell in self.cells if label_of(cell.text) is None)

    def belongs_to(self, cell: Cell) -> str:
        """Tell the kind of label that a cell is the value of; empty if none."""
        for other in self.cells:
            label = label_of(other.text)
            if label and not label[1] and any(near is cell for near in self._near(other)):
                return label[0]
        return ""

    def _candidates(self, cell: Cell, rest: str) -> Iterator[str]:
        found = [(cell, rest)] if rest else [(near, near.text) for near in self._near(cell)]
        for place, text in found:
            yield self._continued(place, text)

    def _continued(self, cell: Cell, text: str) -> str:
        """Add the next line where a value breaks off ("Anna Berg och")."""
        below = (other for other in self.cells if other is not cell and _is_below(other, cell, indent=_INDENT))
        following = min(below, key=lambda other: other.top, default=None) if _OPEN.search(text) else None
        return f"{text} {following.text}" if following and label_of(following.text) is None else text

    def _near(self, cell: Cell) -> list[Cell]:
        """Give the cells that may hold the value of the label `cell`: the one to its right, and the ones below it."""
        right = [other for other in self.cells if other is not cell and _is_right_of(other, cell)]
        nearest = min(right, key=lambda other: other.x0, default=None)
        aside = [nearest] if nearest and label_of(nearest.text) is None else []
        below = sorted((o for o in self.cells if o is not cell and _is_below(o, cell)), key=lambda o: o.top)
        free = below if not below or label_of(below[0].text) is None else []
        return aside + [other for other in free[:2] if label_of(other.text) is None]


def read_letterhead(document: Document) -> Letterhead:
    """Cut the first page's head and furniture into cells."""
    end = body_start(document)
    printed = document.place is PlaceKind.SIDA
    blocks = [block for block in document.blocks[:end] if not printed or document.page_at(block.start) <= 1]
    text = [cell for block in blocks for cell in _block_cells(document, block)]
    furniture = [piece for piece in document.furniture if piece.page == 1 and piece.role in _ROLES]
    furniture = [piece for piece in furniture if printed or not _QUOTED.search(piece.text)]
    return Letterhead((*text, *(cell for piece in furniture for cell in _furniture_cells(piece))))


@cache
def label_of(text: str) -> tuple[str, str] | None:
    """Tell the kind of label a text begins with, and what stands behind it; None if it begins with none.

    >>> label_of("Vår beteckning: FO 88/15"), label_of("Handläggare"), label_of("Datumet")
    (('dnr', 'FO 88/15'), ('handlaggare', ''), None)
    """
    found = ((kind, match.end()) for kind, phrase in _labels() if (match := phrase.pattern.match(text)))
    kind, end = max(found, key=lambda pair: pair[1], default=("", 0))
    if not kind:
        return None
    rest = text[end:]
    glued = rest[:1] not in ("", ":", ".", " ", "\t", "\xa0")
    return None if glued else (kind, _SEPARATOR.sub("", rest, count=1).strip())


@cache
def _labels() -> tuple[tuple[str, Phrases], ...]:
    return tuple((kind, Phrases([phrase])) for kind, phrase in read_table("brevhuvud"))


def body_start(document: Document) -> int:
    """Give the index of the first block of the body: a heading of a section, or running text.

    Without places on paper, a title that heads may stand above the letterhead's lines.
    """
    titled = False
    for index, block in enumerate(document.blocks):
        if index == 0 and document.place is PlaceKind.STYCKE and block.kind is BlockKind.HEADING:
            continue
        text = document.block_text(block)
        words = len(text.split())
        is_title = not titled and _NAMES_PROPOSAL.search(text) is not None  # "Yttrande över betänkandet ..."
        titled = titled or block.kind is BlockKind.HEADING
        opens = section_of(text) not in (None, Section.METADATA) and not is_title
        if block.kind is BlockKind.HEADING and words <= _HEADING and opens:
            return index
        ends = text.rstrip()[-1:] in (".", ":", "?", "!") and words >= _SENTENCE
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and (words >= _LONG or ends):
            return index
        if block.kind is BlockKind.TABLE_ROW and ends:
            return index
    return len(document.blocks)


def _block_cells(document: Document, block: Block) -> Iterator[Cell]:
    lines = document.lines_at(block.start, block.end)
    if not lines or lines[0].x1 <= lines[0].x0:
        yield from _plain_cells(document, block)
        return
    for line in lines:
        text, first = document.text[line.start : line.end], 0
        limit = _GAP * (line.bottom - line.top)
        for match in re.finditer(r"\s+", text):
            wide = line.edges[match.end()] - line.edges[match.start()] > limit
            if wide and match.start():
                yield _cell(line.clip(line.start + first, line.start + match.start()), document, block)
                first = match.end()
        yield _cell(line.clip(line.start + first, line.end), document, block)


def _cell(line: Line, document: Document, block: Block) -> Cell:
    text = document.text[line.start : line.end].strip()
    return Cell(text, line.x0, line.top, line.x1, line.bottom, "text", block.kind, block.level, block.size)


def _plain_cells(document: Document, block: Block) -> Iterator[Cell]:
    """Give the lines of a block without places on paper (Word, e-mail), one below the other."""
    first = document.text.count("\n", 0, block.start)
    for row, line in enumerate(document.block_text(block).split("\n"), start=first):
        for column, piece in enumerate(re.split(r"\t+|\s{3,}|\s\|\s", line.strip())):
            x, top = column * 200.0, row * 14.0
            yield Cell(piece, x, top, x + 100, top + 12, "text", block.kind, block.level)


def _furniture_cells(piece: Furniture) -> Iterator[Cell]:
    lines = [line.strip() for line in piece.text.splitlines() if line.strip()]
    x0, top, x1, bottom = piece.box
    step = max((bottom - top) / max(len(lines), 1), 8.0)
    for number, line in enumerate(lines):
        y = top + number * step
        yield Cell(line, x0, y, x1, y + step, piece.role)


def _is_right_of(other: Cell, cell: Cell) -> bool:
    overlap = min(other.bottom, cell.bottom) - max(other.top, cell.top)
    return other.x0 >= cell.x1 - 2 and overlap > 0.5 * min(cell.height, other.height)


def _is_below(other: Cell, cell: Cell, *, indent: float = 15.0) -> bool:
    gap, shift = other.top - cell.bottom, abs(other.x0 - cell.x0)
    return -0.3 * cell.height <= gap <= 2.2 * cell.height and shift < indent and other.top > cell.top
