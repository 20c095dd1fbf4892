"""The sheet Granskning: every sentence and position with the program's judgement, and columns where it is corrected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from remissnlp.review import (
    EDITABLE,
    HEADER,
    JUDGED,
    LOST,
    MACHINE,
    NO,
    OWN_VIEW,
    PART_SEPARATOR,
    POSITION,
    REVIEWED,
    SENTENCE,
    SHEET,
    STANCE,
    STAND,
    THEME,
    THEME_SEPARATOR,
    TYPE,
    YES,
    Correction,
)
from remissnlp.sammanstallning.content import Answer, Sammanstallning
from remissnlp.sammanstallning.excel_sheet import Value, column_places, fill_sheet
from remissnlp.terms import WHOLE, Position, Section, Stance, SynpunktType

_WIDTHS = (17, 28, 6, 80, 7, 12, 11, 13, 36, 26, 40, 10, 12, 11, 13, 36, 26, 36)
_YELLOW, _GREY = PatternFill("solid", fgColor="FFF9DB"), PatternFill("solid", fgColor="F0F0F0")

_Row = dict[str, Value]
_Found = Mapping[str, str]


def add_review(
    book: Any,
    sammanstallning: Sammanstallning,
    tables: Mapping[str, pd.DataFrame],
    *,
    corrections: Sequence[Correction] = (),
    lost: Sequence[Correction] = (),
) -> None:
    """Add the sheet Granskning, and the hidden sheet Listor that its drop-downs take their words from.

    A row is a position of an answer (its id is source_id#part) or a sentence (sentence_id); letterheads are left out.
    Corrections already made stand in the yellow columns, with what the program found beside them.
    """
    sheet = book.create_sheet(SHEET)
    found = {(one.key, one.column): one.machine for one in corrections}
    comments = {key: comment for answer in sammanstallning.answers for key, comment in answer.comments}
    rows = [*_rows(sammanstallning, tables), *_lost_rows(lost)]
    finished = [_finish(row, found, comments) for row in rows]
    fill_sheet(sheet, HEADER, finished, widths=_WIDTHS, freeze_columns=2)
    places = column_places(HEADER)
    _set_lists(book, sheet, places, len(rows) + 1, [theme.heading for theme in sammanstallning.themes])
    for names, ground in ((EDITABLE, _YELLOW), (tuple(MACHINE.values()), _GREY)):
        for name in names:
            for row in range(2, len(rows) + 2):
                sheet[f"{places[name]}{row}"].fill = ground


def _finish(row: _Row, found: Mapping[tuple[str, str], str], comments: Mapping[str, str]) -> list[Value]:
    """Put beside each judgement what the program found, and mark the rows that the analyst has corrected."""
    key = str(row["Id"])
    machine: _Row = {MACHINE[name]: found.get((key, name), row.get(name, "")) for name in JUDGED}
    corrected = any((key, name) in found for name in JUDGED)
    remark = comments.get(key.removesuffix(f"{PART_SEPARATOR}{WHOLE}"), "")
    extra: _Row = {REVIEWED: YES if corrected else "", "Kommentar": remark}
    whole: _Row = {**machine, **extra, **row}
    return [whole.get(name, "") for name in HEADER]


def _rows(sammanstallning: Sammanstallning, tables: Mapping[str, pd.DataFrame]) -> Iterator[_Row]:
    themes = {entry.sentence_id: THEME_SEPARATOR.join(entry.themes) for entry in sammanstallning.register}
    headings = {WHOLE: "förslaget som helhet", **{one.subject_id: one.heading for one in sammanstallning.parts}}
    sentences: dict[str, list[_Row]] = {}
    for row in tables["meningar"].sort_values(["source_id", "n"]).to_dict("records"):
        if row["section"] != Section.METADATA:
            shown = _sentence_row({str(name): value for name, value in row.items()}, themes)
            sentences.setdefault(row["source_id"], []).append(shown)
    for answer in sammanstallning.answers:
        yield from _stand_rows(answer, headings)
        yield from ({**row, "Remissinstans": answer.name} for row in sentences.get(answer.source_id, []))


def _stand_rows(answer: Answer, headings: Mapping[str, str]) -> Iterator[_Row]:
    stated = {one.part: one.position for one in answer.standpoints}
    for part, heading in headings.items():
        yield {
            "Rad": STAND,
            "Remissinstans": answer.name,
            "Text": f"Ställningstagande till {heading}",
            "Del": "" if part == WHOLE else part,
            POSITION: Position(stated[part]).display if part in stated else "",
            "Id": f"{answer.source_id}{PART_SEPARATOR}{part}",
        }


def _sentence_row(row: Mapping[str, Any], themes: Mapping[str, str]) -> _Row:
    return {
        "Rad": SENTENCE,
        "Sida": int(row["page"]),
        "Text": row["text"],
        "Del": row["parts"].replace(";", ", "),
        OWN_VIEW: YES if row["own_view"] else NO,
        STANCE: Stance(row["stance"]).display if row["stance"] else "",
        TYPE: SynpunktType(row["type"]).display if row["type"] else "",
        THEME: themes.get(row["sentence_id"], ""),
        "Id": row["sentence_id"],
    }


def _lost_rows(lost: Sequence[Correction]) -> Iterator[_Row]:
    """Give corrections that no longer fit, a row a key, so that they are kept when the sheet is saved anew."""
    by_key: dict[str, _Row] = {}
    for one in lost:
        row = by_key.setdefault(one.key, {"Rad": LOST, "Remissinstans": one.name, "Text": one.text, "Id": one.key})
        row |= {one.column: one.value, MACHINE[one.column]: one.machine}
    yield from by_key.values()


def _set_lists(book: Any, sheet: Any, places: Mapping[str, str], last: int, themes: Sequence[str]) -> None:
    lists = book.create_sheet("Listor")
    lists.sheet_state = "hidden"
    words = {
        OWN_VIEW: [YES, NO],
        STANCE: [stance.display for stance in Stance],
        TYPE: [kind.display for kind in SynpunktType],
        THEME: list(themes),
        POSITION: [position.display for position in Position],
        REVIEWED: [YES],
    }
    for column, (name, choices) in enumerate(words.items(), start=1):
        lists.cell(1, column, name)
        for row, choice in enumerate(choices, start=2):
            lists.cell(row, column).value = choice
            lists.cell(row, column).data_type = "s"
        if choices:
            letter = lists.cell(1, column).column_letter
            source = f"Listor!${letter}$2:${letter}${len(choices) + 1}"
            _add_choice(sheet, source, f"{places[name]}2:{places[name]}{last}", strict=name != THEME)


def _add_choice(sheet: Any, source: str, cells: str, *, strict: bool) -> None:
    """Add a drop-down; where it is not strict, other text may be written too, such as several themes."""
    choice = DataValidation(type="list", formula1=f"={source}", allow_blank=True, showErrorMessage=strict)
    choice.error, choice.errorTitle = "Välj ett av värdena i listan, eller lämna rutan tom.", "Okänt värde"
    sheet.add_data_validation(choice)
    choice.add(cells)
