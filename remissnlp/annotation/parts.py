"""Parts: which delstrategier or proposals a sentence speaks of, by number or by name."""

import re
from collections.abc import Iterable

_NUMBERED = re.compile(
    r"(?:delstrategi(?:erna|n)?|förslag(?:en)?|kapitel|avsnitt|punkt(?:en|erna)?|del)\s+"
    r"((?:\d+(?:\.\d+)*|[a-f]\b)(?:\s*(?:,|och|samt|eller|–|-|till|t\.o\.m\.)\s*(?:\d+(?:\.\d+)*))*)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*(?:–|-|till|t\.o\.m\.)\s*(\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[a-f]")
_WORD = re.compile(r"\w+")
_LIGHT = frozenset(
    [
        *("att", "av", "för", "från", "i", "med", "mot", "och", "om", "på", "samt", "stadens", "till"),
        *("en", "ett", "den", "det", "de", "som"),
    ]
)


def find_parts(text: str, parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Find the ids of the parts that `text` names, in the order of the proposal.

    Args:
        text: A sentence or a heading.
        parts: Id and heading of each part of the proposal.

    >>> find_parts("Nämnden tillstyrker delstrategierna 1–2 och 4.", [(n, f"Rubrik {n}") for n in "12345"])
    ('1', '2', '4')
    """
    numbers = _numbers(text)
    words = _content_words(text)
    return tuple(part_id for part_id, heading in parts if part_id.lower() in numbers or _names(words, heading))


def _numbers(text: str) -> set[str]:
    found: set[str] = set()
    for match in _NUMBERED.finditer(text):
        numbers = match.group(1).lower()
        found.update(_NUMBER.findall(numbers))
        for first, last in _RANGE.findall(numbers):
            found.update(str(number) for number in range(int(first), min(int(last), int(first) + 50) + 1))
    return found


def _names(words: list[str], heading: str) -> bool:
    """Tell whether the words of a heading, but for its opening verb, stand together in a text in the same order."""
    wanted = _content_words(heading)[1:]
    if len(wanted) < 2:
        return False
    starts = [index for index, word in enumerate(words) if word == wanted[0]]
    return any(words[start : start + len(wanted)] == wanted for start in starts)


def _content_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _LIGHT]
