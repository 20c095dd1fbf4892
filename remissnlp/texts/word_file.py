"""Word files: paragraphs, lists, tables, footnotes, page headers; what is deleted by a tracked change is left out."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as WordParagraph
from lxml import etree

from remissnlp.document import CELL_MARK
from remissnlp.errors import UnreadablePdfError
from remissnlp.terms import BlockKind
from remissnlp.texts.plain import typed
from remissnlp.texts.writing import Paragraph, clean

_MOST_BYTES = 300_000_000
_HEADING = re.compile(r"(?:heading|rubrik)\s*(\d)?", re.IGNORECASE)
_TITLE = ("title", "rubrik", "titel")
_LIST = re.compile(r"list|punktlista|numrerad|lista", re.IGNORECASE)
_LONG_CELL = 90
_BREAKS = (qn("w:br"), qn("w:cr"))
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_word(path: Path) -> tuple[list[Paragraph], list[str]]:
    """Read a .docx file.

    Returns:
        The paragraphs in reading order, footnotes last, and the texts of page headers and footers.

    Raises:
        UnreadablePdfError: If it is damaged, encrypted, not a Word file, or unreasonably large when unpacked.
    """
    _guard(path)
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise UnreadablePdfError(
            f"{path.name}: är ingen hel Word-fil (skadad eller krypterad); be avsändaren om en ny"
        ) from error
    return [*_body(document), *_footnotes(document)], list(_headers(document))


def _guard(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        raise UnreadablePdfError(f"{path.name}: är ingen Word-fil av typen .docx (skadad, krypterad eller annan typ)")
    with zipfile.ZipFile(path) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_BYTES:
            raise UnreadablePdfError(f"{path.name}: orimligt stor när den packas upp; be avsändaren om en ny fil")


def _body(document: Any) -> Iterator[Paragraph]:
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            yield from _table(item)
        else:
            yield from _paragraph(item)


def _paragraph(paragraph: WordParagraph) -> Iterator[Paragraph]:
    text = _text(paragraph._p)
    if not clean(text):
        return
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    heading = _HEADING.match(style)
    if heading or style.lower() in _TITLE:
        yield Paragraph(" ".join(text.split()), BlockKind.HEADING, level=_level(style, heading))
    elif _is_listed(paragraph, style):
        yield Paragraph(" ".join(text.split()), BlockKind.LIST_ITEM)
    else:
        found = typed([line for line in text.splitlines() if line.strip()])
        bold = all(run.bold for run in paragraph.runs if run.text.strip()) and bool(paragraph.runs)
        if found.kind is BlockKind.HEADING and not bold:
            found = Paragraph(found.text, BlockKind.METADATA)
        yield found


def _level(style: str, heading: re.Match[str] | None) -> int:
    return int(heading.group(1)) + 1 if heading and heading.group(1) else 1


def _is_listed(paragraph: WordParagraph, style: str) -> bool:
    properties = paragraph._p.pPr
    return bool(_LIST.search(style)) or (properties is not None and properties.numPr is not None)


def _table(table: Table) -> Iterator[Paragraph]:
    """Give a row as one line of short cells; rows with long cells are read cell by cell, as the prose they are."""
    for row in table.rows:
        cells = list({id(cell._tc): cell for cell in row.cells}.values())
        texts = [" ".join(_text(cell._tc).split()) for cell in cells]
        if max((len(text) for text in texts), default=0) > _LONG_CELL:
            for cell in cells:
                for paragraph in cell.paragraphs:
                    yield from _paragraph(paragraph)
        elif any(texts):
            yield Paragraph(CELL_MARK.join(text for text in texts if text), BlockKind.TABLE_ROW)


def _footnotes(document: Any) -> Iterator[Paragraph]:
    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
            for note in root.iterfind(qn("w:footnote")):
                text = " ".join(_text(note).split())
                if text and note.get(qn("w:type")) is None:
                    yield Paragraph(text, BlockKind.FOOTNOTE)


def _headers(document: Any) -> Iterator[str]:
    seen: set[str] = set()
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            text = "" if part.is_linked_to_previous else clean(_text(part._element))
            if text and text not in seen:
                seen.add(text)
                yield text


def _text(element: Any) -> str:
    """Give the text of an element as it stands with tracked changes accepted; a paragraph in it ends its line."""
    pieces = []
    for node in element.iter():
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag == qn("w:tab"):
            pieces.append(" " if node.getparent().tag == qn("w:r") else "")
        elif node.tag in _BREAKS or (node.tag == qn("w:p") and pieces):
            pieces.append("\n")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
    return "".join(pieces)
