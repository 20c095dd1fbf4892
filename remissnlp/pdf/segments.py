"""A stretch of print: the words on one baseline that no wide gap parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

from remissnlp.edges import put_together


@dataclass(frozen=True, slots=True)
class Segment:
    """Words on one baseline. Lengths in points from the page's upper left corner.

    Attributes:
        text: What it says; words parted by one space each. No-break spaces are kept until the document is put together.
        edges: Left edge of each character and the right edge of the last.
        page: Page number, 1-based.
        top: Upper edge.
        bottom: Lower edge.
        base: The baseline.
        size: Size of most of the type.
        font: Name of the font of most of the type.
        bold: Whether most of it is bold.
        italic: Whether most of it is italic.
        marks: Where in `text` raised small print stands, as start and end offsets.
        notes: The footnote marks that stood in it and were lifted out.
        cell: Which cell of its row or table it stands in, from 0; 0 too for what stands in none.
        room: Points left behind a lone word that fills its cell, so that the rest of it may stand on the line below.
        x0: Left edge.
        x1: Right edge.
    """

    text: str
    edges: Sequence[float]
    page: int
    top: float
    bottom: float
    base: float
    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    marks: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    cell: int = 0
    room: float = inf
    x0: float = field(init=False)
    x1: float = field(init=False)

    def __post_init__(self) -> None:
        """Note the outer edges, which the layout asks for again and again."""
        object.__setattr__(self, "x0", self.edges[0])
        object.__setattr__(self, "x1", self.edges[-1])

    @property
    def width(self) -> float:
        """Distance from the left edge to the right."""
        return self.x1 - self.x0

    @property
    def high(self) -> float:
        """Upper edge of its ink, about the height of a capital letter: boxes of tight lines overlap, ink does not."""
        return self.base - 0.7 * self.size

    @property
    def low(self) -> float:
        """Lower edge of its ink, without what hangs under the baseline."""
        return self.base + 0.05 * self.size

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.x0, self.top, self.x1, self.bottom

    def blanks(self) -> list[float]:
        """Give the widths of the blanks between its words."""
        return [self.edges[i + 1] - self.edges[i] for i, character in enumerate(self.text) if character == " "]

    def cut(self, start: int, end: int) -> "Segment":
        """Give the part `text[start:end]`, without blanks at its ends."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        marks = tuple((a - start, b - start) for a, b in self.marks if start <= a and b <= end)
        edges = self.edges[start : end + 1]
        return replace(self, text=self.text[start:end], edges=edges, marks=marks)

    def without(self, start: int, end: int) -> "Segment":
        """Give the segment without the characters `start:end`."""
        length = end - start
        moved = tuple(
            (a, b) if b <= start else (a - length, b - length) for a, b in self.marks if b <= start or a >= end
        )
        edges = put_together(self.edges[:start], self.edges[end:]) if end < len(self.text) else self.edges[: start + 1]
        return replace(self, text=self.text[:start] + self.text[end:], edges=edges, marks=moved)


def join_segments(first: Segment, second: Segment) -> Segment:
    """Join two segments of one printed line with a space between them."""
    longer = first if len(first.text) >= len(second.text) else second
    offset = len(first.text) + 1
    return replace(
        longer,
        text=f"{first.text} {second.text}",
        edges=put_together(first.edges, second.edges),
        top=min(first.top, second.top),
        bottom=max(first.bottom, second.bottom),
        marks=first.marks + tuple((a + offset, b + offset) for a, b in second.marks),
        notes=first.notes + second.notes,
    )
