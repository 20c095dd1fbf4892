"""How the Word document looks: the styles it needs, made where the office's own template lacks them."""

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from remissnlp.sammanstallning.word_xml import set_language

SERIF, SANS = "Times New Roman", "Arial"
INK, GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x55, 0x55, 0x55)
ASIDE, CAPTION, NOTE, SOURCE, TABLE_TEXT, ITEM = (
    "Remiss uppgift",
    "Remiss mellanrubrik",
    "Remiss anmärkning",
    "Remiss källa",
    "Remiss tabelltext",
    "Remiss punkt",
)

_HEADINGS = {"Heading 1": (16, 18, 6), "Heading 2": (12.5, 14, 4), "Heading 3": (11, 10, 3)}


def prepare_styles(document: Any, *, own_template: bool) -> None:
    """Make the styles the document needs; in a template of the office's own, only those it lacks."""
    styles = document.styles
    if not own_template:
        set_language(styles, "sv-SE")
        _set_body(styles)
        for name, sizes in _HEADINGS.items():
            _set_heading(styles, name, *sizes)
        _set_title(styles)
    for name in ("Title", "Subtitle", *_HEADINGS):
        _require(styles, name, WD_STYLE_TYPE.PARAGRAPH)
    _make_own(styles)


def _require(styles: Any, name: str, kind: Any) -> Any:
    return styles[name] if name in styles else styles.add_style(name, kind)


def _set_font(style: Any, font: str, size: float, *, bold: bool = False, colour: RGBColor = INK) -> None:
    style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
    style.font.italic = False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)
    for key in ("hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{key}"), font)


def _set_spacing(style: Any, before: float, after: float, *, lines: float = 1.0) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing_rule = WD_LINE_SPACING.MULTIPLE
    form.line_spacing = lines


def _set_body(styles: Any) -> None:
    _set_font(styles["Normal"], SERIF, 11)
    _set_spacing(styles["Normal"], 0, 6, lines=1.12)
    styles["Normal"].paragraph_format.widow_control = True


def _set_heading(styles: Any, name: str, size: float, before: float, after: float) -> None:
    style = styles[name]
    _set_font(style, SANS, size, bold=True)
    _set_spacing(style, before, after)
    style.paragraph_format.keep_with_next = True


def _set_title(styles: Any) -> None:
    _set_font(styles["Title"], SANS, 24, bold=True)
    _set_spacing(styles["Title"], 0, 4)
    for border in styles["Title"].element.pPr.findall(qn("w:pBdr")):
        styles["Title"].element.pPr.remove(border)
    _set_font(styles["Subtitle"], SANS, 14, colour=GREY)
    _set_spacing(styles["Subtitle"], 0, 14)


def _make_own(styles: Any) -> None:
    for name, font, size, bold, colour, before, after in (
        (ASIDE, SANS, 8.5, False, GREY, 0, 5),
        (CAPTION, SANS, 10, True, INK, 8, 2),
        (NOTE, SANS, 10, False, INK, 4, 14),
        (TABLE_TEXT, SANS, 8, False, INK, 1, 1),
        (ITEM, SERIF, 11, False, INK, 0, 4),
    ):
        if name not in styles:
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            _set_font(style, font, size, bold=bold, colour=colour)
            _set_spacing(style, before, after)
    styles[CAPTION].paragraph_format.keep_with_next = True
    styles[ITEM].paragraph_format.left_indent = Cm(0.6)
    styles[ITEM].paragraph_format.first_line_indent = Cm(-0.6)
    _make_source(styles)
    for level in (1, 2):
        _make_contents(styles, level)


def _make_source(styles: Any) -> None:
    if SOURCE not in styles:
        style = styles.add_style(SOURCE, WD_STYLE_TYPE.CHARACTER)
        style.font.size, style.font.name, style.font.color.rgb = Pt(8.5), SANS, GREY


def _make_contents(styles: Any, level: int) -> None:
    """Make the style of a line in the table of contents, unless the template has its own."""
    name = f"toc {level}"
    if name in styles:
        return
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    style.base_style = styles["Normal"]
    _set_font(style, SANS, 10.5 - 0.5 * level, bold=level == 1)
    _set_spacing(style, 5 if level == 1 else 0, 1)
    style.paragraph_format.left_indent = Cm(0.6 * (level - 1))
    style.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    style.priority = 39
