"""What a text speaks of, as likeness to semantic fields: the words that go with a question of Swedish public affairs.

Instanser say the same thing in quite different words, and a vector that is a sum of words blurs them. Each field holds
the words that one question is spoken of with ("konstgräs: gummigranulat; mikroplaster; …"). A text is told by the
fields whose words it has, and by those it is near as a whole; two texts are alike that recall the same fields.
Source: Gabrilovich and Markovitch, "Computing semantic relatedness using Wikipedia-based explicit semantic analysis"
(2007).
"""

# ruff: noqa: N803 (scikit-learn calls its input X)

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted

from remissnlp.themes.embedder import FOLDER, StaticEmbedder
from remissnlp.themes.vector_parts import Distinct
from remissnlp.themes.words import content_words, stem

FIELDS = "fields.npz"
_GRAM = 5
_NEAR = 0.2
_KEPT = 60
_BATCH, _SAMPLE = 1_000, 2_000


@dataclass(frozen=True)
class Fields:
    """Semantic fields as they are held against texts.

    Attributes:
        grams: The number of each letter sequence, by its checksum.
        rarity: How rare each sequence is among the fields.
        weights: How much each sequence weighs in each field, (sequences, fields), columns of length 1.
        vectors: A row of length 1 a field: its embedding, less what all have in common.
        cut: The sequences of words that have been cut already.
    """

    grams: dict[int, int]
    rarity: NDArray[np.float64]
    weights: csr_matrix
    vectors: NDArray[np.float32]
    cut: dict[str, list[int]]


class FieldVectors(TransformerMixin, BaseEstimator):
    """Sparse vectors with a column a semantic field: how much a text speaks of it, the nearest fields alone.

    Args:
        folder: Of the embedder; the bundled one where None. The fields lie beside it (`fields.npz`).
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def fit(self, X: Sequence[str], y: None = None) -> Self:
        """Learn what the embeddings of texts have in common, which tells no two of them apart."""
        texts = list(X)
        sample = texts[:: max(1, len(texts) // _SAMPLE)]
        self.distinct_ = Distinct(StaticEmbedder(self.folder)).fit(sample)
        return self

    def transform(self, X: Sequence[str]) -> csr_matrix:
        """Give a matrix (texts, fields), rows of length 1, or 0 where a text has no word of any field."""
        check_is_fitted(self)
        texts, fields = list(X), load_fields(self.folder or FOLDER)
        batches = [texts[start : start + _BATCH] for start in range(0, len(texts), _BATCH)]
        return vstack(
            [csr_matrix((0, len(fields.vectors))), *(self._recall(batch, fields) for batch in batches)]
        ).tocsr()

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the fields' numbers."""
        count = len(load_fields(self.folder or FOLDER).vectors)
        return np.array([f"fält{place}" for place in range(count)], dtype=object)

    def _recall(self, texts: list[str], fields: Fields) -> csr_matrix:
        counts = _count(texts, fields)
        said = np.diff(counts.indptr)[:, None] > 0
        vectors = normalize(np.where(said, self.distinct_.transform(texts), 0.0)).astype(np.float32)
        scores = (counts @ fields.weights).toarray() + _NEAR * (vectors @ fields.vectors.T).clip(min=0)
        kept = min(_KEPT, scores.shape[1])
        columns = np.argpartition(-scores, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(scores, columns, axis=1) ** 2
        starts = np.arange(0, columns.size + 1, kept)
        recalled = normalize(csr_matrix((values.ravel(), columns.ravel(), starts), shape=scores.shape))
        recalled.eliminate_zeros()
        return recalled


def cut_grams(text: str) -> list[str]:
    """Give the stems of a text's content words, and the sequences of five letters in each.

    >>> cut_grams("Hur gatan plogas")
    ['<gat>', '<gat>', '<plog>', '<plog', 'plog>']
    """
    return [gram for word in content_words(text) for gram in _grams_of(word)]


def _grams_of(word: str) -> list[str]:
    marked = f"<{stem(word)}>"
    return [marked, *(marked[start : start + _GRAM] for start in range(len(marked) - _GRAM + 1))]


def _count(texts: Sequence[str], fields: Fields) -> csr_matrix:
    """Give a matrix (texts, sequences), weighed by TF-IDF."""
    counts, columns, starts = list[int](), list[int](), [0]
    for text in texts:
        found = Counter(gram for word in content_words(text) for gram in _known(word, fields))
        columns += found
        counts += found.values()
        starts.append(len(columns))
    shape = (len(texts), len(fields.rarity))
    weighed = csr_matrix((1 + np.log(np.array(counts, dtype=float)), columns, starts), shape).multiply(fields.rarity)
    return normalize(weighed.tocsr()).astype(np.float32)


def _known(word: str, fields: Fields) -> list[int]:
    if word not in fields.cut:
        numbers = (fields.grams.get(crc32(gram.encode())) for gram in _grams_of(word))
        fields.cut[word] = [number for number in numbers if number is not None]
    return fields.cut[word]


@cache
def load_fields(folder: Path) -> Fields:
    """Read the fields that lie beside an embedder, as `scripts/train_embedder/semantic_fields.py` writes them."""
    with np.load(folder / FIELDS) as stored:
        grams, starts, places, counts = (stored[name] for name in ("grams", "starts", "fields", "counts"))
        vectors = stored["vectors"].astype(np.float32)
    spread = np.diff(starts)
    rarity = np.log((1 + len(vectors)) / (1 + spread)) + 1
    weights = csr_matrix(((1 + np.log(counts)) * np.repeat(rarity, spread), places, starts), (len(grams), len(vectors)))
    lengths = np.sqrt(weights.multiply(weights).sum(axis=0))
    weights = weights.multiply(1 / lengths).tocsr().astype(np.float32)
    known = {int(gram): place for place, gram in enumerate(grams)}
    return Fields(known, rarity, weights, normalize(vectors), {})
