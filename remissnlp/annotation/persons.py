"""Names of persons, read out of a letterhead where a title or a telephone number may be glued to them."""

import re

from remissnlp.lexicon import read_phrases

_WORD = re.compile(r"[A-ZÅÄÖÉÜ][\w’'éèüö-]*\.?|von|af|av|de|der|van|och|&", re.UNICODE)
_PARTICLES = frozenset(["von", "af", "av", "de", "der", "van"])
_STOP = re.compile(r"[\d@(),;:|/]|\s{2,}|\t|\s[-–]\s|\n")


def read_person(text: str) -> str:
    """Read the name that `text` begins with, or the empty string; titles before and behind it are left out.

    >>> [read_person(text) for text in ("Utredare Anna af Berg 08-508 271 25", "Claes Wernborg Jurist", "Kansliet")]
    ['Anna af Berg', 'Claes Wernborg', '']
    """
    words = [word for word in _STOP.split(text.strip(), maxsplit=1)[0].split() if word]
    while words and _is_title(words[0]):
        words = words[1:]
    taken: list[str] = []
    for word in words:
        if not _WORD.fullmatch(word) or _is_title(word):
            break
        taken.append(word)
    while taken and not taken[-1][0].isupper():
        taken.pop()
    names = [word for word in taken if word[0].isupper()]
    return " ".join(taken) if 2 <= len(names) <= 6 and len(taken) <= 8 and taken[0] not in ("och", "&") else ""


def read_persons(text: str) -> str:
    """Read one name or several, parted by commas or "och".

    >>> read_persons("Anna Berg, Bo Ek och Eva Lund"), read_persons("Anna Berg, jurist, 08-12 34 56")
    ('Anna Berg, Bo Ek och Eva Lund', 'Anna Berg')
    """
    names: list[str] = []
    for piece in text.split(","):
        name = read_person(piece)
        if not name:
            break
        names.append(name)
    return ", ".join(names)


def _is_title(word: str) -> bool:
    """Tell whether a word is a title, also in the definite form ("enhetschefen")."""
    forms = (word, word.removesuffix("en"), word.removesuffix("n"))
    return word not in _PARTICLES and any(read_phrases("titlar").covers(form) for form in forms)
