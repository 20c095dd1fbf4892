"""The analyst's review: what is corrected in granskning.xlsx, read by stable id so that it survives new answers.

The sheet Granskning in sammanstallning.xlsx is the form: a row is a sentence, or a position of an answer. The analyst
changes the yellow columns and saves the file as granskning.xlsx in the remiss folder. A row is a correction where a
yellow column differs from what the program found, which stands beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import pandas as pd
from openpyxl.utils.exceptions import InvalidFileException

from remissnlp.errors import CorpusError
from remissnlp.terms import Position, Stance, SynpunktType, Term

SHEET, KEY, KIND, TEXT, NAME = "Granskning", "Id", "Rad", "Text", "Remissinstans"
OWN_VIEW, STANCE, TYPE, THEME, POSITION = "Egen uppfattning", "Hållning", "Slag", "Tema", "Ställningstagande"
COMMENT, REVIEWED = "Kommentar", "Granskad"
JUDGED = (OWN_VIEW, STANCE, TYPE, THEME, POSITION)
"""Columns that hold a judgement of the program, for the analyst to correct."""

EDITABLE = (*JUDGED, COMMENT, REVIEWED)
"""All columns the analyst may write in."""

MACHINE = {name: f"Programmets: {name.lower()}" for name in JUDGED}
"""The column beside each judgement where the program's own stays."""

HEADER = (KIND, NAME, "Sida", TEXT, "Del", *EDITABLE, *MACHINE.values(), KEY)
YES, NO = "ja", "nej"
SENTENCE, STAND, LOST = "mening", "ställningstagande", "passar inte längre"
PART_SEPARATOR, THEME_SEPARATOR = "#", "; "


@dataclass(frozen=True, slots=True)
class Correction:
    """A judgement that the analyst has changed.

    Attributes:
        key: A sentence_id, or source_id#part for a position.
        column: Which judgement, one of `JUDGED`.
        machine: What the program found, as shown to people.
        value: What the analyst says.
        name: The remissinstans, as the sheet names it.
        text: The sentence, as the sheet has it.
    """

    key: str
    column: str
    machine: str
    value: str
    name: str = ""
    text: str = ""


@dataclass(frozen=True)
class Review:
    """What an edited granskning.xlsx says.

    Attributes:
        corrections: The judgements changed.
        comments: The analyst's comments by sentence_id or, for the answer as a whole, source_id.
        seen: Keys of the rows marked as reviewed.
        agreement: A row a kind of judgement: how many were reviewed and how many of those were left as they were.
    """

    corrections: tuple[Correction, ...]
    comments: Mapping[str, str]
    seen: tuple[str, ...]
    agreement: pd.DataFrame


def load_review(path: Path) -> Review:
    """Read an edited granskning.xlsx.

    Raises:
        CorpusError: If it is no workbook, lacks the sheet or a column, or holds a word that is not in the lists.
    """
    rows = list(_rows(path))
    corrections = tuple(_corrections(rows, path))
    comments = {_comment_key(row): row[COMMENT] for row in rows if row[COMMENT]}
    changed = {correction.key for correction in corrections}
    seen = tuple(row[KEY] for row in rows if row[REVIEWED].lower() == YES or row[KEY] in changed)
    return Review(corrections, comments, seen, _agreement(rows, set(seen)))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError) as error:
        raise CorpusError(f"{path}: går inte att öppna; spara den från Excel som .xlsx och kör igen") from error
    if SHEET not in book.sheetnames:
        raise CorpusError(f"{path}: bladet {SHEET} saknas; utgå från sammanstallning.xlsx från den senaste körningen")
    lines = book[SHEET].iter_rows(values_only=True)
    header = [_text(value) for value in next(lines, ())]
    missing = [name for name in (KIND, *EDITABLE, *MACHINE.values(), KEY) if name not in header]
    if missing:
        raise CorpusError(f"{path}: kolumnen {', '.join(missing)} saknas i bladet {SHEET}; lägg tillbaka den")
    for line in lines:
        row = dict(zip(header, (_text(value) for value in line), strict=False))
        if row.get(KEY):
            yield {name: row.get(name, "") for name in HEADER}
    book.close()


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _corrections(rows: Sequence[Mapping[str, str]], path: Path) -> Iterator[Correction]:
    for row in rows:
        for column in _judged_in(row):
            value, machine = _normalise(row[column]), _normalise(row[MACHINE[column]])
            if value != machine:
                _require_known(column, value, row, path)
                yield Correction(row[KEY], column, machine, value, row[NAME], row[TEXT])


def _judged_in(row: Mapping[str, str]) -> tuple[str, ...]:
    is_stand = PART_SEPARATOR in row[KEY]
    return (POSITION,) if is_stand else tuple(name for name in JUDGED if name != POSITION)


def _normalise(value: str) -> str:
    return THEME_SEPARATOR.join(part.strip() for part in value.split(";") if part.strip())


def _require_known(column: str, value: str, row: Mapping[str, str], path: Path) -> None:
    vocabularies: dict[str, type[Term]] = {STANCE: Stance, TYPE: SynpunktType, POSITION: Position}
    allowed = [term.display for term in vocabularies[column]] if column in vocabularies else [YES, NO]
    if column != THEME and value and value not in allowed:
        raise CorpusError(
            f"{path}: {column} ”{value}” för {row[KEY]} finns inte; välj en av {', '.join(allowed)}, eller lämna tomt"
        )


def _comment_key(row: Mapping[str, str]) -> str:
    return row[KEY].partition(PART_SEPARATOR)[0]


def _agreement(rows: Sequence[Mapping[str, str]], seen: set[str]) -> pd.DataFrame:
    counts = {name: [0, 0] for name in JUDGED}
    for row in rows:
        for column in _judged_in(row) if row[KEY] in seen and row[KIND] != LOST else ():
            counts[column][0] += 1
            counts[column][1] += _normalise(row[column]) == _normalise(row[MACHINE[column]])
    table = pd.DataFrame.from_dict(counts, orient="index", columns=["granskade", "lika"])
    return table.assign(andel=(table["lika"] / table["granskade"]).where(table["granskade"] > 0)).rename_axis(
        "bedömning"
    )
