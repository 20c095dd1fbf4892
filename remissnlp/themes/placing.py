"""How likely a synpunkt belongs to a theme, by all the evidence for it.

The evidence is weighed by gradient-boosted trees, which `scripts/train_placing/` has grown on constructed remisser of
many subjects, each with a codebook. numpy alone walks the trees.
Source: Friedman, "Greedy function approximation: a gradient boosting machine" (2001).
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from remissnlp.themes.text_vectors import Vectors

PATH = Path(__file__).parent / "placing.npz"
_BATCH = 50_000


@dataclass(frozen=True)
class Trees:
    """Trees whose leaves are added up, all nodes one after another.

    Attributes:
        roots: The node each tree begins at.
        kind: The column each node looks at; -1 in a leaf.
        limit: What goes left is at most this.
        left: The node to the left.
        right: The node to the right.
        value: What a leaf adds to the log-odds.
        start: The log-odds to begin with.
        kinds: How many kinds of evidence they were grown on.
    """

    roots: NDArray[np.int32]
    kind: NDArray[np.int32]
    limit: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float64]
    start: float
    kinds: int

    def predict(self, rows: Vectors) -> Vectors:
        """Give the chance, 0–1, of each row of evidence.

        Raises:
            ValueError: If the rows have other kinds of evidence than the trees were grown on.
        """
        if rows.shape[1] != self.kinds:
            raise ValueError(f"grown on {self.kinds} kinds of evidence, not {rows.shape[1]}; grow the trees anew")
        batches = [self._sum(rows[start : start + _BATCH]) for start in range(0, len(rows), _BATCH)]
        return np.asarray(1 / (1 + np.exp(-(self.start + np.concatenate([np.zeros(0), *batches])))))

    def _sum(self, rows: Vectors) -> Vectors:
        total, every = np.zeros(len(rows)), np.arange(len(rows))
        for root in self.roots:
            node = np.full(len(rows), root)
            while (kind := self.kind[node]).max() >= 0:
                goes_left = rows[every, kind] <= self.limit[node]
                node = np.where(kind < 0, node, np.where(goes_left, self.left[node], self.right[node]))
            total += self.value[node]
        return total


def weigh(evidence: NDArray[np.float64]) -> Vectors:
    """Give how likely each synpunkt belongs to each theme, (synpunkter, themes), 0–1.

    Args:
        evidence: (synpunkter, themes, kinds), as `evidence.gather_evidence` gives it.
    """
    rows = evidence.reshape(-1, evidence.shape[-1])
    return load_trees(PATH).predict(rows).reshape(evidence.shape[:-1])


@cache
def load_trees(path: Path) -> Trees:
    """Read trees as `scripts/train_placing/train.py` writes them."""
    with np.load(path) as stored:
        arrays = {name: stored[name] for name in stored.files}
    return Trees(**(arrays | {"start": float(arrays["start"]), "kinds": int(arrays["kinds"])}))
