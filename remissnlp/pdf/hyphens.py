"""Line breaks: what stands between two printed lines, and whether a hyphen at the break was in the word."""

import re
from collections import Counter
from collections.abc import Iterable

from remissnlp.lexicon import read_words

_HYPHENATED = re.compile(r"([^\s\-–/(\"”»]*)-$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AND = frozenset({"och", "eller", "respektive", "och/eller", "samt", "som", "till", "än", "resp", "resp."})
_SURELY_AND = frozenset({"och", "eller", "respektive", "och/eller", "resp", "resp."})
_GROWN_TOGETHER = frozenset(
    {"gemensamt", "allesamt", "tillsamt", "liksom", "eftersom", "såsom", "därsom", "alltsom", "närsom", "försom"}
    | {"därtill", "hittill", "härtill", "intill"}
)
_SNUG = 0.7
_NO_WORD = re.compile(r"[^aeiouyåäöé]+$|.{1,2}$|(?:[lmnr][^aeiouyåäöéj]|([a-zåäö])\1)")
"""How no Swedish word but the smallest looks: no vowel, a letter or two, or opening as the middle of a word does."""


class Vocabulary:
    """The words of a document that no line break parts, counted."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line)
            inner = words[:-1] if line.rstrip().endswith("-") else words
            self._words.update(word.lower() for word in inner)

    def __contains__(self, word: str) -> bool:
        return self._words[word.lower()] > 0


def joint(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, int]:
    """Give what stands between two printed lines, and how many characters of the first fall away.

    >>> words = Vocabulary([])
    >>> joint("Den fram-", "förda åsikten", words), joint("arbets-", "och mötesformer", words)
    (('', 1), (' ', 0))
    >>> joint("en ny e-", "tjänst", words)
    ('', 0)
    """
    if not before or not after:
        return "", 0
    hyphenated = _HYPHENATED.search(before)
    if hyphenated:
        return _mend(hyphenated.group(1), after, vocabulary)
    return ("" if _runs_on(before, after) else " "), 0


def is_torn(before: str, after: str, vocabulary: Vocabulary, *, room: float = _SNUG) -> bool:
    """Tell whether a lone word is broken without a hyphen, its rest on the line below.

    Args:
        before: The word.
        after: The line below.
        vocabulary: The words of the document that are surely whole.
        room: Points left behind the word. A column is often made as wide as its longest word, which then leaves none.

    >>> words = Vocabulary(["gymnasieexamen är ett mål"])
    >>> is_torn("gymnasieexa", "men inom tre år", words), is_torn("Kommunstyrelsen", "men inte", words)
    (True, False)
    >>> is_torn("Verksamhe", "t", words), is_torn("Diarienummer", "centralt", words, room=0)
    (True, False)
    """
    rest = _WORD.match(after)
    if not before[-1:].isalpha() or rest is None or not after[0].islower():
        return False
    tail = rest.group()
    if before + tail in vocabulary:
        return True
    if before in vocabulary or tail in vocabulary or tail in read_words("vanliga_ord"):
        return False
    return room >= _SNUG or _NO_WORD.match(tail) is not None


def _runs_on(before: str, after: str) -> bool:
    """Tell whether the end of a line is tied to the next without a blank: a range of years, a slash, a link."""
    last = before.split(" ")[-1]
    if last.startswith(("http://", "https://", "www.")) and before.endswith(("/", "-", "_", "=", "?", "&")):
        return True
    if before.endswith("/") and len(last) > 1:
        return True
    return re.search(r"\d–$", before) is not None and after[:1].isdigit()


def _mend(stem: str, after: str, vocabulary: Vocabulary) -> tuple[str, int]:
    following = re.split(r"[\s,;:)]", after, maxsplit=1)[0].lower()
    if not stem:
        return " ", 0
    joined = stem.lower() + re.match(r"[^\W_]*", after.lower()).group()  # type: ignore[union-attr]
    if following in _AND and not (following not in _SURELY_AND and _is_one_word(joined, vocabulary)):
        return " ", 0
    if _keeps_hyphen(stem, after):
        return "", 0
    tail = _WORD.match(after)
    hyphened = f"{stem}-{tail.group()}" if tail else ""
    if hyphened and hyphened in vocabulary and joined not in vocabulary:
        return "", 0
    return "", 1


def _is_one_word(joined: str, vocabulary: Vocabulary) -> bool:
    return joined in vocabulary or joined in _GROWN_TOGETHER


def _keeps_hyphen(stem: str, after: str) -> bool:
    """Tell whether a hyphen belongs to the word: e-, IT-, 10-, f.d.-, or a name behind it."""
    letters = stem.strip("(\"”'’.,")
    if after[:1].isdigit() or after[:1].isupper():
        return not (letters.isupper() and len(letters) > 1 and after[:2].isupper())
    return len(letters) == 1 or letters[-1:].isdigit() or "." in letters or any(c.isupper() for c in letters[1:])
