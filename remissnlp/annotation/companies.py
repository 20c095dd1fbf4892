"""Municipal companies: told from other companies by the municipality in their name, and by what they do."""

import re
from collections.abc import Iterable
from functools import cache

from remissnlp.lexicon import read_words

_COMPANY = re.compile(r"(?:^|\s)(?:AB|aktiebolag)(?:\s|$|,|\()|aktiebolaget\b", re.IGNORECASE)
_SEAT = re.compile(r"^(.*?)\s+(?:kommun|stad|kommunstyrelse|stadsledningskontor)\b", re.IGNORECASE)
_WORD = re.compile(r"[\w-]+")


def is_municipal_company(name: str, seats: Iterable[str] = ()) -> bool:
    """Tell whether a company is a municipality's: it is named after one of the remiss, or after any and its task.

    Args:
        name: Name of the company.
        seats: Names of bodies of the remiss, such as its sender; those of municipalities count.

    >>> is_municipal_company("Norrtälje Parkerings AB"), is_municipal_company("Norrtälje Åkeri AB")
    (True, False)
    >>> is_municipal_company("Ekviks Utställnings AB", ["Ekviks kommun"])
    True
    """
    if not _COMPANY.search(name):
        return False
    if any(_is_named_after(name, place) for place in _places(seats)):
        return True
    does = any(word.lower() in _tasks() for word in _WORD.findall(name))
    return does and any(_is_named_after(name, place) for place in read_words("kommuner"))


def _places(seats: Iterable[str]) -> set[str]:
    matches = (_SEAT.match(seat.strip()) for seat in seats)
    return {match.group(1) for match in matches if match and match.group(1)}


def _is_named_after(name: str, place: str) -> bool:
    """Tell whether a name has a place in it, in any case the place's name stands in: Lund, Lunds."""
    bare = place.removesuffix("s")
    return re.search(rf"(?<!\w){re.escape(bare)}s?(?!\w)", name, re.IGNORECASE) is not None


@cache
def _tasks() -> frozenset[str]:
    return frozenset(read_words("kommunala_uppgifter"))
