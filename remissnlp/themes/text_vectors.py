"""Vectors of texts by themselves: words, characters, an embedding, concepts and semantic fields, side by side."""

# ruff: noqa: N803 (scikit-learn calls its input X)

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn import config_context
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.validation import check_is_fitted

from remissnlp.themes.concepts import ConceptVectors
from remissnlp.themes.embedder import StaticEmbedder
from remissnlp.themes.semantic_fields import FIELDS, FieldVectors
from remissnlp.themes.vector_parts import Distinct, Reduced, Remembered, Spanned
from remissnlp.themes.words import Compounds

Vectors = NDArray[np.float64]
_SMALL, _LARGE = 200, 5_000
_MOST_NGRAMS = 60_000


class WordTfidf(TransformerMixin, BaseEstimator):
    """TF-IDF of content words without inflection, and of the parts of their compounds.

    Args:
        min_df: Leave out words that occur in fewer texts.
    """

    def __init__(self, min_df: int = 1) -> None:
        self.min_df = min_df

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Learn the words, their parts and their weights from texts."""
        self.compounds_ = Compounds(X)
        self.tfidf_ = TfidfVectorizer(analyzer=self._analyse, sublinear_tf=True, min_df=self.min_df)
        self.tfidf_.fit(X)
        return self

    def transform(self, X: Sequence[str]) -> Any:
        """Give a sparse matrix, a row a text, a column a word or part."""
        check_is_fitted(self)
        return self.tfidf_.transform(X)

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:
        """Give the words and parts, as stems."""
        check_is_fitted(self)
        names: NDArray[np.object_] = self.tfidf_.get_feature_names_out()
        return names

    def _analyse(self, text: str) -> list[str]:
        return self.compounds_.analyse(text) or ["-"]


class TextVectors(TransformerMixin, BaseEstimator):
    """Dense vectors of texts, side by side: words, character n-grams, an embedding, concepts and semantic fields.

    Args:
        words: Weight of the word part.
        chars: Weight of the character part.
        embedding: Weight of the embedding.
        concepts: Weight of the concepts spoken of (`concepts.ConceptVectors`).
        fields: Weight of the semantic fields recalled (`semantic_fields.FieldVectors`).
        embedder: Transformer from texts to vectors; the bundled one where None; see `embedder.SentenceEmbedder` for one
            that the user has.
        dimensions: Directions that words, characters and fields are each reduced to by SVD, at most.
        random_state: Seed of the SVD.
    """

    def __init__(
        self,
        *,
        words: float = 0.0,
        chars: float = 0.4,
        embedding: float = 1.0,
        concepts: float = 0.4,
        fields: float = 1.0,
        embedder: Any = None,
        dimensions: int = 115,
        random_state: int = 0,
    ) -> None:
        self.words = words
        self.chars = chars
        self.embedding = embedding
        self.concepts = concepts
        self.fields = fields
        self.embedder = embedder
        self.dimensions = dimensions
        self.random_state = random_state

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Learn the vocabularies, and the main directions of them and of the fields; the embedding learns nothing.

        Raises:
            ValueError: If no part has a weight above 0.
        """
        texts = list(X)
        min_df = 1 if len(texts) < _SMALL else 2 if len(texts) < _LARGE else 3
        chars = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(4, 6),
            sublinear_tf=True,
            min_df=min_df,
            max_features=_MOST_NGRAMS,
            dtype=np.float32,
        )
        embedder = Distinct(StaticEmbedder() if self.embedder is None else clone(self.embedder))
        parts = (
            (self.words, self._reduced(WordTfidf(min_df))),
            (self.chars, self._reduced(chars)),
            (self.embedding, embedder),
            (self.concepts, Distinct(ConceptVectors())),
            (self.fields, Spanned(FieldVectors(_with_fields(self.folder)), self.dimensions, self.random_state)),
        )
        if not any(weight for weight, _ in parts):
            raise ValueError("at least one of words, chars, embedding, concepts and fields must be above 0")
        with config_context(transform_output="default"):
            self.parts_ = [(weight, part.fit(texts)) for weight, part in parts if weight]
        self.remembered_ = Remembered()
        self.n_columns_ = sum(rows.shape[1] for rows in self.embed_parts(texts[:1]))
        return self

    @property
    def folder(self) -> Path | None:
        """Folder of the embedder where it is of our kind; None for the bundled one and all others."""
        return self.embedder.folder if isinstance(self.embedder, StaticEmbedder) else None

    def transform(self, X: Sequence[str]) -> Vectors:
        """Give an array (texts, dimensions) of rows of length 1, or 0 where no word is known."""
        parts = self.embed_parts(X)
        return unit_rows(np.hstack([weight * rows for (weight, _), rows in zip(self.parts_, parts, strict=True)]))

    def embed_parts(self, texts: Sequence[str]) -> tuple[Vectors, ...]:
        """Give an array for each part that has a weight, in the order of the arguments, without the weights.

        What was asked last is remembered, since a codebook looks at the same texts several times; write on a copy.
        """
        check_is_fitted(self)
        with config_context(transform_output="default"):
            return self.remembered_.look_up(
                texts, lambda: tuple(unit_rows(part.transform(list(texts))) for _, part in self.parts_)
            )

    def has_parts(self, names: Sequence[str]) -> bool:
        """Tell whether these parts have a weight and no others."""
        parts = ("words", "chars", "embedding", "concepts", "fields")
        return [name for name in parts if getattr(self, name)] == list(names)

    def get_feature_names_out(self, input_features: None = None) -> NDArray[np.object_]:
        """Give the columns' numbers, since they have no meaning of their own."""
        check_is_fitted(self)
        return np.array([f"riktning{place}" for place in range(self.n_columns_)], dtype=object)

    def _reduced(self, vectorizer: Any) -> Reduced:
        return Reduced(vectorizer, self.dimensions, self.random_state)


def unit_rows(matrix: Vectors) -> Vectors:
    """Give every row length 1; rows of nothing but zeros stay as they are."""
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths == 0, 1.0, lengths), dtype=np.float64)


def _with_fields(folder: Path | None) -> Path | None:
    """Give the folder of an embedder that has semantic fields beside it; None stands for the bundled one."""
    return folder if folder is not None and (folder / FIELDS).exists() else None
