"""Synpunkter whose theme is least certain: those an analyst helps most by placing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from remissnlp.themes.codebook import Codebook
from remissnlp.themes.frame import as_frame, first_of_repeated, is_bare_position
from remissnlp.themes.model import ThemeModel
from remissnlp.themes.text_vectors import Vectors

COLUMNS = ["synpunkt_id", "remissinstans", "text", "theme_id", "other_theme_id", "margin", "help"]
_NEIGHBOURS = 10


def suggest_labels(
    synpunkter: pd.DataFrame | Sequence[str],
    *,
    codebook: Codebook | None = None,
    n_themes: int | None = None,
    limit: int = 10,
    random_state: int = 0,
    model: ThemeModel | None = None,
) -> pd.DataFrame:
    """Suggest synpunkter for the analyst to place, those first whose label would help most.

    A synpunkt helps much if it lies between two themes and many others lie near it. Bare positions and what the
    codebook already has as examples are left out. Source: information density (Settles, "Active Learning", 2012).

    Args:
        synpunkter: The SYNPUNKTER table.
        codebook: The analyst's themes.
        n_themes: How many themes are wished for.
        limit: How many to suggest at most.
        random_state: Seed.
        model: Fitted on the synpunkter already, with the same codebook; fitted anew if None.

    Returns:
        Columns synpunkt_id, remissinstans, text, theme_id and other_theme_id (the two nearest themes), margin (how much
        nearer the first is, 0–1) and help (0–1).
    """
    frame = as_frame(synpunkter)
    if model is None:
        model = ThemeModel(n_themes, codebook=codebook, random_state=random_state).fit(frame)
    if frame.empty or len(model.themes_) < 2:
        return pd.DataFrame(columns=COLUMNS)
    scores = model.score_themes(frame)
    order = np.argsort(-scores, axis=1, kind="stable")
    best, second = (np.take_along_axis(scores, order[:, [rank]], axis=1).ravel() for rank in (0, 1))
    margin = (best - second) / np.where(best > 0, best, 1.0)
    helpful = (1 - margin) * _density(np.asarray(model.representation_.transform(frame)))
    ids = np.array([theme.theme_id for theme in model.themes_])
    table: dict[str, Any] = {
        **{name: frame[name] for name in COLUMNS[:3]},
        "theme_id": ids[order[:, 0]],
        "other_theme_id": ids[order[:, 1]],
        "margin": margin.round(3),
        "help": helpful.round(3),
    }
    asked = pd.DataFrame(table)[_is_open(frame, codebook or Codebook()) & (best > 0)]
    ranked = asked.sort_values(["help", "synpunkt_id"], ascending=[False, True])
    return pd.DataFrame(ranked.head(limit).reset_index(drop=True))


def _density(vectors: Vectors) -> Vectors:
    """Give how near the nearest others lie, 0–1; the others of a large table are drawn at even steps."""
    others = vectors[:: max(1, len(vectors) // 3_000)]
    nearest = np.partition(vectors @ others.T, -min(_NEIGHBOURS, len(others)), axis=1)[:, -_NEIGHBOURS:]
    return np.asarray(np.clip(nearest.mean(axis=1), 0, 1))


def _is_open(frame: pd.DataFrame, codebook: Codebook) -> Any:
    examples = {example for theme in codebook.themes for example in theme.examples}
    first = first_of_repeated(frame["text"].tolist())
    return np.array(
        [
            first[place] == place and not is_bare_position(text) and not {text, synpunkt_id} & examples
            for place, (text, synpunkt_id) in enumerate(zip(frame["text"], frame["synpunkt_id"], strict=True))
        ],
        dtype=bool,
    )
