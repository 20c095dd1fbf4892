"""The sammanställning as a Word document that opens without repair, with real headings, contents and page numbers."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from remissnlp.comparison import Figure
from remissnlp.errors import RemissError
from remissnlp.files import whole_file
from remissnlp.sammanstallning.archive import settle
from remissnlp.sammanstallning.blocks import Chapter
from remissnlp.sammanstallning.citation import number_synpunkter
from remissnlp.sammanstallning.content import Sammanstallning
from remissnlp.sammanstallning.marks import printable
from remissnlp.sammanstallning.outline import TITLES, outline
from remissnlp.sammanstallning.word_blocks import text_width, write_block
from remissnlp.sammanstallning.word_contents import add_contents, mark_heading
from remissnlp.sammanstallning.word_styles import ASIDE, CAPTION, NOTE, prepare_styles
from remissnlp.sammanstallning.word_xml import (
    add_field,
    ask_for_update,
    frame,
)

_HEADER_GROUND = "E7E9EC"
_DOTX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass
class _Writer:
    """A document being written, and what its writing needs to know."""

    document: Any
    sammanstallning: Sammanstallning
    numbers: Mapping[str, int]
    own_footer: bool
    bookmarks: int = 0


def to_docx(
    sammanstallning: Sammanstallning,
    path: str | Path,
    *,
    figures: Sequence[Figure] = (),
    template: str | Path | None = None,
) -> None:
    """Write the sammanställning to a Word document, whole or not at all.

    Args:
        sammanstallning: What it says; checked beforehand.
        path: Where to write.
        figures: Pictures for the appendix of comparisons.
        template: The office's own .docx or .dotx; its styles, margins, header and footer are kept, its text is not.

    Raises:
        RemissError: If the template cannot be used, or the file cannot be written.
    """
    document = _open(Path(template) if template else None)
    prepare_styles(document, own_template=template is not None)
    numbers = number_synpunkter(sammanstallning.register)
    writer = _Writer(document, sammanstallning, numbers, own_footer=template is None)
    chapters = outline(sammanstallning, figures=figures)
    _write_front(writer, sammanstallning, chapters)
    _write_footer(document.sections[0], sammanstallning)
    for chapter in chapters:
        _write_chapter(writer, chapter, level=1)
    _set_properties(document, sammanstallning)
    ask_for_update(document.settings)
    with whole_file(Path(path)) as temporary:
        document.save(str(temporary))
        settle(temporary)


def check_template(template: Path) -> None:
    """Try whether a template can be used, before much work is done.

    Raises:
        RemissError: If it cannot.
    """
    _open(template)


def _open(template: Path | None) -> Any:
    if template is None:
        document = docx.Document()
        _set_page(document.sections[0])
        return document
    try:
        document = docx.Document(_as_docx(template))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise RemissError(f"{template}: går inte att använda som mall; ange en .docx eller .dotx från Word") from error
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return document


def _as_docx(template: Path) -> BytesIO:
    """Give the template as a document: in a .dotx only the content type differs."""
    written = BytesIO()
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(_DOTX, _DOCX) if name == "[Content_Types].xml" else content)
    written.seek(0)
    return written


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)


def _write_front(writer: _Writer, sammanstallning: Sammanstallning, chapters: Sequence[Chapter]) -> None:
    document = writer.document
    document.add_paragraph(TITLES[sammanstallning.form], style="Title")
    document.add_paragraph(printable(sammanstallning.title), style="Subtitle")
    if sammanstallning.note:
        note = document.add_paragraph(style=NOTE)
        note.add_run("Observera: ").bold = True
        note.add_run(printable(sammanstallning.note))
        frame(note, fill="FFF4D6", line="B35806")
    for name, value in sammanstallning.facts:
        line = document.add_paragraph(style=ASIDE)
        line.add_run(f"{name}: ").bold = True
        line.add_run(printable(value))
    document.add_paragraph("Innehåll", style=CAPTION)
    add_contents(document, chapters)


def _write_footer(section: Any, sammanstallning: Sammanstallning) -> None:
    """Write title and page numbers into the footer, unless the template has a footer of its own."""
    footer = section.footer
    if any(paragraph.text.strip() for paragraph in footer.paragraphs):
        return
    line = footer.paragraphs[0]
    line.style = ASIDE
    line.paragraph_format.tab_stops.add_tab_stop(text_width(section), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(printable(f"{TITLES[sammanstallning.form]}: {sammanstallning.title}\tSida "))
    add_field(line, "PAGE", shown="1")
    line.add_run(" (")
    add_field(line, "NUMPAGES", shown="1")
    line.add_run(")")


def _write_chapter(writer: _Writer, chapter: Chapter, *, level: int) -> None:
    if level == 1:
        _turn_page(writer, wide=chapter.wide)
    heading = writer.document.add_heading(printable(chapter.heading), level=level)
    if not writer.bookmarks:
        heading.paragraph_format.page_break_before = True
    mark_heading(heading, chapter, writer.bookmarks)
    writer.bookmarks += 1
    for block in chapter.blocks:
        write_block(writer.document, block, writer.numbers)
    for inner in chapter.chapters:
        _write_chapter(writer, inner, level=level + 1)


def _turn_page(writer: _Writer, *, wide: bool) -> None:
    """Begin a part on a new page where the paper turns; between upright chapters the text runs on."""
    section = writer.document.sections[-1]
    if wide == (section.page_width > section.page_height):
        return
    turned = writer.document.add_section(WD_SECTION.NEW_PAGE)
    _shrink_break(writer.document)
    turned.page_width, turned.page_height = section.page_height, section.page_width
    turned.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    if writer.own_footer:
        turned.footer.is_linked_to_previous = False
        _write_footer(turned, writer.sammanstallning)


def _shrink_break(document: Any) -> None:
    """Make the empty paragraph that holds a section break so small that it never needs a page of its own."""
    paragraph = document.paragraphs[-1]
    paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(1)


def _set_properties(document: Any, sammanstallning: Sammanstallning) -> None:
    properties = document.core_properties
    properties.title = printable(f"{TITLES[sammanstallning.form]}: {sammanstallning.title}")
    properties.subject, properties.language = printable(sammanstallning.title), "sv-SE"
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.revision = 1
