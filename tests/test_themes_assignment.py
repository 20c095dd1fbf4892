"""Placing synpunkter by a codebook that says little: its words, and what is like what surely fits."""

import numpy as np
import pandas as pd
import pytest

from remissnlp.themes import Codebook, CodebookTheme, ThemeModel
from remissnlp.themes.frame import as_frame
from remissnlp.themes.shared_words import SharedWords, add_views

NAMED = [
    "Parkeringsavgiften bör höjas i innerstaden.",
    "Avgiften för parkering drabbar dem som pendlar.",
    "Simhallen måste renoveras innan taket faller in.",
    "En ny simhall kostar mer än en renovering.",
]
UNNAMED = [
    "De som pendlar till innerstaden får betala dyrt och ställer sin bil utanför.",
    "Innan taket faller in bör bassängerna tömmas.",
]
BOOK = Codebook((CodebookTheme("parkering", "Parkeringsavgifter"), CodebookTheme("simhall", "Renovering av simhallen")))


@pytest.mark.parametrize(("text", "theme"), [*zip(UNNAMED, [0, 1], strict=True)])
def test_what_is_like_those_that_surely_fit_comes_to_the_same_theme(text: str, theme: int):
    texts = [*NAMED, *UNNAMED, "Hundarna skäller.", "Biblioteket stänger tidigt.", "Skolskjutsen går för sällan."]
    scores = ThemeModel(codebook=BOOK, repeats=1).fit(texts).score_themes([text])[0]
    assert scores[:2].argmax() == theme


def test_what_speaks_of_something_else_belongs_to_no_theme_of_the_codebook():
    texts = [*NAMED, *UNNAMED, "Körsbärsträden blommar i maj.", "Orkestern spelar Beethoven."]
    strengths = ThemeModel(codebook=BOOK, repeats=1).fit_transform(texts)[:, :2]
    assert not strengths[-2:].any()
    assert strengths[: len(NAMED)].any(axis=1).all()


def test_example_written_in_the_codebook_places_what_is_like_it():
    book = Codebook((CodebookTheme("djur", "Övrigt om djuren", examples=("Hästarna behöver bättre stall.",)),))
    model = ThemeModel(codebook=book, repeats=1)
    strengths = model.fit_transform(["Hästarnas stall behöver byggas ut.", "Fakturorna bör betalas i tid."])
    assert strengths[0, 0] > 0 == strengths[1, 0]


def test_same_codebook_scores_the_same_rows_alike_alone_and_together():
    model = ThemeModel(codebook=BOOK, repeats=1).fit([*NAMED, *UNNAMED])
    together = model.score_themes([*NAMED, *UNNAMED])
    alone = np.vstack([model.score_themes([text]) for text in [*NAMED, *UNNAMED]])
    np.testing.assert_allclose(together, alone)


def score_words(described: list[str], texts: list[str]) -> np.ndarray:
    return add_views(SharedWords(described, texts).score_views(as_frame(pd.DataFrame({"text": texts}))))


def test_shared_words_count_the_parts_of_compounds_and_inflected_forms():
    scores = score_words(["Avgifter", "Parker"], ["Avgiften är hög.", "Parkavgift tas ut i parken.", "Bron är röd."])
    assert (scores[:2, 0] > 0).all()
    assert scores[1, 1] > 0 == scores[0, 1]
    assert not scores[2].any()


def test_themes_described_by_function_words_alone_share_nothing():
    assert not score_words(["Det som är", "Och så"], ["Bron är röd."]).any()
