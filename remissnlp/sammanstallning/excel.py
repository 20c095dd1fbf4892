"""The sammanställning as an Excel workbook: registers to filter, a matrix in colour, and a sheet to correct in."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, PatternFill

from remissnlp.corrections import Reviewed
from remissnlp.files import whole_file
from remissnlp.sammanstallning.archive import settle
from remissnlp.sammanstallning.content import Sammanstallning
from remissnlp.sammanstallning.excel_registers import (
    add_doubts,
    add_overlaps,
    add_positions,
    add_register,
    add_theme_matrix,
    add_themes,
)
from remissnlp.sammanstallning.excel_review import add_review
from remissnlp.sammanstallning.excel_sheet import (
    Value,
    colour_by_position,
    fill_sheet,
    set_cell,
    set_print,
    style,
)
from remissnlp.sammanstallning.outline import TITLES
from remissnlp.sammanstallning.swedish import start_sentence
from remissnlp.terms import (
    Instanstyp,
    Position,
    ReadStatus,
)

_READ_FIRST = (
    ("Svar", "En rad för varje svar som har kommit in, med ställningstagande till förslaget som helhet."),
    ("Positioner", "Ställningstaganden per remissinstans och del; belägget med sida visas som kommentar i rutan."),
    ("Synpunkter", "Register över samtliga synpunkter, ordagrant, med länk till sidan i rapporten."),
    ("Teman", "Teman med antal synpunkter och remissinstanser, för och mot."),
    ("Tema × instans", "Antal synpunkter i varje tema från varje remissinstans."),
    ("Gränsfall", "Synpunkter mellan två teman. Placera dem i Granskning: det hjälper temana mest."),
    ("Överlapp", "Meningar som även står i ett annat svar eller i förslaget."),
    ("Ej läst", "Svar som inte har kunnat läsas, helt eller delvis, och inbjudna som inte har svarat."),
    (
        "Granskning",
        "Här rättar du programmets bedömningar: ändra i de gula kolumnerna, spara filen som granskning.xlsx i "
        "remissens mapp och kör igen. Rättelserna följer meningarnas id och finns kvar när nya svar kommer in.",
    ),
)


def to_xlsx(
    sammanstallning: Sammanstallning,
    tables: Mapping[str, pd.DataFrame],
    path: str | Path,
    *,
    report: str = "rapport",
    reviewed: Reviewed | None = None,
) -> None:
    """Write the workbook, whole or not at all.

    Args:
        sammanstallning: What it says; checked beforehand.
        tables: The tables it was composed of.
        path: Where to write.
        report: Folder of the HTML report, beside the workbook; the register links to it.
        reviewed: The analyst's review that is already made in `tables`, shown again in the sheet Granskning.

    Raises:
        RemissError: If the file cannot be written.
    """
    book = Workbook()
    _add_overview(book.active, sammanstallning)
    _add_svar(book.create_sheet("Svar"), tables["svar"])
    add_positions(book.create_sheet("Positioner"), sammanstallning)
    add_register(book.create_sheet("Synpunkter"), sammanstallning, report)
    add_themes(book.create_sheet("Teman"), sammanstallning, tables["teman"])
    add_theme_matrix(book.create_sheet("Tema × instans"), tables)
    add_doubts(book.create_sheet("Gränsfall"), sammanstallning, report)
    add_overlaps(book.create_sheet("Överlapp"), sammanstallning, tables)
    _add_unread(book.create_sheet("Ej läst"), sammanstallning)
    add_review(book, sammanstallning, tables, reviewed=reviewed)
    book.properties.title = f"{TITLES[sammanstallning.form]}: {sammanstallning.title}"
    book.properties.creator = "remissnlp"
    with whole_file(Path(path)) as temporary:
        book.save(temporary)
        settle(temporary)


def _add_overview(sheet: Any, sammanstallning: Sammanstallning) -> None:
    sheet.title = "Översikt"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 38, 100
    sheet.sheet_view.showGridLines = False
    background = sammanstallning.background
    rows: list[tuple[str, Value]] = [
        (TITLES[sammanstallning.form], sammanstallning.title),
        *((("Observera", sammanstallning.note),) if sammanstallning.note else ()),
        *sammanstallning.facts,
        ("Inkomna svar", background.answers),
        ("Lästa, helt eller delvis", background.read),
        ("Inbjudna utan svar", len(background.silent)),
        ("Synpunkter", len(sammanstallning.register)),
        ("Teman", len(sammanstallning.named_themes)),
        *((("Antalet teman", start_sentence(f"{sammanstallning.reason}.")),) if sammanstallning.reason else ()),
        *((f"Blad: {name}", text) for name, text in _READ_FIRST),
        *sammanstallning.settings,
    ]
    for place, (name, value) in enumerate(rows, start=1):
        for column, content in enumerate((name, value), start=1):
            style(
                set_cell(sheet.cell(place, column), content),
                bold=column == 1 or place == 1,
                size=14 if place == 1 else 11,
            )
        sheet.cell(place, 2).alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
        if name == "Observera":
            for column in (1, 2):
                sheet.cell(place, column).fill = PatternFill("solid", fgColor="FFF4D6")
        sheet.row_dimensions[place].height = 18 * (1 + len(str(value)) // 110) + 2
    set_print(sheet)


def _add_svar(sheet: Any, svar: pd.DataFrame) -> None:
    header = (
        *("Remissinstans", "Typ", "Ställningstagande", "Datum", "Dnr", "Talar", "Handläggare", "Sidor", "Ord"),
        *("Synpunkter", "OCR", "Läst", "Anmärkning", "Fil", "Id"),
    )
    records = svar.to_dict("records")
    rows = [
        (
            row["remissinstans"],
            Instanstyp(row["instanstyp"]).display,
            Position(row["position"]).display if row["position"] else "",
            *(row[key] for key in ("date", "dnr", "speaker", "handlaggare")),
            *(int(row[key]) for key in ("pages", "words", "synpunkter")),
            "ja" if row["ocr"] else "nej",
            *(row[key] for key in ("status", "reason", "file", "source_id")),
        )
        for row in records
    ]
    widths = (34, 18, 26, 12, 18, 24, 22, 8, 8, 11, 7, 12, 50, 30, 26)
    fill_sheet(sheet, header, rows, widths=widths, freeze_columns=1)
    for place, row in enumerate(records, start=2):
        if row["position"]:
            colour_by_position(sheet.cell(place, 3), row["position"])


def _add_unread(sheet: Any, sammanstallning: Sammanstallning) -> None:
    background = sammanstallning.background
    partly = {True: ReadStatus.DELVIS_LAST.display, False: ReadStatus.EJ_LAST.display}
    rows = [
        *(
            (one.name, one.file, partly[one.partly], start_sentence(one.reason.removeprefix(f"{one.file}: ")))
            for one in background.unread
        ),
        *((name, "", "ej svar", "Inbjuden, men inget svar har kommit in.") for name in background.silent),
    ]
    fill_sheet(sheet, ("Remissinstans", "Fil", "Läst", "Orsak och åtgärd"), rows, widths=(40, 36, 14, 90))
