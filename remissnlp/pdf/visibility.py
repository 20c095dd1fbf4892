"""Text that nobody sees: invisible, white on white, or off the page. It is set apart, never part of an answer."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from operator import attrgetter

import pypdfium2
from PIL import Image

from remissnlp.document import Source
from remissnlp.pdf.glyphs import Glyph, Ink, Sheet

_SCAN = 0.4
"""The share of a page that pictures cover where invisible text is a scanner's own text layer."""
_PIXELS = 1600
_CONTRAST = 24
_SEEN = {Ink.PLAIN, Ink.STROKED}
Picture = Callable[[], Image.Image | None]


def part_hidden(sheet: Sheet, picture: Picture) -> Sheet:
    """Move what nobody sees from the glyphs of a sheet to its hidden ones.

    Invisible text over a picture that fills the page is what a scanner read in it: it is kept, the sheet marked `ocr`.
    White text is looked for in `picture`, which draws the page in grey when it is asked for.
    """
    scanned = sheet.image_share >= _SCAN
    inks = set(map(attrgetter("ink"), sheet.glyphs))
    drawn = picture() if Ink.WHITE in inks else None
    if not scanned and inks <= _SEEN and _all_within(sheet):
        return sheet
    hidden = {
        index
        for index, glyph in enumerate(sheet.glyphs)
        if _is_off(glyph, sheet)
        or (glyph.ink is Ink.INVISIBLE and not scanned)
        or (glyph.ink is Ink.WHITE and drawn is not None and _is_blank(glyph, sheet, drawn))
    }
    layer = scanned and Ink.INVISIBLE in inks
    if not hidden and not layer:
        return sheet
    return replace(
        sheet,
        glyphs=tuple(glyph for index, glyph in enumerate(sheet.glyphs) if index not in hidden),
        hidden=tuple(glyph for index, glyph in enumerate(sheet.glyphs) if index in hidden),
        ocr=layer,
    )


def draw_grey(source: Source, number: int) -> Image.Image | None:
    """Draw a page in shades of grey; None if it cannot be drawn."""
    try:
        pdf = pypdfium2.PdfDocument(source.path, password=source.password)
    except pypdfium2.PdfiumError:
        return None
    try:
        page = pdf[number - 1]
        scale = min(2.0, _PIXELS / max(page.get_width(), page.get_height(), 1.0))
        image: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        return image
    except (pypdfium2.PdfiumError, ValueError):
        return None
    finally:
        pdf.close()


def box_of(glyphs: Iterable[Glyph]) -> tuple[float, float, float, float]:
    """Give left, top, right and bottom of what `glyphs` cover."""
    x0, top, x1, bottom = zip(*((g.x0, g.top, g.x1, g.bottom) for g in glyphs), strict=True)
    return round(min(x0), 1), round(min(top), 1), round(max(x1), 1), round(max(bottom), 1)


def _all_within(sheet: Sheet) -> bool:
    """Tell at a glance that no glyph leaves the page, which is so on almost every page."""
    least, most = [
        [outermost(map(attrgetter(side), sheet.glyphs), default=0.0) for side in sides]
        for outermost, sides in ((min, ("x0", "top")), (max, ("x1", "bottom")))
    ]
    return min(least) >= 0 and most[0] <= sheet.width and most[1] <= sheet.height


def _is_off(glyph: Glyph, sheet: Sheet) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return not (0 <= x <= sheet.width and 0 <= y <= sheet.height)


def _is_blank(glyph: Glyph, sheet: Sheet, drawn: Image.Image) -> bool:
    """Tell whether the place of a glyph is all of one shade in the drawn page, so that nothing can be read there."""
    across, down = drawn.width / sheet.width, drawn.height / sheet.height
    box = (
        max(int(glyph.x0 * across), 0),
        max(int(glyph.top * down), 0),
        min(int(glyph.x1 * across) + 1, drawn.width),
        min(int(glyph.bottom * down) + 1, drawn.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return True
    darkest, lightest = drawn.crop(box).getextrema()
    return bool(lightest - darkest < _CONTRAST)  # type: ignore[operator]
