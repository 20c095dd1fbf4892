"""The analyst's review: what is corrected in granskning.xlsx, read by stable id so that it survives new answers.

The sheet Granskning in sammanstallning.xlsx is the form: a row is a sentence, or a position of an answer. The analyst
changes the yellow columns and saves the file as granskning.xlsx in the remiss folder. A row is a correction where a
yellow column differs from what the program found, which stands beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
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
class Judgement:
    """What the analyst says of a sentence or a position, beside what the program found.

    Attributes:
        key: A sentence_id, or source_id#part for a position.
        column: Which judgement, one of `JUDGED`, or `COMMENT`.
        machine: What the program found, as shown to people; empty for a comment.
        value: What the analyst says; the same as `machine` where the analyst has marked the row as reviewed.
        name: The remissinstans, as the sheet names it.
        text: The sentence, as the sheet has it.
    """

    key: str
    column: str
    machine: str
    value: str
    name: str = ""
    text: str = ""

    @property
    def changed(self) -> bool:
        """Whether the analyst says otherwise than the program."""
        return self.value != self.machine


@dataclass(frozen=True)
class Review:
    """What an edited granskning.xlsx says.

    Attributes:
        judgements: What is changed, what is confirmed in the rows marked as reviewed, and the comments.
        seen: Keys of the rows marked as reviewed or changed.
    """

    judgements: tuple[Judgement, ...]
    seen: frozenset[str]

    @property
    def corrections(self) -> tuple[Judgement, ...]:
        """The judgements that the analyst has changed."""
        return tuple(one for one in self.judgements if one.changed and one.column != COMMENT)

    @property
    def comments(self) -> dict[str, str]:
        """The analyst's comments by key."""
        return {one.key: one.value for one in self.judgements if one.column == COMMENT}


def stand_key(source_id: str, part: str) -> str:
    """Give the key of the row in which the position of an answer on a part is reviewed."""
    return f"{source_id}{PART_SEPARATOR}{part}"


def load_review(path: Path) -> Review:
    """Read an edited granskning.xlsx.

    Raises:
        CorpusError: If it is no workbook, lacks the sheet or a column, or holds a word that is not in the lists.
    """
    judgements: list[Judgement] = []
    seen: set[str] = set()
    for row in _rows(path):
        found = tuple(_judgements(row, path))
        if row[REVIEWED].lower() == YES or any(one.changed for one in found):
            seen.add(row[KEY])
        judgements += [one for one in found if one.changed or row[KEY] in seen]
        judgements += [Judgement(row[KEY], COMMENT, "", row[COMMENT], row[NAME], row[TEXT])] * bool(row[COMMENT])
    return Review(tuple(judgements), frozenset(seen))


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


def _judgements(row: Mapping[str, str], path: Path) -> Iterator[Judgement]:
    """Give the judgements of a row; an emptied cell says nothing, but for no theme and no position."""
    for column in _judged_in(row):
        value, machine = _normalise(row[column], column), _normalise(row[MACHINE[column]], column)
        if not value and column not in (THEME, POSITION):
            continue
        if value != machine:
            _require_known(column, value, row, path)
        if value != machine or row[KIND] != LOST:
            yield Judgement(row[KEY], column, machine, value, row[NAME], row[TEXT])


def _judged_in(row: Mapping[str, str]) -> tuple[str, ...]:
    is_stand = PART_SEPARATOR in row[KEY]
    return (POSITION,) if is_stand else tuple(name for name in JUDGED if name != POSITION)


def _normalise(value: str, column: str) -> str:
    """Give a judgement as the lists write it; names of themes keep their capitals."""
    plain = THEME_SEPARATOR.join(part.strip() for part in value.split(";") if part.strip())
    return plain if column == THEME else plain.lower()


def _require_known(column: str, value: str, row: Mapping[str, str], path: Path) -> None:
    vocabularies: dict[str, type[Term]] = {STANCE: Stance, TYPE: SynpunktType, POSITION: Position}
    allowed = [term.display for term in vocabularies[column]] if column in vocabularies else [YES, NO]
    if column != THEME and value and value not in allowed:
        raise CorpusError(
            f"{path}: {column} ”{value}” för {row[KEY]} finns inte; välj en av {', '.join(allowed)}, eller lämna tomt"
        )
