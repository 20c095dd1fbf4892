"""Mentions: the bodies a text names, each with an id, found by the lexicon and by how such names are built."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.lexicon import read_table, read_words

BODIES = "remiss_bodies"
"""Key in `doc.spans` of the bodies: label is what kind of body it is, `id_` which one."""

_WORD = re.compile(r"\w[\w:.&/-]*")
_GENITIVE = re.compile(r"(?::s|['’]s|s)?(?![\w-])")
_PLACE = r"[A-ZÅÄÖ][\w:-]+(?: (?:och|i|stan|innerstaden|Lilla|Östra|[A-ZÅÄÖ][\w-]+))*?"
_BUILT = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("statlig_myndighet", rf"[Ll]änsstyrelsens?(?: i)? (?P<place>{_PLACE})s? läns?\b"),
        ("stadsdelsnamnd", rf"\b(?P<place>{_PLACE})s? stadsdelsnämnds?\b"),
        ("forvaltning", rf"\b(?P<place>{_PLACE})s? stadsdelsförvaltnings?\b"),
        ("domstol", rf"\b(?:Kammar|Förvaltnings|Hov)rättens? (?:i|över|för) (?P<place>{_PLACE})\b"),
        ("domstol", rf"\b(?P<place>{_PLACE})s? (?:ting|hov)srätts?\b|\b(?:Svea|Göta) hovrätts?\b"),
        ("facknamnd", r"\b(?:\w+-, )*(?:\w+- och )?\w{3,}nämndens?\b"),
        ("forvaltning", r"\b(?:\w+-, )*(?:\w+- och )?\w{3,}(?:kontoret|förvaltningen|kansliet)s?\b"),
    )
)
_NO_S = "aeiouyåäösxz"
_FIRST = re.compile(r"^(\w+?)s?(?= (?:i|över|för) )")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset behind its last character, a genitive's s included.
        id: Id of the body, the same for all its names: its name in plain lower-case letters.
        name: Its name as the lexicon has it, or in the base form where the lexicon does not know it.
        kind: What kind of body it is: a code of `Instanstyp`, or "forvaltning".
    """

    start: int
    end: int
    id: str
    name: str
    kind: str


@Language.factory("remiss_bodies")
def make_bodies(nlp: Language, name: str) -> "Bodies":
    """Make the component that marks the bodies a text names."""
    return Bodies()


class Bodies:
    """Put every body that the text names in `doc.spans`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the bodies of `doc`, whatever its entities say."""
        doc.spans[BODIES] = [span for mention in find_bodies(doc.text) if (span := _span(doc, mention)) is not None]
        return doc


def find_bodies(text: str) -> list[Mention]:
    """Find the bodies that a text names, in order and never overlapping; the longer name wins.

    >>> [(mention.id, mention.kind) for mention in find_bodies("MSB:s och Täby kommuns svar")]
    [('myndigheten-for-civilt-forsvar', 'statlig_myndighet'), ('taby-kommun', 'kommun')]
    """
    found = sorted([*_listed(text), *_built(text)], key=lambda mention: (mention.start, -mention.end))
    kept: list[Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def body_id(name: str) -> str:
    """Make the id of a body from its name.

    >>> body_id("Miljö- och hälsoskyddsnämnden")
    'miljo-och-halsoskyddsnamnden'
    """
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _listed(text: str) -> Iterator[Mention]:
    known = _known()
    for word in _WORD.finditer(text):
        for written, name, kind in known.get(_stem(word.group()), ()):
            ending = _GENITIVE.match(text, word.start() + len(written))
            if text.startswith(written, word.start()) and ending and not re.match(r" \d", text[ending.end() :]):
                yield Mention(word.start(), ending.end(), body_id(name), name, kind)
                break


@cache
def _known() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Sort all names by the beginning of their first word, the longest first."""
    index: dict[str, list[tuple[str, str, str]]] = {}
    for written, name, kind in _names():
        index.setdefault(_stem(written.split(" ", 1)[0]), []).append((written, name, kind))
    return {stem: tuple(sorted(rows, key=lambda row: -len(row[0]))) for stem, rows in index.items()}


def _stem(word: str) -> str:
    return word[:3]


def _names() -> Iterator[tuple[str, str, str]]:
    for kind, name, *others in read_table("instanser"):
        for written in (name, *(others[0].split("|") if others else ())):
            yield written, name, kind
            if " " not in written and written.istitle() and written.endswith(("kontoret", "styrelsen", "verket")):
                yield written.lower(), name, kind
    for place in read_words("kommuner"):
        genitive = place if place[-1] in _NO_S else f"{place}s"
        for form in {genitive, place, f"{place}s"}:
            yield from ((f"{form} {word}", f"{genitive} kommun", "kommun") for word in ("kommun", "stad", "Stad"))


def _built(text: str) -> Iterator[Mention]:
    stop = read_words("ej_instanser")
    for kind, pattern in _BUILT:
        for match in pattern.finditer(text):
            name = _base_form(match.group())
            if name.lower() not in stop:
                yield Mention(match.start(), match.end(), body_id(name), name, kind)


def _base_form(written: str) -> str:
    """Take away the s of a genitive and write the name with a capital."""
    name = _FIRST.sub(lambda match: match.group(1), written)
    name = re.sub(r"^(länsstyrelsen)s\b", r"\1", name, flags=re.IGNORECASE)
    if name.endswith(("ens", "ets", "nämnds", "förvaltnings", "rätts", "läns")):
        name = name[:-1]
    return name[0].upper() + name[1:]


def _span(doc: Doc, mention: Mention) -> Span | None:
    span = doc.char_span(mention.start, mention.end, label=mention.kind, span_id=mention.id, alignment_mode="expand")
    return span if span is None or span.text else None


def names_of(mentions: Iterable[Mention]) -> dict[str, str]:
    """Give the name of every body mentioned, by its id."""
    return {mention.id: mention.name for mention in mentions}
