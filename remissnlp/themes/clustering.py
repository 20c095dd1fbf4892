"""Groups of near vectors, and how many of them a person can read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import MiniBatchKMeans
from sklearn.metrics import silhouette_score

from remissnlp.themes.text_vectors import Vectors, unit_rows

Labels = NDArray[np.int64]
TREE_LIMIT = 3_000
_MICRO = 1_500
_MOST = 40
_SILHOUETTE_SAMPLE = 1_500


@dataclass(frozen=True)
class Tree:
    """A hierarchy over vectors, or over small groups of them where they are many.

    Attributes:
        links: The merges, as SciPy writes them; empty for fewer than two leaves.
        leaf: The leaf of each vector.
    """

    links: Vectors
    leaf: Labels

    def cut(self, n_groups: int) -> Labels:
        """Give each vector the number of its group, 0-based in the order the groups first occur."""
        if not len(self.links):
            return np.zeros(len(self.leaf), dtype=np.int64)
        groups = fcluster(self.links, max(1, n_groups), criterion="maxclust")[self.leaf]
        _, first, inverse = np.unique(groups, return_index=True, return_inverse=True)
        order = np.argsort(np.argsort(first))
        return np.asarray(order[inverse], dtype=np.int64)


def grow_tree(
    vectors: Vectors,
    *,
    method: str = "ward",
    together: bool = True,
    random_state: int = 0,
    leaf: Labels | None = None,
) -> Tree:
    """Build the hierarchy of vectors; above `TREE_LIMIT` of them over 1,500 small groups, so that time stays linear.

    Args:
        vectors: Rows of length 1.
        method: "ward" or "average" (by cosine).
        together: Draw each vector towards those like it first.
        random_state: Seed of the small groups.
        leaf: The small group of each vector, where it is known already.
    """
    leaves = vectors
    if leaf is None:
        leaf = _small_groups(vectors, random_state) if len(vectors) > TREE_LIMIT else np.arange(len(vectors))
    if len(vectors) > TREE_LIMIT:
        leaf = np.unique(leaf, return_inverse=True)[1]
        leaves = group_centres(vectors, leaf, int(leaf.max()) + 1)
    if len(leaves) < 2:
        return Tree(np.empty((0, 4)), np.zeros(len(vectors), dtype=np.int64))
    leaves = draw_together(leaves) if together else leaves
    links = linkage(leaves if method == "ward" else _distances(leaves), method=method)
    return Tree(np.asarray(links), np.asarray(leaf, dtype=np.int64))


def draw_together(vectors: Vectors) -> Vectors:
    """Replace every vector by the mean of all, each weighed by how like it is, so that chance likenesses even out.

    One step of a random walk over the vectors; what is like everything counts less. Source: Coifman and Lafon,
    "Diffusion maps" (2006).
    """
    likeness = np.clip(vectors @ vectors.T, 0.0, None)
    reach = np.sqrt(np.maximum(likeness.sum(axis=1, keepdims=True), np.finfo(float).tiny))
    return unit_rows((likeness @ (vectors / reach)) / reach)


def settle(vectors: Vectors, groups: Labels, *, rounds: int = 10) -> Labels:
    """Move every vector to the group whose middle is nearest, until none moves; groups left empty are dropped.

    Args:
        vectors: Rows of length 1.
        groups: The group of each, numbered from 0.
        rounds: How often at most.
    """
    for _ in range(rounds):
        centres = group_centres(vectors, groups, int(groups.max()) + 1)
        nearest = np.asarray((vectors @ centres.T).argmax(axis=1), dtype=np.int64)
        if np.array_equal(nearest, groups):
            break
        groups = np.unique(nearest, return_inverse=True)[1]
    return np.asarray(groups, dtype=np.int64)


def choose_number(tree: Tree, vectors: Vectors, sources: Sequence[str], *, random_state: int = 0) -> tuple[int, str]:
    """Choose how many groups to cut a tree into, and say why in Swedish.

    Separation and stability just rise with the number of groups, so the number follows from what a person can
    read: about the square root of the synpunkter. Among the numbers near it, the one is taken that parts the groups
    best (silhouette) and leaves the fewest synpunkter in groups of one answer alone.
    """
    total = len(vectors)
    target = min(_MOST, max(1.0, 0.9 * total**0.5))
    numbers = range(max(1, round(0.7 * target)), min(total, round(1.4 * target)) + 1)
    codes = np.unique(np.asarray(sources), return_inverse=True)[1]
    scores = {n: _score(tree.cut(n), vectors, codes, random_state) for n in _spread(numbers)}
    best = max(scores, key=lambda n: (scores[n], -n), default=1)
    reason = (
        f"{tell_number(best)} av {total} synpunkter: bland {numbers.start}–{max(numbers.start, numbers.stop - 1)} det "
        "antal som skiljer grupperna bäst åt och lämnar minst kvar i grupper från ett enda svar"
    )
    return best, reason


def tell_number(count: int) -> str:
    """Write how many groups there are, in Swedish.

    >>> tell_number(1), tell_number(14)
    ('1 grupp', '14 grupper')
    """
    return f"{count} grupp{'' if count == 1 else 'er'}"


def group_centres(vectors: Vectors, groups: Labels, n_groups: int) -> Vectors:
    """Give the mean direction of each group, rows of length 1."""
    sums = np.zeros((n_groups, vectors.shape[1]))
    np.add.at(sums, groups, vectors)
    return unit_rows(sums)


def _distances(vectors: Vectors) -> Vectors:
    """Give one less the cosine of each pair, as SciPy writes it; a row of zeros is at 1 from all."""
    likeness = vectors @ vectors.T
    return np.asarray(np.clip(1 - likeness[np.triu_indices(len(vectors), 1)], 0, 2))


def _small_groups(vectors: Vectors, random_state: int) -> Labels:
    """Give the small group of each vector; drawn at random to begin with, since choosing 1,500 apart takes longest."""
    kmeans = MiniBatchKMeans(
        _MICRO, init="random", random_state=random_state, batch_size=4_096, n_init=1, max_iter=20, reassignment_ratio=0
    )
    return np.asarray(kmeans.fit_predict(vectors.astype(np.float32)), dtype=np.int64)


def _spread(numbers: range, limit: int = 12) -> list[int]:
    step = max(1, len(numbers) // limit)
    return list(numbers)[::step]


def _score(groups: Labels, vectors: Vectors, sources: Labels, random_state: int) -> float:
    n_groups = int(groups.max()) + 1
    if not 1 < n_groups < len(vectors):
        return 0.0
    sample = min(len(vectors), _SILHOUETTE_SAMPLE)
    separation = silhouette_score(vectors, groups, metric="cosine", sample_size=sample, random_state=random_state)
    shared = [len(np.unique(sources[groups == group])) > 1 for group in range(n_groups)]
    return float(separation) + 0.3 * float(np.mean(np.asarray(shared)[groups]))
