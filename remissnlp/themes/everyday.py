"""The everyday words of a remiss: those that nearly all answers use of nearly everything, such as its own subject."""

from collections import defaultdict
from collections.abc import Sequence

from remissnlp.themes.wording import Wording

_MOST, _MANY_THEMES = 0.6, 0.45
_FEWEST_INSTANSER, _FEWEST_THEMES = 6, 4


def find_everyday(themes: Sequence[Sequence[Wording]]) -> frozenset[str]:
    """Give the stems that most instanser use and that stand in many themes.

    A compound made of such words alone is one too ("innovationsstrategi"). With few instanser or themes there is no
    telling.
    """
    users: defaultdict[str, set[str]] = defaultdict(set)
    places: defaultdict[str, set[int]] = defaultdict(set)
    for place, theme in enumerate(themes):
        for wording in theme:
            for base in wording.stems:
                users[base].add(wording.instans)
                places[base].add(place)
    total = len({wording.instans for theme in themes for wording in theme})
    if total < _FEWEST_INSTANSER or len(themes) < _FEWEST_THEMES:
        return frozenset()
    wide = {base for base in places if len(places[base]) >= _MANY_THEMES * len(themes)}
    known = {base for base in wide if len(users[base]) >= _MOST * total}
    return frozenset(known | _made_of(known, themes))


def _made_of(known: set[str], themes: Sequence[Sequence[Wording]]) -> set[str]:
    """Give the stems of the compounds whose telling parts are all among those known."""
    compounds = {stems for theme in themes for one in theme for _, stems in one.words if len(stems) > 1}
    return {stems[0] for stems in compounds if known.issuperset(stems[1:])}
