"""The wording of synpunkter, and which words are characteristic of a theme."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

import pandas as pd

from remissnlp.themes.phrases import Phrase, candidates
from remissnlp.themes.words import Compounds, is_content, tokenize

_SHORTEST_NAME = 4
_BODIES = ("nämnden", "nämndens", "kontoret", "kontorets", "förvaltningen", "förvaltningens", "styrelsen")


@dataclass(frozen=True)
class Candidate:
    """A phrase that could name a theme.

    Attributes:
        phrase: Its kind and words.
        stems: For each content word its stem and those of its parts.
    """

    phrase: Phrase
    stems: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Wording:
    """The words of one synpunkt.

    Attributes:
        words: Its content words as written, each with its stem and those of its parts.
        candidates: Phrases in it that could name its theme.
        instans: Who said it.
    """

    words: tuple[tuple[str, tuple[str, ...]], ...]
    candidates: tuple[Candidate, ...]
    instans: str

    @property
    def stems(self) -> frozenset[str]:
        """All stems, those of parts too."""
        return frozenset(stem for _, stems in self.words for stem in stems)


def word_synpunkter(frame: pd.DataFrame, *, with_candidates: Container[int]) -> list[Wording]:
    """Take every synpunkt apart into what terms and names are made of.

    Args:
        frame: The synpunkter.
        with_candidates: Places of those whose phrases may name a theme; finding them takes time.
    """
    compounds = Compounds(frame["text"])
    names = _name_words(frame["remissinstans"].unique())
    return [
        Wording(
            tuple(_stem_words(text, compounds)),
            tuple(_find_candidates(text, compounds, names)) if place in with_candidates else (),
            instans,
        )
        for place, (text, instans) in enumerate(zip(frame["text"], frame["remissinstans"], strict=True))
    ]


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
    """Give the words most characteristic of a theme, each in the form it is most often written in."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for wording in theme:
        for word, stems in wording.words:
            forms[stems[0]][word.casefold()] += 1
    best = sorted(forms, key=lambda base: (-weights[base], base))[:limit]
    return [min(forms[base], key=lambda word: (-forms[base][word], len(word), word)) for base in best]


def _stem_words(text: str, compounds: Compounds) -> Iterator[tuple[str, tuple[str, ...]]]:
    return ((word, compounds.stems(word)) for word in tokenize(text) if is_content(word))


def _find_candidates(text: str, compounds: Compounds, names: frozenset[str]) -> Iterator[Candidate]:
    for phrase in dict.fromkeys(candidates(text)):
        words = tokenize(phrase.text)
        if not any(word.casefold() in names or word.casefold().endswith(_BODIES) for word in words):
            yield Candidate(phrase, tuple(compounds.stems(word) for word in words if is_content(word)))


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
