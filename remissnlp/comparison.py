"""Comparison of the answers: who stands where, who speaks of what, who answers alike; a table for each figure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from remissnlp.terms import WHOLE, Position, ReadStatus, Stance

REMAINDER = "ovrigt"
"""The id of the theme that holds the synpunkter of no theme; it comes last and is compared with nothing."""

SCORES = {
    Position.TILLSTYRKER: 2.0,
    Position.TILLSTYRKER_MED_SYNPUNKTER: 1.0,
    Position.INGEN_ERINRAN: 1.0,
    Position.AVSTYRKER_DELVIS: -1.0,
    Position.AVSTYRKER: -2.0,
}
"""A position as a number, for likeness; avstår and framgår ej have none."""

COLOURS = {
    Position.TILLSTYRKER: ("2166AC", "FFFFFF"),
    Position.TILLSTYRKER_MED_SYNPUNKTER: ("92C5DE", "000000"),
    Position.INGEN_ERINRAN: ("D9EAF4", "000000"),
    Position.AVSTAR: ("DDDDDD", "000000"),
    Position.AVSTYRKER_DELVIS: ("FDC88A", "000000"),
    Position.AVSTYRKER: ("B35806", "FFFFFF"),
    Position.FRAMGAR_EJ: ("F6F6F6", "000000"),
}
"""Ground and ink of each position (hexadecimal RGB): blue for, orange against, safe for the colour-blind."""

_FOR = (Stance.POSITIVE, Stance.MIXED)
_AGAINST = (Stance.NEGATIVE, Stance.MIXED)


@dataclass(frozen=True)
class Figure:
    """A figure ready to be set into a document: its title, what it shows in words, and its PNG bytes."""

    title: str
    alt: str
    png: bytes = field(repr=False)


def position_matrix(positioner: pd.DataFrame, svar: pd.DataFrame, parts: Sequence[str]) -> pd.DataFrame:
    """Give the position of each answer (rows) on the whole and on each part (columns); "" where none is said."""
    read = svar[svar["status"] != ReadStatus.EJ_LAST]
    stated = {(row.source_id, row.part): row.position for row in positioner.itertuples()}
    rows = [[stated.get((source_id, part), "") for part in (WHOLE, *parts)] for source_id in read["source_id"]]
    return pd.DataFrame(rows, index=_names(read), columns=[WHOLE, *parts]).sort_index(kind="stable")


def position_counts(positioner: pd.DataFrame) -> pd.Series:
    """Count the positions on the whole, in the order of the ladder, zeros among them."""
    whole = positioner.loc[positioner["part"] == WHOLE, "position"]
    return whole.value_counts().reindex([str(position) for position in Position], fill_value=0)


def theme_matrix(tema_synpunkt: pd.DataFrame, synpunkter: pd.DataFrame, teman: pd.DataFrame) -> pd.DataFrame:
    """Count synpunkter by theme (rows, most instanser first) and remissinstans (columns, most synpunkter first)."""
    labels = teman.set_index("theme_id")["label"]
    joined = tema_synpunkt.merge(synpunkter, on="synpunkt_id")
    counts = pd.crosstab(joined["theme_id"].map(labels), joined["remissinstans"])
    counts = counts.reindex([label for label in labels if label in counts.index])
    spread = (counts > 0).sum(axis=1)
    by_spread = _rest_last(spread, teman)
    by_volume = counts.sum(axis=0).sort_values(ascending=False, kind="stable").index
    return counts.loc[by_spread, by_volume].rename_axis(index="tema", columns="remissinstans")


def theme_directions(tema_synpunkt: pd.DataFrame, synpunkter: pd.DataFrame, teman: pd.DataFrame) -> pd.DataFrame:
    """Count remissinstanser by theme and direction.

    Returns:
        A row a theme, most instanser first; the columns stöd, både och, kritik, varken eller add up to its instanser.
    """
    joined = tema_synpunkt.merge(synpunkter, on="synpunkt_id")
    rows = {}
    for theme in teman.itertuples():
        stances = joined[joined["theme_id"] == theme.theme_id].groupby("remissinstans")["stance"].agg(set)
        rows[theme.label] = stances.map(_direction).value_counts()
    columns = ["stöd", "både och", "kritik", "varken eller"]
    table = pd.DataFrame(rows).T.reindex(columns=columns).fillna(0).astype(int)
    return table.loc[_rest_last(table.sum(axis=1), teman)]


def likeness_matrix(
    positioner: pd.DataFrame, tema_synpunkt: pd.DataFrame, synpunkter: pd.DataFrame, teman: pd.DataFrame
) -> pd.DataFrame:
    """Tell how alike the answers are, 0–1: cosine of what themes they speak in, which way, and where they stand.

    Returns:
        A square table by remissinstans; those without a synpunkt in a theme are left out: nothing to compare.
    """
    themed = tema_synpunkt[tema_synpunkt["theme_id"] != REMAINDER]
    joined = themed.merge(synpunkter, on="synpunkt_id")
    spoken = pd.crosstab(joined["remissinstans"], joined["theme_id"]).clip(upper=1).astype(float)
    directed = [_signed(joined, stances, sign, spoken) for stances, sign in ((_FOR, 1.0), (_AGAINST, -1.0))]
    whole = positioner[positioner["part"] == WHOLE].drop_duplicates("remissinstans").set_index("remissinstans")
    score = whole["position"].map(SCORES).reindex(spoken.index).fillna(0.0).to_numpy(dtype=float)
    vectors = np.column_stack([spoken.to_numpy() * 0.5, directed[0] + directed[1], score])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = vectors / np.where(lengths > 0, lengths, 1.0)
    return pd.DataFrame(np.clip(unit @ unit.T, 0.0, 1.0), index=spoken.index, columns=spoken.index)


def own_view_shares(meningar: pd.DataFrame, svar: pd.DataFrame) -> pd.DataFrame:
    """Count by answer the words of own view and of recital.

    Returns:
        A row an answer by name, columns eget and återgivet (words) and andel (0–1), most own view first.
    """
    counted = meningar.assign(words=[len(text.split()) for text in meningar["text"]])
    table = counted.pivot_table(index="source_id", columns="own_view", values="words", aggfunc="sum", fill_value=0)
    table = table.reindex(columns=[True, False], fill_value=0).set_axis(["eget", "återgivet"], axis=1)
    read = svar[svar["source_id"].isin(table.index)]
    table = table.loc[read["source_id"]].set_axis(_names(read), axis=0)
    share = table["eget"] / table.sum(axis=1)
    return table.assign(andel=share).sort_values("andel", ascending=False, kind="stable")


def _rest_last(instanser: pd.Series, teman: pd.DataFrame) -> list[str]:
    """Order labels of themes by the number of instanser, most first, the remainder last."""
    rest = set(teman.loc[teman["theme_id"] == REMAINDER, "label"])
    ordered = instanser.sort_values(ascending=False, kind="stable").index
    return sorted((str(label) for label in ordered), key=lambda label: label in rest)


def _names(svar: pd.DataFrame) -> list[str]:
    """Give what each answer is called: the instans, and its file too where it sent several."""
    repeated = svar["remissinstans"].duplicated(keep=False)
    return [
        f"{name} ({file})" if twice else name
        for name, file, twice in zip(svar["remissinstans"], svar["file"], repeated, strict=True)
    ]


def _direction(stances: set[str]) -> str:
    positive, negative = bool(stances & set(_FOR)), bool(stances & set(_AGAINST))
    if positive and negative:
        return "både och"
    return "stöd" if positive else "kritik" if negative else "varken eller"


def _signed(joined: pd.DataFrame, stances: Sequence[str], sign: float, like: pd.DataFrame) -> np.ndarray:
    rows = joined[joined["stance"].isin(stances)]
    counts = pd.crosstab(rows["remissinstans"], rows["theme_id"]).clip(upper=1) * sign
    return counts.reindex(index=like.index, columns=like.columns, fill_value=0.0).to_numpy(dtype=float)
