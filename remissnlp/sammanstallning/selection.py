"""Which synpunkter are quoted: the most telling one of each instans, and no near-repeats.

The choice is extractive. A synpunkt weighs more the surer it belongs to the theme, if it takes a stand, asks or faults
rather than informs, and if it is neither very short nor very long. Where not all can be quoted, they are taken one by
one by maximal marginal relevance (Carbonell and Goldstein 1998): the heaviest first, less what it repeats.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from remissnlp.terms import Section, Stance, SynpunktType

Row = Mapping[str, Any]

_TYPE_WEIGHT = {
    SynpunktType.CRITICISM: 1.0,
    SynpunktType.REQUEST: 1.0,
    SynpunktType.QUESTION: 0.9,
    SynpunktType.SUPPORT: 0.8,
    SynpunktType.INFORMATION: 0.3,
}
_STANCE_WEIGHT = {Stance.NEUTRAL: 0.0}
_TAKES_A_STAND = 0.4
_SHORT, _LONG = 7, 55
_SHORT_LOSS, _LONG_LOSS = 0.6, 0.3
_SUMMARY_LOSS = 0.1
_REPETITION = 0.9


def weigh(synpunkt: Row, *, strength: float = 0.0) -> float:
    """Tell how telling a synpunkt is; higher is better.

    Args:
        synpunkt: A row of `synpunkter`.
        strength: How surely it belongs to the theme it is chosen for, 0–1.
    """
    words = len(synpunkt["text"].split())
    return (
        strength
        + _TYPE_WEIGHT[synpunkt["type"]]
        + _STANCE_WEIGHT.get(synpunkt["stance"], _TAKES_A_STAND)
        - (_SHORT_LOSS if words < _SHORT else _LONG_LOSS if words > _LONG else 0.0)
        - (_SUMMARY_LOSS if synpunkt["section"] == Section.SAMMANFATTNING else 0.0)
    )


def choose(synpunkter: Sequence[Row], count: int, *, strength: Mapping[str, float] | None = None) -> list[Row]:
    """Choose at most `count` synpunkter, telling ones that do not repeat each other; in the order they were taken."""
    strengths = strength or {}
    left = list(synpunkter)
    chosen: list[Row] = []
    while left and len(chosen) < count:
        best = max(left, key=lambda row: (_gain(row, chosen, strengths), row["synpunkt_id"]))
        chosen.append(best)
        left.remove(best)
    return chosen


def choose_one_each(synpunkter: Sequence[Row], *, strength: Mapping[str, float] | None = None) -> list[Row]:
    """Choose the most telling synpunkt of each answer, in the order of the answers."""
    by_source: dict[str, list[Row]] = {}
    for row in synpunkter:
        by_source.setdefault(row["source_id"], []).append(row)
    return [choose(rows, 1, strength=strength)[0] for rows in by_source.values()]


def likeness(one: Row, other: Row) -> float:
    """Tell how much two synpunkter say the same, 0–1: the share of their content words that they have in common."""
    first, second = set(one["lemmas"].split()), set(other["lemmas"].split())
    return len(first & second) / len(first | second) if first or second else 0.0


def _gain(row: Row, chosen: Sequence[Row], strength: Mapping[str, float]) -> float:
    repeats = max((likeness(row, other) for other in chosen), default=0.0)
    return weigh(row, strength=strength.get(row["synpunkt_id"], 0.0)) - _REPETITION * repeats
