"""The pieces a written sammanställning is laid out in: chapters, tables, pictures; the same for Word and HTML."""

from dataclasses import dataclass

from remissnlp.comparison import Figure
from remissnlp.sammanstallning.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `position` is the code of a position it is to be coloured by."""

    content: tuple[Paragraph, ...]
    position: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row.

    Attributes:
        caption: What it shows, for those who hear and those who see it.
        header: Column titles.
        rows: As many cells as there are titles in each.
        widths: Share of the text's width of each column.
        name: "register", "matris" and so on, for those who write it.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that is read second: particulars of an answer, a hint how to read."""

    text: str


@dataclass(frozen=True, slots=True)
class Caption:
    """A small heading inside a chapter that stands in no table of contents."""

    text: str


Block = Paragraph | Table | Figure | Aside | Caption


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading, what stands under it, and chapters within.

    Attributes:
        key: Stable name for links.
        heading: With its number, if it has one.
        blocks: In reading order.
        chapters: One level down.
        wide: Whether it is laid out on landscape pages.
    """

    key: str
    heading: str
    blocks: tuple[Block, ...] = ()
    chapters: tuple["Chapter", ...] = ()
    wide: bool = False


def plain(*texts: str) -> tuple[Paragraph, ...]:
    """Make a paragraph of own words of each text."""
    return tuple(Paragraph((text,)) for text in texts)


def cell(text: str, *, position: str = "") -> Cell:
    """Make a cell of own words."""
    return Cell(plain(text) if text else (), position)
