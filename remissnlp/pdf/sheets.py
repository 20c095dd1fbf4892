"""The pages of an open PDF, one at a time: their visible size and the characters on them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from operator import attrgetter
from typing import Any

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page as PlumberPage
from PIL import Image

from remissnlp.pdf.device import HeavyPageError, TextDevice, UnsureError
from remissnlp.pdf.glyphs import Glyph, Ink, Sheet, turn_of
from remissnlp.pdf.interpreter import TextInterpreter, Work
from remissnlp.pdf.legibility import judge
from remissnlp.pdf.opening import BROKEN_FILE
from remissnlp.pdf.rules import Rule
from remissnlp.pdf.troubles import DAMAGED, DAMAGED_PARTLY, HEAVY, SIZELESS, UNCODED
from remissnlp.pdf.visibility import part_hidden

_A4 = (0.0, 0.0, 595.0, 842.0)
_NO_BOX = (0.0, 0.0, 0.0, 0.0)
_LARGEST = 15_000.0
Box = tuple[float, float, float, float]


class TolerantPage(PDFPage):
    """pdfminer's page, with a size of its own where the file gives none that can be understood."""

    def _parse_mediabox(self, value: Any) -> Box:
        try:
            return super()._parse_mediabox(value) if value is not None else _NO_BOX
        except BROKEN_FILE:
            return _NO_BOX

    def _parse_cropbox(self, value: Any, mediabox: Box) -> Box:
        try:
            found: Box = super()._parse_cropbox(value, mediabox)
        except BROKEN_FILE:
            return mediabox
        return found


def read_sheets(
    pdf: pdfplumber.PDF,
    *,
    on_page: Callable[[], None],
    picture: Callable[[int], Image.Image | None],
    from_picture: Collection[int] = (),
) -> Iterator[tuple[Sheet, Any]]:
    """Give the pages of `pdf` in order, each with pdfminer's page; one that cannot be read has no characters.

    Args:
        pdf: An open file.
        on_page: Called before each page.
        picture: Draws a page in grey, for the few where it must be seen what shows.
        from_picture: Pages whose text was read in a picture of the whole page, so that all of it counts.
    """
    device = TextDevice(pdf.rsrcmgr)
    for number, page in enumerate(TolerantPage.create_pages(pdf.doc), start=1):
        on_page()
        sheet = _read_sheet(pdf, page, number, device, None if number in from_picture else picture)
        yield sheet, page


def plumber_glyphs(pdf: pdfplumber.PDF, page: Any, number: int) -> list[Glyph]:
    """Give the characters of a page the slow way, from pdfplumber itself."""
    plumber = PlumberPage(pdf, page, page_number=number)
    left, top = plumber.mediabox[:2]
    glyphs = [_from_char(char, left, top, float(plumber.height)) for char in plumber.chars]
    plumber.close()
    return glyphs


def _read_sheet(
    pdf: pdfplumber.PDF, page: Any, number: int, device: TextDevice, picture: Callable[[int], Image.Image | None] | None
) -> Sheet:
    trouble = _mend_boxes(page)
    view = _view(page)
    width, height = view[2] - view[0], view[3] - view[1]
    try:
        glyphs, work = _glyphs(pdf, page, number, device)
    except (HeavyPageError, MemoryError):
        return Sheet(number, width, height, trouble=HEAVY)
    except (*BROKEN_FILE, NotImplementedError):
        return Sheet(number, width, height, trouble=DAMAGED)
    share = min(device.image_area / (width * height), 1.0) if width * height else 0.0
    if view[:2] != (0.0, 0.0):
        glyphs = [_shift(glyph, view[0], view[1]) for glyph in glyphs]
    rules = tuple(
        Rule(x0 - view[0], top - view[1], x1 - view[0], bottom - view[1]) for x0, top, x1, bottom in device.rules
    )
    sheet = Sheet(number, width, height, tuple(glyphs), share, content_bytes=work.content_bytes, rules=rules)
    seen = part_hidden(sheet, lambda: picture(number)) if picture else replace(sheet, ocr=bool(glyphs))
    return _judged(seen, trouble, damaged=work.damaged)


def _judged(sheet: Sheet, trouble: str, *, damaged: bool) -> Sheet:
    """Give the sheet with its trouble; characters that mean nothing are set apart."""
    illegible = judge(sheet)
    if damaged:
        trouble = DAMAGED_PARTLY if sheet.glyphs else DAMAGED
    trouble = trouble if damaged else illegible or trouble
    if illegible == UNCODED:
        return replace(sheet, glyphs=(), hidden=(*sheet.hidden, *sheet.glyphs), trouble=trouble)
    return _turned(replace(sheet, trouble=trouble))


def _glyphs(pdf: pdfplumber.PDF, page: Any, number: int, device: TextDevice) -> tuple[list[Glyph], Work]:
    interpreter = TextInterpreter(pdf.rsrcmgr, device)
    try:
        interpreter.process_page(page)
    except UnsureError:
        return plumber_glyphs(pdf, page, number), interpreter.work
    return device.glyphs, interpreter.work


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
    x0, y0, x1, y1 = (float(number) for number in page.mediabox)
    page.mediabox = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    sides = abs(x1 - x0), abs(y1 - y0)
    if min(sides) >= 10 and max(sides) <= _LARGEST:
        return ""
    page.mediabox = _A4
    return SIZELESS


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
    counts = Counter(map(attrgetter("turn"), sheet.glyphs))
    turn = counts.most_common(1)[0][0] if counts else 0
    if turn <= 0:
        return sheet
    width, height = (sheet.width, sheet.height) if turn == 180 else (sheet.height, sheet.width)
    glyphs = tuple(_turn(glyph, turn, sheet.width, sheet.height) for glyph in sheet.glyphs)
    rules = tuple(Rule(*_turn_box(rule, turn, sheet.width, sheet.height)) for rule in sheet.rules)
    return replace(sheet, width=width, height=height, glyphs=glyphs, turn=turn, rules=rules)


def _turn(glyph: Glyph, turn: int, width: float, height: float) -> Glyph:
    """Turn a glyph counterclockwise by `turn` degrees; its base is then guessed from its box."""
    _, x0, x1, top, bottom, _, _, _, own, _ = glyph
    left, high, right, low = _turn_box((x0, top, x1, bottom), turn, width, height)
    size = low - high
    turned = (own - turn) % 360 if own >= 0 else own
    return glyph._replace(x0=left, x1=right, top=high, bottom=low, base=low - 0.2 * size, size=size, turn=turned)


def _turn_box(box: Box, turn: int, width: float, height: float) -> Box:
    """Turn a box (left, top, right, bottom) counterclockwise with its page."""
    x0, top, x1, bottom = box
    if turn == 180:
        return width - x1, height - bottom, width - x0, height - top
    if turn == 90:
        return top, width - x1, bottom, width - x0
    return height - bottom, x0, height - top, x1
