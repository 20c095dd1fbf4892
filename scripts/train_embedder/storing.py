"""Writing an embedder as `remissnlp.themes.embedder.load_weights` reads it."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAMES = ("large", "small")


def store(out: Path, vectors: NDArray[np.float32], vocabularies: Iterable[list[str]]) -> None:
    """Store bytes with a scale for each piece, and the vocabularies, the large one first."""
    scale = np.abs(vectors).max(axis=1) / 127
    stored = np.round(vectors / np.maximum(scale, 1e-12)[:, None]).astype(np.int8)
    out.mkdir(parents=True, exist_ok=True)
    np.savez(out / "vectors.npz", vectors=stored, scale=scale.astype(np.float32))
    for name, vocabulary in zip(NAMES, vocabularies, strict=True):
        (out / f"{name}.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")


def read_vocabularies(folder: Path) -> list[list[str]]:
    """Read the vocabularies of a stored embedder."""
    return [(folder / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in NAMES]
