"""How near words and phrases are to each other and to themes, by the bundled embedder."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn import config_context

from remissnlp.themes.embedder import StaticEmbedder
from remissnlp.themes.text_vectors import Vectors, unit_rows

_UNRELATED, _SAME = 0.3, 0.65


@dataclass(frozen=True)
class Compass:
    """Where the themes of a run lie.

    Attributes:
        common: What all the texts have in common.
        directions: The direction of each theme away from the others, rows of length 1.
    """

    common: Vectors
    directions: Vectors

    def away(self, texts: Sequence[str]) -> Vectors:
        """Give where phrases lie from what all texts have in common, rows of length 1."""
        return unit_rows(_embed(texts) - self.common)


def find_directions(themes: Sequence[Sequence[str]]) -> Compass:
    """Find the directions of themes from the texts of each."""
    vectors = [_embed(texts) for texts in themes]
    common = np.vstack(vectors).mean(axis=0) if len(vectors) > 1 else np.zeros(vectors[0].shape[1])
    middles = unit_rows(np.vstack([unit_rows(rows - common).mean(axis=0) for rows in vectors]))
    apart = middles - middles.mean(axis=0) if len(middles) > 1 else middles
    return Compass(common, unit_rows(apart))


def likeness(words: Sequence[str], others: Sequence[str]) -> Vectors:
    """Give how far words mean the same as others, (words, others), 0–1."""
    cosines = _embed(words) @ _embed(others).T
    return np.asarray(np.clip((cosines - _UNRELATED) / (_SAME - _UNRELATED), 0.0, 1.0))


def _embed(texts: Sequence[str]) -> Vectors:
    with config_context(transform_output="default"):
        return np.asarray(StaticEmbedder().transform(texts), dtype=np.float64)
