"""Found themes as groups of vectors: which groups are kept, what is left over, and how sure each is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from remissnlp.themes.clustering import TREE_LIMIT, Labels, choose_number, group_centres, grow_tree, settle, tell_number
from remissnlp.themes.stability import measure_stability
from remissnlp.themes.text_vectors import Vectors

_FEWEST_MEMBERS = 2
_FEWEST_FROM_ONE_ANSWER = 3
_FLOOR = 0.5
_FIRM = 0.3
"""Stability below which a group is none; Hennig calls groups below 0.5 dissolved, and this keeps a wide margin."""
_NO_REST = -1.0


@dataclass(frozen=True)
class Groups:
    """Groups that are themes.

    Attributes:
        centres: The middle of each, rows of length 1.
        members: The group of each vector, -1 for none.
        floor: Cosine to the nearest middle below which a synpunkt belongs to none.
        stability: 0–1 for each.
        reason: Why there are so many (Swedish).
    """

    centres: Vectors
    members: Labels
    floor: float
    stability: tuple[float, ...]
    reason: str


def find_groups(
    vectors: Vectors,
    sources: Sequence[str],
    *,
    n_groups: int | None = None,
    method: str = "average",
    repeats: int = 20,
    random_state: int = 0,
) -> Groups:
    """Group vectors of synpunkter; groups too small to be a theme are dissolved.

    Args:
        vectors: Rows of length 1.
        sources: The answer each stands in.
        n_groups: How many groups are wished for; chosen if None.
        method: "ward" or "average".
        repeats: How many times to leave answers out when stability is measured.
        random_state: Seed.
    """
    if len(vectors) < _FEWEST_MEMBERS or n_groups == 0:
        return no_groups(vectors.shape[1], len(vectors))
    tree = grow_tree(vectors, method=method, random_state=random_state)
    wished = n_groups is not None
    if n_groups is None:
        n_groups, reason = choose_number(tree, vectors, sources, random_state=random_state)
    else:
        reason = f"{tell_number(n_groups)} av {len(vectors)} synpunkter, som önskat"
    cut = settle(vectors, tree.cut(n_groups))
    kept = _large_enough(cut, np.asarray(sources))
    groups = np.asarray([kept.get(group, -1) for group in cut], dtype=np.int64)
    if not kept:
        return no_groups(vectors.shape[1], len(vectors))
    centres = group_centres(vectors[groups >= 0], groups[groups >= 0], len(kept))
    floor = _floor(vectors, groups, centres)
    stability = measure_stability(
        vectors,
        groups,
        sources,
        n_groups=n_groups,
        method=method,
        repeats=repeats,
        random_state=random_state,
        leaf=tree.leaf if len(vectors) > TREE_LIMIT else None,
    )
    dissolved = len(np.unique(cut)) - len(kept)
    found = Groups(centres, groups, floor, tuple(stability), f"{reason}; {dissolved} för små grupper upplöstes")
    return found if wished else _without_loose(found)


def place_groups(groups: Groups, vectors: Vectors) -> Groups:
    """Give the same groups with their middles among other vectors of the same synpunkter."""
    inside = groups.members >= 0
    if not inside.any():
        return replace(groups, centres=np.empty((0, vectors.shape[1])))
    centres = group_centres(vectors[inside], groups.members[inside], len(groups.centres))
    return replace(groups, centres=centres, floor=_floor(vectors, groups.members, centres))


def no_groups(dimensions: int, n_vectors: int) -> Groups:
    """Give the groups of vectors that form none."""
    members = np.full(n_vectors, -1, dtype=np.int64)
    return Groups(np.empty((0, dimensions)), members, _NO_REST, (), "för få synpunkter för att bilda teman")


def _without_loose(found: Groups) -> Groups:
    """Dissolve the groups that nearly always fall apart when some answers are left out."""
    firm = [group for group, stability in enumerate(found.stability) if stability >= _FIRM]
    return keep_groups(found, firm, "som inte höll ihop när svar togs bort")


def keep_groups(found: Groups, kept: Sequence[int], others: str) -> Groups:
    """Dissolve the groups that are not kept; where none is, all are.

    Args:
        found: The groups.
        kept: The numbers of some.
        others: What the others are, as a Swedish clause to the reason.
    """
    gone = len(found.stability) - len(kept)
    if not gone or not kept:
        return found
    new = np.full(len(found.stability) + 1, -1, dtype=np.int64)  # its last place is for what no group holds: -1
    new[list(kept)] = range(len(kept))
    return replace(
        found,
        centres=found.centres[list(kept)],
        members=new[found.members],
        stability=tuple(found.stability[group] for group in kept),
        reason=f"{found.reason}, liksom {gone} {others}",
    )


def _large_enough(cut: Labels, sources: NDArray[np.str_]) -> dict[int, int]:
    kept: dict[int, int] = {}
    for group in np.unique(cut):
        inside = cut == group
        fewest = _FEWEST_MEMBERS if len(np.unique(sources[inside])) > 1 else _FEWEST_FROM_ONE_ANSWER
        if inside.sum() >= fewest:
            kept[int(group)] = len(kept)
    return kept


def _floor(vectors: Vectors, groups: Labels, centres: Vectors) -> float:
    """Give half the cosine that a typical member has to the middle of its own group."""
    inside = groups >= 0
    own = np.einsum("ij,ij->i", vectors[inside], centres[groups[inside]])
    return _FLOOR * float(np.median(own))
