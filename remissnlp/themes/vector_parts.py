"""How the parts of a text's vector are made: fewer directions, without what all have in common, remembered."""

from collections.abc import Callable, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD

Matrix = NDArray[np.float64]
_LARGE = 10_000
_FEWEST_IN_COMMON = 10
"""Of fewer texts than these nothing is known to be in common that would not also tell them apart."""
_ROUNDING = 1e-6
_REMEMBERED = 10_000_000
"""Numbers in the vectors that are remembered, at most."""


class Reduced:
    """Sparse vectors whose columns are reduced to their main directions, where there are enough texts.

    Args:
        vectorizer: Gives texts sparse vectors.
        dimensions: How many directions to keep.
        seed: Of the SVD.
    """

    def __init__(self, vectorizer: Any, dimensions: int, seed: int) -> None:
        self.vectorizer, self.dimensions, self.seed = vectorizer, dimensions, seed
        self.reducer: TruncatedSVD | None = None

    def fit(self, texts: list[str]) -> Self:
        """Learn the directions from texts."""
        matrix = self.vectorizer.fit(texts).transform(_sample(texts, self.seed))
        components = min(self.dimensions, matrix.shape[0] - 1, matrix.shape[1] - 1)
        if components >= 2:
            self.reducer = TruncatedSVD(components, n_iter=3, random_state=self.seed).fit(matrix)
        return self

    def transform(self, texts: list[str]) -> Matrix:
        """Give an array (texts, directions)."""
        matrix = self.vectorizer.transform(texts)
        dense = matrix.toarray() if self.reducer is None else self.reducer.transform(matrix)
        return np.asarray(dense, dtype=np.float64)


class Spanned(Reduced):
    """As `Reduced`, but few texts are told apart exactly: all their directions are kept, and what lies outside them.

    A few texts show no main directions that would hold for the name of a theme, too.
    """

    span: Matrix | None = None

    def fit(self, texts: list[str]) -> Self:
        """Learn the directions from texts."""
        if len(texts) > self.dimensions:
            return super().fit(texts)
        matrix = self.vectorizer.fit(texts).transform(texts)
        self.span = np.linalg.svd(matrix.toarray(), full_matrices=False)[2]
        return self

    def transform(self, texts: list[str]) -> Matrix:
        """Give an array (texts, directions)."""
        if self.span is None:
            return super().transform(texts)
        matrix = self.vectorizer.transform(texts)
        inside = np.asarray(matrix @ self.span.T, dtype=np.float64)
        outside = np.asarray(matrix.power(2).sum(axis=1)) - (inside**2).sum(axis=1, keepdims=True)
        return np.hstack([inside, np.sqrt(np.where(outside > _ROUNDING, outside, 0.0))])


class Remembered:
    """The vectors that were asked for last, by their texts; they are not kept in a file."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, ...], tuple[Matrix, ...]] = {}

    def __getstate__(self) -> dict[str, Any]:
        return {"found": {}}

    def look_up(self, texts: Sequence[str], make: Callable[[], tuple[Matrix, ...]]) -> tuple[Matrix, ...]:
        """Give the vectors of texts, made only if they are not remembered; they cannot be written on."""
        key = tuple(texts)
        parts = self.found.pop(key) if key in self.found else make()
        for part in parts:
            part.setflags(write=False)
        self.found[key] = parts
        while sum(part.size for parts in self.found.values() for part in parts) > _REMEMBERED:
            del self.found[next(iter(self.found))]
        return parts


class Distinct:
    """An embedder without what all the texts have in common, which would hide what tells them apart.

    Source: Mu and Viswanath, "All-but-the-Top" (2018).
    """

    def __init__(self, embedder: Any) -> None:
        self.embedder = embedder
        self.common: Matrix | float = 0.0

    def fit(self, texts: list[str]) -> Self:
        """Learn what the texts have in common."""
        vectors = np.asarray(self.embedder.fit(texts).transform(texts), dtype=np.float64)
        self.common = vectors.mean(axis=0) if len(texts) >= _FEWEST_IN_COMMON else 0.0
        return self

    def transform(self, texts: list[str]) -> Matrix:
        """Give an array (texts, dimensions), without what is common; zeros for texts without vectors."""
        vectors = np.asarray(self.embedder.transform(texts), dtype=np.float64)
        return np.where(vectors.any(axis=1, keepdims=True), vectors - self.common, 0.0)


def _sample(texts: list[str], seed: int) -> list[str]:
    if len(texts) <= _LARGE:
        return texts
    return [texts[place] for place in np.sort(np.random.default_rng(seed).choice(len(texts), _LARGE, replace=False))]
