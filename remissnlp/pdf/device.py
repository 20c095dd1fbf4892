"""A lean pdfminer device: the characters of a page, its straight lines and nothing else, as fast as Python allows.

It does the arithmetic of `pdfminer.converter.PDFLayoutAnalyzer` and `pdfminer.layout.LTChar` without building an object
tree, so that its characters are those of `pdfplumber.Page.chars` (a test holds them together).
"""

from collections.abc import Sequence
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_rect, mult_matrix

from remissnlp.pdf.glyphs import Glyph, Ink, turn_of
from remissnlp.pdf.rules import MOST_RULES, Rule, rules_of

_MOST_GLYPHS = 200_000
_STROKED, _INVISIBLE = (2, 6), (3, 7)
Matrix = tuple[float, float, float, float, float, float]
Placed = tuple[str, float, float]
"""What a character says, where on its line it begins and how far it moves on."""


class UnsureError(Exception):
    """The fast way cannot promise the same characters as pdfplumber; take the slow way for this page."""


class HeavyPageError(Exception):
    """A page asks for more work than any letter needs."""


class TextDevice(PDFTextDevice):
    """Collect the characters of one page after the other, its straight lines and the area of its pictures."""

    def __init__(self, rsrcmgr: Any) -> None:
        super().__init__(rsrcmgr)
        self.glyphs: list[Glyph] = []
        self.image_area = 0.0
        self.rules: list[Rule] = []
        self._height = 0.0
        self._fonts: dict[int, tuple[PDFFont, str, dict[int, tuple[str, float]]]] = {}

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Start afresh on `page`."""
        _, bottom, _, top = apply_matrix_rect(ctm, page.mediabox)
        self.glyphs, self.rules, self.image_area, self._height = [], [], 0.0, abs(top - bottom)

    def render_image(self, name: str, stream: object) -> None:
        """Note how much of the page the picture covers."""
        a, b, c, d, _, _ = self.ctm
        self.image_area += abs(a * d - b * c)

    def paint_path(self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """Note the straight lines of a painted path."""
        if len(self.rules) <= MOST_RULES:
            for box in rules_of(path, stroked=stroke):
                x0, y0, x1, y1 = apply_matrix_rect(self.ctm, box)
                self.rules.append(Rule(x0, self._height - y1, x1, self._height - y0))

    def render_string(self, textstate: Any, seq: Sequence[Any], ncs: Any, graphicstate: Any) -> None:
        """Add the characters of a shown string and move on behind them.

        Raises:
            UnsureError: If the string is set vertically or holds something else than text and numbers.
            HeavyPageError: If the page has more characters than any letter.
        """
        font, fontsize = textstate.font, textstate.fontsize
        if font.is_vertical():
            raise UnsureError("vertical text")
        matrix = mult_matrix(textstate.matrix, self.ctm)
        scaling = textstate.scaling * 0.01
        charspace, wordspace = textstate.charspace * scaling, textstate.wordspace * scaling
        if font.is_multibyte():
            wordspace = 0
        place = _Placer(self._height, matrix, font, fontsize, textstate.rise, _ink(textstate.render, graphicstate))
        known, name = self._known(font)
        dxscale, stretch = 0.001 * fontsize * scaling, fontsize * scaling
        x, y = textstate.linematrix
        spaced, placed = False, []
        for piece in seq:
            if isinstance(piece, (int, float)):
                x -= piece * dxscale
                spaced = True
                continue
            for cid in font.decode(piece):
                entry = known.get(cid) or _look_up(font, cid, known)
                if spaced:
                    x += charspace
                advance = entry[1] * stretch
                placed.append((entry[0], x, advance))
                x += advance
                if cid == 32 and wordspace:
                    x += wordspace
                spaced = True
        textstate.linematrix = (x, y)
        self.glyphs += place.put(placed, y, name)
        if len(self.glyphs) > _MOST_GLYPHS:
            raise HeavyPageError

    def _known(self, font: PDFFont) -> tuple[dict[int, tuple[str, float]], str]:
        entry = self._fonts.get(id(font))
        if entry is None:
            entry = self._fonts[id(font)] = (font, _name(font), {})
        return entry[2], entry[1]


class _Placer:
    """Where characters of one string land on the page."""

    def __init__(self, height: float, matrix: Matrix, font: PDFFont, fontsize: float, rise: float, ink: Ink) -> None:
        self._matrix, self._height, self._rise, self._ink = matrix, height, rise, ink
        self._low = font.get_descent() * fontsize + rise
        self._high = self._low + fontsize
        self._turn = turn_of(matrix if fontsize >= 0 else _flip(matrix))
        a, b, c, _, _, _ = matrix
        self.put = self._put_upright if b == 0 == c and a > 0 and self._turn == 0 else self._put_turned

    def _put_upright(self, placed: list[Placed], y: float, font: str) -> list[Glyph]:
        """Place the characters of a level string: but for their sides they are alike."""
        a, _, _, d, e, f = self._matrix
        line = y * d + f
        low, high = d * self._low + line, d * self._high + line
        if high < low:
            low, high = high, low
        top, bottom, size = self._height - high, self._height - low, high - low
        base, ink = self._height - (d * self._rise + line), self._ink
        new, glyphs = tuple.__new__, []
        for text, x, advance in placed:
            left = x * a + e
            right = left + a * advance
            if right < left:
                left, right = right, left
            glyphs.append(new(Glyph, (text, left, right, top, bottom, base, size, font, 0, ink)))
        return glyphs

    def _put_turned(self, placed: list[Placed], y: float, font: str) -> list[Glyph]:
        return [self._turn_one(text, x, y, advance, font) for text, x, advance in placed]

    def _turn_one(self, text: str, x: float, y: float, advance: float, font: str) -> Glyph:
        a, b, c, d, e, f = self._matrix
        moved = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)
        x0, y0, x1, y1 = apply_matrix_rect(moved, (0, self._low, advance, self._high))
        height = self._height
        base = height - (d * self._rise + moved[5])
        return Glyph(text, x0, x1, height - y1, height - y0, base, y1 - y0, font, self._turn, self._ink)


def _look_up(font: PDFFont, cid: int, known: dict[int, tuple[str, float]]) -> tuple[str, float]:
    try:
        text = font.to_unichr(cid)
    except PDFUnicodeNotDefined:
        text = f"(cid:{cid})"
    entry = known[cid] = (text, font.char_width(cid))
    return entry


def _name(font: PDFFont) -> str:
    name = font.fontname
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _ink(render: int, graphicstate: Any) -> Ink:
    if render in _INVISIBLE:
        return Ink.INVISIBLE
    if _is_white(graphicstate.ncolor, graphicstate.ncs.name):
        return Ink.WHITE
    return Ink.STROKED if render in _STROKED else Ink.PLAIN


def _is_white(color: Any, space: str) -> bool:
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return False
    if len(parts) == 4 or "CMYK" in space:
        return all(part <= 0.02 for part in parts)
    return space != "Separation" and all(part >= 0.98 for part in parts)


def _flip(matrix: Matrix) -> Matrix:
    a, b, c, d, e, f = matrix
    return (-a, -b, -c, -d, -e, -f)
