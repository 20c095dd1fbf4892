"""ThemeModel: from synpunkter to themes with names, as a scikit-learn estimator."""

# ruff: noqa: N803 (scikit-learn calls its input X)

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin, clone
from sklearn.utils.validation import check_is_fitted

from remissnlp.themes.assignment import example_rows, fit_codebook, score_codebook
from remissnlp.themes.codebook import Codebook
from remissnlp.themes.frame import as_frame, first_of_repeated, in_fixed_order, is_bare_position
from remissnlp.themes.groups import find_groups, no_groups, place_groups
from remissnlp.themes.naming import name_given, name_groups, unite_groups
from remissnlp.themes.representation import ContextVectors, Mix
from remissnlp.themes.text_vectors import Vectors

PLACING = Mix(sentence=1.0, paragraph=1.0, heading=0.3, centring=0.5)
"""The paragraph forms themes, but the sentence has more to say of which of them it belongs to."""

_Synpunkter = pd.DataFrame | Sequence[str]


class ThemeModel(TransformerMixin, BaseEstimator):
    """Finds themes in synpunkter, or places them in those of a codebook; a synpunkt may belong to several or none.

    Args:
        n_themes: How many themes are wished for, those of the codebook among them; chosen for readability if None.
        codebook: The analyst's themes. What fits none of them is grouped beside them.
        representation: Another transformer from the table to vectors, with the methods of `ContextVectors`.
        method: How vectors are grouped, "average" or "ward".
        overlap: How strong a second theme must be, as a share of the strongest.
        floor: How likely a synpunkt must be of a theme of the codebook to belong to it.
        repeats: How many times to leave answers out when stability is measured.
        random_state: Seed.

    Attributes:
        themes_: The themes, the codebook's first, in the order of the columns of `transform`.
        groups_: The found themes as groups of vectors, with the reason for their number.
    """

    def __init__(
        self,
        n_themes: int | None = None,
        *,
        codebook: Codebook | None = None,
        representation: Any = None,
        method: str = "average",
        overlap: float = 0.5,
        floor: float = 0.25,
        repeats: int = 20,
        random_state: int = 0,
    ) -> None:
        self.n_themes = n_themes
        self.codebook = codebook
        self.representation = representation
        self.method = method
        self.overlap = overlap
        self.floor = floor
        self.repeats = repeats
        self.random_state = random_state

    def fit(self, X: _Synpunkter, y: None = None) -> Self:
        """Learn the themes of synpunkter.

        Raises:
            ValueError: If `n_themes` is less than 1, or a table has no column `text`.
        """
        self._fit(in_fixed_order(as_frame(X))[0])
        return self

    def fit_transform(self, X: _Synpunkter, y: None = None) -> Vectors:
        """Do as `fit` and then `transform` on the same synpunkter."""
        frame, places = in_fixed_order(as_frame(X))
        return self._strengths(frame, *self._fit(frame))[places]

    def _fit(self, frame: pd.DataFrame) -> tuple[Vectors, Vectors]:
        """Learn the themes; give the vectors to place synpunkter by, and their strengths in the codebook."""
        if self.n_themes is not None and self.n_themes < 1:
            raise ValueError("n_themes must be at least 1")
        if frame.empty:
            return self._fit_nothing()
        self.representation_ = self._representation().fit(frame)
        forming, placing = self.representation_.mix(frame, self.representation_.forming, PLACING)
        codebook = self.codebook or Codebook()
        self.given_ = None
        if codebook.themes:
            self.given_ = fit_codebook(codebook, self.representation_, frame, placing)
        given = self._given_strengths(frame, self._given_scores(frame, placing))
        free = ~given.any(axis=1) & _forms_themes(frame)
        groups = find_groups(
            forming[free],
            frame["source_id"][free].tolist(),
            n_groups=self._wished_groups(),
            method=self.method,
            repeats=self.repeats,
            random_state=self.random_state,
        )
        if self.n_themes is None:
            groups = unite_groups(groups, frame[free], forming[free])
        self.groups_ = place_groups(groups, placing[free])
        self.themes_ = (
            *name_given(codebook, frame, given),
            *name_groups(self.groups_, frame[free], placing[free], [theme.theme_id for theme in codebook.themes]),
        )
        return placing, given

    def transform(self, X: _Synpunkter) -> Vectors:
        """Give the strength of each synpunkt in each theme, (synpunkter, themes), 0–1; 0 where it does not belong."""
        check_is_fitted(self, "themes_")
        frame, places = in_fixed_order(as_frame(X))
        if frame.empty or not self.themes_:
            return np.zeros((len(frame), len(self.themes_)))
        placing = self.representation_.mix(frame, PLACING)[0]
        return self._strengths(frame, placing, self._given_strengths(frame, self._given_scores(frame, placing)))[places]

    def _strengths(self, frame: pd.DataFrame, placing: Vectors, given: Vectors) -> Vectors:
        if frame.empty or not self.themes_:
            return np.zeros((len(frame), len(self.themes_)))
        found = _strongest(np.clip(placing @ self.groups_.centres.T, 0, 1), self.groups_.floor, self.overlap)
        found[given.any(axis=1)] = 0
        strengths = np.hstack([given, found])
        strengths[[is_bare_position(text) for text in frame["text"]]] = 0
        return np.asarray(strengths[first_of_repeated(frame["text"].tolist())])

    def score_themes(self, X: _Synpunkter) -> Vectors:
        """Give how well each synpunkt fits each theme, (synpunkter, themes), 0–1, also where it does not belong."""
        check_is_fitted(self, "themes_")
        frame = as_frame(X)
        placing = self.representation_.mix(frame, PLACING)[0]
        found = np.clip(placing @ self.groups_.centres.T, 0, 1)
        return np.hstack([self._given_scores(frame, placing), found])

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Give the ids of the themes, in the order of the columns of `transform`."""
        check_is_fitted(self, "themes_")
        return np.array([theme.theme_id for theme in self.themes_], dtype=object)

    def _representation(self) -> Any:
        if self.representation is not None:
            return clone(self.representation)
        return ContextVectors(random_state=self.random_state)

    def _fit_nothing(self) -> tuple[Vectors, Vectors]:
        self.groups_ = no_groups(0, 0)
        self.given_ = None
        self.themes_ = name_given(self.codebook or Codebook(), as_frame([]), np.zeros((0, 0)))
        self.representation_ = self._representation()
        return np.zeros((0, 0)), np.zeros((0, 0))

    def _wished_groups(self) -> int | None:
        given = len(self.codebook.themes) if self.codebook else 0
        return None if self.n_themes is None else max(0, self.n_themes - given)

    def _given_scores(self, frame: pd.DataFrame, placing: Vectors) -> Vectors:
        if self.given_ is None:
            return np.zeros((len(frame), 0))
        return score_codebook(self.given_, self.representation_, frame, placing)

    def _given_strengths(self, frame: pd.DataFrame, scores: Vectors) -> Vectors:
        """Give the strengths in the themes of the codebook; what the analyst has placed belongs there with 1."""
        if self.given_ is None:
            return scores
        codebook = self.given_.codebook
        strengths = _strongest(scores, self.floor, self.overlap)
        examples = example_rows(codebook, frame)
        locked = np.array([theme.locked for theme in codebook.themes])
        strengths[(examples & locked).any(axis=1)] = 0
        return np.asarray(np.where(examples, 1.0, strengths))


def _strongest(scores: Vectors, floor: float, overlap: float) -> Vectors:
    """Keep the strongest score of each row and those near it, where they reach the floor; the rest become 0."""
    if not scores.shape[1]:
        return scores
    best = scores.max(axis=1, keepdims=True)
    return np.asarray(np.where((scores >= floor) & (scores >= overlap * best), scores, 0.0))


def _forms_themes(frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which synpunkter take part in forming themes: no bare positions, and a repeated text once."""
    texts = frame["text"].tolist()
    first = first_of_repeated(texts)
    return np.array([first[place] == place and not is_bare_position(text) for place, text in enumerate(texts)])
