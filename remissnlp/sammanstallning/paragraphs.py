"""Running text: the program's own words and the quotations in them, kept apart.

So every quotation can be checked against its document and found on its page.
"""

from dataclasses import dataclass

ELLIPSIS = "[…]"
"""Marks what is left out inside a quotation."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the same words stand in another answer."""

    source_id: str
    remissinstans: str
    page: int
    sentence_id: str
    synpunkt_id: str
    mark: str = "s."


@dataclass(frozen=True, slots=True)
class Quotation:
    """Consecutive sentences of an answer, word for word; what is left out inside is marked […].

    Attributes:
        text: The slices of the document, parted by " […] " where something is left out.
        source_id: The answer.
        remissinstans: Who says it.
        page: Page of the first sentence, 1-based.
        last_page: Page where the passage ends.
        sentence_ids: All sentences of the passage, in order.
        synpunkt_id: The synpunkt that is quoted; empty for evidence of a position that is no synpunkt (a repetition).
        covers: All synpunkter whose words stand in the passage, that one among them.
        spans: Start and end in the document's text of each slice.
        stance: What the synpunkt says of the proposal; of several in one passage, what they say together.
        type: What the synpunkt does.
        also: Where the same words stand in other answers.
        mark: What stands before the number in a citation: "s." for pages, "st." for paragraphs of a file without pages.
    """

    text: str
    source_id: str
    remissinstans: str
    page: int
    last_page: int
    sentence_ids: tuple[str, ...]
    synpunkt_id: str
    covers: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    stance: str = ""
    type: str = ""
    also: tuple[Place, ...] = ()
    mark: str = "s."

    @property
    def synpunkt_ids(self) -> tuple[str, ...]:
        """All synpunkter placed by the quotation, in this answer and in others."""
        return (*self.covers, *(place.synpunkt_id for place in self.also if place.synpunkt_id))


@dataclass(frozen=True, slots=True)
class Strong:
    """Own words to be seen first, such as the name of a remissinstans."""

    text: str


Piece = str | Strong | Quotation


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text: own words and quotations.

    Attributes:
        pieces: In reading order.
        listed: Whether it is an item of a list.
    """

    pieces: tuple[Piece, ...]
    listed: bool = False

    @property
    def own_text(self) -> str:
        """The program's own words alone."""
        return "".join(_own(piece) for piece in self.pieces)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quotations alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Quotation))


def _own(piece: Piece) -> str:
    if isinstance(piece, Quotation):
        return ""
    return piece.text if isinstance(piece, Strong) else piece
