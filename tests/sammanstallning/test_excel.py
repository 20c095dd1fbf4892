"""The workbook: sheets, colours, evidence, and text that is never a formula."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from remissnlp.sammanstallning import Sammanstallning, to_xlsx


@pytest.fixture(scope="module")
def book(example, composed: Sammanstallning, tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("excel") / "sammanstallning.xlsx"
    to_xlsx(composed, example.tables, path)
    return openpyxl.load_workbook(path)


def _column(sheet: Any, title: str) -> list[Any]:
    place = [cell.value for cell in sheet[1]].index(title) + 1
    return [sheet.cell(row, place) for row in range(2, sheet.max_row + 1)]


def test_the_sheets_are_those_the_analyst_expects(book: Any) -> None:
    assert book.sheetnames == [
        "Översikt",
        "Svar",
        "Positioner",
        "Synpunkter",
        "Teman",
        "Tema × instans",
        "Gränsfall",
        "Överlapp",
        "Ej läst",
        "Granskning",
        "Listor",
    ]
    assert book["Listor"].sheet_state == "hidden"


def test_the_first_sheet_says_that_the_material_is_constructed(book: Any) -> None:
    assert "Materialet är konstruerat för test." in [cell.value for cell in book["Översikt"]["B"]]


def test_text_that_begins_as_a_formula_is_text(book: Any) -> None:
    cells = [cell for cell in _column(book["Synpunkter"], "Synpunkt") if str(cell.value).startswith("=")]
    assert len(cells) == 1
    assert cells[0].data_type == "s"
    assert cells[0].quotePrefix


def test_positions_are_coloured_with_the_evidence_as_a_comment(book: Any) -> None:
    cell = next(row[1] for row in book["Positioner"].iter_rows(min_row=2) if row[0].value == "Norra Fastighets AB")
    assert cell.value == "Avstyrker"
    assert cell.fill.fgColor.rgb.endswith("B35806")
    assert cell.comment.text == "Sida 1: ”Bolaget avstyrker förslaget till plan för öppna skolgårdar.”"


def test_every_synpunkt_links_to_its_place_in_the_report(book: Any, example) -> None:
    cells = _column(book["Synpunkter"], "Sida")
    assert len(cells) == len(example.tables["synpunkter"])
    targets = [cell.hyperlink.location or cell.hyperlink.target for cell in cells]
    assert any("s-barnens-ratt-0" in target for target in targets)


def test_registers_keep_their_header_in_sight_and_can_be_filtered(book: Any) -> None:
    for name in ("Svar", "Positioner", "Synpunkter", "Teman", "Tema × instans", "Överlapp", "Ej läst", "Granskning"):
        assert book[name].freeze_panes.endswith("2")
        assert book[name].auto_filter.ref


def test_the_unread_and_the_silent_are_listed(book: Any) -> None:
    assert [cell.value for cell in _column(book["Ej läst"], "Remissinstans")] == ["Idrottsnämnden", "Trafiknämnden"]


def test_the_review_sheet_has_a_row_a_sentence_and_a_row_a_position_with_drop_downs(book: Any, example) -> None:
    sheet = book["Granskning"]
    kinds = [cell.value for cell in _column(sheet, "Rad")]
    assert kinds.count("mening") == len(example.tables["meningar"])
    assert kinds.count("ställningstagande") == 7 * 4
    assert len(sheet.data_validations.dataValidation) == 6


def test_the_same_content_gives_the_same_bytes(example, composed: Sammanstallning, tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    to_xlsx(composed, example.tables, one)
    to_xlsx(composed, example.tables, other)
    assert one.read_bytes() == other.read_bytes()
