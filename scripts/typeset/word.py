"""Layout: a Word document of an organisation, made with python-docx and turned into a PDF by LibreOffice."""

import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from typeset.body import signature_place
from typeset.ink import SANS, SERIF
from typeset.source import (
    ADDRESS,
    BREAK,
    ITALIC,
    MARK,
    MARK_METADATA,
    Answer,
    Footnote,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    TextBlock,
)

_SECONDS = 180
_NAMES = {SANS: "Liberation Sans", SERIF: "Liberation Serif"}


def set_pdf(answer: Answer) -> bytes:
    """Set an answer and give the PDF.

    Raises:
        FileNotFoundError: If LibreOffice (soffice) is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{answer.source_id}.docx"
        make_docx(answer).save(str(path))
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        return _without_dates(path.with_suffix(".pdf").read_bytes(), answer)


def make_docx(answer: Answer) -> Any:
    """Make the Word document.

    Raises:
        ValueError: If the answer has footnotes, which python-docx cannot write.
    """
    if any(isinstance(block, Footnote) for block in answer.blocks):
        raise ValueError(f"{answer.source_id}: the layout word sets no footnotes")
    document = docx.Document()
    _set_styles(document, answer)
    _write_head(document, answer)
    place = signature_place(answer)
    for index, block in enumerate([*answer.blocks, None]):
        if index == place:
            _write_signatures(document, answer.signatures)
        previous = answer.blocks[index - 1] if index else None
        if block is not None:
            _write_block(document, block, previous)
    return document


def _set_styles(document: Any, answer: Answer) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5 + zlib.crc32(answer.source_id.encode()) % 3 * 0.4)
    section.top_margin, section.bottom_margin = Cm(2.8), Cm(2.6)
    styles, family = document.styles, _NAMES[SERIF]
    _font(styles["Normal"], family, 11.5)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    styles["Normal"].paragraph_format.line_spacing = 1.1
    # The template centres a tab stop and ends one outside the margin.
    for name in ("Header", "Footer"):
        for stop in styles[name].paragraph_format.tab_stops:
            stop._tab.set(qn("w:val"), "clear")
    _font(styles["Title"], _NAMES[SANS], 17, bold=True)
    for level, size in ((2, 13.0), (3, 11.5)):
        _font(styles[f"Heading {level - 1}"], _NAMES[SANS], size, bold=True)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(3)
    properties = docx_properties(answer)
    for name, value in properties.items():
        setattr(document.core_properties, name, value)


def docx_properties(answer: Answer) -> dict[str, str]:
    """Give the properties of the file, with the mark of a constructed answer."""
    mark = {"subject": MARK_METADATA, "keywords": MARK_METADATA} if answer.constructed else {}
    return {"title": answer.title, "author": answer.author, "comments": "", "language": "sv-SE", **mark}


def _font(style: Any, family: str, size: float, *, bold: bool = False) -> None:
    style.font.name, style.font.size, style.font.bold = family, Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), family)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _write_head(document: Any, answer: Answer) -> None:
    section = document.sections[0]
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    header.add_run(f"{answer.author}\tSida ")
    for field, between in (("PAGE", " av "), ("NUMPAGES", "")):
        _add_field(header, field)
        header.add_run(between)
    footer.add_run(", ".join(line for line in answer.address if line))
    if answer.constructed:
        section.footer.add_paragraph(MARK, style="Footer")
    for paragraph in section.footer.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in ("Header", "Footer"):
        document.styles[name].font.size = Pt(8.5)
    edge = section.page_width - section.left_margin - section.right_margin
    header.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    numbers = [("Datum", answer.date), ("Dnr", answer.dnr), ("Er beteckning", answer.sender_dnr)]
    people = [("Till", answer.addressee), ("Handläggare", answer.handlaggare), ("Telefon", answer.telephone)]
    for label, value in (*numbers, *people):
        if value:
            line = document.add_paragraph(f"{label}:\t{value}")
            line.paragraph_format.space_after = Pt(1)
            line.paragraph_format.tab_stops.add_tab_stop(Cm(3.4))
    title = document.add_paragraph(answer.title, style="Title")
    title.paragraph_format.space_before = Pt(22)


def _write_block(document: Any, block: TextBlock, previous: TextBlock | None) -> None:
    match block:
        case Heading():
            document.add_heading(block.text, block.level - 1)
        case Paragraph():
            _write_paragraph(document, block, previous)
        case Table():
            _write_table(document, block)
        case PageBreak():
            document.add_page_break()


def _write_paragraph(document: Any, block: Paragraph, previous: TextBlock | None) -> None:
    style = {"": "Normal", "*": "List Bullet"}.get(block.marker, "List Number")
    paragraph = document.add_paragraph(style=style)
    if style == "List Number" and not (isinstance(previous, Paragraph) and previous.marker):
        _restart_numbers(document, paragraph)
    for text, italic in _runs(" ".join(sentence.markup for sentence in block.sentences)):
        paragraph.add_run(text).italic = italic or None


def _runs(markup: str) -> Iterator[tuple[str, bool]]:
    text = markup.replace(f"{BREAK} ", "").replace(f"{ADDRESS} ", "")
    for index, piece in enumerate(ITALIC.split(text)):
        if piece:
            yield piece, index % 2 == 1


def _write_table(document: Any, block: Table) -> None:
    document.paragraphs[-1].paragraph_format.space_after = Pt(8)
    table = document.add_table(rows=0, cols=len(block.header), style="Table Grid")
    for index, cells in enumerate((block.header, *(cells for cells, _ in block.rows))):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size, run.font.name = index == 0, Pt(10), _NAMES[SANS]
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _write_signatures(document: Any, signatures: Sequence[tuple[str, str]]) -> None:
    """Write the signatures in a table without lines, as people do in Word."""
    for start in range(0, len(signatures), 2):
        pair = signatures[start : start + 2]
        table = document.add_table(rows=1, cols=2)
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, (name, office) in zip(table.rows[0].cells, pair, strict=False):
            cell.paragraphs[0].paragraph_format.space_before = Pt(24)
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            cell.paragraphs[0].add_run(name)
            cell.add_paragraph(office)


def _restart_numbers(document: Any, paragraph: Any) -> None:
    """Start a numbered list from 1 again: Word counts on through the document otherwise."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == style).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number.numId


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)


def _without_dates(pdf: bytes, answer: Answer) -> bytes:
    """Take out what differs from one run to the next: dates, the random id, the XMP packet."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        for key in ("/CreationDate", "/ModDate"):
            if key in opened.docinfo:
                del opened.docinfo[key]
        opened.docinfo["/Title"], opened.docinfo["/Author"] = answer.title, answer.author
        if answer.constructed:
            opened.docinfo["/Subject"] = opened.docinfo["/Keywords"] = MARK_METADATA
        if "/Metadata" in opened.Root:
            del opened.Root["/Metadata"]
        for key in ("/DocChecksum", "/ID"):
            if key in opened.trailer:
                del opened.trailer[key]
        opened.Root["/Lang"] = "sv-SE"
        buffer = BytesIO()
        opened.save(buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return buffer.getvalue()
