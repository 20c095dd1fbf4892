"""How well the words of a theme find their like among the words of a text, be they other words or not.

A vector of a whole text blurs its words; here each word is held against each word, both ways: how much of the theme the
text takes up, and how much of the text the theme accounts for.
Source: Kusner et al., "From word embeddings to document distances" (2015), the relaxed distance to the nearest word.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.themes.embedder import embed_with_loudness
from remissnlp.themes.text_vectors import Vectors
from remissnlp.themes.words import content_words

_VIEWS = ("text", "context")


class AkinWords:
    """Holds the words of texts against those of themes.

    Args:
        described: What each theme is called and described as.
        folder: Of the embedder that gives words their vectors; the bundled one where None.
    """

    def __init__(self, described: Sequence[str], folder: Path | None = None) -> None:
        self.folder = folder
        numbers, words = _number(described)
        member = np.zeros((len(described), len(words)), dtype=np.float32)
        for theme, found in enumerate(numbers):
            member[theme, found] = 1
        self.vectors, weights = self._embed(words)
        weighed = member * weights
        self.shares = weighed / np.maximum(weighed.sum(axis=1, keepdims=True), np.finfo(np.float32).tiny)
        self.owned = [np.flatnonzero(row) for row in member]

    def score_views(self, frame: pd.DataFrame) -> list[Vectors]:
        """Give how much of each theme each synpunkt takes up, and the reverse: by its text and by its paragraph."""
        return [scores for view in _VIEWS for scores in self._score(frame[view])]

    def _score(self, column: "pd.Series[str]") -> tuple[Vectors, Vectors]:
        """Give two arrays (texts, themes), -1 to 1."""
        codes, distinct = pd.factorize(column)
        numbers, words = _number(list(distinct))
        vectors, weights = self._embed(words)
        likeness = vectors @ self.vectors.T
        highest = np.stack([likeness[:, owned].max(axis=1, initial=-1.0) for owned in self.owned], axis=1)
        taken_up = np.zeros((len(distinct), likeness.shape[1]), dtype=np.float32)
        accounted_for = np.zeros((len(distinct), len(self.owned)), dtype=np.float32)
        for row, found in enumerate(numbers):
            if found:
                taken_up[row] = likeness[found].max(axis=0)
                accounted_for[row] = np.average(highest[found], axis=0, weights=weights[found])
        return (taken_up @ self.shares.T).astype(float)[codes], accounted_for.astype(float)[codes]

    def _embed(self, words: list[str]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Give words their vectors and how loud they are."""
        vectors, weights = (found.astype(np.float32) for found in embed_with_loudness(words, self.folder))
        return vectors, np.maximum(weights, np.finfo(np.float32).tiny)


def _number(texts: Sequence[str]) -> tuple[list[list[int]], list[str]]:
    """Give the numbers of the content words of each text, and the words by number."""
    known: dict[str, int] = {}
    numbers = [[known.setdefault(word, len(known)) for word in content_words(text)] for text in texts]
    return numbers, list(known)
