"""How well synpunkter fit the themes of a codebook: by name, description, keywords and examples."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.themes.codebook import Codebook, CodebookTheme
from remissnlp.themes.representation import ContextVectors, Vectors, unit_rows
from remissnlp.themes.words import normalize, stem, tokenize

_EXAMPLES = 0.5
_KEYWORD = {"text": 0.25, "context": 0.08}


@dataclass(frozen=True)
class Fit:
    """What a codebook looks like to a representation.

    Attributes:
        codebook: The themes.
        names: A row for what each theme is called and described as.
        examples: A row for the middle of each theme's examples; zeros where it has none.
    """

    codebook: Codebook
    names: Vectors
    examples: Vectors


def fit_codebook(codebook: Codebook, representation: ContextVectors, frame: pd.DataFrame, vectors: Vectors) -> Fit:
    """Place the themes of a codebook among the synpunkter.

    Args:
        codebook: The themes.
        representation: Fitted on the synpunkter.
        frame: The synpunkter.
        vectors: Their vectors.
    """
    names = representation.embed([_words_of(theme) for theme in codebook.themes])
    given = example_rows(codebook, frame)
    middles = [_middle(theme, given[:, place], representation, vectors) for place, theme in enumerate(codebook.themes)]
    return Fit(codebook, names, np.vstack(middles))


def score_codebook(fit: Fit, representation: ContextVectors, frame: pd.DataFrame, vectors: Vectors) -> Vectors:
    """Give how well each synpunkt fits each theme, (synpunkter, themes), 0–1; the given examples fit with 1."""
    by_name = representation.mix(frame, sentence=1.0, paragraph=1.0, heading=1.0) @ fit.names.T
    by_example = vectors @ fit.examples.T
    has_examples = np.abs(fit.examples).sum(axis=1) > 0
    mixed = (by_name + _EXAMPLES * np.where(has_examples, by_example, by_name)) / (1 + _EXAMPLES)
    return np.asarray(np.clip(mixed + _keyword_hits(fit.codebook, frame), 0.0, 0.99))


def example_rows(codebook: Codebook, frame: pd.DataFrame) -> NDArray[np.bool_]:
    """Tell which synpunkter are given as examples of which themes, (synpunkter, themes), by id or by text."""
    texts = [normalize(text) for text in frame["text"]]
    given = np.zeros((len(frame), len(codebook.themes)), dtype=bool)
    for place, theme in enumerate(codebook.themes):
        wanted = {*theme.examples, *(normalize(example) for example in theme.examples)}
        given[:, place] = [
            synpunkt_id in wanted or text in wanted
            for synpunkt_id, text in zip(frame["synpunkt_id"], texts, strict=True)
        ]
    return given


def _words_of(theme: CodebookTheme) -> str:
    return ". ".join(part for part in (theme.name, theme.description, ", ".join(theme.keywords)) if part)


def _middle(
    theme: CodebookTheme, given: NDArray[np.bool_], representation: ContextVectors, vectors: Vectors
) -> Vectors:
    if given.any():
        return unit_rows(vectors[given].mean(axis=0, keepdims=True))
    written = [example for example in theme.examples if " " in example]
    if not written:
        return np.zeros((1, vectors.shape[1]))
    return unit_rows(representation.embed(written).mean(axis=0, keepdims=True))


def _keyword_hits(codebook: Codebook, frame: pd.DataFrame) -> Vectors:
    hits = np.zeros((len(frame), len(codebook.themes)))
    keywords = [[_key(word) for word in theme.keywords] for theme in codebook.themes]
    if not any(keywords):
        return hits
    for column, bonus in _KEYWORD.items():
        for row, text in enumerate(frame[column]):
            key = _key(text)
            found = [bonus if any(word in key for word in words) else 0.0 for words in keywords]
            hits[row] = np.maximum(hits[row], found)
    return hits


def _key(text: str) -> str:
    return f" {' '.join(stem(word) for word in tokenize(text))} "
