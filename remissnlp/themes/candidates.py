"""Candidate names of a theme: its phrases, and how well each could stand over all of its synpunkter."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from remissnlp.themes.concepts import share_concepts
from remissnlp.themes.nearness import likeness
from remissnlp.themes.telling import weigh_words
from remissnlp.themes.text_vectors import Vectors
from remissnlp.themes.wording import (
    ASKED,
    DUTY,
    FORBIDDEN,
    JUDGED,
    LACKING,
    NAMED,
    NEEDED,
    UNCLEAR,
    WELCOME,
    Phrase,
    Wording,
)
from remissnlp.themes.words import stem

_KINDS = {
    NAMED: 1.0,
    ASKED: 1.4,
    DUTY: 1.25,
    FORBIDDEN: 1.5,
    LACKING: 1.5,
    NEEDED: 1.35,
    WELCOME: 1.2,
    UNCLEAR: 1.8,
    JUDGED: 1.5,
}
_CLOSER, _LOOSE = 1.3, 0.6
_FEWEST = 2
_SMALL = 3
_SELDOM = 0.6
_PLURALS = ("er", "ar", "or")
_DOINGS = ("ing", "ion", "het", "ande", "ende", "skap")
_BORNE_OUT, _ALONE, _HALF_SHARED, _UNSHARED = 0.25, 0.4, 0.6, 0.4
_NEAR, _SPOKEN = 0.5, 0.75
_MOST = 120
_KIN, _AKIN = 0.6, 0.45


@dataclass(frozen=True)
class Candidate:
    """A possible name.

    Attributes:
        phrase: Its words and what they do.
        rows: How far each synpunkt of the theme speaks of it, 0–1.
        vector: Where it lies, by its words.
        worth: How good its wording is, whatever it covers.
        borne_out: The share of the theme that says the same kind of thing about it.
        shared: Whether more than one instans speaks of it, or more than one synpunkt in the theme of one instans.
    """

    phrase: Phrase
    rows: Vectors
    vector: Vectors
    worth: float
    borne_out: float
    shared: bool


class Theme:
    """The synpunkter of a theme, with how far each speaks of what.

    Args:
        wordings: Its synpunkter.
        direction: What sets it apart from the other themes, of length 1.
    """

    def __init__(self, wordings: Sequence[Wording], direction: Vectors) -> None:
        self.wordings = wordings
        self.direction = direction
        self.instanser = np.unique([one.instans for one in wordings], return_inverse=True)[1]
        self._order = np.argsort(self.instanser, kind="stable")
        self._starts = np.unique(self.instanser[self._order], return_index=True)[1]
        counts = Counter(phrase for one in wordings for phrase in set(one.phrases))
        self.phrases = _most_promising(counts, wordings)
        self.speaks_of = _speaks_of(wordings, {stem for phrase in self.phrases for stem in phrase.stems})

    def rows_of(self, phrase: Phrase) -> Vectors:
        """Give how far each synpunkt speaks of what a phrase is about, 0–1; more where it speaks of all of it."""
        rows = [self.speaks_of[stem] for stem in phrase.stems]
        return np.asarray((np.mean(rows, axis=0) + np.min(rows, axis=0)) / 2)

    def cover(self, rows: Vectors) -> Vectors:
        """Give how far the theme is made up of some of it: the mean over its synpunkter and over its instanser.

        Args:
            rows: How far each synpunkt is, on the last axis.
        """
        best = np.maximum.reduceat(rows[..., self._order], self._starts, axis=-1)
        return np.asarray((rows.mean(axis=-1) + best.mean(axis=-1)) / 2)

    def said(self, phrase: Phrase) -> Vectors:
        """Tell which synpunkter say what a phrase says, of the same thing or one like it, 0 or 1."""
        if phrase.kind == UNCLEAR:
            return np.array([phrase.kind in one.kinds for one in self.wordings], dtype=np.float64)
        same = [[other.text for other in one.phrases if other.kind == phrase.kind] for one in self.wordings]
        alike = np.array([any(_says_alike(phrase, text) for text in texts) for texts in same])
        return np.asarray((self.rows_of(phrase) >= _NEAR) & alike, dtype=np.float64)

    def is_shared(self, rows: Vectors, *, least: float = _SPOKEN) -> bool:
        """Tell whether more than one instans speaks of it; of a theme of one instans, more than one synpunkt."""
        spoken = self.instanser[rows >= least]
        several = int(self.instanser.max()) > 0
        return len(np.unique(spoken) if several else spoken) >= _FEWEST

    def is_borne_out(self, said: Vectors) -> bool:
        """Tell whether more than one instans says it, or, in a small theme, anyone."""
        instanser = len(np.unique(self.instanser[said > 0]))
        return instanser >= _FEWEST or (len(self.wordings) <= _SMALL and instanser > 0)


def find_candidates(
    theme: Theme,
    vectors: Mapping[str, Vectors],
    weights: Mapping[str, float],
    everyday: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """Give the candidate names of a theme.

    Args:
        theme: Its synpunkter.
        vectors: Where each phrase lies, by its text.
        weights: How characteristic each stem is, see `weigh_terms`.
        everyday: Stems that most instanser use, such as the subject of the whole remiss.
    """
    found = [_weigh(phrase, theme, vectors[phrase.text], weights, everyday) for phrase in theme.phrases]
    words = [one for one in found if one.phrase.kind == NAMED and " " not in one.phrase.text]
    return [replace(one, worth=one.worth * _LOOSE) if _has_compound(one, words) else one for one in found]


def _has_compound(one: Candidate, words: Sequence[Candidate]) -> bool:
    """Tell whether half of what a word stands for is a compound of it, which then says it better."""
    text = one.phrase.text
    longer = [two for two in words if two.phrase.text.endswith(text) and len(two.phrase.text) > len(text) + 2]
    return one in words and any((two.rows >= _SPOKEN).sum() >= (one.rows >= _SPOKEN).sum() / 2 for two in longer)


def _weigh(
    phrase: Phrase,
    theme: Theme,
    vector: Vectors,
    weights: Mapping[str, float],
    everyday: frozenset[str],
) -> Candidate:
    rows = theme.rows_of(phrase)
    said = rows if phrase.kind == NAMED else theme.said(phrase)
    borne_out, shared = float(theme.cover(said)), theme.is_shared(rows)
    telling = float(np.mean([weights.get(stem, 0.0) for stem in phrase.stems]))
    worth = _KINDS[phrase.kind] * (0.35 + 0.65 * telling) * _shared_by(theme, rows)
    if phrase.kind != NAMED:
        worth *= np.interp(borne_out, [0.0, _BORNE_OUT], [_SELDOM, 1.0])
        worth *= 1.0 if theme.is_borne_out(said) else _UNSHARED
    elif re.match(r"\w+s \w+", phrase.text):
        worth *= 0.85
    elif shared and len(phrase.stems) > 1 and not _is_list(phrase):
        worth *= _CLOSER
    worth *= weigh_words(phrase, everyday)
    worth *= 0.7 if any(word[0].isupper() for word in phrase.text.split()) else 1.0
    return Candidate(phrase, rows, vector, float(worth), borne_out, shared)


def _shared_by(theme: Theme, rows: Vectors) -> float:
    """Weigh down what one instans alone speaks of, less where others speak of what is akin to it."""
    if theme.is_shared(rows):
        return 1.0
    return _HALF_SHARED if theme.is_shared(rows, least=_AKIN) else _ALONE


def _is_list(phrase: Phrase) -> bool:
    return " och " in phrase.text


def _says_alike(phrase: Phrase, other: str) -> bool:
    """Tell whether what is said of a thing is said in another phrase of the same kind too: the same verb of a wish."""
    if phrase.kind != ASKED:
        return True
    return stem(phrase.text.split()[0]) == stem(other.split()[0])


def _most_promising(counts: Counter[Phrase], wordings: Sequence[Wording]) -> list[Phrase]:
    """Give the phrases whose things most synpunkter share; of one thing in several forms, the commonest."""
    shared = Counter(stem for one in wordings for stem in one.stems)
    forms: dict[tuple[str, tuple[str, ...], int], list[Phrase]] = {}
    for phrase in sorted(counts, key=lambda one: (-counts[one], len(one.text), one.text)):
        forms.setdefault((phrase.kind, phrase.stems, len(phrase.text.split())), []).append(phrase)
    best = [_shown_form(same, counts) for same in forms.values()]
    best.sort(key=lambda one: (-min(shared[stem] for stem in one.stems), -counts[one], one.text))
    return [one for kind in _KINDS for one in [two for two in best if two.kind == kind][:_MOST]]


def _shown_form(same: Sequence[Phrase], counts: Mapping[Phrase, int]) -> Phrase:
    """Give the commonest form of a thing, or its plural if that is nearly as common; what is done stays singular."""
    first = same[0]
    if " " in first.text or first.text.endswith((*_PLURALS, *_DOINGS)):
        return first
    plurals = [one for one in same[1:] if one.text.endswith(_PLURALS) and counts[one] * 2 >= counts[first]]
    return plurals[0] if plurals else first


def _speaks_of(wordings: Sequence[Wording], stems: set[str]) -> dict[str, Vectors]:
    """Give, for each stem, how far each synpunkt speaks of it: 1 where it has it, less where it has a word like it."""
    forms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for wording in wordings:
        for word, bases in wording.words:
            forms[bases[0]][word.lower()] += 1
    places = {base: place for place, base in enumerate(forms)}
    shown = [max(forms[base], key=lambda word: (forms[base][word], word)) for base in places]
    wanted = sorted(stems)
    named = [_form(base, forms) for base in wanted]
    alike = np.maximum(likeness(named, shown), _KIN * share_concepts(named, shown))
    rows = [[places[bases[0]] for _, bases in one.words] for one in wordings]
    soft = np.array([alike[:, row].max(axis=1) if row else np.zeros(len(wanted)) for row in rows]).T
    hard = np.array([[base in one.stems for one in wordings] for base in wanted], dtype=bool)
    return {base: np.where(hard[place], 1.0, 0.7 * soft[place]) for place, base in enumerate(wanted)}


def _form(base: str, forms: Mapping[str, Counter[str]]) -> str:
    return forms[base].most_common(1)[0][0] if base in forms else base
