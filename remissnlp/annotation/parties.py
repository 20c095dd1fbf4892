"""Parties: the respondent, the proposer and others, and which of them a sentence lets speak."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from remissnlp.annotation.bodies import declared_short_forms, short_forms
from remissnlp.annotation.extensions import Metadata, Setting
from remissnlp.lexicon import Hit, Phrases, read_phrases, read_words

RESPONDENT, PROPOSER, THIRD = "respondent", "proposer", "third"

_MAX_BETWEEN_AFTER, _MAX_BETWEEN_BEFORE = 6, 3
_BARRIER = re.compile(r"[.;:]|\b(?:att|som|men|när|om|där)\b", re.IGNORECASE)
OPINION = re.compile(
    r"\s*(?:mening|uppfattning|bedömning|åsikt|erfarenhet|erfarenheter|synpunkt|synpunkter|inställning|förslag)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is let to speak in a sentence, by which words, and where."""

    speaker: str
    cue: str
    start: int


@dataclass(frozen=True)
class Parties:
    """The names by which respondent and proposer go in one answer.

    Attributes:
        names: Full names of the respondent: the remissinstans and its office.
        short: Its short forms in lower case; in a recital they may stand for the proposer instead.
        sender: Name of the body that sent the remiss out.
        sender_short: Short forms of the body that the answer is written to, such as "kommunen".
    """

    names: tuple[str, ...]
    short: frozenset[str]
    sender: str = ""
    sender_short: frozenset[str] = frozenset()

    @cached_property
    def respondent(self) -> Phrases:
        """All names of the respondent, genitives included."""
        return Phrases(_with_genitives([*self.names, *self.short, *read_words("vi")]))

    @cached_property
    def respondent_by_name(self) -> Phrases:
        """The names that cannot stand for the proposer."""
        return Phrases(_with_genitives([*self.names, *read_words("vi")]))

    @cached_property
    def proposer(self) -> Phrases:
        """All names of the proposer and of the proposal."""
        own = {name.lower() for name in self.names}
        words = [word for word in read_words("forslagsstallare") if word.strip("*") not in own]
        sender = [self.sender] if self.sender and self.sender.lower() not in own else []
        return Phrases([*words, *_with_genitives([*sender, *self.sender_short])])

    def attribute(self, text: str, *, by_name_only: bool = False) -> list[Attribution]:
        """Find who speaks in `text`, in order: a party with a verb of its own, or "enligt kontorets mening".

        Args:
            text: A sentence.
            by_name_only: Leave out short forms, where "kontoret" may be the proposer.
        """
        respondent = self.respondent_by_name if by_name_only else self.respondent
        own = _with_verb(text, respondent, read_phrases("asiktsverb"), RESPONDENT) + _by_opinion(text, respondent)
        taken = [attribution.start for attribution in own]
        others = _with_verb(text, self.proposer, read_phrases("referatverb"), PROPOSER)
        return sorted([*own, *(a for a in others if a.start not in taken)], key=lambda attribution: attribution.start)


def parties_of(text: str, metadata: Metadata, setting: Setting) -> Parties:
    """Name the parties of an answer from its metadata and the short forms its text sets."""
    names = tuple(dict.fromkeys(name for name in (metadata.remissinstans, metadata.speaker) if name))
    own = short_forms(names) | declared_short_forms(text)
    to = () if metadata.addressee in names else short_forms([setting.sender, metadata.addressee]) - own
    return Parties(names, own, setting.sender, frozenset(to))


def _with_genitives(names: Iterable[str]) -> list[str]:
    return [form for name in names for form in (name, name if name.endswith("s") else f"{name}s")]


def _with_verb(text: str, names: Phrases, verbs: Phrases, speaker: str) -> list[Attribution]:
    found, said = list(names.find(text)), list(verbs.find(text))
    pairs = ((name, verb) for name in found for verb in said if _belongs(text, name, verb))
    return [Attribution(speaker, f"{name.text} {verb.text}", name.start) for name, verb in pairs]


def _belongs(text: str, name: Hit, verb: Hit) -> bool:
    """Tell whether a name is the subject of a verb: close before it, or right behind it (V2)."""
    after = verb.start >= name.end
    between = text[name.end : verb.start] if after else text[verb.end : name.start]
    if _BARRIER.search(between) and not re.fullmatch(r"\s*\([^)]*\)\s*", between):
        return False
    words = len(between.split())
    is_object = bool(name.text.endswith("s") and after and words)
    return words <= (_MAX_BETWEEN_AFTER if after else _MAX_BETWEEN_BEFORE) and not is_object


def _by_opinion(text: str, respondent: Phrases) -> list[Attribution]:
    hits = (hit for hit in respondent.find(text) if OPINION.match(text[hit.end :]))
    return [Attribution(RESPONDENT, hit.text, hit.start) for hit in hits]
