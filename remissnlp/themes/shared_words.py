"""The words that synpunkter share with what themes are called and described as."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from sklearn.feature_extraction.text import CountVectorizer

from remissnlp.themes.text_vectors import Vectors
from remissnlp.themes.words import Compounds

_COLUMNS = {"text": 1.0, "context": 0.5, "heading": 0.7}


class SharedWords:
    """Tells how much texts share words, and parts of compounds, with the descriptions of themes.

    A word counts more the fewer paragraphs have it, and less the more themes do.

    Args:
        described: A description a theme.
        texts: The paragraphs and headings that tell how rare a word is.
        compounds: What splits words, if it is known already.
    """

    def __init__(self, described: Sequence[str], texts: Sequence[str], compounds: Compounds | None = None) -> None:
        self.n_themes = len(described)
        distinct = list(dict.fromkeys(texts))
        self.compounds = compounds or Compounds([*distinct, *described])
        self.counter = CountVectorizer(analyzer=self.compounds.analyse, binary=True)
        try:
            themes = self.counter.fit_transform(described)
        except ValueError:  # scikit-learn's word for descriptions of function words alone
            self.weights = None
            return
        found = np.asarray(self.counter.transform(distinct).sum(axis=0)).ravel()
        rarity = np.log((len(distinct) + 1) / (found + 0.5)) / np.asarray(themes.sum(axis=0)).ravel()
        weighed = themes.multiply(np.clip(rarity, 0.0, None)).toarray()
        self.weights = weighed / np.sqrt(np.maximum(weighed.sum(axis=1, keepdims=True), np.finfo(float).tiny))

    def score_views(self, frame: pd.DataFrame) -> list[Vectors]:
        """Give how much each synpunkt shares with each theme: by its text, its paragraph and its heading; 0 and up."""
        return [self._shared(frame[column]) for column in _COLUMNS]

    def _shared(self, column: "pd.Series[str]") -> Vectors:
        codes, distinct = pd.factorize(column)
        if self.weights is None:
            return np.zeros((len(column), self.n_themes))
        return np.asarray(self.counter.transform(distinct) @ self.weights.T)[codes]


def add_views(views: Sequence[Vectors]) -> Vectors:
    """Add up what the views of synpunkter share with themes, the text most."""
    return np.asarray(sum(weight * shared for weight, shared in zip(_COLUMNS.values(), views, strict=True)))
