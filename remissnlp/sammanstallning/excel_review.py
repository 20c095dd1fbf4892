"""The sheet Granskning: every sentence and position with the program's judgement, and columns where it is corrected."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from remissnlp.corrections import Reviewed
from remissnlp.review import (
    COMMENT,
    EDITABLE,
    HEADER,
    JUDGED,
    KEY,
    KIND,
    LOST,
    MACHINE,
    NAME,
    NO,
    OWN_VIEW,
    POSITION,
    REVIEWED,
    SENTENCE,
    SHEET,
    STANCE,
    STAND,
    TEXT,
    THEME,
    THEME_SEPARATOR,
    TYPE,
    YES,
    Judgement,
    stand_key,
)
from remissnlp.sammanstallning.content import Answer, Sammanstallning
from remissnlp.sammanstallning.excel_sheet import Value, column_places, fill_column, fill_sheet
from remissnlp.terms import WHOLE, Position, Section, Stance, SynpunktType

_WIDTHS = (17, 28, 6, 80, 7, 12, 11, 13, 36, 26, 40, 10, 12, 11, 13, 36, 26, 54)
_YELLOW, _GREY = PatternFill("solid", fgColor="FFF9DB"), PatternFill("solid", fgColor="F0F0F0")

_Row = dict[str, Value]
_Found = Mapping[str, str]


def add_review(
    book: Any,
    sammanstallning: Sammanstallning,
    tables: Mapping[str, pd.DataFrame],
    *,
    reviewed: Reviewed | None = None,
) -> None:
    """Add the sheet Granskning, and the hidden sheet Listor that its drop-downs take their words from.

    A row is a position of an answer (its id is source_id#part) or a sentence (sentence_id); letterheads are left out.
    A review already made stands in the yellow columns, with what the program found beside it; what no longer fits
    stands last, so that it is kept when the sheet is saved anew.
    """
    sheet = book.create_sheet(SHEET)
    review = reviewed or Reviewed(tables)
    rows = [*_rows(sammanstallning, tables), *_lost_rows(review.lost)]
    found = {(one.key, one.column): one.machine for one in review.applied}
    finished = [_finish(row, found, review) for row in rows]
    fill_sheet(sheet, HEADER, finished, widths=_WIDTHS, freeze_columns=2)
    places = column_places(HEADER)
    _set_lists(book, sheet, places, len(rows) + 1, [theme.heading for theme in sammanstallning.themes])
    for names, ground in ((EDITABLE, _YELLOW), (tuple(MACHINE.values()), _GREY)):
        for name in names:
            fill_column(sheet, places[name], range(2, len(rows) + 2), ground)


def _finish(row: _Row, found: Mapping[tuple[str, str], str], review: Reviewed) -> list[Value]:
    """Put beside each judgement what the program found, and mark the rows that the analyst has reviewed."""
    key = str(row[KEY])
    machine: _Row = {MACHINE[name]: found.get((key, name), row.get(name, "")) for name in JUDGED}
    extra: _Row = {REVIEWED: YES if key in review.seen else "", COMMENT: review.comments.get(key, "")}
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
        yield from ({**row, NAME: answer.name} for row in sentences.get(answer.source_id, []))


def _stand_rows(answer: Answer, headings: Mapping[str, str]) -> Iterator[_Row]:
    stated = {one.part: one.position for one in answer.standpoints}
    for part, heading in headings.items():
        yield {
            KIND: STAND,
            NAME: answer.name,
            TEXT: f"Ställningstagande till {heading}",
            "Del": "" if part == WHOLE else part,
            POSITION: Position(stated[part]).display if part in stated else "",
            KEY: stand_key(answer.source_id, part),
        }


def _sentence_row(row: Mapping[str, Any], themes: Mapping[str, str]) -> _Row:
    return {
        KIND: SENTENCE,
        "Sida": int(row["page"]),
        TEXT: row["text"],
        "Del": row["parts"].replace(";", ", "),
        OWN_VIEW: YES if row["own_view"] else NO,
        STANCE: Stance(row["stance"]).display if row["stance"] else "",
        TYPE: SynpunktType(row["type"]).display if row["type"] else "",
        THEME: themes.get(row["sentence_id"], ""),
        KEY: row["sentence_id"],
    }


def _lost_rows(lost: Sequence[Judgement]) -> Iterator[_Row]:
    """Give what no longer fits, a row a key."""
    by_key: dict[str, _Row] = {}
    for one in lost:
        row = by_key.setdefault(one.key, {KIND: LOST, NAME: one.name, TEXT: one.text, KEY: one.key})
        row[one.column] = one.value
        if one.column in MACHINE:
            row[MACHINE[one.column]] = one.machine
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
