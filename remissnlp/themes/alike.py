"""Found groups that say the same thing side by side, and are one theme to whoever reads their names."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from remissnlp.themes.clustering import Labels
from remissnlp.themes.everyday import find_everyday
from remissnlp.themes.groups import Groups
from remissnlp.themes.text_vectors import Vectors, unit_rows
from remissnlp.themes.wording import NAMED, Phrase, Wording, weigh_terms

_NEAR = 0.13
"""Cosine of the middles of two groups; unlike groups lie about at right angles, since what all share is taken away."""

_FOREMOST = 0.5
"""How much a thing must weigh in a group, as a share of what weighs most there, to be what the group is about."""

_LARGEST = 0.2
_SMALL = 3
"""Synpunkter in a group that chance may have brought together; more of them mean something, in whatever words."""


def find_telling(wordings: Sequence[Sequence[Wording]]) -> list[int]:
    """Find the groups that are about something: all but small ones of which no two synpunkter speak of the same thing.

    Args:
        wordings: The wordings of each group, with phrases that were parsed.
    """
    return [group for group, wording in enumerate(wordings) if len(wording) > _SMALL or _shared(wording)]


@dataclass(frozen=True)
class Merge:
    """What becomes of each group: the number of the one it goes into, numbered anew from 0."""

    into: tuple[int, ...]

    @property
    def n_groups(self) -> int:
        """How many are left."""
        return max(self.into, default=-1) + 1


def find_alike(groups: Groups, wordings: Sequence[Sequence[Wording]]) -> Merge:
    """Find the groups to be one: their middles are near, and they are about the same thing.

    The nearest pair goes first, and a group is merged once at most, so that no chain of likenesses makes one large
    theme of many; nor is a pair that would hold a fifth of all synpunkter. The subject of the whole remiss counts as
    nothing in common.

    Args:
        groups: The groups.
        wordings: The wordings of each.
    """
    keywords = _keywords(wordings)
    near = groups.centres @ groups.centres.T
    sizes = np.bincount(groups.members[groups.members >= 0], minlength=len(groups.centres))
    pairs = [
        (-near[one, two], one, two)
        for two in range(len(keywords))
        for one in range(two)
        if near[one, two] >= _NEAR
        and keywords[one] & keywords[two]
        and sizes[one] + sizes[two] <= _LARGEST * len(groups.members)
    ]
    partner = dict[int, int]()
    for _, one, two in sorted(pairs):
        if not {one, two} & (partner.keys() | set(partner.values())):
            partner[two] = one
    kept = [group for group in range(len(keywords)) if group not in partner]
    return Merge(tuple(kept.index(partner.get(group, group)) for group in range(len(keywords))))


def merge_groups(groups: Groups, merge: Merge) -> Groups:
    """Give the groups after a merge; a merged group is as stable as the less stable of its parts."""
    gone = len(groups.centres) - merge.n_groups
    if not gone:
        return groups
    into = np.array([*merge.into, -1], dtype=np.int64)  # its last place is for what no group holds: -1
    members: Labels = into[groups.members]
    stability = [
        min(value for value, place in zip(groups.stability, merge.into, strict=True) if place == group)
        for group in range(merge.n_groups)
    ]
    return replace(
        groups,
        centres=_middles(groups, merge),
        members=members,
        stability=tuple(stability),
        reason=f"{groups.reason}; {gone} som sade detsamma som en annan gick upp i den",
    )


def _middles(groups: Groups, merge: Merge) -> Vectors:
    """Give the middles of merged groups: those of their parts, weighed by how many members each has."""
    sizes = np.bincount(groups.members[groups.members >= 0], minlength=len(groups.centres))
    sums = np.zeros((merge.n_groups, groups.centres.shape[1]))
    np.add.at(sums, list(merge.into), groups.centres * sizes[:, None])
    return unit_rows(sums)


def _keywords(wordings: Sequence[Sequence[Wording]]) -> list[set[str]]:
    """Give the stems of the things each group is about, said more than once in it, less the everyday ones."""
    everyday = find_everyday(wordings)
    return [
        {base for base in _things(group) - everyday if weights.get(base, 0.0) >= _FOREMOST}
        for group, weights in zip(wordings, weigh_terms(wordings), strict=True)
    ]


def _things(group: Sequence[Wording]) -> set[str]:
    """Give the stems of the nouns that stand in more than one synpunkt of a group."""
    return _repeated({base for phrase in one.phrases for base in _thing(phrase)} for one in group)


def _shared(group: Sequence[Wording]) -> set[str]:
    """Give the stems of the phrases that stand in more than one synpunkt of a group."""
    return _repeated({base for phrase in one.phrases for base in phrase.stems} for one in group)


def _repeated(said: Iterable[set[str]]) -> set[str]:
    return {base for base, times in Counter(base for one in said for base in one).items() if times > 1}


def _thing(phrase: Phrase) -> tuple[str, ...]:
    """Give the stem of a phrase that is one noun alone."""
    return phrase.stems if phrase.kind == NAMED and " " not in phrase.text else ()
