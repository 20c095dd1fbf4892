"""Company: a vector for each common word of the text, made from what stands two words before it to two words after.

Positive pointwise mutual information of words with neighbours, place by place, brought down to a few dimensions. A
neighbour is itself where it is among the commonest words, else its last three letters.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.utils.extmath import randomized_svd

from remissnlp.models.words import DIM, SCALE

LEAST = 8
"""A word is seen so often at least."""
COMMON, ENDINGS = 1000, 600
"""Neighbours that are told apart as words, and as endings."""
PLACES = {-2: 0.6, -1: 1.0, 1: 1.0, 2: 0.6}
"""Where neighbours stand, and what they weigh."""
CHUNK = 2_000_000
SMOOTHED = 0.75
"""The power that evens out how common a neighbour is, after Levy, Goldberg and Dagan (2015)."""
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Numbers:
    """How words and neighbours are numbered."""

    words: tuple[str, ...]
    neighbours: dict[str, int]
    count: int

    @property
    def edge(self) -> int:
        """The number of what stands before and after a paragraph."""
        return self.count - 1


def make_company(tokens: Path, out: Path) -> None:
    """Read tokenised text and write `words` (one string, a word a line) and `rows` (whole numbers, row 0 empty)."""
    numbers = number(count_words(tokens))
    vectors = reduce_counts(count_neighbours(tokens, numbers), numbers.count)
    rows = np.clip(np.round(vectors * np.sqrt(DIM) * SCALE), -127, 127).astype("int8")
    rows = np.vstack([np.zeros((1, DIM), dtype="int8"), rows])
    np.savez(out, words=np.array("\n".join(numbers.words)), rows=rows)


def count_words(tokens: Path) -> Counter[str]:
    """Count lower-case words."""
    counts: Counter[str] = Counter()
    for words in _lines(tokens):
        counts.update(words)
    return counts


def number(counts: Counter[str]) -> Numbers:
    """Number the words that get a vector, and every word as a neighbour."""
    words = [word for word, count in counts.most_common() if count >= LEAST and not DIGIT.search(word)]
    endings: Counter[str] = Counter()
    for word in words:
        endings[word[-3:]] += counts[word]
    places = {word: index for index, word in enumerate(words[:COMMON])}
    by_ending = {ending: COMMON + index for index, (ending, _) in enumerate(endings.most_common(ENDINGS))}
    digits, other = COMMON + ENDINGS, COMMON + ENDINGS + 1
    neighbours = {
        word: digits if DIGIT.search(word) else places.get(word, by_ending.get(word[-3:], other)) for word in counts
    }
    return Numbers(tuple(words), neighbours, other + 2)


def count_neighbours(tokens: Path, numbers: Numbers) -> sp.csr_matrix:
    """Count neighbours (columns, place by place) of words (rows)."""
    rows = {word: index for index, word in enumerate(numbers.words)}
    total = sp.csr_matrix((len(rows), numbers.count * len(PLACES)), dtype="float32")
    for words in _chunks(tokens):
        seen = np.array([rows.get(word, -1) for word in words])
        near = np.array([numbers.neighbours.get(word, numbers.edge) for word in words])
        for index, place in enumerate(PLACES):
            inner = slice(2, len(words) - 2)
            here, there = seen[inner], near[2 + place : len(words) - 2 + place] + index * numbers.count
            known = here >= 0
            ones = np.ones(known.sum(), dtype="float32")
            total = total + sp.coo_matrix((ones, (here[known], there[known])), shape=total.shape).tocsr()
    return total


def reduce_counts(counts: sp.csr_matrix, width: int) -> NDArray[np.float64]:
    """Weigh the counts and bring them down to DIM dimensions, each row of length 1."""
    cells = counts.tocoo()
    of_word = np.asarray(counts.sum(axis=1)).ravel() / len(PLACES)
    of_neighbour = np.asarray(counts.sum(axis=0)).ravel() ** SMOOTHED
    share = of_neighbour / of_neighbour.reshape(len(PLACES), width).sum(axis=1).repeat(width)
    information = np.log(cells.data / (of_word[cells.row] * share[cells.col]))
    weights = np.array(list(PLACES.values()))[cells.col // width] * cells.data / (cells.data + 1)
    kept = information > 0
    told = sp.csr_matrix(((information * weights)[kept], (cells.row[kept], cells.col[kept])), shape=counts.shape)
    left, strength, _ = randomized_svd(told, DIM, n_iter=4, random_state=1)
    vectors = left * np.sqrt(strength)
    return np.asarray(vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9))


def _chunks(tokens: Path) -> Iterator[Sequence[str]]:
    """Give the words in long pieces, with two empty words around every paragraph."""
    piece: list[str] = ["", ""]
    for words in _lines(tokens):
        piece += [*words, "", ""]
        if len(piece) > CHUNK:
            yield piece
            piece = ["", ""]
    yield piece


def _lines(tokens: Path) -> Iterator[list[str]]:
    with tokens.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.lower().split()


def main() -> None:
    """Read the two paths and make the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    make_company(arguments.tokens, arguments.out)


if __name__ == "__main__":
    main()
