"""The analyst's corrections: read by id, applied last, never lost."""

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from remissnlp.corrections import Reviewed, apply_review
from remissnlp.errors import CorpusError
from remissnlp.review import Correction, Review, load_review
from remissnlp.sammanstallning import Sammanstallning, check, compose, to_xlsx
from remissnlp.tables import MODELS
from remissnlp.tables import check as check_table

Edits = dict[tuple[str, str], str]


@pytest.fixture
def sheet(example, composed: Sammanstallning, tmp_path: Path) -> Path:
    path = tmp_path / "granskning.xlsx"
    to_xlsx(composed, example.tables, path)
    return path


def _edit(path: Path, edits: Edits) -> Path:
    book = openpyxl.load_workbook(path)
    page = book["Granskning"]
    header = [cell.value for cell in page[1]]
    rows = {page.cell(row, header.index("Id") + 1).value: row for row in range(2, page.max_row + 1)}
    for (key, column), value in edits.items():
        page.cell(rows[key], header.index(column) + 1).value = value
    book.save(path)
    return path


def _review(*corrections: Correction) -> Review:
    return Review(corrections, {}, (), pd.DataFrame())


def _apply(example: Any, key: str, column: str, value: str) -> Reviewed:
    return apply_review(example.tables, _review(Correction(key, column, "", value)))


def _row(table: pd.DataFrame, column: str, value: str) -> dict[str, Any]:
    return table[table[column] == value].to_dict("records")[0]


def test_an_untouched_sheet_corrects_nothing(sheet: Path) -> None:
    review = load_review(sheet)
    assert review.corrections == ()
    assert review.seen == ()


def test_what_the_analyst_changes_comes_back_by_id(sheet: Path) -> None:
    edits = {
        ("m-kulturnamnden-4", "Hållning"): "neutral",
        ("norra-sdn#HELHET", "Ställningstagande"): "tillstyrker med synpunkter",
        ("m-socialnamnden-2", "Kommentar"): "Beaktas.",
        ("m-socialnamnden-2", "Granskad"): "ja",
    }
    review = load_review(_edit(sheet, edits))
    found = {(one.key, one.column): (one.machine, one.value) for one in review.corrections}
    assert found == {
        ("m-kulturnamnden-4", "Hållning"): ("kritisk", "neutral"),
        ("norra-sdn#HELHET", "Ställningstagande"): ("framgår ej", "tillstyrker med synpunkter"),
    }
    assert review.comments == {"m-socialnamnden-2": "Beaktas."}
    assert review.agreement.loc["Hållning", ["granskade", "lika"]].tolist() == [2, 1]


def test_a_word_that_is_not_in_the_lists_is_refused_with_its_place(sheet: Path) -> None:
    with pytest.raises(CorpusError, match=r"granskning\.xlsx: Hållning ”arg” för m-kulturnamnden-4"):
        load_review(_edit(sheet, {("m-kulturnamnden-4", "Hållning"): "arg"}))


@pytest.mark.parametrize("content", [b"", b"inte Excel"])
def test_a_file_that_is_no_workbook_is_refused_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "granskning.xlsx"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match="går inte att öppna"):
        load_review(path)


def test_a_stance_is_corrected_in_both_tables_and_the_themes_are_counted_anew(example) -> None:
    tables = _apply(example, "m-kulturnamnden-4", "Hållning", "neutral").tables
    assert _row(tables["meningar"], "sentence_id", "m-kulturnamnden-4")["stance"] == "neutral"
    assert _row(tables["synpunkter"], "sentence_id", "m-kulturnamnden-4")["stance"] == "neutral"
    before = _row(example.tables["teman"], "theme_id", "ansvar")["mot"]
    assert _row(tables["teman"], "theme_id", "ansvar")["mot"] < before


def test_a_sentence_that_is_no_own_view_leaves_register_and_themes(example) -> None:
    tables = _apply(example, "m-kulturnamnden-4", "Egen uppfattning", "nej").tables
    assert "s-kulturnamnden-4" not in set(tables["synpunkter"]["synpunkt_id"])
    assert "s-kulturnamnden-4" not in set(tables["tema_synpunkt"]["synpunkt_id"])
    assert _row(tables["svar"], "source_id", "kulturnamnden")["synpunkter"] == 7


def test_a_sentence_of_own_view_that_was_missed_becomes_a_synpunkt(example) -> None:
    tables = _apply(example, "m-miljonamnden-2", "Egen uppfattning", "ja").tables
    assert _row(tables["synpunkter"], "sentence_id", "m-miljonamnden-2")["stance"] == "neutral"


def test_themes_are_set_by_their_names(example) -> None:
    value = "Trygghet och trivsel för barn; Utformning med barn och föreningsliv"
    tables = _apply(example, "m-socialnamnden-0", "Tema", value).tables
    rows = tables["tema_synpunkt"].query("synpunkt_id == 's-socialnamnden-0'")
    assert set(rows["theme_id"]) == {"trygghet", "delaktighet"}
    assert set(rows["origin"]) == {"granskning"}


def test_a_position_is_set_on_the_whole_and_marked_as_reviewed(example) -> None:
    tables = _apply(example, "norra-sdn#HELHET", "Ställningstagande", "avstyrker").tables
    row = tables["positioner"].query("source_id == 'norra-sdn' and part == 'HELHET'").to_dict("records")[0]
    assert (row["position"], row["origin"]) == ("avstyrker", "granskning")
    assert _row(tables["svar"], "source_id", "norra-sdn")["position"] == "avstyrker"


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("m-borta-1", "Hållning", "neutral"),
        ("borta#HELHET", "Ställningstagande", "avstyrker"),
        ("m-socialnamnden-0", "Tema", "Ett tema som inte finns"),
    ],
)
def test_a_correction_that_no_longer_fits_is_given_back(example, key: str, column: str, value: str) -> None:
    reviewed = _apply(example, key, column, value)
    assert [one.key for one in reviewed.lost] == [key]
    assert reviewed.applied == ()


def test_the_tables_given_are_left_as_they_are_and_the_new_ones_keep_the_contract(example) -> None:
    before = {name: table.copy() for name, table in example.tables.items()}
    reviewed = _apply(example, "m-kulturnamnden-4", "Egen uppfattning", "nej")
    for name, table in example.tables.items():
        pd.testing.assert_frame_equal(table, before[name])
        check_table(MODELS[name], reviewed.tables[name])


def test_a_reviewed_sammanstallning_passes_the_check_and_shows_the_review_again(example, sheet: Path) -> None:
    edits = {
        ("norra-sdn#HELHET", "Ställningstagande"): "tillstyrker med synpunkter",
        ("m-kulturnamnden-4", "Egen uppfattning"): "nej",
        ("m-miljonamnden-2", "Egen uppfattning"): "ja",
    }
    review = load_review(_edit(sheet, edits))
    lost = Correction("m-borta-1", "Hållning", "kritisk", "neutral", "Borta", "En mening.")
    reviewed = apply_review(example.tables, Review((*review.corrections, lost), {}, (), pd.DataFrame()))
    composed = compose(example.remiss, reviewed.tables, texts=example.texts)
    check(composed, reviewed.tables, example.texts)
    to_xlsx(composed, reviewed.tables, sheet, corrections=reviewed.applied, lost=reviewed.lost)
    again = load_review(sheet)
    assert {(one.key, one.column, one.value) for one in again.corrections} == {
        (one.key, one.column, one.value) for one in (*review.corrections, lost)
    }
