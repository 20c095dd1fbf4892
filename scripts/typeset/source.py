"""The source of one answer: its front matter, and its body as blocks of labelled sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from remissnlp.terms import Instanstyp, Position, Section, Stance, SynpunktType

ALLOWED_PAIRS = frozenset(
    (Stance(stance), SynpunktType(kind))
    for stance, kind in (
        ("positive", "support"),
        ("mixed", "support"),
        ("negative", "criticism"),
        ("mixed", "criticism"),
        ("neutral", "request"),
        ("negative", "request"),
        ("mixed", "request"),
        ("neutral", "question"),
        ("negative", "question"),
        ("neutral", "information"),
    )
)
"""The pairs of stance and type that the annotation rules allow."""

MARK = "Konstruerat exempel – inte ett verkligt remissvar"
"""Stands at the foot of every page of a constructed answer."""

MARK_METADATA = "Konstruerat exempel, inte ett verkligt remissvar"
"""Stands in the metadata of the PDF of a constructed answer."""

BREAK = "[[sida]]"
"""In a sentence: the page ends here."""

ADDRESS = "[[adress]]"
"""In a sentence: the address block of page 1 is drawn after the printed line that ends here."""

ITALIC = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")
"""In a sentence: words in italics."""

_SETTING = re.compile(r"\[\[(?:sida|adress)\]\]\s*")
_NOTE = re.compile(r"\[\^\d+\]")


@dataclass(frozen=True, slots=True)
class Label:
    """What an annotator says of a sentence; stance and type are None where it is no own view."""

    stance: Stance | None = None
    type: SynpunktType | None = None
    themes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def own_view(self) -> bool:
        """Whether the respondent speaks for itself."""
        return self.stance is not None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as written in the source, with marks of italics, notes and page breaks, and its label."""

    markup: str
    label: Label

    @property
    def text(self) -> str:
        """The sentence as it reads in running text: no marks of any kind."""
        return ITALIC.sub(r"\1", _NOTE.sub("", _SETTING.sub("", self.markup)))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of a document without a letterhead, 2 a section, 3 a part of a section."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences set together; a list item where there is a marker ("*", "1.", "a)")."""

    sentences: tuple[Sentence, ...]
    section: Section
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header row, and for each further row its cells and its label."""

    header: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], Label], ...]
    section: Section


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, called by its mark in a sentence above."""

    mark: str
    sentence: Sentence
    section: Section


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


TextBlock = Heading | Paragraph | Table | Footnote | PageBreak


@dataclass(frozen=True, slots=True)
class Statement:
    """A position on the whole or a part, and the sentences that say it (indices among the sentences)."""

    position: Position
    evidence: tuple[int, ...] = ()
    evidence_text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """One source file: an answer, or the proposal (which has neither position nor labels).

    Attributes:
        source_id: Name of the file.
        title: As printed.
        layout: Which layout sets it.
        constructed: Whether the project wrote it.
        damaged: Whether the PDF is broken on purpose, so that nobody can read it.
        address: Lines of the letterhead or footer; an empty line parts groups.
        signatures: Name and office of each who signs.
        position: On the whole; None for the proposal.
        parts: By id of the part, the positions stated on parts.
        blocks: The body in reading order.
    """

    source_id: str
    title: str
    layout: str
    constructed: bool = True
    damaged: bool = False
    remissinstans: str = ""
    instanstyp: Instanstyp | None = None
    speaker: str = ""
    handlaggare: str = ""
    date: str = ""
    dnr: str = ""
    sender_dnr: str = ""
    addressee: str = ""
    address: tuple[str, ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    position: Statement | None = None
    parts: dict[str, Statement] = field(default_factory=dict)
    blocks: tuple[TextBlock, ...] = ()

    @property
    def author(self) -> str:
        """Whose text it is: the office, or the remissinstans where it writes itself."""
        return self.speaker or self.remissinstans

    @property
    def telephone(self) -> str:
        """The number of the letterhead, without its label; empty if there is none."""
        lines = (line for line in self.address if re.match(r"(?:Telefon|Tfn)\b", line))
        return re.sub(r"^\D*", "", next(lines, ""))


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with its place: number in reading order, block, section, the heading above it and its kind."""

    i: int
    text: str
    label: Label
    section: Section
    paragraph: int
    heading: str
    kind: str


def place_sentences(answer: Answer) -> Iterator[Placed]:
    """Give every sentence, list item, table row and note of an answer in reading order."""
    return number_blocks(answer.blocks)


def number_blocks(blocks: tuple[TextBlock, ...]) -> Iterator[Placed]:
    """Number the sentences of the blocks from 0."""
    i, heading = 0, ""
    for paragraph, block in enumerate(blocks):
        if isinstance(block, Heading):
            heading = block.text
        elif not isinstance(block, PageBreak):
            for text, label, kind in _units(block):
                yield Placed(i, text, label, block.section, paragraph, heading, kind)
                i += 1


def _units(block: Paragraph | Table | Footnote) -> Iterator[tuple[str, Label, str]]:
    match block:
        case Paragraph():
            kind = "list_item" if block.marker else "paragraph"
            yield from ((sentence.text, sentence.label, kind) for sentence in block.sentences)
        case Footnote():
            yield block.sentence.text, block.sentence.label, "footnote"
        case Table():
            yield from ((" | ".join(filter(None, cells)), label, "table_row") for cells, label in block.rows)
