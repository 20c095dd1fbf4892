"""Stamps: text that stands sideways, upside down or aslant on a page is set apart, turned so that it can be read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from remissnlp.document import Furniture
from remissnlp.pdf.characters import readable
from remissnlp.pdf.glyphs import Glyph, Ink, Sheet
from remissnlp.pdf.lines import make_segments

_FEWEST = 2


def find_stamps(sheet: Sheet) -> Iterator[Furniture]:
    """Give the text of a page that does not stand upright, a piece for each direction."""
    turned: dict[int, list[Glyph]] = defaultdict(list)
    for glyph in sheet.glyphs:
        if glyph.turn != 0 and glyph.ink is not Ink.INVISIBLE:
            turned[glyph.turn].append(glyph)
    for turn, glyphs in sorted(turned.items()):
        text = _aslant(glyphs) if turn < 0 else _read(glyphs, turn, sheet.number)
        if sum(character.isalnum() for character in text) >= _FEWEST:
            yield Furniture(text, sheet.number, _box(glyphs), "stamp")


def _read(glyphs: Sequence[Glyph], turn: int, page: int) -> str:
    upright = [_upright(glyph, turn) for glyph in glyphs]
    return "\n".join(" ".join(segment.text.split()) for segment in make_segments(upright, page))


def _upright(glyph: Glyph, turn: int) -> Glyph:
    """Turn a glyph about the page's upper left corner, so that it stands upright; only the place of each matters."""
    x0, x1, top, bottom = glyph.x0, glyph.x1, glyph.top, glyph.bottom
    if turn == 180:
        box = (-x1, -x0, -bottom, -top)
    elif turn == 90:
        box = (top, bottom, -x1, -x0)
    else:
        box = (-bottom, -top, x0, x1)
    size = box[3] - box[2]
    return glyph._replace(x0=box[0], x1=box[1], top=box[2], bottom=box[3], base=box[3] - 0.2 * size, size=size, turn=0)


def _aslant(glyphs: Sequence[Glyph]) -> str:
    """Give what stands aslant in the order it was drawn, as most watermarks are a word or two."""
    return " ".join("".join(readable(glyph.text) for glyph in glyphs).split())


def _box(glyphs: Sequence[Glyph]) -> tuple[float, float, float, float]:
    return (
        round(min(glyph.x0 for glyph in glyphs), 1),
        round(min(glyph.top for glyph in glyphs), 1),
        round(max(glyph.x1 for glyph in glyphs), 1),
        round(max(glyph.bottom for glyph in glyphs), 1),
    )
