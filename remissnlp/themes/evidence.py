"""What speaks for a synpunkt belonging to a theme of a codebook: likeness in words and meaning, and to examples.

Each kind of evidence stands twice: as it is, and as it is beside the other themes. `placing` weighs them together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.themes.akin_words import AkinWords
from remissnlp.themes.codebook import Codebook
from remissnlp.themes.shared_words import SharedWords
from remissnlp.themes.text_vectors import TextVectors, Vectors

_VIEWS = ("text", "context", "heading")
_PARTS = ("chars", "embedding", "concepts", "fields")


@dataclass(frozen=True)
class Described:
    """What a codebook tells of its themes.

    Attributes:
        base: Fitted on the synpunkter; gives texts a vector a part (characters, embedding, concepts, fields).
        names: For each part, a row a theme: what it is called.
        descriptions: For each part, a row a theme: its name and description.
        words: The words of names alone.
        akin: The words of names and descriptions, to be held against their like.
        examples: For each part, the vectors of all examples, one below the other.
        owners: The theme of each example.
    """

    base: TextVectors
    names: tuple[Vectors, ...]
    descriptions: tuple[Vectors, ...]
    words: SharedWords
    akin: AkinWords
    examples: tuple[Vectors, ...]
    owners: NDArray[np.int64]


def describe_themes(
    codebook: Codebook,
    base: Any,
    frame: pd.DataFrame,
    described: Sequence[str],
    words: SharedWords,
    given: NDArray[np.bool_],
) -> Described:
    """Look at the themes of a codebook.

    Args:
        codebook: The themes.
        base: What the synpunkter were made vectors by; another is fitted where it has other parts.
        frame: The synpunkter.
        described: What each theme is called and described as.
        words: The words of that.
        given: Which synpunkter are examples of which themes, (synpunkter, themes).
    """
    if not (isinstance(base, TextVectors) and base.has_parts(_PARTS)):
        base = TextVectors().fit(list(dict.fromkeys([*frame["text"], *frame["context"]])))
    names = [theme.name for theme in codebook.themes]
    places, owners = np.nonzero(given)
    written = written_examples(codebook, given)
    texts = [*frame["text"].iloc[places], *(text for examples in written for text in examples)]
    pool = [*frame["context"], *frame["heading"]]
    return Described(
        base,
        base.embed_parts(names),
        base.embed_parts(described),
        SharedWords(names, pool, words.compounds),
        AkinWords(described, base.folder),
        base.embed_parts(texts) if texts else (),
        np.concatenate([owners, np.repeat(np.arange(len(written)), [len(examples) for examples in written])]),
    )


def written_examples(codebook: Codebook, given: NDArray[np.bool_]) -> list[list[str]]:
    """Give, for each theme, its examples that stand in no answer, but only in the codebook."""
    seen = set(np.nonzero(given)[1].tolist())
    return [
        [] if place in seen else [example for example in theme.examples if " " in example]
        for place, theme in enumerate(codebook.themes)
    ]


def gather_evidence(
    themes: Described, frame: pd.DataFrame, likeness: Sequence[Vectors], shared: Sequence[Vectors]
) -> NDArray[np.float64]:
    """Give the evidence for every synpunkt and theme.

    Args:
        themes: The themes.
        frame: The synpunkter.
        likeness: Other evidence, each (synpunkter, themes).
        shared: Words shared with the descriptions, as `SharedWords.score_views` gives them.

    Returns:
        An array (synpunkter, themes, kinds).
    """
    kinds = np.stack([*likeness, *_of_texts(themes, frame, shared)], axis=-1)
    mean, spread = kinds.mean(axis=1, keepdims=True), kinds.std(axis=1, keepdims=True)
    beside = (kinds - mean) / (spread + 1e-6)
    return np.concatenate([kinds, beside], axis=-1)


def _of_texts(themes: Described, frame: pd.DataFrame, shared: Sequence[Vectors]) -> Iterator[Vectors]:
    views = {view: _embed(themes.base, frame[view]) for view in _VIEWS}
    before, behind = neighbours(frame)
    for part in range(len(_PARTS)):
        for view in _VIEWS:
            yield views[view][part] @ themes.names[part].T
            yield views[view][part] @ themes.descriptions[part].T
        near = np.vstack([views["text"][part] @ themes.descriptions[part].T, np.zeros((1, len(themes.names[part])))])
        yield near[before]
        yield near[behind]
    yield from themes.words.score_views(frame)
    yield from shared
    yield from themes.akin.score_views(frame)
    yield from _of_examples(themes, views)


def _of_examples(themes: Described, views: dict[str, tuple[Vectors, ...]]) -> Iterator[Vectors]:
    """Give the likeness to the most alike example of each theme, by sentence and by paragraph, and their number."""
    size = len(themes.names[0])
    for view in ("text", "context"):
        for part in range(len(_PARTS)):
            found = np.zeros((len(views[view][part]), size))
            for theme in np.unique(themes.owners):
                found[:, theme] = (views[view][part] @ themes.examples[part][themes.owners == theme].T).max(axis=1)
            yield found
    counts = np.log1p(np.bincount(themes.owners, minlength=size))
    yield np.broadcast_to(counts, (len(views["text"][0]), size))


def neighbours(frame: pd.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give, for each synpunkt, the places of the one before and the one behind it in its paragraph; -1 where none is.

    Synpunkter are put in the order they have in their paragraph, whatever order their rows come in.
    """
    at = np.array([context.find(text) for text, context in zip(frame["text"], frame["context"], strict=True)])
    paragraph = paragraphs(frame)
    order = np.lexsort((at, paragraph))
    before = np.full(len(frame), -1, dtype=np.int64)
    follows = paragraph[order][1:] == paragraph[order][:-1]
    before[order[1:][follows]] = order[:-1][follows]
    behind = np.full(len(frame), -1, dtype=np.int64)
    behind[order[:-1][follows]] = order[1:][follows]
    return before, behind


def paragraphs(frame: pd.DataFrame) -> NDArray[np.int64]:
    """Give the number of the paragraph each synpunkt stands in."""
    return np.asarray(pd.factorize(frame["source_id"] + "\n" + frame["context"])[0], dtype=np.int64)


def _embed(base: TextVectors, texts: "pd.Series[str]") -> tuple[Vectors, ...]:
    codes, unique = pd.factorize(texts)
    blank = np.asarray(unique == "")[:, None]
    return tuple(np.where(blank, 0.0, part)[codes] for part in base.embed_parts(list(unique)))
