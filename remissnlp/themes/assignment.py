"""How well synpunkter fit the themes of a codebook: by its words, its examples, and what is like those that surely fit.

A codebook says little: a name, perhaps a description and a few examples. The synpunkter that fit it surely tell the
rest: they and the examples make the middle of a theme, by which all synpunkter are placed anew, a few times over.
Source: Nigam et al., "Text classification from labeled and unlabeled documents using EM" (2000). What is then known of
a synpunkt and a theme is weighed together by `placing`.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.themes.codebook import Codebook, CodebookTheme
from remissnlp.themes.evidence import Described, describe_themes, gather_evidence, paragraphs, written_examples
from remissnlp.themes.placing import weigh
from remissnlp.themes.representation import ContextVectors, Mix
from remissnlp.themes.shared_words import SharedWords, add_views
from remissnlp.themes.text_vectors import Vectors, unit_rows
from remissnlp.themes.words import normalize, stem, tokenize

BESIDE_NAMES = Mix(sentence=1.0, paragraph=0.5, heading=0.5)
_WORDS = 0.14
_MIDDLE = 1.5
_KEYWORD = {"text": 0.2, "context": 0.06}
_SENTENCE, _PARAGRAPH = Mix(1.0, 0.0, 0.0, 0.5), Mix(0.0, 1.0, 0.3, 0.5)
_BATCH = 5_000
_ROUNDS = 3
_SHARPNESS = 0.012
_NO_THEME = (0.06, 0.14)
_EXAMPLE_WEIGHT = 5.0


@dataclass(frozen=True)
class Fit:
    """What a codebook looks like to a representation.

    Attributes:
        codebook: The themes.
        names: A row for what each theme is called and described as.
        words: The words of the themes.
        middles: A row for the middle of what belongs to each theme; zeros where nothing is known to.
        themes: What else is told of the themes.
    """

    codebook: Codebook
    names: Vectors
    words: SharedWords
    middles: Vectors
    themes: Described


@dataclass(frozen=True)
class Views:
    """Synpunkter as seen beside a codebook: fit to names, shared words, keywords, vectors to hold against middles."""

    by_name: Vectors
    shared: list[Vectors]
    keywords: dict[str, Vectors]
    vectors: Vectors


def fit_codebook(codebook: Codebook, representation: ContextVectors, frame: pd.DataFrame, vectors: Vectors) -> Fit:
    """Place the themes of a codebook among synpunkter.

    Args:
        codebook: The themes.
        representation: Fitted on the synpunkter.
        frame: The synpunkter.
        vectors: Their vectors.
    """
    described = [_words_of(theme) for theme in codebook.themes]
    words = SharedWords(described, [*frame["context"], *frame["heading"]])
    given = example_rows(codebook, frame)
    themes = describe_themes(codebook, getattr(representation, "base_", None), frame, described, words, given)
    fit = Fit(codebook, representation.embed(described), words, np.zeros((len(described), 0)), themes)
    views = _look(fit, representation.mix(frame, BESIDE_NAMES)[0], frame, vectors)
    written = np.vstack([_sum(examples, representation) for examples in written_examples(codebook, given)])
    middles = _EXAMPLE_WEIGHT * written
    for place in range(_ROUNDS):
        scores = _score(views, unit_rows(middles)) if place else _score(views, np.zeros_like(middles))
        shares = _share(scores, given, _NO_THEME[min(place, 1)])
        middles = shares.T @ views.vectors + _EXAMPLE_WEIGHT * written
    return replace(fit, middles=unit_rows(middles))


def score_codebook(fit: Fit, representation: ContextVectors, frame: pd.DataFrame, vectors: Vectors) -> Vectors:
    """Give how likely each synpunkt belongs to each theme, (synpunkter, themes), 0–1."""
    scores = np.zeros((len(frame), len(fit.codebook.themes)))
    together = np.argsort(paragraphs(frame), kind="stable")  # what stands in one paragraph is looked at together
    for start in range(0, len(frame), _BATCH):
        rows = together[start : start + _BATCH]
        scores[rows] = weigh(evidence_for(fit, representation, frame.iloc[rows], vectors[rows]))
    return scores


def evidence_for(
    fit: Fit, representation: ContextVectors, frame: pd.DataFrame, vectors: Vectors
) -> NDArray[np.float64]:
    """Give all that is known of each synpunkt and theme, (synpunkter, themes, kinds)."""
    beside_names, sentence, paragraph = representation.mix(frame, BESIDE_NAMES, _SENTENCE, _PARAGRAPH)
    views = _look(fit, beside_names, frame, vectors)
    likeness = [_score(views, fit.middles), sentence @ fit.middles.T, paragraph @ fit.middles.T]
    return gather_evidence(fit.themes, frame, [*likeness, *map(np.log1p, views.keywords.values())], views.shared)


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


def _look(fit: Fit, beside_names: Vectors, frame: pd.DataFrame, vectors: Vectors) -> Views:
    shared = fit.words.score_views(frame)
    by_name = beside_names @ fit.names.T + _WORDS * add_views(shared)
    return Views(by_name, shared, _keyword_hits(fit.codebook, frame), vectors)


def _score(views: Views, middles: Vectors) -> Vectors:
    mixed = (views.by_name + _MIDDLE * views.vectors @ middles.T) / (1 + _MIDDLE)
    bonus = np.max([_KEYWORD[view] * (found > 0) for view, found in views.keywords.items()], axis=0)
    return np.asarray(np.clip(mixed + bonus, 0.0, 0.99))


def _share(scores: Vectors, given: NDArray[np.bool_], no_theme: float) -> Vectors:
    """Give how much each synpunkt counts as one of each theme: examples by themselves, others as surely as they fit."""
    highest = np.maximum(scores.max(axis=1, keepdims=True), no_theme)
    odds = np.exp((scores - highest) / _SHARPNESS)
    chances = odds / (odds.sum(axis=1, keepdims=True) + np.exp((no_theme - highest) / _SHARPNESS))
    return np.where(given.any(axis=1, keepdims=True), _EXAMPLE_WEIGHT * given, chances**2)


def _words_of(theme: CodebookTheme) -> str:
    return ". ".join(part for part in (theme.name, theme.description, ", ".join(theme.keywords)) if part)


def _sum(examples: list[str], representation: ContextVectors) -> Vectors:
    """Give the sum of the vectors of texts, a single row; zeros for none."""
    return np.asarray(representation.embed(examples or [""]).sum(axis=0, keepdims=True)) * bool(examples)


def _keyword_hits(codebook: Codebook, frame: pd.DataFrame) -> dict[str, Vectors]:
    """Count the keywords of each theme in each synpunkt, and in its paragraph."""
    keywords = [[_key(word) for word in theme.keywords] for theme in codebook.themes]
    return {view: _count(keywords, frame[view]) for view in _KEYWORD}


def _count(keywords: list[list[str]], texts: "pd.Series[str]") -> Vectors:
    if not any(keywords):
        return np.zeros((len(texts), len(keywords)))
    codes, unique = pd.factorize(texts)
    keys = [_key(text) for text in unique]
    found = [[sum(word in key for word in words) for words in keywords] for key in keys]
    return np.array(found, dtype=float).reshape(len(keys), len(keywords))[codes]


def _key(text: str) -> str:
    return f" {' '.join(stem(word) for word in tokenize(text))} "
