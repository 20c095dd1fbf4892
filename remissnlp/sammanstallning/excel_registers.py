"""The registers of the workbook: positions in colour, synpunkter, themes and overlaps."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl.styles import Alignment, PatternFill

from remissnlp.comparison import theme_matrix
from remissnlp.sammanstallning.content import Entry, Sammanstallning, Standpoint
from remissnlp.sammanstallning.excel_sheet import (
    add_note,
    colour_by_position,
    fill_sheet,
    link,
)
from remissnlp.sammanstallning.marks import CLOSE, OPEN
from remissnlp.sammanstallning.swedish import start_sentence
from remissnlp.terms import (
    PLACE_MARKS,
    PROPOSAL,
    WHOLE,
    Origin,
    PlaceKind,
    Stance,
    SynpunktType,
)


def add_positions(sheet: Any, sammanstallning: Sammanstallning) -> None:
    """Add the matrix of positions, coloured, with the evidence as a comment."""
    parts = [(WHOLE, "Helheten"), *((part.subject_id, part.heading) for part in sammanstallning.parts)]
    header = ("Remissinstans", *(title if key == WHOLE else f"{key}. {title}" for key, title in parts))
    stands = [{one.part: one for one in answer.standpoints} for answer in sammanstallning.answers]
    rows = [
        (answer.name, *(start_sentence(found[key].position.display) if key in found else "" for key, _ in parts))
        for answer, found in zip(sammanstallning.answers, stands, strict=True)
    ]
    fill_sheet(sheet, header, rows, widths=(34, *([24] * len(parts))), freeze_columns=1)
    for row, found in enumerate(stands, start=2):
        for column, (key, _) in enumerate(parts, start=2):
            if key in found:
                _show_stand(sheet.cell(row, column), found[key])


def add_register(sheet: Any, sammanstallning: Sammanstallning, report: str) -> None:
    """Add the register of synpunkter, each linked to its place in the report."""
    header = (
        *("Nr", "Remissinstans", "Sida", "Synpunkt", "Hållning", "Slag", "Delar", "Teman", "Citerad i texten"),
        *("Granskad", "Id"),
    )
    rows = [
        (
            entry.number,
            entry.name,
            entry.page,
            entry.text,
            Stance(entry.stance).display,
            SynpunktType(entry.type).display,
            ", ".join(entry.parts),
            "; ".join(entry.themes),
            "ja" if entry.quoted else "nej",
            "ja" if entry.reviewed else "",
            entry.synpunkt_id,
        )
        for entry in sammanstallning.register
    ]
    fill_sheet(sheet, header, rows, widths=(6, 30, 7, 90, 11, 13, 9, 40, 12, 11, 54), freeze_columns=2)
    for place, entry in enumerate(sammanstallning.register, start=2):
        link(sheet.cell(place, 3), f"{report}/index.html#{entry.synpunkt_id}")


def add_themes(sheet: Any, sammanstallning: Sammanstallning, teman: pd.DataFrame) -> None:
    """Add the themes with their figures and examples."""
    header = (
        *("Tema", "Beskrivning", "Termer", "Ursprung", "Synpunkter", "Remissinstanser", "För", "Mot", "Stabilitet"),
        *("Exempel", "Id"),
    )
    entries = {entry.synpunkt_id: entry for entry in sammanstallning.register}
    rows = [
        (
            row["label"],
            _describe(row["description"], entries),
            row["terms"].replace(";", ", "),
            Origin(row["origin"]).display,
            *(int(row[key]) for key in ("synpunkter", "remissinstanser", "for", "mot")),
            round(float(row["stability"]), 2),
            "\n".join(_example(entries[one]) for one in row["examples"].split(";")[:3] if one in entries),
            row["theme_id"],
        )
        for row in teman.to_dict("records")
    ]
    fill_sheet(sheet, header, rows, widths=(40, 40, 30, 12, 11, 15, 7, 7, 10, 80, 26), freeze_columns=1)


def add_theme_matrix(sheet: Any, tables: Mapping[str, pd.DataFrame]) -> None:
    """Add the number of synpunkter by theme and remissinstans."""
    matrix = theme_matrix(tables["tema_synpunkt"], tables["synpunkter"], tables["teman"])
    rows = [(str(label), *(int(count) or None for count in row)) for label, row in matrix.iterrows()]
    fill_sheet(sheet, ("Tema", *matrix.columns), rows, widths=(44, *([6] * len(matrix.columns))), freeze_columns=1)
    top = max((int(count) for count in matrix.to_numpy().ravel()), default=0)
    for place, row in enumerate(matrix.to_numpy(), start=2):
        for column, count in enumerate(row, start=2):
            if count:
                sheet.cell(place, column).fill = PatternFill("solid", fgColor=_blue(int(count) / top))
    sheet.row_dimensions[1].height = 190
    for column in range(2, len(matrix.columns) + 2):
        sheet.cell(1, column).alignment = Alignment(textRotation=90, vertical="bottom", wrap_text=True)


def add_doubts(sheet: Any, sammanstallning: Sammanstallning, report: str) -> None:
    """Add the synpunkter between two themes, the one first whose placing helps most."""
    header = ("Nr", "Remissinstans", "Sida", "Synpunkt", "Närmaste tema", "Näst närmaste", "Id")
    rows = [
        (one.entry.number, one.entry.name, one.entry.page, one.entry.text, one.theme, one.other, one.entry.sentence_id)
        for one in sammanstallning.doubts
    ]
    fill_sheet(sheet, header, rows, widths=(6, 30, 7, 90, 40, 40, 54), freeze_columns=2)
    for place, one in enumerate(sammanstallning.doubts, start=2):
        link(sheet.cell(place, 3), f"{report}/index.html#{one.entry.synpunkt_id}")


def add_overlaps(sheet: Any, sammanstallning: Sammanstallning, tables: Mapping[str, pd.DataFrame]) -> None:
    """Add the sentences that also stand in another answer or in the proposal."""
    header = ("Remissinstans", "Sida", "Mening", "Egen uppfattning", "Även i", "Där", "Likhet")
    sentences = {row["sentence_id"]: row for row in tables["meningar"].to_dict("records")}
    names = {row["source_id"]: row["remissinstans"] for row in tables["svar"].to_dict("records")}
    rows = [
        (
            names[sentences[row["sentence_id"]]["source_id"]],
            int(sentences[row["sentence_id"]]["page"]),
            sentences[row["sentence_id"]]["text"],
            "ja" if sentences[row["sentence_id"]]["own_view"] else "nej",
            "förslaget" if row["other_source_id"] == PROPOSAL else names.get(row["other_source_id"], ""),
            row["other_text"],
            round(float(row["similarity"]), 2),
        )
        for row in tables["overlapp"].to_dict("records")
    ]
    fill_sheet(sheet, header, rows, widths=(34, 7, 70, 12, 34, 70, 9), freeze_columns=1)


def _show_stand(cell: Any, one: Standpoint) -> None:
    colour_by_position(cell, one.position)
    if one.quotation:
        reviewed = "Granskad. " if one.reviewed else ""
        place = "Sida" if one.quotation.mark == PLACE_MARKS[PlaceKind.SIDA] else "Stycke"
        add_note(cell, f"{reviewed}{place} {one.quotation.page}: {OPEN}{one.quotation.text}{CLOSE}")


def _describe(description: str, entries: Mapping[str, Entry]) -> str:
    """Show a description that is taken from an answer as the quotation it is."""
    source = next((entry for entry in entries.values() if entry.text == description), None)
    return f"Typisk synpunkt: {_example(source)}" if source else description


def _example(entry: Entry) -> str:
    return f"{OPEN}{entry.text}{CLOSE} ({entry.name}, {entry.mark} {entry.page}, nr {entry.number})"


def _blue(share: float) -> str:
    """Give a shade of blue, pale for little; black text stays readable on all."""
    pale, full = (239, 246, 252), (124, 178, 218)
    return "".join(f"{round(low + (high - low) * share):02X}" for low, high in zip(pale, full, strict=True))
