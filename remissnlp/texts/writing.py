"""Paragraphs put together to a Document whose places are paragraph numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from remissnlp.document import Block, Document, Furniture, Line
from remissnlp.terms import BlockKind, PlaceKind

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2060\ufeff\ufffe\uffff]")
_NOWHERE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of an answer before it becomes a block.

    Attributes:
        text: What it says, on one line but for metadata and signatures.
        kind: What it is.
        level: Heading level, 1 for the title; 0 for all else.
        marker: The bullet or number, if it is printed at the start of `text`.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    marker: str = ""


def to_document(
    source_id: str, paragraphs: Iterable[Paragraph], *, apart: Iterable[str] = (), warnings: Iterable[str] = ()
) -> Document:
    """Write paragraphs as running text; paragraph n (1-based, the empty not counted) is what citations call stycke n.

    Args:
        source_id: Id of the source.
        paragraphs: In reading order.
        apart: Text that is kept but is not running text: page headers, quoted messages.
        warnings: What the analyst should know, a Swedish line each.
    """
    text = ""
    blocks: list[Block] = []
    lines: list[Line] = []
    for paragraph in paragraphs:
        said = clean(paragraph.text)
        if not said:
            continue
        text += "\n\n" if text else ""
        start, number = len(text), len(blocks) + 1
        text += said
        blocks.append(Block(paragraph.kind, start, len(text), level=paragraph.level, marker=paragraph.marker))
        lines.append(Line(start, len(text), number, 0.0, 0.0, (0.0,) * (len(said) + 1)))
    furniture = tuple(Furniture(clean(piece), 1, _NOWHERE, "header") for piece in apart if clean(piece))
    return Document(
        source_id, text, tuple(blocks), tuple(lines), furniture, (), tuple(warnings), place=PlaceKind.STYCKE
    )


def clean(text: str) -> str:
    r"""Drop what cannot be printed and fold white space; line breaks stay where they part two lines of an address.

    >>> clean(" Nämnden\u200b  anser\x00 att ")
    'Nämnden anser att'
    """
    lines = (" ".join(line.split()) for line in _UNPRINTABLE.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)
