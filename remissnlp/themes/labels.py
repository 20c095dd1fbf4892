"""Names for themes, as a person would give them: what most of its synpunkter speak of, in their own words.

A name is one phrase that much of the theme could stand under ("Samordna med kvalitetsprogrammet", "Finansiering
saknas"), or else the two or three things that together cover it ("Mål, indikatorer och uppföljning"). What only one
instans wishes or finds is no name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from remissnlp.themes.candidates import Candidate, Theme, find_candidates
from remissnlp.themes.everyday import find_everyday
from remissnlp.themes.nearness import Compass, find_directions, likeness
from remissnlp.themes.text_vectors import Vectors
from remissnlp.themes.wording import LACKING, NAMED, NEEDED, WELCOME, Wording, weigh_terms

_LENGTHS = {1: 0.5, 2: 1.0, 3: 1.08, 4: 1.08, 5: 1.0, 6: 0.92, 7: 0.8}
_PARTS = {1: 1.0, 2: 0.84, 3: 0.7}
_MOST_PARTS, _MOST_WORDS = 3, 6
_COVER, _TAKEN = 0.2, 0.6
_BEGINNINGS, _PARTNERS, _GAIN = 12, 60, 1.04
_SAME_THING, _PLAIN = 0.7, 2
_JOINED_KINDS = frozenset({NAMED, LACKING, NEEDED, WELCOME})


@dataclass(frozen=True)
class Name:
    """A possible name of one or several parts.

    Attributes:
        parts: What it is made of.
        score: How well it stands over the theme; only for comparison within a theme.
    """

    parts: tuple[Candidate, ...]
    score: float

    @property
    def text(self) -> str:
        """The name as it is written."""
        kind = self.parts[0].phrase.kind
        ending = f" {kind}" if len(self.parts) > 1 and kind != NAMED else ""
        texts = [part.phrase.text.removesuffix(ending) for part in self.parts]
        joined = " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts) + ending
        return joined[:1].upper() + joined[1:]


def name_themes(themes: Sequence[Sequence[Wording]], texts: Sequence[Sequence[str]]) -> list[str]:
    """Give every theme a name of its own, the largest theme first.

    Args:
        themes: The synpunkter of each theme.
        texts: What each of them says, with its context.
    """
    if not themes:
        return []
    weights = weigh_terms(themes)
    everyday = find_everyday(themes)
    compass = find_directions(texts)
    each = [Theme(theme, direction) for theme, direction in zip(themes, compass.directions, strict=True)]
    found = [
        find_candidates(theme, _vectors(theme, compass), mine, everyday)
        for theme, mine in zip(each, weights, strict=True)
    ]
    owners = _find_owners(each, found)
    names: dict[int, str] = {}
    for place in sorted(range(len(themes)), key=lambda place: (-len(themes[place]), place)):
        own = [_yield_to_owners(one, owners, place) for one in found[place]]
        taken = {name.casefold() for name in names.values()}
        ranked = (name.text for name in rank_names(each[place], own))
        names[place] = next((name for name in ranked if name.casefold() not in taken), f"Tema {place + 1}")
    return [names[place] for place in range(len(themes))]


def _find_owners(themes: Sequence[Theme], found: Sequence[Sequence[Candidate]]) -> dict[str, int]:
    """Give, for each stem, the theme that it would name best; it stands less well in the name of another."""
    best: dict[str, tuple[float, int]] = {}
    for place, (theme, candidates) in enumerate(zip(themes, found, strict=True)):
        for one, score in zip(candidates, _scores((), candidates, theme), strict=True):
            for stem in one.phrase.stems:
                best[stem] = max(best.get(stem, (0.0, -1)), (float(score), -place))
    return {stem: -place for stem, (_, place) in best.items()}


def _yield_to_owners(one: Candidate, owners: Mapping[str, int], place: int) -> Candidate:
    taken = any(owners.get(stem, place) != place for stem in one.phrase.stems)
    return replace(one, worth=one.worth * _TAKEN) if taken else one


def rank_names(theme: Theme, candidates: Sequence[Candidate]) -> list[Name]:
    """Give the possible names of a theme, best first: phrases alone, and the best joined with others."""
    scores = _scores((), candidates, theme)
    alone = [Name((one,), float(score)) for one, score in zip(candidates, scores, strict=True)]
    alone.sort(key=lambda one: (-one.score, len(one.text), one.text))
    joined = [_extend(one, alone, theme) for one in alone[:_BEGINNINGS]]
    joined = [Name(_by_weight(one.parts, theme), one.score) for one in joined if _has_one_tail(one)]
    return sorted([*joined, *alone], key=lambda one: (-one.score, len(one.text), one.text))


def _extend(name: Name, others: Sequence[Name], theme: Theme) -> Name:
    """Add parts of the same kind as long as that makes the name better."""
    kind = name.parts[0].phrase.kind
    if kind not in _JOINED_KINDS or not _may_be_part(name):
        return name
    things = [one.parts[0] for one in others if one.parts[0].phrase.kind == kind and _may_be_part(one)][:_PARTNERS]
    while len(name.parts) < _MOST_PARTS:
        left = [one for one in things if _fits(one, name.parts)]
        scores = _scores(name.parts, left, theme)
        better = (place for place in np.argsort(-scores, kind="stable") if scores[place] >= _GAIN * name.score)
        place = next((place for place in better if _is_another(left[place], name.parts)), None)
        if place is None:
            break
        name = Name((*name.parts, left[place]), float(scores[place]))
    return name


def _has_one_tail(name: Name) -> bool:
    return sum(len(part.phrase.text.split()) > _PLAIN for part in name.parts) <= 1


def _by_weight(parts: Sequence[Candidate], theme: Theme) -> tuple[Candidate, ...]:
    """Put the weightiest part first, and last what has a preposition, which would seem to govern what came after."""
    scores = _scores((), parts, theme)
    order = sorted(
        range(len(parts)), key=lambda place: (_count_words(parts[place : place + 1]) > _PLAIN, -scores[place])
    )
    return tuple(parts[place] for place in order)


def _scores(parts: Sequence[Candidate], added: Sequence[Candidate], theme: Theme) -> Vectors:
    """Weigh a name with each of some parts added: what it covers, how near what sets the theme apart, its wording."""
    if not added:
        return np.zeros(0)
    rows = np.array([one.rows for one in added])
    vectors = np.array([one.vector for one in added])
    worth = np.array([one.worth for one in added])
    for part in parts:
        rows, vectors, worth = np.maximum(rows, part.rows), vectors + part.vector, worth + part.worth
    number = len(parts) + 1
    central = np.clip(vectors @ theme.direction / np.maximum(np.linalg.norm(vectors, axis=1), 1e-9), 0.0, None)
    shape = np.array([_LENGTHS.get(_count_words((*parts, one)), 0.6) * _PARTS[number] for one in added])
    return np.asarray((_COVER + theme.cover(rows)) * (0.2 + central) * worth / number * shape)


def _count_words(parts: Sequence[Candidate]) -> int:
    return sum(len(part.phrase.text.split()) for part in parts)


def _may_be_part(name: Name) -> bool:
    return name.parts[0].shared and " och " not in name.parts[0].phrase.text


def _fits(one: Candidate, parts: Sequence[Candidate]) -> bool:
    if any(_is_within(mine, other) for part in parts for other in part.phrase.stems for mine in one.phrase.stems):
        return False
    return _count_words((*parts, one)) + 1 <= _MOST_WORDS


def _is_within(stem: str, other: str) -> bool:
    """Tell whether a word begins with another, as a compound of it does."""
    return stem.startswith(other) or other.startswith(stem)


def _is_another(one: Candidate, parts: Sequence[Candidate]) -> bool:
    """Tell whether a thing is another than those chosen, by its words and by their meaning."""
    mine, texts = one.phrase.text.casefold(), [part.phrase.text.casefold() for part in parts]
    if any(mine.endswith(text) or text.endswith(mine) for text in texts):
        return False
    return bool(likeness([mine], texts).max() < _SAME_THING)


def _vectors(theme: Theme, compass: Compass) -> Mapping[str, Vectors]:
    texts = list(dict.fromkeys(phrase.text for phrase in theme.phrases))
    return dict(zip(texts, compass.away(texts), strict=True)) if texts else {}
