"""Word pieces: words cut into the longest pieces of a vocabulary, so that every Swedish compound has a vector."""

import re
from collections.abc import Iterable, Sequence

START = "_"
"""Marks a piece that begins a word."""

_WORD = re.compile(r"[^\W\d_]+")


def words_of(text: str) -> list[str]:
    """Give the lower-cased words of a text, hyphenated ones in parts, without numbers."""
    return _WORD.findall(text.lower())


class Pieces:
    """One vocabulary of pieces.

    >>> Pieces(["_innovations", "begrepp", "et", "_"]).cut("innovationsbegreppet")
    [0, 1, 2]

    Args:
        pieces: The vocabulary; those that begin a word start with `START`.
        first: The number of its first piece.
    """

    def __init__(self, pieces: Sequence[str], first: int = 0) -> None:
        self.numbers = {piece: first + place for place, piece in enumerate(pieces)}
        self.longest = max(map(len, pieces), default=0)

    def cut(self, word: str) -> list[int]:
        """Give the numbers of the pieces of a word, the longest first fit; unknown characters are passed over."""
        rest, found = START + word, []
        while rest:
            size = next((n for n in range(min(self.longest, len(rest)), 0, -1) if rest[:n] in self.numbers), 0)
            if size:
                found.append(self.numbers[rest[:size]])
            rest = rest[max(size, 1) :]
        return [number for number in found if number != self.numbers.get(START)]


def cut_texts(texts: Iterable[str], vocabularies: Sequence[Pieces], known: dict[str, list[int]]) -> list[list[int]]:
    """Give the piece numbers of each text, in all vocabularies; `known` remembers words already cut."""
    rows = []
    for text in texts:
        row: list[int] = []
        for word in words_of(text):
            if word not in known:
                known[word] = [number for pieces in vocabularies for number in pieces.cut(word)]
            row += known[word]
        rows.append(row)
    return rows
