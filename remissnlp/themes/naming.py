"""Themes as records: what they are called, their terms, their ids."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.terms import Origin
from remissnlp.themes.alike import find_alike, find_telling, merge_groups
from remissnlp.themes.codebook import Codebook
from remissnlp.themes.groups import Groups, keep_groups
from remissnlp.themes.labels import name_themes
from remissnlp.themes.text_vectors import Vectors
from remissnlp.themes.wording import Wording, list_terms, weigh_terms, word_synpunkter
from remissnlp.themes.words import normalize

_NAMED_BY = 120

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Theme:
    """A theme as it was given or found.

    Attributes:
        theme_id: The codebook's id, or one made of the theme's members; see `make_theme_id`.
        label: Its name.
        description: What the analyst wrote of it; empty for a found theme.
        terms: Its most characteristic words.
        origin: Whether it was given or found.
        stability: 0–1, see `stability`; 1 for a given theme.
    """

    theme_id: str
    label: str
    description: str
    terms: tuple[str, ...]
    origin: Origin
    stability: float


def name_given(codebook: Codebook, frame: pd.DataFrame, strengths: Vectors) -> tuple[Theme, ...]:
    """Give the themes of a codebook as records, with the terms of the synpunkter placed in them."""
    members = [
        _nearest(np.flatnonzero(strengths[:, place]), strengths[:, place]) for place in range(strengths.shape[1])
    ]
    terms = _terms(_word(frame, members)) if members else [()] * len(codebook.themes)
    return tuple(
        Theme(theme.theme_id, theme.name, theme.description, found, Origin.KODBOK, 1.0)
        for theme, found in zip(codebook.themes, terms, strict=True)
    )


def name_groups(
    groups: Groups, frame: pd.DataFrame, vectors: Vectors, given: Collection[str] = ()
) -> tuple[Theme, ...]:
    """Give found groups as themes with names.

    Args:
        groups: The groups of the synpunkter.
        frame: The synpunkter that were grouped.
        vectors: Their vectors.
        given: Ids of the themes they stand beside, which none of them gets.
    """
    members, known = _members(groups, vectors)
    texts, wordings = frame["text"].tolist(), _word(frame, known)
    names, terms = _name(wordings, known, frame), _terms(wordings)
    return tuple(
        Theme(make_theme_id([texts[row] for row in rows], given), name, "", found, Origin.KLUSTER, stability)
        for rows, name, found, stability in zip(members, names, terms, groups.stability, strict=True)
    )


def unite_groups(groups: Groups, frame: pd.DataFrame, vectors: Vectors) -> Groups:
    """Dissolve small groups that speak of nothing in common, and make one of those that say the same thing.

    Arguments as for `name_groups`.
    """
    wordings = _word(frame, _members(groups, vectors)[1])
    parsed = frame["phrases"].any()
    telling = (parsed and find_telling(wordings)) or list(range(len(wordings)))
    groups = keep_groups(groups, telling, "vars synpunkter inte talade om samma sak")
    return merge_groups(groups, find_alike(groups, [wordings[group] for group in telling]))


def name_members(members: Sequence[Rows], frame: pd.DataFrame) -> list[str]:
    """Name themes by the rows of their synpunkter in the table."""
    return _name(_word(frame, members), members, frame)


def _name(wordings: Sequence[Sequence[Wording]], members: Sequence[Rows], frame: pd.DataFrame) -> list[str]:
    said = [frame["text"].iloc[rows] + " " + frame["context"].iloc[rows] for rows in members]
    return name_themes(wordings, [texts.tolist() for texts in said])


def _members(groups: Groups, vectors: Vectors) -> tuple[list[Rows], list[Rows]]:
    """Give the rows of each group, and those of them that it is named by."""
    members = [np.flatnonzero(groups.members == group) for group in range(len(groups.centres))]
    nearness = [vectors[rows] @ groups.centres[group] for group, rows in enumerate(members)]
    known = [rows[_nearest(np.arange(len(rows)), near)] for rows, near in zip(members, nearness, strict=True)]
    return members, known


def _nearest(rows: Rows, nearness: Vectors) -> Rows:
    """Give the synpunkter nearest the middle of a theme, in order; a name needs no more of them."""
    return np.asarray(rows[np.sort(np.argsort(-nearness[rows], kind="stable")[:_NAMED_BY])])


def _word(frame: pd.DataFrame, members: Sequence[Rows]) -> list[list[Wording]]:
    """Take apart the synpunkter that themes are named by, and those alone."""
    chosen = np.unique(np.concatenate([np.empty(0, dtype=np.intp), *members]))
    wordings = dict(zip(chosen, word_synpunkter(frame.iloc[chosen]), strict=True))
    return [[wordings[row] for row in rows] for rows in members]


def make_theme_id(texts: Sequence[str], given: Collection[str] = ()) -> str:
    """Make the id of a found theme: the smallest hash among those of its synpunkter that is no id of another theme.

    When some synpunkter come or go, the id stays with the probability of the old and new theme's likeness (Jaccard),
    without anything being remembered between runs. Source: Broder, min-wise hashing (1997).
    """
    hashes = sorted(hashlib.sha256(normalize(text).encode()).hexdigest() for text in texts)
    ids = [f"tema-{found[:size]}" for size in (8, 16) for found in hashes]
    return next(theme_id for theme_id in ids if theme_id not in given)


def _terms(themes: Sequence[Sequence[Wording]]) -> list[tuple[str, ...]]:
    weights = weigh_terms(themes)
    return [tuple(list_terms(theme, weight)) for theme, weight in zip(themes, weights, strict=True)]
