"""When two wordings count as the same: the same words, or as good as."""

from rapidfuzz import fuzz

from remissnlp.synpunkter import normalise

_ALIKE = 95.0


def alike(one: str, other: str) -> bool:
    """Tell whether two texts say the same but for case, marks and a slip of a letter or two.

    >>> alike("Svar på remiss.", "svar på remiss"), alike("", "svar")
    (True, False)
    """
    return fuzz.ratio(normalise(one), normalise(other)) >= _ALIKE
