"""A small linear classifier over named features: plain numbers from a file, and the reasons behind each answer.

The weights are made by `scripts/train_judgement/train.py`. Nothing is learned here, and scikit-learn is not needed.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.vocab import Vocab

from remissnlp.annotation.features import Features

FOLDER = Path(__file__).parents[1] / "models" / "judgement"
PROBES = ("förslag", "nämnden", "anser", "kostnad")
"""Words whose vectors tell whether the pipeline has the vectors that the weights were fitted with."""
_REASONS = 3
_SHOWN = {
    **dict.fromkeys(("ord", "huvudsats", "bisats", "poäng", "rot", "följd", "början"), "”{}”"),
    **dict.fromkeys(("nsubj", "nsubj:pass", "obl", "obj", "aux"), "”{}”"),
    **dict.fromkeys(("subject", "agent", "source", "owner"), "{}"),
    "nekat": "inte ”{}”",
    "signal": "{}",
    "fras": "{}",
    "inledning": "inledningen före",
}
"""How a feature is shown as a reason, by its kind; the kinds left out tell a reader nothing."""

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """Logistic regressions that share their features, one a column.

    Attributes:
        outputs: What each column tells, as "task=label".
        places: The row of each feature.
        weights: Weight of each feature (row) for each output (column).
        vector_weights: The same for the numbers of the mean vector.
        bias: Constant of each output.
        centre: Mean vector of the training sentences, which is taken off.
        probes: Vectors of `PROBES` when the weights were fitted.
        left_out: Ids of the answers that these weights were not fitted on, although others were.
    """

    outputs: tuple[str, ...]
    places: dict[str, int]
    weights: Array
    vector_weights: Array
    bias: Array
    centre: Array
    probes: Array
    left_out: frozenset[str]

    def knows(self, vocab: Vocab) -> bool:
        """Tell whether a pipeline has the vectors these weights were fitted with."""
        return vocab.vectors_length == self.centre.size and np.allclose(probe(vocab), self.probes, atol=1e-2)

    def log_odds(self, features: Features, vector: Array | None) -> dict[str, float]:
        """Give the log-odds of each output; without a vector, as for a sentence in the middle."""
        rows = [(self.places[name], value) for name, value in features.items() if name in self.places]
        found = self.bias.copy()
        if rows:
            values = np.asarray([value for _, value in rows], dtype=np.float32)
            found += values @ self.weights[[row for row, _ in rows]]
        if vector is not None:
            found += (vector - self.centre) @ self.vector_weights
        return dict(zip(self.outputs, map(float, found), strict=True))

    def reasons(self, features: Features, outputs: tuple[str, ...], *, against: bool = False) -> str:
        """Name the features that spoke most for (or against) some outputs, the strongest first."""
        columns = [self.outputs.index(output) for output in outputs if output in self.outputs]
        sign = -1.0 if against else 1.0
        weighed = [
            (sign * float(self.weights[self.places[name], columns].sum()) * value, name)
            for name, value in features.items()
            if name in self.places
        ]
        shown = (_show(name) for weight, name in sorted(weighed, reverse=True) if weight > 0)
        return ", ".join(list(dict.fromkeys(reason for reason in shown if reason))[:_REASONS]) or "helheten"


def weights_for(source_id: str, *, held_out: bool) -> Weights | None:
    """Give the weights to judge an answer with, or None if the package has none.

    Args:
        source_id: The answer.
        held_out: Take weights that were not fitted on it, as when they are to be scored.
    """
    if held_out:
        fold = next((w for w in map(read_weights, _folds()) if source_id in w.left_out), None)
        if fold is not None:
            return fold
    path = FOLDER / "all.npz"
    return read_weights(path) if path.exists() else None


@cache
def read_weights(path: Path) -> Weights:
    """Read weights from a file that `write_weights` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        names, outputs, left_out = (_lines(stored[key]) for key in ("features", "outputs", "left_out"))
        return Weights(
            outputs=outputs,
            places={name: row for row, name in enumerate(names)},
            weights=stored["weights"].astype(np.float32),
            vector_weights=stored["vector_weights"].astype(np.float32),
            bias=stored["bias"].astype(np.float32),
            centre=stored["centre"].astype(np.float32),
            probes=stored["probes"].astype(np.float32),
            left_out=frozenset(left_out),
        )


def write_weights(weights: Weights, path: Path) -> None:
    """Write weights as plain arrays in half precision."""
    names = sorted(weights.places, key=lambda name: weights.places[name])
    halved = ("weights", "vector_weights", "centre", "probes")
    arrays = {key: getattr(weights, key).astype(np.float16) for key in halved}
    texts = {"features": names, "outputs": weights.outputs, "left_out": sorted(weights.left_out)}
    lines = {key: _bytes(list(text)) for key, text in texts.items()}
    np.savez_compressed(path, allow_pickle=False, bias=weights.bias, **arrays, **lines)


def probe(vocab: Vocab) -> Array:
    """Give the vectors of `PROBES` in a vocabulary, one after the other."""
    return np.concatenate([np.asarray(vocab[word].vector, dtype=np.float32) for word in PROBES])


def _show(name: str) -> str:
    kind, _, value = name.partition("=")
    words = value.split(".")[0].strip("^$ ") if kind in ("signal", "fras") else value.strip("^$ ")
    return _SHOWN.get(kind, "").format(words) if any(map(str.isalnum, words)) else ""


def _folds() -> list[Path]:
    return sorted(FOLDER.glob("fold*.npz"))


def _bytes(lines: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode("utf-8"), dtype=np.uint8)


def _lines(stored: NDArray[np.uint8]) -> tuple[str, ...]:
    text = stored.tobytes().decode("utf-8")
    return tuple(text.split("\n")) if text else ()
