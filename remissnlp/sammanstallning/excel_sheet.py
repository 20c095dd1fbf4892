"""One sheet of the workbook: a header that stays, filters, widths, wrapped text, and text that is never a formula."""

import math
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from remissnlp.comparison import COLOURS
from remissnlp.sammanstallning.marks import printable
from remissnlp.terms import Position

Value = str | int | float | bool | None

_LINE = Side(style="thin", color="C9CDD3")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADER = PatternFill("solid", fgColor="1F3A5F")
_FONT = "Calibri"
_LONGEST = 32_767
_LINE_HEIGHT, _MOST_HEIGHT = 15.0, 400.0
_WRAP = 0.95
_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 140


def fill_sheet(
    sheet: Any,
    header: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    widths: Sequence[float],
    freeze_columns: int = 0,
    filtered: bool = True,
) -> None:
    """Fill a sheet with a table that begins in A1.

    Args:
        sheet: The sheet, empty.
        header: Column titles.
        rows: As many values as there are titles in each.
        widths: Width of each column, in characters.
        freeze_columns: How many columns stay in sight when the sheet is moved sideways.
        filtered: Whether the header has filters.
    """
    for place, title in enumerate(header, start=1):
        _style_header(set_cell(sheet.cell(1, place), title))
    sheet.row_dimensions[1].height = _height(header, widths)
    last = 1
    for last, row in enumerate(rows, start=2):
        sheet.row_dimensions[last].height = _height(row, widths)
        for place, value in enumerate(row, start=1):
            set_cell(sheet.cell(last, place), value, like=sheet.cell(2, 1) if (last, place) != (2, 1) else None)
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = f"{get_column_letter(freeze_columns + 1)}2"
    if filtered:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{last}"
    set_print(sheet)


def set_cell(cell: Any, value: Value, *, like: Any = None) -> Any:
    """Put a value into a cell; text is written as text, also where it begins as a formula does.

    Args:
        cell: The cell.
        value: What to put there.
        like: A cell to take the looks from, which is much faster than to set them anew.
    """
    if like is None:
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = _BORDER
        style(cell)
    else:
        cell._style = copy(like._style)
    if isinstance(value, str):
        cell.value = printable(value)[:_LONGEST]
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    else:
        cell.value = value
        cell.quotePrefix = False
    return cell


def colour_by_position(cell: Cell, position: str) -> None:
    """Colour a cell by the code of a position."""
    ground, ink = COLOURS[Position(position)]
    cell.fill = PatternFill("solid", fgColor=ground)
    style(cell, color=ink)


def fill_column(sheet: Any, letter: str, rows: range, ground: PatternFill) -> None:
    """Colour the ground of a column in the rows given, and leave all else of its cells' looks."""
    for row in rows:
        cell = sheet[f"{letter}{row}"]
        if row == rows.start:
            cell.fill = ground
        else:
            looks = copy(cell._style)
            looks.fillId = sheet[f"{letter}{rows.start}"]._style.fillId
            cell._style = looks


def add_note(cell: Cell, text: str) -> None:
    """Hang a comment on a cell."""
    note = Comment(printable(text), "remissnlp")
    note.width, note.height = _COMMENT_WIDTH, _COMMENT_HEIGHT
    cell.comment = note


def link(cell: Cell, target: str) -> None:
    """Make a cell a link to a file beside the workbook or a place in it."""
    cell.hyperlink = target
    style(cell, color="0563C1", underline="single")


def column_places(header: Sequence[str]) -> Mapping[str, str]:
    """Give the letter of each column by its title."""
    return {title: get_column_letter(place) for place, title in enumerate(header, start=1)}


def style(cell: Cell, **looks: Any) -> None:
    """Set the font of a cell: bold, size, color, underline."""
    cell.font = Font(**{"name": _FONT, "size": 11, **looks})


def _height(row: Sequence[Value], widths: Sequence[float]) -> float:
    """Reckon a row's height in points from its longest wrapped text: not every program does so when it opens a file."""
    counts = [
        sum(math.ceil(max(len(line), 1) / (width * _WRAP)) for line in str(value).splitlines() or [""])
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(_LINE_HEIGHT * max([*counts, 1]) + 3, _MOST_HEIGHT)


def _style_header(cell: Cell) -> None:
    style(cell, bold=True, color="FFFFFF")
    cell.fill = _HEADER
    cell.alignment = Alignment(vertical="center", wrap_text=True)


def set_print(sheet: Any) -> None:
    """Let the sheet print upon landscape A4, as wide as the page, its header repeated."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, sida &P (&N)"
