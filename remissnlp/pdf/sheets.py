"""The pages of an open PDF, one at a time: their visible size and the characters on them."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PlumberPage
from pdfplumber.utils.exceptions import PdfminerException

from remissnlp.pdf.device import HeavyPageError, TextDevice, UnsureError
from remissnlp.pdf.glyphs import Glyph, Ink, Sheet, turn_of
from remissnlp.pdf.interpreter import TextInterpreter

_A4 = (0.0, 0.0, 595.0, 842.0)
_LARGEST = 15_000.0
_BROKEN = (PDFException, PSException, PdfminerException, TypeError, ValueError, KeyError, IndexError, AttributeError)
_BROKEN_PAGE = (*_BROKEN, AssertionError, RecursionError, ArithmeticError, NotImplementedError, OSError)
Box = tuple[float, float, float, float]


def read_sheets(pdf: pdfplumber.PDF, *, on_page: Callable[[], None]) -> Iterator[Sheet]:
    """Give the pages of `pdf` in order; a page that cannot be read is given without characters and with its trouble.

    `on_page` is called before each page.
    """
    device = TextDevice(pdf.rsrcmgr)
    for number, page in enumerate(PDFPage.create_pages(pdf.doc), start=1):
        on_page()
        yield _read_sheet(pdf, page, number, device)


def plumber_glyphs(pdf: pdfplumber.PDF, page: Any, number: int) -> list[Glyph]:
    """Give the characters of a page the slow way, from pdfplumber itself."""
    plumber = PlumberPage(pdf, page, page_number=number)
    left, top = plumber.mediabox[:2]
    glyphs = [_from_char(char, left, top, float(plumber.height)) for char in plumber.chars]
    plumber.close()
    return glyphs


def _read_sheet(pdf: pdfplumber.PDF, page: Any, number: int, device: TextDevice) -> Sheet:
    trouble = _mend_boxes(page)
    view = _view(page)
    width, height = view[2] - view[0], view[3] - view[1]
    try:
        glyphs = _glyphs(pdf, page, number, device)
    except (HeavyPageError, MemoryError):
        return Sheet(number, width, height, trouble="för tung att läsa")
    except _BROKEN_PAGE:
        return Sheet(number, width, height, trouble="innehållet är skadat")
    share = min(device.image_area / (width * height), 1.0) if width * height else 0.0
    if view[:2] != (0.0, 0.0):
        glyphs = [_shift(glyph, view[0], view[1]) for glyph in glyphs]
    return _turned(Sheet(number, width, height, tuple(glyphs), share, trouble))


def _glyphs(pdf: pdfplumber.PDF, page: Any, number: int, device: TextDevice) -> list[Glyph]:
    try:
        TextInterpreter(pdf.rsrcmgr, device).process_page(page)
    except UnsureError:
        return plumber_glyphs(pdf, page, number)
    return device.glyphs


def _from_char(char: dict[str, Any], left: float, top: float, height: float) -> Glyph:
    """Make a glyph of pdfplumber's dict; the render mode is not in it, so nothing is known to be invisible."""
    base = height - char["matrix"][5]
    return Glyph(
        char["text"],
        char["x0"] - left,
        char["x1"] - left,
        char["top"] - top,
        char["bottom"] - top,
        base,
        char["size"],
        char["fontname"],
        turn_of(char["matrix"]),
        Ink.PLAIN,
    )


def _mend_boxes(page: Any) -> str:
    """Give `page` an A4 sheet where its own size is missing or impossible; say so."""
    try:
        x0, y0, x1, y1 = (float(number) for number in page.mediabox)
    except (TypeError, ValueError):
        x0 = x1 = y0 = y1 = 0.0
    page.mediabox = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    sides = abs(x1 - x0), abs(y1 - y0)
    if min(sides) >= 10 and max(sides) <= _LARGEST:
        return ""
    page.mediabox = _A4
    return "sidans storlek saknas eller är orimlig"


def _view(page: Any) -> Box:
    """Give the visible part of a page in points from the upper left corner of its media box, turned as it is shown."""
    media = page.mediabox
    crop = _crop(page, media)
    left, right = crop[0] - media[0], media[2] - crop[2]
    below, above = crop[1] - media[1], media[3] - crop[3]
    for _ in range(page.rotate // 90 % 4):
        left, above, right, below = below, left, above, right
    width, height = media[2] - media[0], media[3] - media[1]
    if page.rotate % 180:
        width, height = height, width
    return left, above, width - right, height - below


def _crop(page: Any, media: Box) -> Box:
    try:
        x0, y0, x1, y1 = (float(number) for number in page.cropbox)
    except (TypeError, ValueError):
        return media
    x0, x1 = max(min(x0, x1), media[0]), min(max(x0, x1), media[2])
    y0, y1 = max(min(y0, y1), media[1]), min(max(y0, y1), media[3])
    return (x0, y0, x1, y1) if x1 - x0 >= 10 and y1 - y0 >= 10 else media


def _shift(glyph: Glyph, left: float, above: float) -> Glyph:
    return glyph._replace(
        x0=glyph.x0 - left,
        x1=glyph.x1 - left,
        top=glyph.top - above,
        bottom=glyph.bottom - above,
        base=glyph.base - above,
    )


def _turned(sheet: Sheet) -> Sheet:
    """Turn a sheet so that most of its text stands upright."""
    counts = Counter(glyph.turn for glyph in sheet.glyphs)
    turn = counts.most_common(1)[0][0] if counts else 0
    if turn <= 0:
        return sheet
    width, height = (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
    glyphs = tuple(_turn(glyph, turn, sheet.width, sheet.height) for glyph in sheet.glyphs)
    return Sheet(sheet.number, width, height, glyphs, sheet.image_share, sheet.trouble)


def _turn(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Turn a glyph counterclockwise by `turn` degrees; its base is then guessed from its box."""
    _, x0, x1, top, bottom, _, _, _, own, _ = glyph
    if turn == 180:
        box = (width - x1, width - x0, height - bottom, height - top)
    elif turn == 90:
        box = (top, bottom, width - x1, width - x0)
    else:
        box = (height - bottom, height - top, x0, x1)
    size = box[3] - box[2]
    turned = (own - turn) % 360 if own >= 0 else own
    return glyph._replace(
        x0=box[0], x1=box[1], top=box[2], bottom=box[3], base=box[3] - 0.2 * size, size=size, turn=turned
    )
