"""What an evaluation holds: figures, confusion tables, and every mistake so that a person can read it."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """One figure: its group, what was measured, its value (0-1), and how many cases stand behind it."""

    group: str
    name: str
    value: float
    cases: int


@dataclass(frozen=True, slots=True)
class Mistake:
    """A sentence, position or field that came out otherwise than gold has it; page 0 where there is none."""

    source_id: str
    page: int
    what: str
    gold: str
    found: str
    text: str
    cue: str = ""


@dataclass(frozen=True)
class Confusion:
    """How often each label of gold (a row) came out as each label (a column)."""

    name: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Evaluation:
    """All figures of a run."""

    scores: tuple[Score, ...]
    confusions: tuple[Confusion, ...] = field(default=())
    mistakes: tuple[Mistake, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        """Give plain lists and dicts, for JSON."""
        return asdict(self)


def count_pairs(name: str, gold: Sequence[str], found: Sequence[str]) -> Confusion:
    """Count which label of gold came out as which."""
    labels = tuple(sorted({*gold, *found}))
    pairs = list(zip(gold, found, strict=True))
    return Confusion(name, labels, tuple(tuple(pairs.count((row, column)) for column in labels) for row in labels))


def share(hits: Sequence[bool]) -> float:
    """Give the share of hits; 1 where there was nothing to hit.

    >>> share([True, False, True, True]), share([])
    (0.75, 1.0)
    """
    return sum(hits) / len(hits) if hits else 1.0


def f_measure(precision: float, recall: float) -> float:
    """Give the harmonic mean of precision and recall."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
