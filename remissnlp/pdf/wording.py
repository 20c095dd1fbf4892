"""From characters to words: what each character says, where a space stands, and which letters are raised."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from remissnlp.edges import Tenths
from remissnlp.pdf.characters import readable, symbol
from remissnlp.pdf.glyphs import Glyph

_SPACE = 0.16
_SPACE_BESIDE_SPACES = 0.27
_SHUT = 0.06
_RAISED = 0.92
_SOFT_HYPHEN = "\u00ad"
_THIN, _HYPHEN_WIDTH = 0.12, 0.28
_FIRST_ACCENT = "\u0300"
Written = tuple[str, Tenths, list[Glyph | None]]


def write_out(piece: Sequence[Glyph], size: float) -> Written:
    """Write out a stretch of print: its text, the edges of its characters, and the glyph behind each of them."""
    texts = [glyph.text for glyph in piece]
    blanks = sum(map(str.isspace, texts))
    line = _Line(size, _space(piece, size, blanks), piece[0].x0)
    last = len(piece) - 1
    blank = texts.count(_SOFT_HYPHEN) > blanks
    for index, glyph in enumerate(piece):
        if glyph.text == _SOFT_HYPHEN:
            said = "" if line.ends_sentence() else _said_by_hyphen(glyph, inside=index < last, blank=blank)
        else:
            said = _said(glyph.text, glyph.font)
        if said.strip():
            line.add(glyph, said)
        elif said:
            line.leave_blank(said[0], glyph.x0)
    return line.text, Tenths([*line.tenths, round(line.right * 10)]), line.owners


class _Line:
    """The text written so far, and a blank that waits for the next letter to show whether it can be seen."""

    def __init__(self, size: float, space: float, left: float) -> None:
        self.tenths: list[int] = []
        self.owners: list[Glyph | None] = []
        self.right = left
        self._letters: list[str] = []
        self._size, self._space, self._shut = size, space, _SHUT * size
        self._blank = ""
        self._blank_at = left

    @property
    def text(self) -> str:
        return "".join(self._letters)

    def ends_sentence(self) -> bool:
        return bool(self._letters) and self._letters[-1] in ".:!?"

    def leave_blank(self, blank: str, at: float) -> None:
        if not self._blank:
            self._blank, self._blank_at = blank, at

    def add(self, glyph: Glyph, said: str) -> None:
        left, right = glyph.x0, glyph.x1
        gap = left - self.right
        blank = self._blank if gap > self._shut else ""
        if self._letters and (blank or gap > self._space):
            at = max(self.right, min(self._blank_at, self.right + self._size)) if blank else self.right
            self._put(blank or " ", at, None)
        elif said >= _FIRST_ACCENT and self._letters and _compose(self._letters, said[0]):
            return
        if len(said) == 1:
            self._put(said, left, glyph)
        else:
            step = (right - left) / len(said)
            for index, letter in enumerate(said):
                self._put(letter, left + index * step, glyph)
        if right > self.right or len(self._letters) <= 1:
            self.right = right
        self._blank = ""

    def _put(self, letter: str, at: float, owner: Glyph | None) -> None:
        self._letters.append(letter)
        self.tenths.append(round(at * 10))
        self.owners.append(owner)


@lru_cache(maxsize=8192)
def _said(text: str, font: str) -> str:
    """Give what a character says."""
    return symbol(text, font) or readable(text)


def _said_by_hyphen(glyph: Glyph, *, inside: bool, blank: bool) -> str:
    """Give what a soft hyphen says.

    Inside a line it is a hyphen that a font calls so; it says nothing where it has no width, and is the font's blank
    where the line has no other (`blank`).
    """
    if inside:
        width = (glyph.x1 - glyph.x0) / glyph.size if glyph.size else 0.0
        return "" if width < _THIN else " " if blank and width < _HYPHEN_WIDTH else "-"
    return _said(glyph.text, glyph.font)


def _compose(letters: list[str], accent: str) -> bool:
    """Put an accent on the last letter, if there is such a letter."""
    if not unicodedata.combining(accent):
        return False
    composed = unicodedata.normalize("NFC", letters[-1] + accent)
    if len(composed) == 1:
        letters[-1] = composed
    return len(composed) == 1


def _space(piece: Sequence[Glyph], size: float, blanks: int) -> float:
    """Give the gap that means a space: it adapts to how widely or tightly the piece is set."""
    if blanks * 14 >= len(piece) - blanks:
        return _SPACE_BESIDE_SPACES * size
    ink = [glyph for glyph in piece if not glyph.text.isspace()]
    gaps = sorted(after.x0 - before.x1 for before, after in pairwise(ink))
    if len(gaps) < 8:
        return _SPACE * size
    usual = gaps[len(gaps) // 2]
    wide = [gap for gap in gaps if gap > usual + 0.08 * size]
    narrow = [gap for gap in gaps if gap <= usual + 0.08 * size]
    if not wide:
        return usual + _SPACE * size
    return min((narrow[-1] + wide[0]) / 2, usual + _SPACE * size)


def raised_marks(owners: list[Glyph | None], size: float, base: float) -> tuple[tuple[int, int], ...]:
    """Find runs of raised small characters."""
    spans: list[tuple[int, int]] = []
    for index, glyph in enumerate(owners):
        if glyph is None or glyph.size > _RAISED * size or base - glyph.base < 0.12 * size:
            continue
        if spans and spans[-1][1] == index:
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return tuple(spans)
