"""Overlap: sentences repeated inside an answer, shared between answers, or taken from the proposal.

Candidates come from an index of word five-grams, so that the time grows about linearly with the number of sentences;
each candidate is then compared by normalised edit distance (rapidfuzz `ratio`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz

from remissnlp.tables import Overlapp, build
from remissnlp.terms import PROPOSAL

_GRAM = 5
_MIN_WORDS = 6
_ALIKE = 0.85
_TOO_COMMON = 200
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and whose it is: a source_id, or `forslag` for the proposal."""

    sentence_id: str
    owner: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages that say the same, by their indices, and how alike they are (0–1)."""

    first: int
    second: int
    similarity: float


def mark_overlaps(sentences: pd.DataFrame, proposal: Sequence[str] = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find all overlaps.

    Args:
        sentences: Rows with sentence_id, source_id, n, text, own_view, in reading order within each source.
        proposal: The sentences of the proposal.

    Returns:
        The sentences with `duplicate_of` and `shared_with` filled in, and the table `overlapp`.
    """
    columns = (sentences[name].astype(str) for name in ("sentence_id", "source_id", "text"))
    passages = [Passage(*row) for row in zip(*columns, strict=True)]
    passages += [Passage("", PROPOSAL, text) for text in proposal]
    matches = find_matches(passages)
    repeats = _repeats(passages, matches, own_view=sentences["own_view"].astype(bool).tolist())
    shared = _shared(passages, matches)
    marked = sentences.assign(
        duplicate_of=[repeats.get(row, "") for row in sentences["sentence_id"]],
        shared_with=[";".join(sorted(shared.get(row, ()))) for row in sentences["sentence_id"]],
    )
    return marked, build(Overlapp, _overlapp(passages, matches))


def find_matches(passages: Sequence[Passage]) -> list[Match]:
    """Find the pairs of passages that are word for word the same, or nearly (similarity at least 0.85)."""
    words = [_WORD.findall(passage.text.lower()) for passage in passages]
    matches = [
        Match(first, second, similarity)
        for first, second in sorted(_candidates(words))
        if (similarity := fuzz.ratio(" ".join(words[first]), " ".join(words[second])) / 100) >= _ALIKE
    ]
    return [match for match in matches if passages[match.first].owner != PROPOSAL]


def _candidates(words: Sequence[list[str]]) -> set[tuple[int, int]]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, sentence in enumerate(words):
        for gram in _grams(sentence):
            index[gram].append(number)
    return {
        (first, second)
        for numbers in index.values()
        if len(numbers) <= _TOO_COMMON
        for place, first in enumerate(numbers)
        for second in numbers[place + 1 :]
    }


def _grams(words: list[str]) -> set[tuple[str, ...]]:
    if len(words) < _MIN_WORDS:
        return {("", *words)}
    return {tuple(words[start : start + _GRAM]) for start in range(len(words) - _GRAM + 1)}


def _repeats(passages: Sequence[Passage], matches: Iterable[Match], *, own_view: list[bool]) -> dict[str, str]:
    """Tie each repetition inside an answer to the first place, own view to own view and recital to recital."""
    first: dict[str, str] = {}
    for match in matches:
        one, other = passages[match.first], passages[match.second]
        if one.owner == other.owner and own_view[match.first] == own_view[match.second]:
            first.setdefault(other.sentence_id, first.get(one.sentence_id, one.sentence_id))
    return first


def _shared(passages: Sequence[Passage], matches: Iterable[Match]) -> dict[str, set[str]]:
    shared: dict[str, set[str]] = defaultdict(set)
    for match in matches:
        one, other = passages[match.first], passages[match.second]
        if one.owner != other.owner and other.owner != PROPOSAL and len(_WORD.findall(one.text)) >= _MIN_WORDS:
            shared[one.sentence_id].add(other.owner)
            shared[other.sentence_id].add(one.owner)
    return shared


def _overlapp(passages: Sequence[Passage], matches: Iterable[Match]) -> list[dict[str, object]]:
    pairs = [(passages[match.first], passages[match.second], match.similarity) for match in matches]
    across = [
        (one, other, s)
        for one, other, s in pairs
        if one.owner != other.owner and len(_WORD.findall(one.text)) >= _MIN_WORDS
    ]
    both = across + [(other, one, s) for one, other, s in across if other.owner != PROPOSAL]
    rows = [_row(one, other, similarity) for one, other, similarity in both]
    return sorted(rows, key=lambda row: (str(row["sentence_id"]), str(row["other_source_id"]), str(row["other_text"])))


def _row(one: Passage, other: Passage, similarity: float) -> dict[str, object]:
    return {
        "sentence_id": one.sentence_id,
        "other_source_id": other.owner,
        "other_text": other.text,
        "similarity": round(similarity, 3),
    }
