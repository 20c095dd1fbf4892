"""Kinds: whether a piece is a heading, a list item, an address or register entry, a signature, or a paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from remissnlp.pdf.paragraphs import is_contents, marker_of
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import is_name
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_LABEL = re.compile(
    r"^(?:handläggare|till|datum|dnr|diarie(?:nr|nummer)|vår|ert?|telefon|tfn|e-post|adress|sida|från|kopia|mottagare|"
    r"ärende(?:nr|nummer)|referens|ert? (?:dnr|ref|beteckning))\b\.?:?",
    re.IGNORECASE,
)
_REGISTER = re.compile(
    r"^(?:§ ?\d+\s+)?(?:(?:dnr|dir|sou|ds|prop|bet|diarienr|ärendenr)\.?:?\s*)?"
    r"(?:[A-ZÅÄÖ]{2,6} )?[A-ZÅÄÖ]{0,3}\d[\d:/.\-\s]*(?:[A-ZÅÄÖ]{1,6})?$|^§ ?\d+$",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^(?:[A-ZÅÄÖ][a-zåäö]+(?: den)? )?\d{1,2} [a-z]+ (?:19|20)\d\d$|"
    r"^(?:[A-ZÅÄÖ][a-zåäö]+ )?(?:19|20)\d\d-\d\d-\d\d$"
)
_ADDRESSED = re.compile(
    r"^(?:SE-)?\d{3} ?\d\d [A-ZÅÄÖ][\w-]+(?: [A-ZÅÄÖ\d][\w-]*)?$|"
    r"^[A-ZÅÄÖ]\w+(?:- och \w+)?departementet$|^Regeringskansliet$"
)
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*\.?|§ ?\d+|[A-Z]\.)\s+\S")
_SENTENCE = re.compile(r"[.,;:]$")
_TITLE_WORD = re.compile(
    r"(?:chef|direktör|ordförande|sekreterare|handläggare|jurist|råd|utredare|controller|strateg|inspektör|planerare|"
    r"samordnare|ombudsman|rektor|arkitekt|ingenjör|kommunalråd|generaldirektör|ledamot|ledare|ekonom|hövding)\b",
    re.IGNORECASE,
)
_OFFICE_LABEL = re.compile(
    r"^(?:plan)?(?:handläggare|diarie(?:nummer|nr)|dnr|upprättad|reviderad|datum|ärende(?:nummer|nr)|"
    r"er[ta]? (?:dnr|ref)):\s",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"^[A-ZÅÄÖ][\wåäö /-]{2,30}: \S")
_LABEL_WORDS = 9
_MOST_WORDS = 32


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together, before they become a block.

    Attributes:
        kind: What they are.
        segments: The printed lines.
        marker: The bullet or number that opens a list item or a footnote.
        level: Level of a heading, from 1.
        own_lines: Whether the line breaks mean something, as in an address.
    """

    kind: BlockKind
    segments: tuple[Segment, ...]
    marker: str = ""
    level: int = 0
    own_lines: bool = False

    @property
    def first(self) -> Segment:
        """The first line."""
        return self.segments[0]

    @property
    def last(self) -> Segment:
        """The last line."""
        return self.segments[-1]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(segment.text.split()) for segment in self.segments)


def tell_kind(lines: Sequence[Segment], measured: Measure) -> Piece:
    """Tell what a paragraph of a column is by its style and its words; its place is looked at later."""
    piece = Piece(BlockKind.PARAGRAPH, tuple(lines))
    if _is_register(piece) or (_OFFICE_LABEL.match(piece.first.text) and piece.words < _LABEL_WORDS):
        return replace(piece, kind=BlockKind.METADATA, own_lines=True)
    if is_contents(piece.last.text):
        return replace(piece, kind=BlockKind.METADATA)
    if is_heading(piece, measured):
        return replace(piece, kind=BlockKind.HEADING)
    marker = marker_of(piece.first.text)
    if marker and not piece.first.text.startswith("§"):
        return replace(piece, kind=BlockKind.LIST_ITEM, marker=marker.strip())
    if is_signature(piece):
        return replace(piece, kind=BlockKind.SIGNATURE, own_lines=True)
    return piece


def is_heading(piece: Piece, measured: Measure) -> bool:
    """Tell a heading: larger or bolder than the body, not long, and not a sentence."""
    first, last = piece.first, piece.last.text.rstrip()
    larger, bolder = first.size > measured.size + 0.7, first.bold and first.size > measured.size - 1.2
    if piece.words > _MOST_WORDS or not _mostly_letters(first.text):
        return False
    if larger or bolder:
        bullet = marker_of(first.text) and not _NUMBERED.match(first.text)
        return not bullet and not (last.endswith((";", ",")) or _is_sentence(piece))
    if (
        first.italic
        and first.size > measured.size - 0.7
        and len(piece.segments) == 1
        and piece.words <= 8
        and not _SENTENCE.search(last)
    ):
        return not marker_of(first.text) and not first.text.startswith("(")
    shouting = first.text.isupper() and len(first.text) > 7 and len(piece.segments) == 1
    return shouting and not _SENTENCE.search(last)


def _is_sentence(piece: Piece) -> bool:
    """Tell a sentence: it ends with a full stop and is neither bold nor short."""
    return piece.last.text.rstrip().endswith(".") and (piece.words > 12 or not piece.first.bold)


def _mostly_letters(text: str) -> bool:
    return 2 * sum(character.isalpha() for character in text) > len(text.replace(" ", ""))


def is_entry(text: str) -> bool:
    """Tell whether a text is an entry of a register: a label with a colon and a few words behind it."""
    return _ENTRY.match(text) is not None and len(text.split()) < _LABEL_WORDS


def is_signature(piece: Piece) -> bool:
    """Tell a signature: a name, and beneath it nothing but titles."""
    texts = [segment.text.strip() for segment in piece.segments]
    if len(texts) == 1 and "," in texts[0]:
        return all(is_name(part) for part in texts[0].split(","))
    if not 1 <= len(texts) <= 4 or not is_name(texts[0]):
        return False
    return all(len(text) < 60 and not text.endswith(".") for text in texts[1:])


def is_short(piece: Piece) -> bool:
    """Tell whether a piece has nothing of a sentence: lines of an address, a date, a label with its value."""
    last = piece.last.text.rstrip()
    if _LABEL.match(piece.first.text) and piece.words < 16:
        return True
    return piece.words <= 8 * len(piece.segments) and piece.words < 24 and not last.endswith((".", ":", "?", ";", ","))


def names_title(text: str) -> bool:
    """Tell whether a line names an office that a person holds."""
    return len(text) < 60 and _TITLE_WORD.search(text) is not None


def style_of(piece: Piece) -> tuple[float, bool, bool]:
    """Give what tells the levels of headings apart: size, weight and slant, the highest first."""
    return -round(piece.first.size, 0), not piece.first.bold, piece.first.italic


def tell_number(piece: Piece) -> bool:
    """Tell whether a piece is a number and its unit, and nothing else."""
    text = " ".join(segment.text for segment in piece.segments)
    return len(text) < 24 and re.match(r"^[-–−(]?[\d\s.,]*\d\)?\s*(?:%|[a-z]{2,4})?$", text) is not None


def _is_register(piece: Piece) -> bool:
    """Tell a date, a number of a paragraph, a diary number, a post town or a department that stands alone."""
    text = piece.first.text.strip().removeprefix("(").removesuffix(")")
    return len(piece.segments) == 1 and any(form.match(text) for form in (_REGISTER, _DATE, _ADDRESSED))
