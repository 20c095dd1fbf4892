"""What a sammanställning says, as plain data; how it looks is the business of the writers."""

from collections.abc import Iterator
from dataclasses import dataclass

from remissnlp.comparison import REMAINDER
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation
from remissnlp.terms import Form, Position


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A position of an answer on the whole or a part, with the sentence that says it.

    Attributes:
        source_id: The answer.
        name: Who takes it.
        part: HELHET or the id of a part.
        position: Where it stands.
        quotation: The evidence; None for framgår ej.
        reviewed: Whether an analyst has set it.
    """

    source_id: str
    name: str
    part: str
    position: Position
    quotation: Quotation | None
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Unread:
    """An answer that could not be read, or only in part, and why."""

    name: str
    file: str
    reason: str
    partly: bool


@dataclass(frozen=True, slots=True)
class Background:
    """Om remissen: what was asked and of whom, and what came in."""

    invited: tuple[str, ...]
    answers: int
    read: int
    silent: tuple[str, ...]
    uninvited: tuple[str, ...]
    unread: tuple[Unread, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Sammanfattande bild: the positions on the whole counted and named, agreement and disagreement."""

    standpoints: tuple[Standpoint, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Views:
    """Synpunkter of one direction under a heading: those quoted, and who says more.

    Attributes:
        heading: "Stöd", "Kritik och ändringsförslag" and so on.
        quotations: By name of the instans.
        synpunkter: How many synpunkter there are, quoted or not.
        names: All who have one.
        unquoted: Those of them who have more that is not quoted here, and are not quoted here at all.
        above: Those quoted with their position on the same subject, above.
    """

    heading: str
    quotations: tuple[Quotation, ...]
    synpunkter: int
    names: tuple[str, ...]
    unquoted: tuple[str, ...]
    above: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """A theme, a part of the proposal, or the whole, and what is said of it.

    Attributes:
        subject_id: Id of the theme or part.
        heading: Its name.
        description: What it holds; empty where the name says enough.
        synpunkter: How many synpunkter speak of it.
        names: Who they come from.
        positive: Those of them with a positive or mixed synpunkt.
        negative: Those with a negative or mixed one.
        standpoints: Positions on it (parts only).
        views: Support, critique and the rest apart.
    """

    subject_id: str
    heading: str
    description: str
    synpunkter: int
    names: tuple[str, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    standpoints: tuple[Standpoint, ...]
    views: tuple[Views, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A remissinstans and what it says: its position, then its points.

    Attributes:
        source_id: The answer.
        name: Who it comes from.
        date: Its date, ISO 8601; empty if not known.
        particulars: Date, diary number, speaker and so on, as a sentence.
        standpoints: On the whole, then on parts.
        points: Synpunkter in its own words, in reading order.
        synpunkter: How many it has in all.
        unquoted: How many of them are quoted neither as a point nor with a standpoint.
        comments: What the analyst replies, by the key of a row of the review.
    """

    source_id: str
    name: str
    date: str
    particulars: str
    standpoints: tuple[Standpoint, ...]
    points: tuple[Quotation, ...]
    synpunkter: int
    unquoted: int
    comments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """Text that answers share with each other or with the proposal.

    Attributes:
        source_ids: The answers; one alone where the other side is the proposal.
        names: Who they come from.
        with_proposal: Whether the other side is the proposal.
        sentences: How many sentences.
        own_views: How many of them are own view.
        example: One of them.
    """

    source_ids: tuple[str, ...]
    names: tuple[str, ...]
    with_proposal: bool
    sentences: int
    own_views: int
    example: Quotation


@dataclass(frozen=True, slots=True)
class Entry:
    """A synpunkt in the register.

    Attributes:
        number: Its number in the register, from 1; quotations point to it.
        quoted: Whether it is quoted in the text; else it stands in the register alone.
        reviewed: Whether an analyst has judged it.
        mark: What stands before the number of its place.
    """

    number: int
    synpunkt_id: str
    sentence_id: str
    source_id: str
    name: str
    page: int
    text: str
    stance: str
    type: str
    parts: tuple[str, ...]
    themes: tuple[str, ...]
    quoted: bool
    reviewed: bool = False
    mark: str = "s."


@dataclass(frozen=True)
class Doubt:
    """A synpunkt between two themes, whose placing helps the themes most.

    Attributes:
        entry: It, as in the register.
        theme: Name of the theme nearest to it.
        other: Name of the next nearest.
    """

    entry: Entry
    theme: str
    other: str


@dataclass(frozen=True)
class Sammanstallning:
    """All that is said, before it is written to Word, Excel or HTML."""

    form: Form
    title: str
    note: str
    facts: tuple[tuple[str, str], ...]
    background: Background
    picture: Picture
    whole: Subject
    parts: tuple[Subject, ...]
    themes: tuple[Subject, ...]
    answers: tuple[Answer, ...]
    shared: tuple[Shared, ...]
    register: tuple[Entry, ...]
    method: tuple[Paragraph, ...]
    settings: tuple[tuple[str, str], ...]
    reason: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def remainder(self) -> tuple[Entry, ...]:
        """The synpunkter that stand in the register alone."""
        return tuple(entry for entry in self.register if not entry.quoted)

    @property
    def named_themes(self) -> tuple[Subject, ...]:
        """The themes but for the one that holds what belongs to none."""
        return tuple(theme for theme in self.themes if theme.subject_id != REMAINDER)

    def quotations(self) -> Iterator[Quotation]:
        """Give every quotation in the text, in order, repeated where it is quoted more than once."""
        for paragraph in (*self.background.paragraphs, *self.picture.paragraphs, *self.method):
            yield from paragraph.quotations
        for subject in (self.whole, *self.parts, *self.themes):
            yield from _of_standpoints(subject.standpoints)
            for view in subject.views:
                yield from view.quotations
        for answer in self.answers:
            yield from _of_standpoints(answer.standpoints)
            yield from answer.points
        yield from _of_standpoints(self.picture.standpoints)
        yield from (shared.example for shared in self.shared if shared.own_views)


def _of_standpoints(standpoints: tuple[Standpoint, ...]) -> Iterator[Quotation]:
    for standpoint in standpoints:
        if standpoint.quotation:
            yield standpoint.quotation
