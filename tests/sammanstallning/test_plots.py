"""Figures: table in, Axes out, and their table twins."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from matplotlib.axes import Axes

from remissnlp import comparison, plots


@pytest.fixture(scope="module")
def themed(example) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return example.tables["tema_synpunkt"], example.tables["synpunkter"], example.tables["teman"]


def test_the_matrix_has_a_row_an_answer_and_a_column_a_part(example) -> None:
    matrix = comparison.position_matrix(example.tables["positioner"], example.tables["svar"], ["1", "2", "3"])
    assert matrix.shape == (7, 4)
    assert matrix.loc["Miljö- och hälsoskyddsnämnden", "3"] == "avstyrker"
    assert matrix.loc["Kulturnämnden", "1"] == ""


def test_an_instans_with_two_files_has_two_rows(example) -> None:
    svar = example.tables["svar"].assign(remissinstans="Kulturnämnden")
    matrix = comparison.position_matrix(example.tables["positioner"], svar, [])
    assert matrix.index.is_unique
    assert "Kulturnämnden (socialnamnden.pdf)" in matrix.index


def test_positions_are_counted_down_the_ladder(example) -> None:
    counts = comparison.position_counts(example.tables["positioner"])
    assert counts.to_dict() == {
        "tillstyrker": 1,
        "tillstyrker_med_synpunkter": 2,
        "ingen_erinran": 1,
        "avstar": 0,
        "avstyrker_delvis": 1,
        "avstyrker": 1,
        "framgar_ej": 1,
    }


def test_directions_add_up_to_the_instanser_of_the_theme(example, themed) -> None:
    directions = comparison.theme_directions(*themed)
    teman = example.tables["teman"].set_index("label")["remissinstanser"]
    assert directions.sum(axis=1).to_dict() == teman.to_dict()
    assert directions.loc["Trygghet och trivsel för barn"].to_dict() == {
        "stöd": 2,
        "både och": 0,
        "kritik": 1,
        "varken eller": 0,
    }


def test_the_theme_matrix_adds_up_to_the_synpunkter_of_the_themes(example, themed) -> None:
    matrix = comparison.theme_matrix(*themed)
    assert matrix.sum(axis=1).to_dict() == example.tables["teman"].set_index("label")["synpunkter"].to_dict()


def test_likeness_is_one_with_oneself_and_the_same_both_ways(example, themed) -> None:
    matrix = comparison.likeness_matrix(example.tables["positioner"], *themed)
    values = matrix.to_numpy()
    assert values.diagonal() == pytest.approx(1.0)
    assert (values == values.T).all()
    assert ((values >= 0) & (values <= 1)).all()


def test_own_view_and_recital_add_up_to_the_words_of_the_sentences(example) -> None:
    shares = comparison.own_view_shares(example.tables["meningar"], example.tables["svar"])
    words = sum(len(text.split()) for text in example.tables["meningar"]["text"])
    assert int(shares[["eget", "återgivet"]].to_numpy().sum()) == words
    assert shares["andel"].between(0, 1).all()


def _figures(example: Any) -> dict[str, Callable[[], Axes]]:
    tables = example.tables
    themed = (tables["tema_synpunkt"], tables["synpunkter"], tables["teman"])
    matrix = comparison.position_matrix(tables["positioner"], tables["svar"], ["1", "2", "3"])
    return {
        "ladder": lambda: plots.plot_ladder(tables["positioner"]),
        "matrix": lambda: plots.plot_matrix(matrix),
        "themes": lambda: plots.plot_themes(comparison.theme_matrix(*themed)),
        "directions": lambda: plots.plot_directions(comparison.theme_directions(*themed)),
        "likeness": lambda: plots.plot_likeness(comparison.likeness_matrix(tables["positioner"], *themed)),
        "shares": lambda: plots.plot_shares(comparison.own_view_shares(tables["meningar"], tables["svar"])),
    }


@pytest.mark.parametrize("name", ["ladder", "matrix", "themes", "directions", "likeness", "shares"])
def test_every_figure_names_those_it_compares(example, name: str) -> None:
    ax = _figures(example)[name]()
    shown = " ".join(label.get_text() for label in ax.get_yticklabels()).replace("\n", " ")
    assert "Kulturnämnden" in shown or "Oklart ansvar för skötsel och kostnader" in shown


@pytest.mark.parametrize("name", ["ladder", "matrix", "themes", "directions", "likeness", "shares"])
def test_every_figure_draws_on_the_axes_it_is_given(example, name: str) -> None:
    own = _figures(example)[name]()
    assert own.get_figure() is not None


def test_the_matrix_shows_the_parts_by_their_headings(example) -> None:
    matrix = comparison.position_matrix(example.tables["positioner"], example.tables["svar"], ["3"])
    ax = plots.plot_matrix(matrix, headings={"3": "Belys gårdarna"})
    assert [label.get_text().replace("\n", " ") for label in ax.get_xticklabels()] == ["Helheten", "Belys gårdarna"]


def test_all_figures_come_with_a_text_and_the_same_bytes_each_time(example) -> None:
    one = plots.draw_all(example.tables, example.remiss.parts)
    other = plots.draw_all(example.tables, example.remiss.parts)
    assert len(one) == 6
    assert all(figure.alt and figure.png.startswith(b"\x89PNG") for figure in one)
    assert [figure.png for figure in one] == [figure.png for figure in other]


def test_a_remiss_with_nothing_to_show_gives_no_figures(example) -> None:
    tables = {name: table.iloc[0:0] for name, table in example.tables.items()}
    assert plots.draw_all(tables, ()) == ()
