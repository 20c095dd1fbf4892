"""Places: what a piece is by where it stands: the register above the title, signatures, runs of short lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from remissnlp.pdf.kinds import Piece, is_short, names_title, tell_number
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.shapes import is_name
from remissnlp.pdf.styles import Measure
from remissnlp.terms import BlockKind

_CLOSE = 1.4
_NEARLY = 0.7
_NAME_WORDS = 6
_MATTER = re.compile(
    r"\b(?:(?:remiss)?yttrande|(?:remiss)?svar|svars(?:formulär|mall|blankett)|remiss(?:en)?|synpunkter|utlåtande)\b",
    re.IGNORECASE,
)
_RUNNING = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def title_region(texts: Sequence[Sequence[Piece]]) -> int:
    """Give the index of the region that the title stands in; a region without text is something side by side."""
    spread: list[tuple[int, Piece | None]] = []
    for index, text in enumerate(texts):
        spread += [(index, piece) for piece in text] or [(index, None)]
    return spread[_title([piece for _, piece in spread])][0] if spread else 0


def place_pieces(pieces: Sequence[Piece], measured: Measure) -> list[Piece]:
    """Settle what depends on the place, and put the lines of an address or a signature together."""
    title = _title(pieces)
    above = [_above_title(piece, pieces[index + 1]) for index, piece in enumerate(pieces[:title])]
    placed = [*above, *pieces[title:]]
    known = {_plain(piece) for piece in placed[title + 1 :] if piece.kind is BlockKind.HEADING}
    joined: list[Piece] = []
    for piece in placed:
        last = joined[-1] if joined else None
        together = _together(last, piece, measured) if last else None
        if together:
            joined[-1] = together
        else:
            joined.append(_as_before(last, piece, known))
    return joined


def _title(pieces: Sequence[Piece | None]) -> int:
    """Give the index of the title; None stands for something that is no text.

    The title is the largest heading of the first page, but not the sender's name with addresses right below it, unless
    it tells what the document is. Where there is none, it is the first paragraph that is more than a short line.
    """
    page = next((piece.first.page for piece in pieces if piece), 0)
    first = [(index, piece) for index, piece in enumerate(pieces) if piece and piece.first.page == page]
    headings = [(index, piece) for index, piece in first if piece.kind is BlockKind.HEADING]
    largest = max(headings, key=lambda found: found[1].first.size, default=None)
    if largest is None:
        return next((index for index, piece in first if piece.kind in _RUNNING and not is_short(piece)), 0)
    if _MATTER.search(" ".join(segment.text for segment in largest[1].segments)):
        return largest[0]
    later = [(index, piece) for index, piece in headings if index > largest[0] + 1]
    second = max(later, key=lambda found: found[1].first.size, default=None)
    if second and _is_address(pieces[largest[0] + 1]) and second[1].first.size >= _NEARLY * largest[1].first.size:
        return second[0]
    return largest[0]


def _is_address(piece: Piece | None) -> bool:
    return piece is None or piece.kind is BlockKind.METADATA


def _above_title(piece: Piece, after: Piece) -> Piece:
    if piece.kind is BlockKind.HEADING and piece.words <= _NAME_WORDS and _is_address(after):
        return replace(piece, kind=BlockKind.METADATA, own_lines=True)
    if piece.kind is BlockKind.SIGNATURE or (piece.kind is BlockKind.PARAGRAPH and is_short(piece)):
        return replace(piece, kind=BlockKind.METADATA, own_lines=True)
    return piece


def _as_before(last: Piece | None, piece: Piece, known: set[str]) -> Piece:
    """Tell a total under a table, and a heading that is set as text but is set as a heading elsewhere."""
    if last and last.kind is BlockKind.TABLE_ROW and tell_number(piece):
        return replace(piece, kind=BlockKind.TABLE_ROW)
    headed = last is not None and last.kind is BlockKind.HEADING
    if piece.kind is BlockKind.PARAGRAPH and len(piece.segments) == 1 and _plain(piece) in known and not headed:
        return replace(piece, kind=BlockKind.HEADING)
    return piece


def _together(last: Piece, piece: Piece, measured: Measure) -> Piece | None:
    """Join lines of one address, or a name and the office its holder has."""
    if not _below(last.last, piece.first, measured):
        return None
    both = (*last.segments, *piece.segments)
    if last.kind is piece.kind is BlockKind.METADATA and last.own_lines and piece.own_lines:
        return replace(last, segments=both)
    names = last.kind is piece.kind is BlockKind.SIGNATURE and all(is_name(s.text) for s in both)
    signed = last.kind is BlockKind.SIGNATURE and len(last.segments) < 3 and is_name(last.first.text)
    office = piece.kind is BlockKind.PARAGRAPH and len(piece.segments) == 1 and names_title(piece.first.text)
    dotted = piece.kind is BlockKind.SIGNATURE and not any(character.isalpha() for character in last.first.text)
    return replace(last, segments=both) if names or (signed and (office or dotted)) else None


def _below(last: Segment, line: Segment, measured: Measure) -> bool:
    step = line.base - last.base
    near = 0 < step <= _CLOSE * measured.leading_of(max(last.size, line.size))
    return last.page == line.page and near and abs(last.x0 - line.x0) < 2


def _plain(piece: Piece) -> str:
    return " ".join(segment.text for segment in piece.segments).strip().lower()
