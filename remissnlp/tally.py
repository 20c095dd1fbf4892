"""The tally of a theme: how many synpunkter, from how many, for and against; the same wherever a theme is counted."""

from collections.abc import Collection, Iterable

from remissnlp.terms import Stance


def count_theme(remissinstanser: Collection[str], stances: Iterable[str]) -> dict[str, int]:
    """Count the synpunkter of a theme for its row in the table `teman`.

    Args:
        remissinstanser: Who has made each synpunkt.
        stances: The stance of each, in any order.

    >>> count_theme(["Kulturnämnden", "Kulturnämnden"], ["positive", "neutral"])
    {'synpunkter': 2, 'remissinstanser': 1, 'for': 1, 'mot': 0}
    """
    found = list(stances)
    return {
        "synpunkter": len(remissinstanser),
        "remissinstanser": len(set(remissinstanser)),
        "for": found.count(Stance.POSITIVE),
        "mot": found.count(Stance.NEGATIVE),
    }
