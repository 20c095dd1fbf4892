"""Parts: which delstrategier or proposals a sentence speaks of, by number or by name."""

import re
from collections.abc import Iterable

from remissnlp.lexicon import read_phrases

_KINDS = (
    r"(?:delstrategi(?:erna|n)?|förslag(?:en)?|kapitel|kapitlen|kap\.|avsnitt(?:en)?|punkt(?:en|erna)?|\w*område(?:na)?"
    r"|åtgärd(?:erna)?|del)"
)
_NUMBERED = re.compile(
    rf"\b{_KINDS}\s+((?:\d+(?:\.\d+)*|[a-f]\b)(?:\s*(?:,|och|samt|eller|–|-|till|t\.o\.m\.)\s*(?:\d+(?:\.\d+)*))*)",
    re.IGNORECASE,
)
_SECTION = re.compile(r"\b(?:i|av|enligt|under|se)\s+(\d{1,2}\.\d{1,2}(?:\.\d+)*)(?![\d:])", re.IGNORECASE)
_RANGE = re.compile(r"(\d+)\s*(?:–|-|till|t\.o\.m\.)\s*(\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)*|[a-f]")
_OWN_NUMBER = re.compile(rf"^\s*(?:{_KINDS}\s+)?(\d+(?:\.\d+)*)[.:]?\s+|^\s*{_KINDS}\s+(\d+)\s*$", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ENDINGS = frozenset(["s", "n", "t", "en", "et", "na", "ar", "er", "or", "arna", "erna", "orna", "ens", "ets", "nas"])
_INFLECTED = 5  # letters a word must have before an ending behind it is taken for inflection
_SPEAKING = 12  # letters of a word long enough to be a compound that speaks for itself
_LIGHT = frozenset(
    [
        *("att", "av", "för", "från", "i", "med", "mot", "och", "om", "på", "samt", "stadens", "till"),
        *("en", "ett", "den", "det", "de", "som"),
    ]
)


def find_parts(text: str, parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Find the ids of the parts that `text` names, in the order of the proposal.

    The number that the heading of a part bears itself ("Kapitel 5 ...") goes before its id.

    Args:
        text: A sentence or a heading.
        parts: Id and heading of each part of the proposal.

    >>> find_parts("Nämnden tillstyrker delstrategierna 1–2 och 4.", [(n, f"Rubrik {n}") for n in "12345"])
    ('1', '2', '4')
    >>> find_parts("Avgiften behandlas i kapitel 5.", [("1", "Kapitel 5 Avgifter"), ("5", "Kapitel 9 Tillsyn")])
    ('1',)
    """
    known = list(parts)
    borne = {_own_number(heading) for _, heading in known}
    numbers = _with_chapters(_numbers(text), borne | {part_id.lower() for part_id, _ in known})
    numbers |= {number.split(".")[0] for number in _SECTION.findall(text)}  # "av 5.4 följer", a decimal has a comma
    words = _content_words(_without_number(text))
    return tuple(
        part_id
        for part_id, heading in known
        if (_own_number(heading) or ("" if part_id in borne else part_id.lower())) in numbers or _names(words, heading)
    )


def _numbers(text: str) -> set[str]:
    found: set[str] = set()
    for match in _NUMBERED.finditer(text):
        numbers = match.group(1).lower()
        found.update(_NUMBER.findall(numbers))
        for first, last in _RANGE.findall(numbers):
            found.update(str(number) for number in range(int(first), min(int(last), int(first) + 50) + 1))
    return found


def _with_chapters(numbers: set[str], known: set[str]) -> set[str]:
    """Add the chapter that a section stands in ("avsnitt 7.3"), where no part has the section's own number."""
    return numbers | {number.split(".")[0] for number in numbers if "." in number and number not in known}


def _own_number(heading: str) -> str:
    own = _OWN_NUMBER.match(heading)
    return (own.group(1) or own.group(2)) if own else ""


def _without_number(text: str) -> str:
    return _OWN_NUMBER.sub("", text, count=1)


def _names(words: list[str], heading: str) -> bool:
    """Tell whether a heading, all of it or all but its opening verb, stands together in a text, inflected or not.

    A heading of one word names its part where a text opens with it, as a heading or a row does; further on a text may
    use the word for something else unless it is long and no general word.
    """
    wanted = _content_words(_without_number(heading))
    if len(wanted) == 1:
        return _is_named_by_one(words, wanted[0])
    tails = [wanted] if len(wanted) < 3 else [wanted, wanted[1:]]
    return any(_stand_together(words, tail) for tail in tails)


def _is_named_by_one(words: list[str], wanted: str) -> bool:
    if any(_same(word, wanted) for word in words[:1]):
        return True
    is_plain = len(wanted) < _SPEAKING or read_phrases("tema_allmanna").first(wanted) is not None
    return not is_plain and any(_same(word, wanted) for word in words)


def _stand_together(words: list[str], wanted: list[str]) -> bool:
    starts = range(len(words) - len(wanted) + 1)
    return any(all(map(_same, words[start : start + len(wanted)], wanted)) for start in starts)


def _same(word: str, wanted: str) -> bool:
    """Tell whether a word is the wanted one, or a form of it with one more ending."""
    return word == wanted or (len(wanted) >= _INFLECTED and word.startswith(wanted) and word[len(wanted) :] in _ENDINGS)


def _content_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _LIGHT]
