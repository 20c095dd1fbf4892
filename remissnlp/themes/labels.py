"""Names for themes: the phrase, from the theme's own synpunkter, that most of them could stand under.

A candidate is scored by how much of the theme its words cover and how rare they are elsewhere, by whether the theme's
synpunkter do what it says (ask, find unclear, miss, fear), and by how it reads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from remissnlp.themes.wording import Candidate, Wording, weigh_terms

_KINDS = {"oklart": 1.35, "saknas": 1.25, "önskemål": 1.2, "risk": 1.15, "omdöme": 1.1, "benämning": 1.0}
_LENGTHS = {1: 0.8, 2: 1.0, 3: 1.05, 4: 1.05, 5: 1.0, 6: 0.92, 7: 0.82, 8: 0.7}


def name_themes(themes: Sequence[Sequence[Wording]], centrality: Sequence[Sequence[float]]) -> list[str]:
    """Give every theme a name of its own, largest theme first.

    Args:
        themes: The synpunkter of each theme.
        centrality: How near the middle of its theme each of them is, 0–1.
    """
    weights = weigh_terms(themes)
    habits = share_kinds(wording for theme in themes for wording in theme)
    names: dict[int, str] = {}
    for place in sorted(range(len(themes)), key=lambda place: (-len(themes[place]), place)):
        ranked = rank_names(themes[place], centrality[place], weights[place], habits)
        taken = {name.casefold() for name in names.values()}
        names[place] = next((name for name, _ in ranked if name.casefold() not in taken), f"Tema {place + 1}")
    return [names[place] for place in range(len(themes))]


def rank_names(
    theme: Sequence[Wording], centrality: Sequence[float], weights: Mapping[str, float], habits: Mapping[str, float]
) -> list[tuple[str, float]]:
    """Give the candidate names of a theme with their scores, best first.

    Args:
        theme: Its synpunkter.
        centrality: How near the middle each of them is, 0–1.
        weights: How characteristic each stem is, see `weigh_terms`.
        habits: How common each kind of phrase is in all synpunkter, see `share_kinds`.
    """
    own = share_kinds(theme)
    typical = {kind: 0.75 + 0.25 * min(2.0, share / habits[kind]) for kind, share in own.items()}
    scores: dict[str, float] = {}
    for wording, nearness in zip(theme, centrality, strict=True):
        for candidate in wording.candidates:
            score = _score(candidate, weights) * typical[candidate.phrase.kind] * (0.6 + 0.4 * nearness)
            scores[candidate.phrase.text] = max(score, scores.get(candidate.phrase.text, 0.0))
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def share_kinds(wordings: Iterable[Wording]) -> dict[str, float]:
    """Give the share of synpunkter that hold each kind of phrase."""
    found = [{candidate.phrase.kind for candidate in wording.candidates} for wording in wordings]
    counts = Counter(kind for kinds in found for kind in kinds)
    return {kind: count / len(found) for kind, count in counts.items()} | {"benämning": 1.0}


def _score(candidate: Candidate, weights: Mapping[str, float]) -> float:
    known = [max(weights.get(stem, 0.0) for stem in stems) for stems in candidate.stems]
    if not known:
        return 0.0
    topical = sum(known) / (0.6 + len(known)) + 0.15 * max(known)
    return topical * _KINDS[candidate.phrase.kind] * _LENGTHS[len(candidate.phrase.text.split())]
