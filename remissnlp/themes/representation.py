"""Vectors for short synpunkter from few, long letters: the paragraph and the heading say what a sentence is about.

A sentence alone does not tell its theme, so each vector is made of the sentence, its paragraph and its heading, less a
part of the mean of the answer it stands in. Vectors have length 1, so that their product is the cosine.
"""

# ruff: noqa: N803 (scikit-learn calls its input X)

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.utils.validation import check_is_fitted

from remissnlp.themes.frame import as_frame
from remissnlp.themes.text_vectors import TextVectors, Vectors, unit_rows


@dataclass(frozen=True)
class Mix:
    """How much of a sentence, its paragraph and its heading a vector has, and of its answer's mean is taken away."""

    sentence: float
    paragraph: float
    heading: float
    centring: float = 0.0


class ContextVectors(TransformerMixin, BaseEstimator):
    """Vectors of synpunkter: sentence, paragraph and heading together, centred for each answer.

    Args:
        base: Transformer from texts to vectors; `TextVectors` where None.
        sentence: Weight of the sentence itself.
        paragraph: Weight of the paragraph it stands in.
        heading: Weight of the nearest heading above it.
        centring: How much of the mean of its answer is taken away.
        random_state: Seed of the base where that is None.
    """

    def __init__(
        self,
        base: Any = None,
        *,
        sentence: float = 0.5,
        paragraph: float = 1.0,
        heading: float = 0.3,
        centring: float = 0.5,
        random_state: int = 0,
    ) -> None:
        self.base = base
        self.sentence = sentence
        self.paragraph = paragraph
        self.heading = heading
        self.centring = centring
        self.random_state = random_state

    def fit(self, X: pd.DataFrame | Sequence[str], y: None = None) -> Self:
        """Learn the base from the synpunkter, each different text once."""
        frame = as_frame(X)
        base = TextVectors(random_state=self.random_state) if self.base is None else clone(self.base)
        self.base_ = base.fit(list(dict.fromkeys([*frame["text"], *frame["context"]])))
        return self

    def transform(self, X: pd.DataFrame | Sequence[str]) -> Vectors:
        """Give an array (synpunkter, dimensions) of rows of length 1."""
        check_is_fitted(self)
        return self.mix(as_frame(X), self.forming)[0]

    @property
    def forming(self) -> Mix:
        """The mix that themes are formed by."""
        return Mix(self.sentence, self.paragraph, self.heading, self.centring)

    def mix(self, frame: pd.DataFrame, *mixes: Mix) -> list[Vectors]:
        """Give vectors of the same synpunkter with other weights, an array a mix."""
        check_is_fitted(self)
        text, context, heading = (self._embed(frame[column]) for column in ("text", "context", "heading"))
        mixed = [mix.sentence * text + mix.paragraph * context + mix.heading * heading for mix in mixes]
        return [
            unit_rows(vectors - mix.centring * _group_means(vectors, frame["source_id"]))
            for mix, vectors in zip(mixes, mixed, strict=True)
        ]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Give vectors of texts without context, such as the name of a theme."""
        check_is_fitted(self)
        return np.asarray(self.base_.transform(list(texts)), dtype=np.float64)

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:
        """Give the names of the base's columns."""
        check_is_fitted(self)
        names: NDArray[np.object_] = self.base_.get_feature_names_out()
        return names

    def _embed(self, texts: "pd.Series[str]") -> Vectors:
        codes, unique = pd.factorize(texts)
        vectors = self.embed(list(unique))
        return np.asarray(np.where(unique.to_numpy() == "", 0.0, vectors.T).T[codes])


def _group_means(vectors: Vectors, groups: "pd.Series[str]") -> Vectors:
    codes, unique = pd.factorize(groups)
    sums = np.zeros((len(unique), vectors.shape[1]))
    np.add.at(sums, codes, vectors)
    return np.asarray((sums / np.bincount(codes, minlength=len(unique))[:, None])[codes])
