"""The themes of a remiss as tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from remissnlp import tables
from remissnlp.tally import count_theme
from remissnlp.terms import Origin, SynpunktType
from remissnlp.themes.codebook import Codebook
from remissnlp.themes.frame import as_frame
from remissnlp.themes.model import ThemeModel
from remissnlp.themes.naming import Theme
from remissnlp.themes.text_vectors import Vectors

REMAINDER = Theme("ovrigt", "Övrigt", "Synpunkter som inte hör till något av temana.", (), Origin.KLUSTER, 0.0)
_EXAMPLES = 5
_LONGEST_DESCRIPTION = 35
_SENTENCE = r"[A-ZÅÄÖ].*[.?!][”\"»)]?$"


@dataclass(frozen=True)
class Themes:
    """The themes of a remiss.

    Attributes:
        teman: A row a theme: the codebook's in its order, found ones with most instanser first, the remainder last.
        tema_synpunkt: A row a synpunkt in a theme; every synpunkt is in at least one.
        reason: Why there are so many found themes, in Swedish.
        model: What found them; None where nothing was looked for.
    """

    teman: pd.DataFrame
    tema_synpunkt: pd.DataFrame
    reason: str = ""
    model: ThemeModel | None = field(default=None, repr=False, compare=False)


def find_themes(
    synpunkter: pd.DataFrame,
    *,
    codebook: Codebook | None = None,
    n_themes: int | None = None,
    random_state: int = 0,
) -> Themes:
    """Find the themes of synpunkter, or place them in those of a codebook.

    The same synpunkter, codebook and seed give the same tables.

    Args:
        synpunkter: The SYNPUNKTER table; no rows give no themes.
        codebook: The analyst's themes; what fits none is grouped beside them.
        n_themes: How many themes are wished for, those of the codebook among them.
        random_state: Seed.
    """
    model = ThemeModel(n_themes, codebook=codebook, random_state=random_state)
    frame = as_frame(synpunkter)
    strengths = np.asarray(model.fit_transform(frame))
    themes, strengths = _with_remainder(model.themes_, strengths)
    order = _order(themes, strengths, frame)
    return Themes(
        tables.build(tables.Teman, (_describe(themes[place], strengths[:, place], frame) for place in order)),
        tables.build(tables.TemaSynpunkt, _place(themes, order, strengths, frame)),
        model.groups_.reason,
        model,
    )


def _with_remainder(themes: tuple[Theme, ...], strengths: Vectors) -> tuple[tuple[Theme, ...], Vectors]:
    left = (~strengths.any(axis=1)).astype(float)
    if not left.any():
        return themes, strengths
    own = [place for place, theme in enumerate(themes) if theme.theme_id == REMAINDER.theme_id]
    if own:  # the analyst keeps a remainder of their own
        strengths = strengths.copy()
        strengths[:, own[0]] = np.maximum(strengths[:, own[0]], left)
        return themes, strengths
    return (*themes, REMAINDER), np.column_stack([strengths, left])


def _order(themes: tuple[Theme, ...], strengths: Vectors, frame: pd.DataFrame) -> list[int]:
    def rank(place: int) -> tuple[int, int, int, int]:
        theme, inside = themes[place], strengths[:, place] > 0
        if theme is REMAINDER:
            return (2, 0, 0, 0)
        if theme.origin == Origin.KODBOK:
            return (0, place, 0, 0)
        return (1, -frame["remissinstans"][inside].nunique(), -int(inside.sum()), place)

    return sorted(range(len(themes)), key=rank)


def _describe(theme: Theme, strengths: Vectors, frame: pd.DataFrame) -> dict[str, Any]:
    inside = frame[strengths > 0].assign(strength=strengths[strengths > 0])
    ranked = inside.sort_values(["strength", "synpunkt_id"], ascending=[False, True])
    return {
        "theme_id": theme.theme_id,
        "label": theme.label,
        "description": theme.description or _typical(ranked),
        "terms": ";".join(theme.terms),
        "origin": theme.origin,
        **count_theme(inside["remissinstans"].tolist(), inside["stance"]),
        "stability": theme.stability,
        "examples": ";".join(_examples(ranked)),
    }


def _typical(ranked: pd.DataFrame) -> str:
    """Give the most central synpunkt that reads well in a table: a whole sentence, not too long, that argues."""
    long, argues = ranked["text"].str.count(r"\s+") >= _LONGEST_DESCRIPTION, ranked["type"].ne(SynpunktType.INFORMATION)
    whole = ranked["text"].str.match(_SENTENCE)
    fits = pd.DataFrame({"short": ~long, "whole": whole, "argues": argues})
    best = fits.sort_values(["short", "whole", "argues"], ascending=False, kind="stable").index
    return str(ranked["text"].loc[best[0]]) if len(best) else ""


def _examples(ranked: pd.DataFrame) -> list[str]:
    """Give the ids of the most central synpunkter, each from another instans as long as there are any."""
    turn = ranked.groupby("remissinstans").cumcount()
    chosen = ranked.assign(turn=turn).sort_values("turn", kind="stable")
    return [str(synpunkt_id) for synpunkt_id in chosen["synpunkt_id"][:_EXAMPLES]]


def _place(
    themes: tuple[Theme, ...], order: list[int], strengths: Vectors, frame: pd.DataFrame
) -> Iterator[dict[str, Any]]:
    for place in order:
        for row in np.flatnonzero(strengths[:, place]):
            yield {
                "theme_id": themes[place].theme_id,
                "synpunkt_id": frame["synpunkt_id"].iloc[row],
                "strength": round(float(strengths[row, place]), 4),
                "origin": themes[place].origin,
            }
