"""A printed character and the page it stands on: what every later step of the reading works with."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from remissnlp.pdf.rules import Rule


class Ink(IntEnum):
    """How a character is painted."""

    PLAIN = 0
    STROKED = 1
    WHITE = 2
    INVISIBLE = 3


class Glyph(NamedTuple):
    """One character as printed. Lengths in points from the visible page's upper left corner.

    Attributes:
        text: What it says: mostly one character, more for a ligature, "(cid:N)" where the file does not tell.
        x0: Left edge.
        x1: Right edge.
        top: Upper edge.
        bottom: Lower edge.
        base: The line it stands on.
        size: Height of the type.
        font: Name of the font.
        turn: Degrees clockwise that the text is turned: 0, 90, 180, 270, or -1 for anything between.
        ink: How it is painted.
    """

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    font: str
    turn: int
    ink: Ink


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its characters in the order they were drawn.

    Attributes:
        number: Page number, 1-based.
        width: Visible width in points.
        height: Visible height in points.
        glyphs: The characters.
        image_share: Share of the page that pictures cover, 0–1.
        trouble: What was wrong with the page, in Swedish; empty where nothing was.
        hidden: Characters that nobody sees: invisible, white on white, off the page.
        ocr: Whether the characters were read in a picture, by a scanner or by us.
        content_bytes: How long the instructions are that draw the page.
        turn: Degrees counterclockwise that the page was turned for most of its text to stand upright.
        rules: Its straight lines.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    image_share: float = 0.0
    trouble: str = ""
    hidden: tuple[Glyph, ...] = ()
    ocr: bool = False
    content_bytes: int = 0
    turn: int = 0
    rules: tuple[Rule, ...] = ()


def turn_of(matrix: tuple[float, float, float, float, float, float]) -> int:
    """Give the direction of text drawn with `matrix`, in degrees clockwise; -1 if it is oblique.

    >>> turn_of((12, 0, 0, 12, 0, 0)), turn_of((0, 12, -12, 0, 0, 0)), turn_of((-1, 0, 0, -1, 0, 0))
    (0, 270, 180)
    """
    a, b, c, d, _, _ = matrix
    slack = 0.02 * (abs(a) + abs(b))
    if abs(b) <= slack:
        return 0 if a >= 0 and d >= 0 else 180 if a < 0 and d < 0 else -1
    if abs(a) <= slack:
        return 270 if b > 0 and c < 0 else 90 if b < 0 and c > 0 else -1
    return -1
