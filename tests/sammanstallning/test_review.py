"""The analyst's corrections: read by id, applied last, never lost."""

from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from remissnlp.corrections import Reviewed, apply_review
from remissnlp.errors import CorpusError
from remissnlp.review import Judgement, Review, load_review
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


def _review(*judgements: Judgement) -> Review:
    return Review(judgements, frozenset(one.key for one in judgements))


def _apply(example: Any, key: str, column: str, value: str) -> Reviewed:
    return apply_review(example.tables, _review(Judgement(key, column, "?", value)))


def _row(table: pd.DataFrame, column: str, value: str) -> dict[str, Any]:
    return table[table[column] == value].to_dict("records")[0]


def test_an_untouched_sheet_corrects_nothing(sheet: Path) -> None:
    review = load_review(sheet)
    assert review.corrections == ()
    assert review.judgements == ()
    assert review.seen == frozenset()


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
    assert review.seen == {"m-kulturnamnden-4", "norra-sdn#HELHET", "m-socialnamnden-2"}


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


def test_agreement_counts_what_the_analyst_confirmed_and_what_was_changed(example, sheet: Path) -> None:
    edits = {
        ("m-kulturnamnden-4", "Hållning"): "neutral",
        ("m-socialnamnden-2", "Granskad"): "ja",
        ("norra-sdn#HELHET", "Ställningstagande"): "avstyrker",
        ("socialnamnden#HELHET", "Granskad"): "ja",
    }
    agreement = apply_review(example.tables, load_review(_edit(sheet, edits))).agreement
    assert agreement[["granskade", "lika"]].to_dict("index") == {
        "Egen uppfattning": {"granskade": 2, "lika": 2},
        "Hållning": {"granskade": 2, "lika": 1},
        "Slag": {"granskade": 2, "lika": 2},
        "Tema": {"granskade": 2, "lika": 2},
        "Ställningstagande": {"granskade": 2, "lika": 1},
    }
    assert agreement.loc["Hållning", "andel"] == 0.5


def test_what_the_analyst_confirmed_holds_when_the_program_changes_its_mind(example, sheet: Path) -> None:
    review = load_review(_edit(sheet, {("m-kulturnamnden-4", "Granskad"): "ja"}))
    today = {name: table.copy() for name, table in example.tables.items()}
    for name in ("meningar", "synpunkter"):
        today[name].loc[today[name]["sentence_id"] == "m-kulturnamnden-4", "stance"] = "positive"
    reviewed = apply_review(today, review)
    assert [(one.column, one.machine, one.value) for one in reviewed.applied] == [("Hållning", "positiv", "kritisk")]
    assert _row(reviewed.tables["synpunkter"], "sentence_id", "m-kulturnamnden-4")["stance"] == "negative"


def test_a_correction_that_the_program_has_learnt_counts_as_agreement(example, sheet: Path) -> None:
    review = load_review(_edit(sheet, {("m-kulturnamnden-4", "Hållning"): "neutral"}))
    today = {name: table.copy() for name, table in example.tables.items()}
    for name in ("meningar", "synpunkter"):
        today[name].loc[today[name]["sentence_id"] == "m-kulturnamnden-4", "stance"] = "neutral"
    reviewed = apply_review(today, review)
    assert reviewed.applied == ()
    assert reviewed.agreement.loc["Hållning", "lika"] == 1


def test_a_position_loses_its_sentence_when_that_is_no_own_view(example) -> None:
    tables = _apply(example, "m-socialnamnden-0", "Egen uppfattning", "nej").tables
    row = tables["positioner"].query("source_id == 'socialnamnden' and part == 'HELHET'").to_dict("records")[0]
    assert (row["position"], row["sentence_id"]) == ("framgar_ej", "")


@pytest.mark.parametrize(
    ("position", "keeps"),
    [("tillstyrker med synpunkter", True), ("ingen erinran", True), ("avstyrker", False), ("framgår ej", False)],
)
def test_the_sentence_of_the_old_position_stays_only_if_it_may_show_the_new_one(
    example, position: str, keeps: bool
) -> None:
    tables = _apply(example, "socialnamnden#HELHET", "Ställningstagande", position).tables
    row = tables["positioner"].query("source_id == 'socialnamnden' and part == 'HELHET'").to_dict("records")[0]
    assert bool(row["sentence_id"]) is keeps


def test_a_stance_for_what_is_no_own_view_is_given_back(example) -> None:
    reviewed = _apply(example, "m-miljonamnden-2", "Hållning", "kritisk")
    assert [one.value for one in reviewed.lost] == ["kritisk"]


def test_capitals_in_a_judgement_do_not_matter(sheet: Path) -> None:
    review = load_review(_edit(sheet, {("m-kulturnamnden-4", "Hållning"): "Neutral"}))
    assert [one.value for one in review.corrections] == ["neutral"]


def test_comments_stand_apart_for_the_whole_and_for_each_part(sheet: Path) -> None:
    edits = {
        ("miljonamnden#HELHET", "Kommentar"): "Om helheten.",
        ("miljonamnden#3", "Kommentar"): "Om belysningen.",
    }
    assert load_review(_edit(sheet, edits)).comments == {
        "miljonamnden#HELHET": "Om helheten.",
        "miljonamnden#3": "Om belysningen.",
    }


def test_a_reviewed_sammanstallning_passes_the_check_and_shows_the_review_again(example, sheet: Path) -> None:
    edits = {
        ("norra-sdn#HELHET", "Ställningstagande"): "tillstyrker med synpunkter",
        ("m-kulturnamnden-4", "Egen uppfattning"): "nej",
        ("m-miljonamnden-2", "Egen uppfattning"): "ja",
        ("m-socialnamnden-2", "Granskad"): "ja",
        ("m-socialnamnden-2", "Kommentar"): "Beaktas.",
    }
    review = load_review(_edit(sheet, edits))
    lost = (
        Judgement("m-borta-1", "Hållning", "kritisk", "neutral", "Borta", "En mening."),
        Judgement("m-borta-2", "Kommentar", "", "Bör sparas.", "Borta", "En annan mening."),
    )
    reviewed = apply_review(example.tables, Review((*review.judgements, *lost), review.seen))
    composed = compose(example.remiss, reviewed.tables, texts=example.texts, reviewed=reviewed)
    check(composed, reviewed.tables, example.texts)
    to_xlsx(composed, reviewed.tables, sheet, reviewed=reviewed)
    again = load_review(sheet)
    assert {(one.key, one.column, one.value) for one in again.corrections} == {
        (one.key, one.column, one.value) for one in (*review.corrections, lost[0])
    }
    assert again.comments == {"m-socialnamnden-2": "Beaktas.", "m-borta-2": "Bör sparas."}
    assert again.seen == {*review.seen, "m-borta-1"}


def test_what_is_reviewed_is_shown_as_granskad_and_told_in_the_method(example, sheet: Path) -> None:
    edits = {
        ("norra-sdn#HELHET", "Ställningstagande"): "tillstyrker med synpunkter",
        ("m-socialnamnden-2", "Granskad"): "ja",
    }
    reviewed = apply_review(example.tables, load_review(_edit(sheet, edits)))
    composed = compose(example.remiss, reviewed.tables, texts=example.texts, reviewed=reviewed)
    assert [entry.sentence_id for entry in composed.register if entry.reviewed] == ["m-socialnamnden-2"]
    assert [one.source_id for one in composed.picture.standpoints if one.reviewed] == ["norra-sdn"]
    method = " ".join(paragraph.own_text for paragraph in composed.method)
    assert "har granskat två rader" in method
    assert "ändrat en av programmets bedömningar" in method
