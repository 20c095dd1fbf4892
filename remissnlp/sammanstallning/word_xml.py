"""What python-docx has no words for: fields, bookmarks, links, shading, repeated header rows, alternative texts."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Twips

_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_AFTER_UPDATE = (
    *("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat", "w:docVars", "w:rsids", "w:attachedSchema"),
    *("w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol", "w:listSeparator"),
)
_AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription")


def element(tag: str, /, **attributes: str) -> Any:
    """Make an element such as `w:shd` with attributes in its own namespace."""
    made = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for key, value in attributes.items():
        made.set(qn(f"{prefix}:{key}"), value)
    return made


def set_style(piece: Any, name: str) -> None:
    """Give a paragraph or run a style by its name.

    The library's own way looks through all styles each time for the default one, which takes most of the time of a
    document with long tables.
    """
    written = piece._p if hasattr(piece, "_p") else piece._r
    written.style = piece.part.document.styles[name].style_id


def add_field(paragraph: Any, instruction: str, *, shown: str = "") -> None:
    """Add a field with a result already in place."""
    begin_field(paragraph, instruction)
    paragraph.add_run(shown)
    end_field(paragraph)


def begin_field(paragraph: Any, instruction: str) -> None:
    """Open a field; what is added until `end_field` is its result."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    code = element("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Any) -> None:
    """Close a field."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def show_to_word_alone(runs: Sequence[Any]) -> Any:
    """Wrap runs so that Word 2013 and later read them and other programs pass them by; gives the wrapping.

    This is markup compatibility (ISO/IEC 29500-3): a program takes a choice only if it knows the namespace named.
    """
    choice = parse_xml(
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice xmlns:w15="{_W15}" Requires="w15"/></mc:AlternateContent>'
    )
    runs[0].addprevious(choice)
    for run in runs:
        choice[0].append(run)
    return choice


def ask_for_update(settings: Any) -> None:
    """Let Word offer to fill in page numbers when it opens the document: only it knows how the text falls on pages."""
    root = settings.element
    if root.find(qn("w:updateFields")) is None:
        _insert_before(root, element("w:updateFields", val="true"), _AFTER_UPDATE)


def add_bookmark(paragraph: Any, name: str, number: int) -> None:
    """Set a bookmark round the paragraph's runs."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def link_runs(paragraph: Any, anchor: str) -> None:
    """Wrap the paragraph's text runs, but not the fields' marks around them, in a link to a bookmark."""
    link = element("w:hyperlink", anchor=anchor, history="1")
    runs = [run._r for run in paragraph.runs]
    runs[0].addprevious(link)
    for run in runs:
        link.append(run)


def shade(cell: Any, colour: str) -> None:
    """Colour the ground of a table cell."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def repeat_header(row: Any) -> None:
    """Repeat a row at the top of each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def keep_row_whole(row: Any) -> None:
    """Never break a row over two pages."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit", val="true"))


def frame(paragraph: Any, *, fill: str, line: str) -> None:
    """Set a frame and a ground round a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(f"w:{side}", val="single", sz="6", space="6", color=line))
    properties.append(borders)
    properties.append(element("w:shd", val="clear", color="auto", fill=fill))


def describe_picture(picture: Any, *, title: str, alt: str) -> None:
    """Give a picture its alternative text."""
    properties = picture._inline.docPr
    properties.set("descr", alt)
    properties.set("title", title)


def rule_table(table: Any) -> None:
    """Draw thin grey lines round the cells, whatever table styles the template has."""
    borders = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="B8BCC2"))
    _insert_before(table._tbl.tblPr, borders, _AFTER_BORDERS)


def set_widths(table: Any, widths: Sequence[int]) -> None:
    """Fix the widths of a table's columns, in twentieths of a point."""
    table.autofit = False
    for column, width in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, widths, strict=True):
            cell.width = Twips(width)


def describe_table(table: Any, text: str) -> None:
    """Give a table a description for those who hear it."""
    table._tbl.tblPr.append(element("w:tblDescription", val=text))


def set_language(styles: Any, code: str) -> None:
    """Set the language of all text that names none of its own."""
    defaults = styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("w:lang", val=code, eastAsia=code, bidi="ar-SA"))


def _insert_before(parent: Any, child: Any, successors: Sequence[str]) -> None:
    """Put a child where the standard wants it: before the first of those that may follow it."""
    tags = {qn(tag) for tag in successors}
    following = next((one for one in parent if one.tag in tags), None)
    if following is None:
        parent.append(child)
    else:
        following.addprevious(child)
