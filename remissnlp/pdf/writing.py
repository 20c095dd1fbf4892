"""The running text: pieces written out one after the other, with a record of every printed line under it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf

from remissnlp.document import CELL_MARK, Block, Line
from remissnlp.pdf.hyphens import Vocabulary, is_torn, joint
from remissnlp.pdf.kinds import Piece
from remissnlp.pdf.segments import Segment
from remissnlp.terms import BlockKind

_BREAK = "\n\n"


def write_text(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Line, ...]]:
    """Write the pieces as running text, with a block for each and a line for each printed line."""
    vocabulary = Vocabulary(text for piece in pieces for text in _whole_words(piece))
    parts: list[str] = []
    blocks: list[Block] = []
    lines: list[Line] = []
    start = 0
    for piece in pieces:
        text, printed = _write(piece, start, vocabulary)
        parts.append(text)
        lines += printed
        blocks.append(_block(piece, start, start + len(text)))
        start += len(text) + len(_BREAK)
    return _BREAK.join(parts), tuple(blocks), tuple(lines)


def _whole_words(piece: Piece) -> Iterator[str]:
    """Give the lines of a piece without what may be one half of a word."""
    for before, segment in pairwise([None, *piece.segments]):
        if segment and segment.room == inf:
            torn = before is not None and before.room < inf
            yield segment.text.partition(" ")[2] if torn else segment.text


def _write(piece: Piece, start: int, vocabulary: Vocabulary) -> tuple[str, list[Line]]:
    """Write a piece that begins at offset `start` of the text."""
    text = ""
    lines: list[Line] = []
    for segment, following in zip(piece.segments, [*piece.segments[1:], None], strict=True):
        between, cut = _between(piece, segment, following, vocabulary)
        kept = segment.text[: len(segment.text) - cut].replace("\u00a0", " ")
        begin = start + len(text)
        lines.append(_line(segment, begin, len(kept)))
        text += kept + between
    return text, lines


def _between(piece: Piece, segment: Segment, following: Segment | None, words: Vocabulary) -> tuple[str, int]:
    if following is None:
        return "", 0
    if piece.own_lines:
        same_row = following.page == segment.page and abs(following.base - segment.base) < 1
        return (" " if same_row else "\n"), 0
    if following.cell != segment.cell:
        return (CELL_MARK if piece.kind is BlockKind.TABLE_ROW else " "), 0
    if segment.room < inf and is_torn(segment.text, following.text, words, room=segment.room):
        return "", 0
    return joint(segment.text, following.text, words)


def _line(segment: Segment, start: int, length: int) -> Line:
    edges = segment.edges if length == len(segment.text) else segment.edges[: length + 1]
    return Line(start, start + length, segment.page, segment.top, segment.bottom, edges)


def _block(piece: Piece, start: int, end: int) -> Block:
    fonts = _most((len(s.text), (s.font, s.size, s.bold)) for s in piece.segments)
    return Block(piece.kind, start, end, *fonts, piece.level, piece.marker)


def _most(styles: Iterable[tuple[int, tuple[str, float, bool]]]) -> tuple[str, float, bool]:
    """Give the style of most letters, of styles with their number of letters."""
    counts: Counter[tuple[str, float, bool]] = Counter()
    for letters, style in styles:
        counts[style] += letters
    return counts.most_common(1)[0][0]
