"""Suggestions: which synpunkter the analyst helps most by placing."""

import pandas as pd

from remissnlp.themes import Codebook, CodebookTheme, suggest_labels
from remissnlp.themes.doubts import COLUMNS

BOOK = Codebook(
    (
        CodebookTheme("buss", "Kollektivtrafik", "Bussar, turtäthet och hållplatser.", examples=("s1",)),
        CodebookTheme("skola", "Skolan", "Lärare, elever och undervisning.", examples=("s2",)),
    )
)
SYNPUNKTER = pd.DataFrame(
    {
        "synpunkt_id": ["s1", "s2", "s3", "s4", "s5", "s6"],
        "source_id": ["a", "b", "c", "d", "e", "f"],
        "text": [
            "Bussarna behöver gå oftare och hållplatserna rustas upp.",
            "Lärarna behöver mindre klasser i undervisningen.",
            "Busstrafiken måste byggas ut på kvällarna.",
            "Bussarna till skolan ska passa elevernas schema och lärarnas undervisning.",
            "Undervisningen i skolan lider av lärarbrist.",
            "Nämnden tillstyrker förslaget.",
        ],
    }
)


def test_the_synpunkt_between_two_themes_is_asked_about_first():
    asked = suggest_labels(SYNPUNKTER, codebook=BOOK)
    assert asked.columns.tolist() == COLUMNS
    assert asked.sort_values("margin")["synpunkt_id"].iloc[0] == "s4"


def test_examples_and_bare_positions_are_not_asked_about():
    assert {"s1", "s2", "s6"}.isdisjoint(suggest_labels(SYNPUNKTER, codebook=BOOK)["synpunkt_id"])


def test_no_more_than_the_limit_and_none_without_themes():
    assert len(suggest_labels(SYNPUNKTER, codebook=BOOK, limit=1)) == 1
    assert suggest_labels(SYNPUNKTER.iloc[:0]).empty
