"""The attributes that remissnlp hangs on spaCy's Doc and Span, all registered here and nowhere else."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from remissnlp.document import Block, Document
from remissnlp.terms import BlockKind

UNITS = "remiss_units"
"""Key in `doc.spans` of the units: the sentences and list items of the running text, in order."""


@dataclass(frozen=True)
class Setting:
    """What the remiss itself tells of an answer before it is read.

    Attributes:
        sender: Who sent the remiss out; empty if not known.
        parts: Id and heading of each part of the proposal.
        invited: Names of the bodies asked.
        proposal: Normalised sentences of the proposal, to know its words again.
        overrides: Metadata that the analyst has set by hand.
        sender_dnr: The sender's own diary number; empty if not known.
        held_out: Whether a model that was fitted on this answer must not judge it (see `remissnlp evaluate`).
    """

    sender: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    invited: tuple[str, ...] = ()
    proposal: frozenset[str] = frozenset()
    overrides: dict[str, str] = field(default_factory=dict)
    held_out: bool = False
    sender_dnr: str = ""


@dataclass(frozen=True)
class Metadata:
    """What the head of an answer says of itself; empty where it does not say."""

    remissinstans: str = ""
    instanstyp: str = "annan"
    speaker: str = ""
    handlaggare: str = ""
    date: str = ""
    dnr: str = ""
    addressee: str = ""
    title: str = ""


def register() -> None:
    """Register the attributes; doing it again changes nothing."""
    _add(Doc, document=None, setting=Setting(), metadata=Metadata(), sections=())
    _add(Span, block=-1, section="", heading="", parts=(), speaker="", own_view=False, stance="", type="", cue="")


def document_of(doc: Doc) -> Document:
    """Give the Document under a Doc; for a Doc of plain text, one whose blocks are parted by blank lines."""
    return doc._.document or plain_document(doc.text)


def units_of(doc: Doc) -> list[Span]:
    """Give the units of a Doc in order.

    Raises:
        ValueError: If `remiss_sentences` has not run.
    """
    if UNITS not in doc.spans:
        raise ValueError("the Doc has no units; run the component remiss_sentences first")
    return list(doc.spans[UNITS])


def plain_document(text: str) -> Document:
    """Make a Document of plain text: paragraphs between blank lines, short unpunctuated ones as headings."""
    return Document(source_id="", text=text, blocks=tuple(_plain_blocks(text)), lines=())


def _plain_blocks(text: str) -> Iterator[Block]:
    start = 0
    for paragraph in text.split("\n\n"):
        stripped = paragraph.strip()
        if stripped:
            first = start + paragraph.index(stripped)
            yield Block(_plain_kind(stripped), first, first + len(stripped))
        start += len(paragraph) + 2


def _plain_kind(paragraph: str) -> BlockKind:
    if paragraph.startswith(("- ", "– ", "• ")):
        return BlockKind.LIST_ITEM
    is_heading = "\n" not in paragraph and len(paragraph) < 80 and paragraph[-1] not in ".:;,?!"
    return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH


def _add(owner: type[Doc] | type[Span], **defaults: object) -> None:
    for name, default in defaults.items():
        owner.set_extension(name, default=default, force=True)
