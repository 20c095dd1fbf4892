"""The pieces of a chapter in Word: paragraphs with quotations, tables, pictures."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from docx.shared import Emu, Pt, RGBColor

from remissnlp.comparison import COLOURS, Figure
from remissnlp.sammanstallning.blocks import Aside, Block, Caption, Cell, Table
from remissnlp.sammanstallning.citation import cite
from remissnlp.sammanstallning.marks import CLOSE, OPEN, lines_of, printable
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation, Strong
from remissnlp.sammanstallning.word_styles import ASIDE, CAPTION, ITEM, SOURCE, TABLE_TEXT
from remissnlp.sammanstallning.word_xml import (
    describe_picture,
    describe_table,
    keep_row_whole,
    repeat_header,
    rule_table,
    set_style,
    set_widths,
    shade,
)
from remissnlp.terms import Position

_HEADER_GROUND = "E7E9EC"
_FIGURE_SHARE = 0.85
"""How much of a page's height a figure may take, its title and a heading standing above it."""


def write_block(document: Any, block: Block, numbers: Mapping[str, int]) -> None:
    """Write a paragraph, table, picture or line at the end of the document.

    Args:
        document: The Word document.
        block: What to write.
        numbers: Number of each synpunkt in the register, for the sources of quotations.
    """
    if isinstance(block, Paragraph):
        paragraph = document.add_paragraph()
        if block.listed:
            set_style(paragraph, ITEM)
            paragraph.add_run("–\t")
        _write_pieces(paragraph, block, numbers)
    elif isinstance(block, Table):
        _write_table(document, block, numbers)
    elif isinstance(block, Figure):
        _write_figure(document, block)
    elif isinstance(block, Aside | Caption):
        line = document.add_paragraph(printable(block.text), style=ASIDE if isinstance(block, Aside) else CAPTION)
        line.paragraph_format.keep_with_next = True


def text_width(section: Any) -> Any:
    """Give the width between the margins."""
    return Emu(section.page_width - section.left_margin - section.right_margin)


def _write_pieces(paragraph: Any, content: Paragraph, numbers: Mapping[str, int]) -> None:
    for piece in content.pieces:
        if isinstance(piece, Quotation):
            for place, line in enumerate(lines_of(f"{OPEN}{piece.text}{CLOSE}")):
                run = paragraph.add_run()
                if place:
                    run.add_break()
                run.add_text(line)
            set_style(paragraph.add_run(f" {cite(piece, numbers)}"), SOURCE)
        else:
            run = paragraph.add_run(printable(piece.text if isinstance(piece, Strong) else piece))
            run.bold = True if isinstance(piece, Strong) else None


def _write_table(document: Any, table: Table, numbers: Mapping[str, int]) -> None:
    section = document.sections[-1]
    width = Emu(text_width(section)).twips
    made = document.add_table(rows=1, cols=len(table.header))
    rule_table(made)
    describe_table(made, table.caption)
    for cell, title in zip(made.rows[0].cells, table.header, strict=True):
        _write_cell(cell, Cell((Paragraph((Strong(title),)),)), numbers)
        shade(cell, _HEADER_GROUND)
    repeat_header(made.rows[0])
    for row, cells in zip(_rows(made, len(table.rows)), table.rows, strict=True):
        keep_row_whole(row)
        for cell, content in zip(row.cells, cells, strict=True):
            _write_cell(cell, content, numbers)
    set_widths(made, [int(width * share) for share in table.widths])
    _space(document)


def _space(document: Any) -> None:
    """Set a little air behind a table, in a line too low to turn a page."""
    form = document.add_paragraph().paragraph_format
    form.space_after, form.line_spacing = Pt(6), Pt(2)


def _rows(table: Any, count: int) -> Iterator[Any]:
    for _ in range(count):
        yield table.add_row()


def _write_cell(cell: Any, content: Cell, numbers: Mapping[str, int]) -> None:
    ground, ink = COLOURS[Position(content.position)] if content.position else ("", "")
    for place, paragraph in enumerate(content.content or (Paragraph(()),)):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        set_style(line, TABLE_TEXT)
        _write_pieces(line, paragraph, numbers)
        for run in line.runs if ink else ():
            run.font.color.rgb = RGBColor.from_string(ink)
    if ground:
        shade(cell, ground)


def _write_figure(document: Any, figure: Figure) -> None:
    section = document.sections[-1]
    document.add_paragraph(printable(figure.title), style=CAPTION)
    line = document.add_paragraph()
    picture = line.add_run().add_picture(BytesIO(figure.png), width=text_width(section))
    highest = int((section.page_height - section.top_margin - section.bottom_margin) * _FIGURE_SHARE)
    if picture.height > highest:
        picture.width, picture.height = Emu(picture.width * highest // picture.height), Emu(highest)
    describe_picture(picture, title=figure.title, alt=figure.alt)
