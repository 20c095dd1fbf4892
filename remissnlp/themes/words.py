"""The words of a text: tokens, their stems, and the parts of Swedish compounds."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from remissnlp.lexicon import read_words

_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*")
_ENDINGS = frozenset(
    [
        *(
            "heternas",
            "heterna",
            "heten",
            "arnas",
            "ernas",
            "ornas",
            "arens",
            "ingarna",
            "ingens",
            "ingen",
            "ingar",
            "ing",
        ),
        *("arna", "erna", "orna", "aren", "arna", "anden", "andet", "ande", "ades", "aste", "ade", "are", "ast", "ens"),
        *("ets", "as", "ar", "er", "or", "en", "et", "es", "at", "ad", "it", "an", "a", "e"),
    ]
)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_WEAK_ENDING = re.compile(r"[iuyåäö]n$|[lrgksn]t$")
_SHORTEST_STEM = 3
_SHORTEST_PART = 4
_LINKS = ("", "s", "a", "e", "o", "u")
_SPACE = re.compile(r"\W+")


def tokenize(text: str) -> list[str]:
    """Split a text into its words as written, without numbers and punctuation.

    >>> tokenize("Följ it-programmet, 2 kap.!")
    ['Följ', 'it-programmet', 'kap']
    """
    return _WORD.findall(text)


def normalize(text: str) -> str:
    """Reduce a text to what makes it the same text again: lower case, words parted by single spaces."""
    return _SPACE.sub(" ", text.casefold()).strip()


@cache
def stem(word: str) -> str:
    """Cut the inflection off a word; the rest is a key for comparing, never shown to anyone.

    >>> stem("programmet") == stem("program"), stem("samordnas") == stem("samordning")
    (True, True)
    """
    word = word.casefold()
    root = _cut_ending(_cut_ending(_cut_ending(word, _SHORTEST_STEM), _SHORTEST_PART), _SHORTEST_PART)
    return re.sub(r"(?<=\w\w)([mnltdpgr])\1$", r"\1", root)


@cache
def function_words() -> frozenset[str]:
    """Give the words that bind but say nothing of the subject."""
    return frozenset(read_words("tema_funktionsord"))


@cache
def is_general(word: str) -> bool:
    """Tell whether a word belongs to remissvar of every kind, such as "nämnden", "förslaget"."""
    word = word.casefold()
    exact, starts, ends = _general_words()
    return word in exact or word.startswith(starts) or word.endswith(ends)


def content_words(text: str) -> list[str]:
    """Give the words of a text that say what it is about, in lower case, in order."""
    return [word for word in tokenize(text.lower()) if is_content(word)]


def content_stems(text: str) -> list[str]:
    """Give the stems of a text's words that say what it is about, in order."""
    return [stem(word) for word in tokenize(text) if is_content(word)]


@cache
def is_content(word: str) -> bool:
    """Tell whether a word says something of the subject."""
    return len(word) > 1 and word.casefold() not in function_words() and not is_general(word)


class Compounds:
    """Splits Swedish compounds into parts that occur as words of their own in the same texts.

    >>> compounds = Compounds(["innovation är ett begrepp i program för kvalitet"])
    >>> compounds.split("innovationsbegreppet"), compounds.split("kvalitetsprogrammet"), compounds.split("innovation")
    (('innovation', 'begrep'), ('kval', 'program'), ('innovation',))
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self.vocabulary = {stem(word) for text in texts for word in tokenize(text) if is_word(word)}
        self._known: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """Give the stems of a word's parts, or its own stem alone where it has none."""
        word = word.casefold()
        if word not in self._known:
            self._known[word] = self._split(word)
        return self._known[word]

    def analyse(self, text: str) -> list[str]:
        """Give the stems of a text's content words, and of their parts beside them."""
        return [part for word in tokenize(text) if is_content(word) for part in self.stems(word)]

    def stems(self, word: str) -> tuple[str, ...]:
        """Give the stem of a word, and then those of its parts that say something of the subject."""
        parts = self.split(word)
        return parts if len(parts) == 1 else (stem(word), *(part for part in parts if is_content(part)))

    def _split(self, word: str) -> tuple[str, ...]:
        cuts = max(self._cuts(word), key=lambda cut: (len(cut[1]), cut), default=None)
        return (stem(word),) if cuts is None else (*self._split(cuts[0]), stem(cuts[1]))

    def _cuts(self, word: str) -> Iterator[tuple[str, str]]:
        for at in range(1, len(word) - _SHORTEST_PART + 1):
            left, right = word[:at], word[at:]
            if right[0] != "-" and stem(right) in self.vocabulary:
                first = left[:-1] if left.endswith("-") else self._first_part(left)
                if first:
                    yield first, right

    def _first_part(self, left: str) -> str:
        forms = [left.removesuffix(link) for link in _LINKS if left.endswith(link)]
        return next((form for form in forms if len(form) >= _SHORTEST_STEM and self._is_known(form)), "")

    def _is_known(self, form: str) -> bool:
        return stem(form) in self.vocabulary or any(True for _ in self._cuts(form))


def _cut_ending(word: str, shortest: int) -> str:
    ending = ""
    for size in range(min(_LONGEST_ENDING, len(word) - shortest), 0, -1):
        if word[-size:] in _ENDINGS:
            ending = word[-size:]
            break
    root = word[: len(word) - len(ending)]
    if not ending and len(word) > _SHORTEST_PART and _WEAK_ENDING.search(word):
        root = word[:-1]
    return re.sub(r"(?<=\w[dljg])n$", "", root)


@cache
def is_word(word: str) -> bool:
    """Tell whether a word can be part of a compound: no function word and not too short."""
    return len(word) >= _SHORTEST_PART and word.casefold() not in function_words()


@cache
def _general_words() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    words = read_words("tema_allmanna")
    exact = frozenset(word for word in words if "*" not in word)
    starts = tuple(word.rstrip("*") for word in words if word.endswith("*"))
    ends = tuple(word.lstrip("*") for word in words if word.startswith("*"))
    return exact, starts, ends
