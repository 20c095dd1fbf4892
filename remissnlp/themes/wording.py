"""The wording of synpunkter: their content words, and the phrases a theme could be named by."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

import pandas as pd

from remissnlp.themes.words import Compounds, is_content, stem, tokenize

NAMED, ASKED, LACKING, UNCLEAR, JUDGED = "sak", "önskan", "saknas", "oklart", "omdöme"
"""Kinds of phrases: a thing, a wish, what is lacking, what is unclear, what something is said to be."""

LONGEST = 8
_FRAMES = {LACKING: {"saknas"}, UNCLEAR: {"oklart"}}
_LONGEST_HEADING, _SHORTEST_NAME = 4, 4
_BODIES = ("nämnden", "nämndens", "kontoret", "kontorets", "förvaltningen", "förvaltningens", "styrelsen")
_PRONOUNS = frozenset(
    ["vi", "vår", "våra", "vårt", "jag", "min", "mina", "mitt", "sin", "sina", "sitt", "dess", "deras"]
)


@dataclass(frozen=True)
class Phrase:
    """A phrase that could name a theme.

    Attributes:
        kind: What it does.
        text: Its words, in the form a heading has but for the capital.
        stems: The stem of each of its content words.
    """

    kind: str
    text: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Wording:
    """The words of one synpunkt.

    Attributes:
        words: Its content words as written, each with its stem and those of its parts.
        phrases: What it could be named by.
        instans: Who said it.
    """

    words: tuple[tuple[str, tuple[str, ...]], ...]
    phrases: tuple[Phrase, ...]
    instans: str

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems, those of parts too."""
        return frozenset(stem for _, stems in self.words for stem in stems)


def word_synpunkter(frame: pd.DataFrame) -> list[Wording]:
    """Take every synpunkt apart into what terms and names are made of; the words of its heading are its own too."""
    compounds = Compounds(frame["text"])
    names = _name_words(frame["remissinstans"].unique())
    rows = frame[["text", "heading", "phrases", "remissinstans"]].itertuples(index=False)
    return [_word(text, heading, phrases, instans, compounds, names) for text, heading, phrases, instans in rows]


def weigh_terms(themes: Sequence[Sequence[Wording]]) -> list[dict[str, float]]:
    """Give each theme's stems their weight, 0–1: class-based TF-IDF, the strongest of a theme being 1.

    Source: Grootendorst, "BERTopic" (2022), with the share of instanser and synpunkter in place of the raw count.
    """
    shares = [_shares(theme) for theme in themes]
    total = Counter[str]()
    for share in shares:
        total.update(share)
    raw = [{base: value * log(1 + len(themes) * value / total[base]) for base, value in s.items()} for s in shares]
    return [{base: value / max(weights.values()) for base, value in weights.items()} for weights in raw]


def list_terms(theme: Sequence[Wording], weights: Mapping[str, float], *, limit: int = 8) -> list[str]:
    """Give the things most characteristic of a theme, each in the basic form it most often has."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for wording in theme:
        for phrase in wording.phrases:
            if phrase.kind == NAMED and len(phrase.stems) == len(phrase.text.split()) == 1:
                forms[phrase.stems[0]][phrase.text] += 1
    best = sorted(forms, key=lambda base: (-weights.get(base, 0.0), base))[:limit]
    return [min(forms[base], key=lambda word: (-forms[base][word], len(word), word)) for base in best]


def _word(text: str, heading: str, phrases: str, instans: str, compounds: Compounds, names: frozenset[str]) -> Wording:
    title = heading if len(heading.split()) <= _LONGEST_HEADING else ""
    words = tuple((word, compounds.stems(word)) for word in tokenize(f"{text} {title}") if is_content(word))
    written = [part.partition(": ")[::2] for part in phrases.split("; ")] if phrases else _plain_phrases(text)
    headed = [(NAMED, title)] if " och " in title else []
    return Wording(words, tuple(_read_phrases([*headed, *written], names)), instans)


def _plain_phrases(text: str) -> list[tuple[str, str]]:
    return [(NAMED, word.lower()) for word in tokenize(text) if is_content(word)]


def _read_phrases(found: Iterable[tuple[str, str]], names: frozenset[str]) -> Iterator[Phrase]:
    """Give the phrases that can be read alone: not too long, of no remissinstans, pointing at nothing outside."""
    for kind, text in dict.fromkeys(found):
        words = tokenize(text)
        told = [word for word in words if is_content(word) and word not in _FRAMES.get(kind, ())]
        lowered = {word.casefold() for word in words}
        if not told or len(words) > LONGEST or lowered & (names | _PRONOUNS) or any(map(str.isdigit, text)):
            continue
        verb_first = kind in {ASKED, UNCLEAR}
        whole = (verb_first or is_content(words[0])) and (is_content(words[-1]) or kind in {LACKING, UNCLEAR})
        if whole and not text.endswith("-") and not any(word.endswith(_BODIES) for word in lowered):
            yield Phrase(kind, text, tuple(map(stem, told)))


def _shares(theme: Sequence[Wording]) -> dict[str, float]:
    """Give the share of a theme each stem is used in: the mean of that of its instanser and of its synpunkter."""
    instanser = {wording.instans for wording in theme}
    users: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for wording in theme:
        counts.update(wording.stems)
        for base in wording.stems:
            users[base].add(wording.instans)
    return {base: (len(users[base]) / len(instanser) + counts[base] / len(theme)) / 2 for base in counts}


def _name_words(instanser: Iterable[str]) -> frozenset[str]:
    words = (word.casefold() for instans in instanser for word in tokenize(instans) if word[0].isupper())
    return frozenset(word for word in words if len(word) >= _SHORTEST_NAME)
