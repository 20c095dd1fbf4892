"""How much the words of a phrase tell, whatever theme they are to name."""

from functools import cache

import numpy as np

from remissnlp.themes.embedder import loudness
from remissnlp.themes.wording import NAMED, Phrase
from remissnlp.themes.words import is_content, tokenize

_EVERYDAY, _SAID_OF_EVERYDAY = 0.25, 0.2
_QUIET, _LOUD, _QUIETEST = 1.55, 3.0, 0.4
_GENERAL = 0.3


def weigh_words(phrase: Phrase, everyday: frozenset[str]) -> float:
    """Give the worth of the words of a phrase: 1 for common ones, less for those that say little.

    Args:
        phrase: The phrase.
        everyday: See `find_everyday`.
    """
    words = [word for word in tokenize(phrase.text) if is_content(word)]
    return (_length(words) * _loudness(words) if words else _GENERAL) * _apart(phrase, everyday)


def _length(words: list[str]) -> float:
    """Prefer the long words of a subject, mostly compounds, to the short ones that go with everything."""
    letters = np.mean([len(word) for word in words])
    return float(np.interp(letters, [4, 7, 14], [0.75, 1.0, 1.2]))


def _loudness(words: list[str]) -> float:
    """Weigh down the words that go with every subject, such as "ökning" and "förhållande"."""
    return sum(map(_weight, words)) / len(words)


@cache
def _weight(word: str) -> float:
    return float(np.interp(loudness([word])[0], [_QUIET, _LOUD], [_QUIETEST, 1.0]))


def _apart(phrase: Phrase, everyday: frozenset[str]) -> float:
    """Weigh down the words that most instanser use of everything; alone they name nothing, but much is said of them."""
    share = sum(stem in everyday for stem in phrase.stems) / len(phrase.stems)
    if phrase.kind != NAMED:
        return 1 - _SAID_OF_EVERYDAY * share
    return _EVERYDAY if share == 1 else 1 - 0.5 * share
