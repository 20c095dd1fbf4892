"""Phrases with gaps: how a cue is written in a word list, and how it is found in a sentence.

`*` stands for any ending or beginning of a word, `|` parts alternatives of one word, a word in parentheses may be
missing, and `…` stands for up to fifteen words, so that a phrase may be split. Upper and lower case are alike.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

_GAP = r"(?:[\s,]+[^\s.;:?!]+){0,15}?"
_OPENING_GAP = r"(?:[^\s.;:?!]+[\s,]+){0,15}?"
_SPACE = r"[\s,]+"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found in a text: its offsets and the words as they stand there."""

    start: int
    end: int
    text: str


class Phrases:
    """A list of phrases, searched all at once.

    >>> [hit.text for hit in Phrases(["ställ* sig … bakom"]).find("Hon ställer sig helt bakom det.")]
    ['ställer sig helt bakom']
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = tuple(phrases)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All phrases as one regular expression, the longest first."""
        longest_first = sorted(self.phrases, key=lambda phrase: (-len(phrase.replace("*", "")), phrase))
        body = "|".join(_expression(phrase) for phrase in longest_first) or r"(?!)"
        return re.compile(rf"(?<![\w-])(?:{body})(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> Iterator[Hit]:
        """Find every phrase in `text`, first to last, never overlapping."""
        return (Hit(match.start(), match.end(), match.group()) for match in self.pattern.finditer(text))

    def first(self, text: str) -> Hit | None:
        """Give the first phrase in `text`, or None."""
        return next(self.find(text), None)

    def covers(self, text: str) -> bool:
        """Tell whether the whole of `text`, but for white space and closing marks, is one of the phrases."""
        return self.pattern.fullmatch(text.strip(" \t\n.:")) is not None


def _expression(phrase: str) -> str:
    expression = ""
    for word in phrase.split():
        if word in ("…", "..."):
            expression += _GAP if expression else _OPENING_GAP
        elif word.startswith("(") and word.endswith(")"):
            optional = _word(word[1:-1])
            expression += f"(?:{_SPACE}{optional})?" if expression else f"(?:{optional}{_SPACE})?"
        else:
            separator = _SPACE if expression and not expression.endswith((f"{_SPACE})?", _OPENING_GAP)) else ""
            expression += separator + _word(word)
    return expression


def _word(word: str) -> str:
    alternatives = [re.escape(part).replace(r"\*", r"[\w-]*") for part in word.split("|")]
    return alternatives[0] if len(alternatives) == 1 else f"(?:{'|'.join(alternatives)})"
