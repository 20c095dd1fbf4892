"""Constructed remisser: their synpunkter, their themes, and the ways an analyst may have written the codebook."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.feature_extraction.text import CountVectorizer

from remissnlp.themes import Codebook, CodebookTheme
from remissnlp.themes.assignment import evidence_for, example_rows, fit_codebook
from remissnlp.themes.embedder import StaticEmbedder
from remissnlp.themes.frame import as_frame
from remissnlp.themes.model import PLACING
from remissnlp.themes.representation import ContextVectors
from remissnlp.themes.text_vectors import TextVectors
from remissnlp.themes.words import content_words

Membership = NDArray[np.bool_]
FOLDERS = [Path(__file__).parent / name for name in ("data", "short")]
_COLUMNS = ["remissinstans", "paragraph", "heading", "stance", "type", "gold", "text"]
_EXAMPLES, _KEYWORDS = 3, 4


@dataclass(frozen=True)
class Case:
    """A remiss with one way of writing its codebook.

    Attributes:
        way: What the way is called.
        codebook: The themes.
        gold: Which synpunkter belong to which of them, (synpunkter, themes).
    """

    way: str
    codebook: Codebook
    gold: Membership


def list_tables() -> list[Path]:
    """List the tables of synpunkter that may be learnt from: whole remisser, then short ones."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.tsv"))]


def list_parts(parts: int) -> dict[Path, int]:
    """Give each table the number of the part, from 0, that it is left out with when something is learnt in parts."""
    return {path: place % parts for place, path in enumerate(list_tables())}


def read_remiss(path: Path) -> tuple[pd.DataFrame, list[CodebookTheme]]:
    """Read a table of synpunkter with the themes they belong to, and the themes from the .toml file beside it."""
    frame = pd.read_csv(
        path, sep="\t", comment="#", names=_COLUMNS, dtype=str, keep_default_na=False, quoting=3, encoding="utf-8"
    )
    frame = frame.assign(
        synpunkt_id=[f"s{number:03d}" for number in range(len(frame))],
        source_id=frame["remissinstans"],
        context=frame.groupby(["remissinstans", "paragraph"])["text"].transform(" ".join),
        gold=[themes.split() for themes in frame["gold"]],
    )
    rows = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["tema"]
    return frame, [CodebookTheme(row["id"], row["namn"], row.get("beskrivning", "")) for row in rows]


def membership(themes: "pd.Series[list[str]]", names: list[str]) -> Membership:
    """Give a row a synpunkt, a column a theme."""
    return np.array([[name in found for name in names] for found in themes])


def micro_f(gold: Membership, found: Membership) -> float:
    """Give the F of all single placements taken together."""
    hits = (gold & found).sum()
    return float(2 * hits / max(1, gold.sum() + found.sum()))


def vary(frame: pd.DataFrame, themes: list[CodebookTheme], generator: np.random.Generator) -> Iterator[Case]:
    """Give the codebook as written, by names alone, with examples, with some of its themes, with all there may be."""
    gold = membership(frame["gold"], [theme.theme_id for theme in themes])
    named = [replace(theme, description="") for theme in themes]
    worded = with_keywords(named, frame, gold, generator)
    yield Case("as written", Codebook(tuple(themes)), gold)
    yield Case("names alone", Codebook(tuple(named)), gold)
    yield Case("three examples", Codebook(with_examples(themes, frame, gold, generator)), gold)
    yield Case("names, three examples", Codebook(with_examples(named, frame, gold, generator)), gold)
    half = np.sort(generator.permutation(len(themes))[: (len(themes) + 1) // 2])
    yield Case("half of the themes", Codebook(tuple(themes[place] for place in half)), gold[:, half])
    yield Case("keywords", Codebook(tuple(worded)), gold)
    most = len(frame) // (2 * len(themes))
    yield Case("all", Codebook(with_examples(worded, frame, gold, generator, most=most)), gold)
    for size in (1, 2, 3):
        few = generator.permutation(len(themes))[:size]
        chosen = [themes[place] for place in few]
        yield Case(f"{size} of the themes", Codebook(tuple(chosen)), gold[:, few])
        told = with_examples(chosen, frame, gold[:, few], generator)
        yield Case(f"{size} of the themes, three examples", Codebook(told), gold[:, few])


def vary_among_strangers(
    frame: pd.DataFrame, themes: list[CodebookTheme], generator: np.random.Generator
) -> Iterator[Case]:
    """Give the codebook as written, with examples, two of its themes, and as told unevenly, among strangers."""
    gold = membership(frame["gold"], [theme.theme_id for theme in themes])
    two = generator.permutation(len(themes))[:2]
    yield Case("strangers", Codebook(tuple(themes)), gold)
    yield Case("strangers, three examples", Codebook(with_examples(themes, frame, gold, generator)), gold)
    yield Case("strangers, 2 of the themes", Codebook(tuple(themes[place] for place in two)), gold[:, two])
    yield Case("strangers, uneven", Codebook(tell_unevenly(themes, frame, gold, generator)), gold)
    three = generator.permutation(len(themes))[:3]
    chosen = [themes[place] for place in three]
    told = tell_unevenly(chosen, frame, gold[:, three], generator)
    yield Case("strangers, uneven, 3 of the themes", Codebook(told), gold[:, three])


def tell_unevenly(
    themes: list[CodebookTheme], frame: pd.DataFrame, gold: Membership, generator: np.random.Generator
) -> tuple[CodebookTheme, ...]:
    """Give each theme its description, some keywords and examples, or not, by chance."""
    told = with_examples(with_keywords(themes, frame, gold, generator), frame, gold, generator)
    left_out = generator.random((len(themes), 3)) < 0.5
    names = ("description", "keywords", "examples")
    return tuple(
        replace(theme, **{name: type(getattr(theme, name))() for name, out in zip(names, row, strict=True) if out})
        for theme, row in zip(told, left_out, strict=True)
    )


def add_strangers(frame: pd.DataFrame, other: pd.DataFrame, generator: np.random.Generator) -> pd.DataFrame:
    """Add synpunkter of another remiss, half as many, which belong to no theme of this one."""
    rows = np.sort(generator.permutation(len(other))[: len(frame) // 2])
    strangers = other.iloc[rows].assign(gold=[[] for _ in rows], synpunkt_id=[f"f{row:03d}" for row in rows])
    return pd.concat([frame, strangers], ignore_index=True)


def with_examples(
    themes: list[CodebookTheme],
    frame: pd.DataFrame,
    gold: Membership,
    generator: np.random.Generator,
    most: int = _EXAMPLES,
) -> tuple[CodebookTheme, ...]:
    """Give each theme examples drawn from the synpunkter that belong to it alone, but not all of them."""
    single = gold.sum(axis=1) == 1
    drawn = []
    for place, theme in enumerate(themes):
        rows = generator.permutation(np.flatnonzero(single & gold[:, place]))
        chosen = rows[: min(most, max(0, len(rows) - 1))]
        drawn.append(replace(theme, examples=tuple(frame["synpunkt_id"].iloc[chosen])))
    return tuple(drawn)


def with_keywords(
    themes: list[CodebookTheme], frame: pd.DataFrame, gold: Membership, generator: np.random.Generator
) -> list[CodebookTheme]:
    """Give each theme as keywords the words that mark a half of its synpunkter out from the others."""
    words = CountVectorizer(analyzer=lambda text: set(content_words(text)))
    found = words.fit_transform(frame["text"]).toarray() > 0
    half = generator.random(len(frame)) < 0.5
    counts = (gold & half[:, None]).T.astype(int) @ found
    weights = counts * np.log(1 + len(themes) * counts / np.maximum(counts.sum(axis=0), 1))
    names = words.get_feature_names_out()
    chosen = [names[np.argsort(-row, kind="stable")[:_KEYWORDS]] for row in weights]
    return [replace(theme, keywords=tuple(row)) for theme, row in zip(themes, chosen, strict=True)]


class Remiss:
    """Synpunkter made vectors once, to be held against several codebooks.

    Args:
        synpunkter: The table.
        embedder: Folder of another embedder than the bundled one.
    """

    def __init__(self, synpunkter: pd.DataFrame, embedder: Path | None = None) -> None:
        self.frame = as_frame(synpunkter)
        self.representation = ContextVectors(TextVectors(embedder=StaticEmbedder(embedder))).fit(self.frame)
        self.vectors = self.representation.mix(self.frame, PLACING)[0]

    def look(self, case: Case) -> tuple[NDArray[np.float64], Membership]:
        """Give the evidence, (synpunkter, themes, kinds), and which synpunkter are examples of the codebook."""
        fit = fit_codebook(case.codebook, self.representation, self.frame, self.vectors)
        evidence = evidence_for(fit, self.representation, self.frame, self.vectors)
        return evidence, example_rows(case.codebook, self.frame).any(axis=1)
