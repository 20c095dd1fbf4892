"""From characters to stretches of print: baselines, spaces, raised marks, letters drawn twice."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from statistics import median

from remissnlp.pdf.characters import readable
from remissnlp.pdf.glyphs import Glyph, Ink
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.wording import raised_marks, write_out

GAP = 1.4
"""The gap, in heights of the type, that parts two segments."""
_TWICE = 0.12
_RAISED = 0.92
_OTHER_TYPE = 0.72
_RUN = 4
_REACH = 0.8
_LONGEST_MARK = 5
_BASE, _SIZE, _LEFT = attrgetter("base"), attrgetter("size"), attrgetter("x0")
_TOP, _BOTTOM, _FONT = attrgetter("top"), attrgetter("bottom"), attrgetter("font")


def make_segments(glyphs: Iterable[Glyph], page: int) -> list[Segment]:
    """Make segments of the upright characters of a page, from top to bottom and left to right."""
    rows = _attach_raised(_rows([glyph for glyph in glyphs if glyph.turn == 0]))
    return [_segment(piece, page) for row in rows for piece in _split(_drop_twice(row)) if _has_ink(piece)]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Gather characters that stand on one baseline."""
    rows: list[list[Glyph]] = []
    line = 0.0
    for glyph in sorted(glyphs, key=_BASE):
        if rows and glyph.base - line <= 0.1 * glyph.size + 0.4:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            line = glyph.base
    return [part for row in rows for part in _by_size(row)]


def _by_size(row: list[Glyph]) -> list[list[Glyph]]:
    """Keep type of quite different sizes on one baseline apart: an address in the margin may run into the text."""
    sizes = set(map(_SIZE, row))
    limit = _OTHER_TYPE * max(sizes)
    if min(sizes) >= limit:
        return [row]
    small = [glyph for glyph in row if glyph.size < limit]
    large = [glyph for glyph in row if glyph.size >= limit]
    return [large, small] if min(len(small), len(large)) >= _RUN else [row]


def _attach_raised(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Move raised or lowered small print to the row it belongs to."""
    sizes = [_size(row) for row in rows]
    out: list[list[Glyph]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        homes = [
            near for near in (index + 1, index - 1) if 0 <= near < len(rows) and _may_hold(rows[near], row, sizes[near])
        ]
        for run in _tight_runs(row) if homes else [row]:
            short = len(run) <= _LONGEST_MARK
            home = next((n for n in homes if short and any(_touches(rows[n], g, sizes[n]) for g in run)), index)
            out[home] += run
    return [sorted(row, key=_LEFT) for row in out if row]


def _tight_runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """Cut a row at its blanks and gaps."""
    runs: list[list[Glyph]] = []
    for glyph in sorted(row, key=_LEFT):
        if runs and glyph.x0 - runs[-1][-1].x1 <= 0.2 * glyph.size and not glyph.text.isspace():
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return runs


def _may_hold(host: list[Glyph], row: list[Glyph], size: float) -> bool:
    return abs(host[0].base - row[0].base) <= 0.6 * size and min(map(_SIZE, row)) <= _RAISED * size


def _touches(host: list[Glyph], glyph: Glyph, size: float) -> bool:
    if glyph.size > _RAISED * size:
        return False
    reach = _REACH * size
    return any(other.x0 - reach <= glyph.x1 and glyph.x0 <= other.x1 + reach for other in host)


def _size(row: Sequence[Glyph]) -> float:
    exact = Counter(map(_SIZE, row))
    sizes: Counter[float] = Counter()
    for size, count in exact.items():
        sizes[round(size, 1)] += count
    return sizes.most_common(1)[0][0]


def _drop_twice(row: list[Glyph]) -> list[Glyph]:
    """Drop letters drawn a second time beside themselves to look bold, and mark the first as stroked."""
    kept: list[Glyph] = []
    last = -math.inf
    for glyph in row:
        clear = glyph.x0 - last > _TWICE * glyph.size
        twin = None if clear else _twin(kept, glyph)
        if twin is None:
            kept.append(glyph)
            last = glyph.x0
        elif glyph.text.strip():
            kept[twin] = kept[twin]._replace(ink=Ink.STROKED)
    return kept


def _twin(kept: list[Glyph], glyph: Glyph) -> int | None:
    reach = _TWICE * glyph.size
    for index in range(len(kept) - 1, max(len(kept) - 4, -1), -1):
        other = kept[index]
        if glyph.x0 - other.x0 > reach:
            return None
        if other.text == glyph.text and abs(other.x1 - glyph.x1) <= reach:
            return index
    return None


def _split(row: list[Glyph]) -> list[list[Glyph]]:
    """Split a row at its wide gaps. Blanks do not fill a gap."""
    piece: list[Glyph] = []
    pieces = [piece]
    edge: float | None = None
    for glyph in row:
        if not glyph.text.isspace():
            right = glyph.x1
            if edge is None:
                edge = right
            elif glyph.x0 - edge > GAP * glyph.size:
                piece = []
                pieces.append(piece)
            if right > edge:
                edge = right
        piece.append(glyph)
    return pieces


def _has_ink(piece: list[Glyph]) -> bool:
    return any(readable(glyph.text).strip() for glyph in piece)


def _segment(piece: list[Glyph], page: int) -> Segment:
    ink = [glyph for glyph in piece if not glyph.text.isspace()]
    size = _size(ink)
    text, edges, owners = write_out(piece, size)
    main = [glyph for glyph in ink if abs(glyph.size - size) <= 0.3]
    fonts = Counter(map(_FONT, main))
    font = fonts.most_common(1)[0][0]
    stroked = [glyph.ink for glyph in main].count(Ink.STROKED)
    base = median(map(_BASE, main))
    return Segment(
        text,
        edges,
        page,
        _one(round(min(map(_TOP, main)), 2)),
        _one(round(max(map(_BOTTOM, main)), 2)),
        _one(base),
        _one(size),
        _own_name(font),
        _share(fonts, _is_bold) > 0.5 or stroked > len(main) / 2,
        _share(fonts, _is_italic) > 0.5,
        raised_marks(owners, size, base) if min(map(_SIZE, ink)) <= _RAISED * size else (),
    )


@lru_cache(maxsize=4096)
def _one(length: float) -> float:
    """Give one number for all that are the same: the lines of a thousand pages stand at a hundred heights."""
    return length


@lru_cache(maxsize=1024)
def _own_name(font: str) -> str:
    """Give the name of a font without the letters that tell a part of it from another."""
    return font.partition("+")[2] or font


def _share(fonts: Counter[str], test: Callable[[str], bool]) -> float:
    return sum(count for font, count in fonts.items() if test(font)) / fonts.total()


@lru_cache(maxsize=1024)
def _is_bold(font: str) -> bool:
    name = font.lower()
    return any(word in name for word in ("bold", "black", "heavy", "semib", "demi", "-bd", ",bd"))


@lru_cache(maxsize=1024)
def _is_italic(font: str) -> bool:
    name = font.lower()
    return any(word in name for word in ("italic", "oblique", "-it", "kursiv"))
