"""What becomes of vectors that are learnt: fewer directions, and files as `embedder.load_weights` reads them."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NAMES = ("large", "small")


def keep_directions(vectors: NDArray[np.float32], texts: NDArray[np.float32], kept: int) -> NDArray[np.float32]:
    """Turn vectors so that the directions in which texts differ most come first, and keep those.

    Args:
        vectors: A row a piece.
        texts: Rows of length 1 for some real texts, in the same directions.
        kept: How many directions to keep.
    """
    _, strength, directions = np.linalg.svd(texts, full_matrices=False)
    print("kept share of variance", float((strength[:kept] ** 2).sum() / (strength**2).sum()))
    return vectors @ directions[:kept].T


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
