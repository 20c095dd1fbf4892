"""Embedders: the bundled one, of numpy alone (card: `embedder/README.md`), or a model that the user has."""

# ruff: noqa: N803 (scikit-learn calls its input X)

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin

from remissnlp.errors import PipelineError
from remissnlp.themes.pieces import START, Pieces, cut_texts

FOLDER = Path(__file__).parent / "embedder"
_BATCH = 2_000


@dataclass(frozen=True)
class Weights:
    """What an embedder has learnt.

    Attributes:
        vectors: A row a piece, those of the large vocabulary first.
        vocabularies: The large and the small one.
        known: The pieces of words that have been cut already.
    """

    vectors: NDArray[np.float32]
    vocabularies: tuple[Pieces, ...]
    known: dict[str, list[int]]


class StaticEmbedder(TransformerMixin, BaseEstimator):
    """Gives texts the vectors they were trained to have; nothing is learnt from the texts at hand.

    A vector is the sum of those of the text's word pieces, brought to length 1. A text without known pieces is 0.

    Args:
        folder: Where `vectors.npz`, `large.txt` and `small.txt` lie; those of the package if None. Without `fields.npz`
            beside them, `semantic_fields` uses the package's.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Do nothing but load the vectors."""
        self.n_columns_ = load_weights(self.folder or FOLDER).vectors.shape[1]
        return self

    def transform(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Give an array (texts, dimensions) of rows of length 1, or 0."""
        weights, texts = load_weights(self.folder or FOLDER), list(X)
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        found = [_embed(batch, weights)[0] for batch in batches]
        return np.vstack([np.empty((0, weights.vectors.shape[1])), *found])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the columns' numbers, since they have no meaning of their own."""
        return np.array([f"embedding{place}" for place in range(self.n_columns_)], dtype=object)


class SentenceEmbedder(TransformerMixin, BaseEstimator):
    """Gives texts the vectors of a sentence-transformers model that is already on the machine.

    Args:
        model: Folder of the model, or its name where it lies in the user's cache. Nothing is ever downloaded.
    """

    def __init__(self, model: str | Path) -> None:
        self.model = model

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Load the model.

        Raises:
            PipelineError: If sentence-transformers or the model is not installed.
        """
        self.encoder_ = _load_sentence_transformer(str(self.model))
        self.n_columns_ = int(self.encoder_.get_sentence_embedding_dimension())
        return self

    def transform(self, X: Sequence[str]) -> NDArray[np.float64]:
        """Give an array (texts, dimensions) of rows of length 1."""
        vectors = self.encoder_.encode(list(X), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float64).reshape(-1, self.n_columns_)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the columns' numbers, since they have no meaning of their own."""
        return np.array([f"embedding{place}" for place in range(self.n_columns_)], dtype=object)


def is_known(word: str) -> bool:
    """Tell whether a word in lower case is a piece of its own in the bundled vocabulary, and so is common.

    >>> is_known("skolan"), is_known("rensan")
    (True, False)
    """
    return f"{START}{word}" in load_weights(FOLDER).vocabularies[0].numbers


def loudness(texts: Sequence[str]) -> NDArray[np.float64]:
    """Give how much each text weighs among others: little for words that go with everything, more for telling ones.

    The embedder has learnt it along with the vectors: the length of their sum before it is brought to 1.

    >>> [bool(weight < 3) for weight in loudness(["sätt", "skolskjuts"])]
    [True, False]
    """
    return embed_with_loudness(texts)[1]


def embed_with_loudness(
    texts: Sequence[str], folder: Path | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give texts their vectors, as `StaticEmbedder` does, and how loud each is, as `loudness` does.

    Args:
        texts: The texts.
        folder: Where another embedder than the bundled one lies.
    """
    return _embed(list(texts), load_weights(folder or FOLDER))


def _load_sentence_transformer(model: str) -> Any:
    try:
        library = import_module("sentence_transformers")
    except ImportError as error:
        raise PipelineError(
            f"{model}: paketet sentence-transformers är inte installerat; installera det eller utelämna modellen"
        ) from error
    try:
        return library.SentenceTransformer(model, local_files_only=True)
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"{model}: modellen finns inte på datorn; ange mappen där den ligger (inget hämtas från nätet)"
        ) from error


def _embed(texts: list[str], weights: Weights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    vectors = _sum(texts, weights)
    lengths = np.linalg.norm(vectors, axis=1)
    return np.asarray(vectors / np.where(lengths == 0, 1.0, lengths)[:, None]), lengths


def _sum(texts: list[str], weights: Weights) -> NDArray[np.float64]:
    rows = cut_texts(texts, weights.vocabularies, weights.known)
    sums = [weights.vectors[row].sum(axis=0) for row in rows]
    return np.array(sums, dtype=np.float64).reshape(-1, weights.vectors.shape[1])


@cache
def load_weights(folder: Path) -> Weights:
    """Read an embedder as `scripts/train_embedder/` writes it."""
    with np.load(folder / "vectors.npz") as stored:
        vectors = stored["vectors"].astype(np.float32) * stored["scale"][:, None]
    large, small = ((folder / f"{name}.txt").read_text(encoding="utf-8").splitlines() for name in ("large", "small"))
    return Weights(vectors, (Pieces(large), Pieces(small, len(large))), {})
