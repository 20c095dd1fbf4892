"""The concepts a text speaks of: money, time, responsibility and the like, whatever words it says them with.

Instanser say the same thing in different words ("medel saknas", "vem ska betala"). `lexicon/tema_begrepp.tsv` tells
which words belong together in remissvar of every kind, so that an analyst can add to it.
"""

# ruff: noqa: N803 (scikit-learn calls its input X)

import re
from collections.abc import Sequence
from functools import cache
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from remissnlp.lexicon import read_table
from remissnlp.themes.words import tokenize


class ConceptVectors(TransformerMixin, BaseEstimator):
    """Vectors with a column a concept: how much a text speaks of it, weighed by how few of the texts do."""

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Learn how rare each concept is among texts."""
        spoken_of = (_count(X) > 0).sum(axis=0)
        self.weights_ = np.log((len(X) + 1) / (spoken_of + 0.5))
        return self

    def transform(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Give an array (texts, concepts) of rows of length 1, or 0 where no concept is spoken of."""
        check_is_fitted(self)
        weighed = np.log1p(_count(X)) * self.weights_
        lengths = np.linalg.norm(weighed, axis=1, keepdims=True)
        return np.asarray(weighed / np.where(lengths == 0, 1.0, lengths))

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:
        """Give the names of the concepts."""
        return np.array([name for name, _ in read_table("tema_begrepp")], dtype=object)


@cache
def concepts_of(word: str) -> tuple[int, ...]:
    """Give the numbers of the concepts a word belongs to, in the order of the lexicon.

    >>> names = ConceptVectors().get_feature_names_out()
    >>> [names[place] for place in concepts_of("Finansieringen")], concepts_of("och")
    (['pengar'], ())
    """
    word = word.casefold()
    return tuple(place for place, pattern in enumerate(_patterns()) if pattern.fullmatch(word))


def share_concepts(words: Sequence[str], others: Sequence[str]) -> NDArray[np.float64]:
    """Tell which words belong to a concept in common with which others, (words, others), 0 or 1."""
    mine, theirs = (_belongs(list(some)) for some in (words, others))
    return np.asarray(mine @ theirs.T > 0, dtype=np.float64)


def _belongs(words: list[str]) -> NDArray[np.float64]:
    found = np.zeros((len(words), len(_patterns())))
    for row, word in enumerate(words):
        found[row, list(concepts_of(word))] = 1
    return found


def _count(texts: Sequence[str]) -> NDArray[np.float64]:
    counts = np.zeros((len(texts), len(_patterns())))
    for row, text in enumerate(texts):
        for word in tokenize(text):
            counts[row, list(concepts_of(word))] += 1
    return counts


@cache
def _patterns() -> tuple["re.Pattern[str]", ...]:
    return tuple(re.compile("|".join(map(_pattern, words.split()))) for _, words in read_table("tema_begrepp"))


def _pattern(word: str) -> str:
    return re.escape(word).replace(r"\*", ".*")
