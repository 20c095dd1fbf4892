"""Blocks: the lines of a column put together to headings, paragraphs, list items, addresses and signatures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from remissnlp.document import Block, Line
from remissnlp.pdf.segments import Segment
from remissnlp.terms import BlockKind

_MARKER = re.compile(r"^(?:[-–—•·▪*o]|\d{1,2}[.)]|[a-h]\))\s+")
_LABEL = re.compile(
    r"^(?:handläggare|till|datum|dnr|diarienr|diarienummer|vår|ert?|telefon|tfn|e-post|adress|sida|from|från)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?:”\"]\s*$")
_GAP = 1.45


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together, before they become a block."""

    kind: BlockKind
    segments: tuple[Segment, ...]
    marker: str = ""
    level: int = 0

    @property
    def first(self) -> Segment:
        """The first line."""
        return self.segments[0]

    @property
    def last(self) -> Segment:
        """The last line."""
        return self.segments[-1]


def make_pieces(groups: Sequence[Sequence[Segment]]) -> list[Piece]:
    """Put the lines of all columns together to pieces, and join those that a page or column break parts."""
    segments = [segment for group in groups for segment in group]
    if not segments:
        return []
    size, leading = _body_size(segments), _leading(groups)
    raw = [piece for group in groups for piece in _in_column(group, leading)]
    typed = [_typed(piece, size) for piece in raw]
    return _joined(_levelled(typed))


def to_text(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...], tuple[Line, ...]]:
    """Write the pieces as running text, with a block for each and a line for each printed line."""
    text, blocks, lines = "", [], []
    for piece in pieces:
        text += "\n\n" if text else ""
        start = len(text)
        for segment in piece.segments:
            text, line = _append(text, start, segment, newline=piece.kind in (BlockKind.METADATA, BlockKind.SIGNATURE))
            lines.append(line)
        first = piece.first
        blocks.append(
            Block(piece.kind, start, len(text), first.font, first.size, first.bold, piece.level, piece.marker)
        )
    return text, tuple(blocks), tuple(lines)


def _append(text: str, start: int, segment: Segment, *, newline: bool) -> tuple[str, Line]:
    if len(text) > start:
        joint, cut = _joint(text[start:], segment.text)
        text = text[: len(text) - cut] + ("\n" if newline else joint)
    line = Line(len(text), len(text) + len(segment.text), segment.page, segment.top, segment.bottom, segment.edges)
    return text + segment.text, line


def _joint(before: str, after: str) -> tuple[str, int]:
    """Tell what stands between two printed lines, and how many characters of the first are dropped (a hyphen)."""
    hyphenated = re.search(r"(\w+)-$", before)
    if not hyphenated:
        return " ", 0
    following = after.split(maxsplit=1)[0].lower() if after else ""
    if following in ("och", "eller", "samt", "respektive"):
        return " ", 0
    keep = len(hyphenated.group(1)) == 1 or hyphenated.group(1).isupper() or hyphenated.group(1)[-1].isdigit()
    return ("", 0) if keep or after[:1].isupper() else ("", 1)


def _in_column(group: Sequence[Segment], leading: float) -> Iterator[Piece]:
    current: list[Segment] = []
    right = max((segment.x1 for segment in group), default=0.0)
    for segment in group:
        if current and _parts(current, segment, leading, right):
            yield Piece(BlockKind.PARAGRAPH, tuple(current))
            current = []
        current.append(segment)
    if current:
        yield Piece(BlockKind.PARAGRAPH, tuple(current))


def _parts(current: Sequence[Segment], segment: Segment, leading: float, right: float) -> bool:
    last = current[-1]
    if segment.page != last.page or _MARKER.match(segment.text):
        return True
    if abs(segment.size - last.size) > 0.6 or segment.bold != last.bold:
        return True
    if segment.bottom - last.bottom > _GAP * leading * max(1.0, segment.size / 12):
        return True
    in_item = _MARKER.match(current[0].text) is not None
    indented = segment.x0 - last.x0 > 6 and not (in_item and len(current) == 1)
    word = segment.text.split(maxsplit=1)[0]
    width = (segment.x1 - segment.x0) / max(len(segment.text), 1) * (len(word) + 1)
    would_fit = last.x1 + width < right - 2 and not last.text.endswith("-")
    return (
        indented or (would_fit and _ENDS.search(last.text) is not None) or (would_fit and width + last.x1 < right - 60)
    )


def _typed(piece: Piece, size: float) -> Piece:
    marker = _MARKER.match(piece.first.text)
    words = sum(len(segment.text.split()) for segment in piece.segments)
    last = piece.last.text.rstrip()
    stands_out = piece.first.size > size + 0.7 or (piece.first.bold and piece.first.size >= size - 0.7)
    if stands_out and words < 30 and not last.endswith((".", ":", ";", ",")) and not (marker and not piece.first.bold):
        return replace(piece, kind=BlockKind.HEADING)
    if marker:
        return replace(piece, kind=BlockKind.LIST_ITEM, marker=marker.group())
    short = words <= 8 * len(piece.segments) and words < 24 and not last.endswith((".", ":", "?", ";", ","))
    if short and all(len(segment.text) < 62 for segment in piece.segments):
        return replace(
            piece,
            kind=BlockKind.METADATA if piece.first.page == 1 or _LABEL.match(piece.first.text) else BlockKind.SIGNATURE,
        )
    return piece


def _levelled(pieces: Sequence[Piece]) -> list[Piece]:
    styles = sorted({(-p.first.size, not p.first.bold) for p in pieces if p.kind is BlockKind.HEADING})
    ranks = {style: level for level, style in enumerate(styles, start=1)}
    return [
        replace(p, level=ranks[-p.first.size, not p.first.bold]) if p.kind is BlockKind.HEADING else p for p in pieces
    ]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join a paragraph that breaks off in the middle of a sentence with its continuation."""
    joined: list[Piece] = []
    for piece in pieces:
        previous = joined[-1] if joined else None
        if previous and _continues(previous, piece):
            joined[-1] = replace(previous, segments=(*previous.segments, *piece.segments))
        else:
            joined.append(piece)
    return joined


def _continues(previous: Piece, piece: Piece) -> bool:
    running = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    if previous.kind not in running or piece.kind not in (BlockKind.PARAGRAPH, BlockKind.METADATA):
        return False
    broken = not _ENDS.search(previous.last.text) and abs(previous.last.size - piece.first.size) < 0.6
    return broken and (
        piece.first.text[:1].islower()
        or previous.last.text.endswith(("-", ","))
        or (piece.kind is BlockKind.PARAGRAPH and piece.first.page != previous.last.page)
    )


def _body_size(segments: Sequence[Segment]) -> float:
    sizes = Counter[float]()
    for segment in segments:
        sizes[segment.size] += len(segment.text)
    return max(sizes, key=sizes.__getitem__)


def _leading(groups: Sequence[Sequence[Segment]]) -> float:
    steps = Counter[float]()
    for group in groups:
        for above, below in pairwise(group):
            if below.page == above.page and 0 < below.bottom - above.bottom < 40:
                steps[round(below.bottom - above.bottom, 1)] += 1
    return max(steps, key=lambda step: (steps[step], -step), default=14.0)
