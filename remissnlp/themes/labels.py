"""Names for themes, as a person would give them: what most of its synpunkter speak of, in their own words.

A name is one phrase that much of the theme could stand under ("Samordna med kvalitetsprogrammet", "Finansiering
saknas"), or else the two or three things that together cover it ("Mål, indikatorer och uppföljning"). A phrase that
only one synpunkt bears out is no name.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from remissnlp.themes.wording import ASKED, JUDGED, LACKING, NAMED, UNCLEAR, Phrase, Wording, weigh_terms
from remissnlp.themes.words import is_content, tokenize

_KINDS = {UNCLEAR: 1.3, LACKING: 1.25, ASKED: 1.15, JUDGED: 1.1, NAMED: 1.0}
_LENGTHS = {1: 1.0, 2: 1.12, 3: 1.15, 4: 1.1, 5: 1.0, 6: 0.9, 7: 0.8, 8: 0.7}
_COVERED, _ADDS, _MOST_PARTS = 0.55, 0.15, 3
_FEWEST = 2
_TAKEN, _ALONE, _EVERYDAY = 0.5, 0.5, 0.5
_SEVERAL, _MANY = 3, 6

Rows = NDArray[np.bool_]


@dataclass(frozen=True)
class Candidate:
    """A possible name.

    Attributes:
        phrase: Its words and what they do.
        rows: Which synpunkter of the theme speak of it.
        cover: The share of the theme that is, 0–1.
        score: How good a name it is; only for comparison within a theme.
    """

    phrase: Phrase
    rows: Rows
    cover: float
    score: float


def name_themes(themes: Sequence[Sequence[Wording]]) -> list[str]:
    """Give every theme a name of its own, the largest theme first.

    Args:
        themes: The synpunkter of each theme.
    """
    weights = weigh_terms(themes)
    everything = [wording for theme in themes for wording in theme]
    habits, everyday = _share_kinds(everything), _said_by_most(everything)
    names: dict[int, str] = {}
    used: Counter[str] = Counter()
    for place in sorted(range(len(themes)), key=lambda place: (-len(themes[place]), place)):
        ranked = rank_names(themes[place], weights[place], habits, used, everyday)
        chosen = _choose(ranked, themes[place])
        name = _write(chosen)
        taken = {other.casefold() for other in names.values()}
        names[place] = name if name and name.casefold() not in taken else _fallback(ranked, taken, place)
        used.update({stem for candidate in chosen for stem in candidate.phrase.stems})
    return [names[place] for place in range(len(themes))]


def rank_names(
    theme: Sequence[Wording],
    weights: Mapping[str, float],
    habits: Mapping[str, float],
    used: Mapping[str, int],
    everyday: frozenset[str] = frozenset(),
) -> list[Candidate]:
    """Give the candidate names of a theme, best first.

    Args:
        theme: Its synpunkter.
        weights: How characteristic each stem is, see `weigh_terms`.
        habits: How common each kind of phrase is in all synpunkter.
        used: Stems that stand in the name of another theme already.
        everyday: Stems that most instanser use, such as the subject of the whole remiss.
    """
    holders = _holders(theme)
    fewest = _FEWEST if any(one.phrases and _is_shared(one, holders) for one in theme) else 1
    lifts = {kind: share / habits[kind] for kind, share in _share_kinds(theme).items()}
    forms = _count_phrases(theme)
    wishes = Counter(
        stem for wording in theme for stem in {one.stems[0] for one in wording.phrases if one.kind == ASKED}
    )
    found = []
    for phrase, count in forms.items():
        borne_out = phrase.kind != ASKED or wishes[phrase.stems[0]] >= fewest
        if borne_out and all(holders[stem].sum() >= fewest for stem in phrase.stems):
            found.append(_weigh(phrase, count, theme, holders, weights, lifts[phrase.kind], used))
    marked = [replace(one, score=one.score * _standing(one, theme, everyday)) for one in found]
    return sorted(marked, key=lambda one: (-one.score, len(one.phrase.text), one.phrase.text))


def _count_phrases(theme: Sequence[Wording]) -> dict[Phrase, int]:
    """Count the synpunkter with each phrase; of one thing in several forms, the commonest stands for all.

    A word that stands as the adjective of a longer phrase is no thing in itself.
    """
    counts = Counter(phrase for wording in theme for phrase in set(wording.phrases))
    described = {word for phrase in counts if phrase.kind == NAMED for word in phrase.text.split()[:-1]}
    forms: dict[tuple[str, tuple[str, ...], int], list[Phrase]] = {}
    for phrase in sorted(counts, key=lambda one: (-counts[one], len(one.text), one.text)):
        if (
            phrase.kind != NAMED
            or phrase.text not in described
            or (counts[phrase] >= _FEWEST and phrase.text[-1] != "a")
        ):
            forms.setdefault((phrase.kind, phrase.stems, len(phrase.text.split())), []).append(phrase)
    return {same[0]: sum(counts[one] for one in same) for same in forms.values()}


def _weigh(
    phrase: Phrase,
    count: int,
    theme: Sequence[Wording],
    holders: Mapping[str, Rows],
    weights: Mapping[str, float],
    lift: float,
    used: Mapping[str, int],
) -> Candidate:
    rows = np.logical_and.reduce([holders[stem] for stem in phrase.stems])
    cover = _cover(rows, theme)
    least = min(_cover(holders[stem], theme) for stem in phrase.stems)
    telling = float(np.mean([weights.get(stem, 0.0) for stem in phrase.stems]))
    score = (cover + least) / 2 * (0.25 + telling) * _KINDS[phrase.kind] * _LENGTHS[len(phrase.text.split())]
    score *= 1.0 if phrase.kind == NAMED else 0.75 + 0.25 * min(2.0, lift)
    score *= (1 + 0.05 * min(count, 4)) * _say_more(phrase)
    score *= _TAKEN if any(used.get(stem) for stem in phrase.stems) else 1.0
    return Candidate(phrase, rows, cover, score)


def _standing(one: Candidate, theme: Sequence[Wording], everyday: frozenset[str]) -> float:
    """Set back what one instans alone speaks of in a theme of several, and what is spoken of everywhere."""
    instanser = {wording.instans for wording in theme}
    speakers = {wording.instans for wording, inside in zip(theme, one.rows, strict=True) if inside}
    alone = len(instanser) >= _SEVERAL and len(speakers) < _FEWEST
    common = sum(stem in everyday for stem in one.phrase.stems) / len(one.phrase.stems)
    return (_ALONE if alone else 1.0) * (1 - (1 - _EVERYDAY) * common)


def _said_by_most(wordings: Sequence[Wording]) -> frozenset[str]:
    """Give the stems that three instanser in four use, where there are enough of them to tell."""
    users: defaultdict[str, set[str]] = defaultdict(set)
    for wording in wordings:
        for stem in wording.stems:
            users[stem].add(wording.instans)
    total = len({wording.instans for wording in wordings})
    return frozenset(stem for stem, said in users.items() if total >= _MANY and len(said) >= 0.75 * total)


def _say_more(phrase: Phrase) -> float:
    """Prefer the long words of a subject, mostly compounds, to the short ones that go with everything."""
    letters = np.mean([len(word) for word in tokenize(phrase.text) if is_content(word)])
    return float(np.interp(letters, [4, 7, 14], [0.7, 1.0, 1.25]))


def _choose(ranked: Sequence[Candidate], theme: Sequence[Wording]) -> list[Candidate]:
    """Choose the best phrase, and where it covers too little of the theme, things that cover more beside it."""
    if not ranked:
        return []
    best, shown = ranked[0], _most_specific(ranked)
    if best.phrase.kind != NAMED or best.cover >= _COVERED or _is_joined(best):
        return [shown]
    chosen, covered = [shown], best.rows
    things = [one for one in ranked if one.phrase.kind == NAMED and len(one.phrase.stems) <= 2 and not _is_joined(one)]
    while len(chosen) < _MOST_PARTS and _cover(covered, theme) < _COVERED:
        stems = {stem for one in chosen for stem in one.phrase.stems}
        texts = tuple(one.phrase.text for one in chosen)
        left = [
            one
            for one in things
            if not stems & set(one.phrase.stems)
            and not one.phrase.text.endswith(texts)
            and not any(text.endswith(one.phrase.text) for text in texts)
        ]
        gains = [
            (_cover(one.rows & ~covered, theme) * one.score / max(one.cover, 1e-9), -n) for n, one in enumerate(left)
        ]
        if not gains:
            break
        place = -max(gains)[1]
        if _cover(left[place].rows & ~covered, theme) < _ADDS or (left[place].rows & ~covered).sum() < _FEWEST:
            break
        chosen.append(left[place])
        covered = covered | left[place].rows
    return chosen


def _most_specific(ranked: Sequence[Candidate]) -> Candidate:
    """Give the best candidate, or a compound or closer description of it that half as much of the theme uses."""
    best = ranked[0]
    longer = [
        one
        for one in ranked
        if one.phrase.kind == NAMED and one.phrase.text.endswith(best.phrase.text) and not _is_joined(one)
        if one.cover >= best.cover / 2
    ]
    return max(longer[1:] or [best], key=lambda one: one.score) if best.phrase.kind == NAMED else best


def _is_joined(one: Candidate) -> bool:
    return " och " in one.phrase.text


def _write(chosen: Sequence[Candidate]) -> str:
    texts = [candidate.phrase.text for candidate in chosen]
    joined = " och ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    return joined[:1].upper() + joined[1:]


def _fallback(ranked: Sequence[Candidate], taken: set[str], place: int) -> str:
    names = (_write([candidate]) for candidate in ranked)
    return next((name for name in names if name.casefold() not in taken), f"Tema {place + 1}")


def _is_shared(wording: Wording, holders: Mapping[str, Rows]) -> bool:
    return any(all(holders[stem].sum() >= _FEWEST for stem in phrase.stems) for phrase in wording.phrases)


def _holders(theme: Sequence[Wording]) -> defaultdict[str, Rows]:
    holders: defaultdict[str, Rows] = defaultdict(lambda: np.zeros(len(theme), dtype=bool))
    for row, wording in enumerate(theme):
        for stem in wording.stems:
            holders[stem][row] = True
    return holders


def _cover(rows: Rows, theme: Sequence[Wording]) -> float:
    """Give the share of a theme that some of its synpunkter make up: the mean of theirs and of their instansers."""
    instanser = {wording.instans for wording in theme}
    inside = {wording.instans for wording, chosen in zip(theme, rows, strict=True) if chosen}
    return (len(inside) / len(instanser) + float(rows.mean())) / 2


def _share_kinds(wordings: Sequence[Wording]) -> dict[str, float]:
    counts = Counter(kind for wording in wordings for kind in {phrase.kind for phrase in wording.phrases})
    return {kind: count / len(wordings) for kind, count in counts.items()}
