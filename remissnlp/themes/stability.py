"""How sure a theme is: whether it comes back when some of the answers are left out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from remissnlp.themes.clustering import TREE_LIMIT, Labels, grow_tree, settle
from remissnlp.themes.text_vectors import Vectors

_LEFT_OUT = 0.2
_FEWEST_ANSWERS = 4
_MANY = 3_000


def measure_stability(
    vectors: Vectors,
    groups: Labels,
    sources: Sequence[str],
    *,
    n_groups: int,
    method: str = "average",
    repeats: int = 20,
    random_state: int = 0,
    leaf: Labels | None = None,
) -> list[float]:
    """Give, for each theme, how much of it is found again on average when a fifth of the answers is left out.

    The synpunkter of the remaining answers are grouped anew; the likeness of a theme to its nearest new group is
    Jaccard's, over the synpunkter of both. Source: Hennig, "Cluster-wise assessment of cluster stability" (2007).

    Args:
        vectors: Those of the synpunkter that were grouped.
        groups: The theme of each, from 0; -1 for none.
        sources: The answer of each.
        n_groups: How many groups the vectors were cut into, with those that became no theme.
        method: How they were grouped.
        repeats: How many times to leave answers out; a quarter of it where synpunkter are many.
        random_state: Seed.
        leaf: The small group of each vector, where they are many; those are not formed anew.
    """
    n_themes = int(groups.max(initial=-1)) + 1
    if not n_themes:
        return []
    generator = np.random.default_rng(random_state)
    rounds = repeats if len(vectors) <= _MANY else max(3, repeats // 4)
    found = np.array(
        [
            _regroup(vectors, groups, _draw(np.asarray(sources), generator), n_groups, method, leaf)
            for _ in range(rounds)
        ]
    )
    seen = np.maximum((~np.isnan(found)).sum(axis=0), 1)
    return [round(float(value), 3) for value in np.nansum(found, axis=0) / seen]


def _draw(sources: NDArray[np.str_], generator: np.random.Generator) -> NDArray[np.bool_]:
    """Draw the synpunkter to keep: those of four answers in five, or four in five where there are few answers."""
    units = np.unique(sources)
    if len(units) < _FEWEST_ANSWERS:
        return np.asarray(generator.random(len(sources)) >= _LEFT_OUT)
    left_out = generator.choice(units, max(1, round(_LEFT_OUT * len(units))), replace=False)
    return ~np.isin(sources, left_out)


def _regroup(
    vectors: Vectors, groups: Labels, kept: NDArray[np.bool_], n_groups: int, method: str, leaf: Labels | None
) -> list[float]:
    if not kept.any():
        return [0.0] * (int(groups.max()) + 1)
    many = leaf is not None and kept.sum() > TREE_LIMIT
    tree = grow_tree(vectors[kept], method=method, leaf=leaf[kept] if leaf is not None and many else None)
    anew = settle(vectors[kept], tree.cut(n_groups))
    before = groups[kept]
    return [_best_match(before == theme, anew) for theme in range(int(groups.max()) + 1)]


def _best_match(members: NDArray[np.bool_], anew: Labels) -> float:
    if not members.any():
        return float("nan")
    sizes = np.bincount(anew)
    shared = np.bincount(anew[members], minlength=len(sizes))
    return float((shared / (sizes + members.sum() - shared)).max())
