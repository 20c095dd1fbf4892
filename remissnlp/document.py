"""The text of one answer, and the printed line under every character of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from remissnlp.terms import BlockKind, PlaceKind

CELL_MARK = " | "
"""What parts two cells of a table row in the running text; no printed line covers it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file that came in, before anything is known of its content.

    Attributes:
        source_id: Stable id made from the file's name.
        path: Where the file lies.
        password: What opens it, if it is encrypted.
        mail: Name of the e-mail it came attached to; empty for a file of its own.
    """

    source_id: str
    path: Path
    password: str | None = None
    mail: str = ""

    @property
    def file(self) -> str:
        """Its name as people see it, with the mail it came in: "svar.eml/yttrande.pdf"."""
        return f"{self.mail}/{self.path.name}" if self.mail else self.path.name


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the running text that stands on one printed line.

    Attributes:
        start: Offset of its first character in `Document.text`.
        end: Offset behind its last character.
        page: Page number, 1-based.
        top: Distance from the page's upper edge to the line's top, in points.
        bottom: The same to its bottom, in points.
        edges: Left edge of each character and the right edge of the last: `end - start + 1` numbers, in points
            from the page's left edge.
    """

    start: int
    end: int
    page: int
    top: float
    bottom: float
    edges: Sequence[float]

    @property
    def x0(self) -> float:
        """Left edge in points."""
        return self.edges[0]

    @property
    def x1(self) -> float:
        """Right edge in points."""
        return self.edges[-1]

    def clip(self, start: int, end: int) -> "Line":
        """Cut the line to the characters it shares with `start:end`."""
        first, last = max(start, self.start), min(end, self.end)
        return replace(self, start=first, end=last, edges=self.edges[first - self.start : last - self.start + 1])


@dataclass(frozen=True, slots=True)
class Block:
    """A typed piece of the running text: a heading, a paragraph, a list item and so on.

    Attributes:
        kind: What it is.
        start: Offset of its first character in `Document.text`.
        end: Offset behind its last character.
        font: Name of the font most of it is set in; empty if unknown.
        size: Size of that font in points.
        bold: Whether most of it is bold.
        level: Heading level, 1 for the title; 0 for all else.
        marker: The bullet or number of a list item as printed ("–", "1.", "a)"); it is the start of the text too.
    """

    kind: BlockKind
    start: int
    end: int
    font: str = ""
    size: float = 0.0
    bold: bool = False
    level: int = 0
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text set apart from the running text: page headers, footers, letterhead columns, stamps.

    Attributes:
        text: What it says, its printed lines parted by newlines.
        page: Page number, 1-based.
        box: x0, top, x1, bottom in points.
        role: "header", "footer", "letterhead", "margin", "stamp" or "hidden" (invisible or off-page text).
    """

    text: str
    page: int
    box: tuple[float, float, float, float]
    role: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is read.

    Attributes:
        number: Page number, 1-based.
        width: Width in points.
        height: Height in points.
        trouble: What was wrong with it; empty where nothing was.
        turn: How many degrees counterclockwise the page of the file was turned for its text to stand upright.
    """

    number: int
    width: float
    height: float
    trouble: str = ""
    turn: int = 0


@dataclass(frozen=True)
class Document:
    r"""The running text of one answer, with its blocks, its printed lines and what was set apart.

    Blocks follow each other in reading order and are parted by a blank line ("\n\n"). A character that no line covers
    was not printed: the space that replaces a line break, the mark between two cells of a table row, the break between
    two blocks.

    Attributes:
        source_id: The id of its source.
        text: The running text; every offset elsewhere in the program counts characters of this string.
        blocks: Typed pieces in reading order; together they cover all of `text` but the blank lines between them.
        lines: Printed lines ordered by `start`, never overlapping.
        furniture: What stands on the pages but not in the running text.
        pages: One record a page.
        warnings: What the analyst should know of the reading, a Swedish line each.
        ocr: Whether the text, or some of it, comes from optical character recognition.
        place: What the page numbers of its lines count.
        redactions: Page, left, top, right and bottom of what is to be covered on pictures of its pages.
        partial: Whether some of what the file says is missing here, or cannot be trusted; `warnings` tell what.
    """

    source_id: str
    text: str
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[Page, ...] = ()
    warnings: tuple[str, ...] = ()
    ocr: bool = False
    place: PlaceKind = PlaceKind.SIDA
    redactions: tuple[tuple[int, float, float, float, float], ...] = ()
    partial: bool = False
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the lines by their first offset."""
        object.__setattr__(self, "_starts", tuple(line.start for line in self.lines))

    def lines_at(self, start: int, end: int) -> tuple[Line, ...]:
        """Give the printed lines under `text[start:end]`, cut to it.

        Raises:
            ValueError: If the range does not lie within the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"{start}:{end} ligger utanför texten (0:{len(self.text)})")
        return tuple(self._clipped(start, end))

    def page_at(self, offset: int) -> int:
        """Give the page (1-based) of the first printed character at or after `offset`; 0 where the text is empty."""
        index = bisect_right(self._starts, offset) - 1
        if index >= 0 and offset < self.lines[index].end:
            return self.lines[index].page
        following = min(index + 1, len(self.lines) - 1)
        return self.lines[following].page if self.lines else 0

    def turn_of(self, page: int) -> int:
        """Give how far a page of the file is to be turned counterclockwise for its boxes to fit, in degrees."""
        return next((one.turn for one in self.pages if one.number == page), 0)

    def block_text(self, block: Block) -> str:
        """Give the text of a block."""
        return self.text[block.start : block.end]

    def _clipped(self, start: int, end: int) -> Iterator[Line]:
        index = max(bisect_right(self._starts, start) - 1, 0)
        for line in self.lines[index:]:
            if line.start >= end:
                return
            if line.end > start:
                yield line.clip(start, end)
