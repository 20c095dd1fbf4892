"""One PDF in, one Document out, with a clear line where that cannot be."""

import re
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace

import pdfplumber
from PIL import Image

from remissnlp.document import Document, Furniture, Page, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.extras import XFA, comments_of, require_static, tell_attachments, tell_comments
from remissnlp.pdf.glyphs import Sheet
from remissnlp.pdf.layout import lay_out
from remissnlp.pdf.legibility import is_language
from remissnlp.pdf.lines import make_segments
from remissnlp.pdf.mending import even_out, mend_segments
from remissnlp.pdf.opening import BROKEN_FILE, open_pdf, open_repaired, open_rescued, require_pdf
from remissnlp.pdf.rescue import is_cut_off, is_encrypted, rescue_pages
from remissnlp.pdf.rules import Rule
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.sheets import read_sheets
from remissnlp.pdf.stamps import find_stamps
from remissnlp.pdf.troubles import (
    CUT_OFF,
    FOREIGN,
    REPAIRED,
    loses_text,
    name_pages,
    tell_rescued,
    tell_troubles,
    tell_unread,
)
from remissnlp.pdf.visibility import box_of, draw_grey

_WAITING = re.compile(r"If this message is not eventually replaced")
"""What the page of an XFA form says to a program that cannot draw it."""
_Way = tuple[AbstractContextManager[pdfplumber.PDF], str]
"""A PDF to open, and what the analyst must know of it."""


class NoTextError(UnreadablePdfError):
    """A PDF whose pages could be opened but gave no text; `pages` tell what is wrong with each."""

    def __init__(self, message: str, pages: tuple[Page, ...]) -> None:
        super().__init__(message)
        self.pages = pages


@dataclass
class _Gathered:
    """What the pages of a file have given so far."""

    segments: list[Segment] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    apart: list[Furniture] = field(default_factory=list)
    ocr: list[int] = field(default_factory=list)
    kinds: dict[int, list[str]] = field(default_factory=dict)
    filled: dict[int, int] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    damaged: bool = False
    rules: dict[int, tuple[Rule, ...]] = field(default_factory=dict)


def read_pdf(
    source: Source, *, on_page: Callable[[], None] | None = None, from_picture: Collection[int] = ()
) -> Document:
    """Read a PDF here and now, without the limits of time and memory, the cache and the OCR of `read_all`.

    Args:
        source: The file.
        on_page: Called before each page, and before the pages are put together.
        from_picture: Numbers of the pages whose text layer optical character recognition has made.

    Raises:
        UnreadablePdfError: If it is empty, damaged, encrypted, not a PDF, or has no text layer.
    """
    require_pdf(source.path)
    tick = on_page or _nothing
    gathered = _gather(source, tick, from_picture)
    pages, name = tuple(gathered.pages), source.path.name
    if not gathered.segments:
        hidden = any(piece.role == "hidden" for piece in gathered.apart)
        raise NoTextError(f"{name}: {tell_unread(pages, hidden=hidden)}", pages)
    tick()
    text, blocks, lines, furniture = lay_out(even_out(gathered.segments, gathered.ocr), pages, gathered.rules)
    if len(pages) == 1 and _WAITING.search(text):
        raise UnreadablePdfError(f"{name}: {XFA}")
    if not is_language(text):
        pages = tuple(replace(page, trouble=page.trouble or FOREIGN) for page in pages)
    told, more = tell_comments(gathered.kinds, gathered.filled)
    return Document(
        source.source_id,
        text,
        blocks,
        lines,
        (*furniture, *gathered.apart),
        pages,
        (*tell_troubles(pages), *_tell_apart(gathered), *told, *gathered.remarks),
        ocr=bool(gathered.ocr),
        partial=loses_text(pages) or more or gathered.damaged,
    )


def _gather(source: Source, on_page: Callable[[], None], from_picture: Collection[int]) -> _Gathered:
    """Read the pages; where the file is so damaged that there are none, or its end is missing, read what can be saved.

    Raises:
        UnreadablePdfError: If it is locked, or nothing can be saved.
    """
    cut = is_cut_off(source.path)
    empty = None
    for way in (_rescued,) if cut and not is_encrypted(source.path) else (_as_it_is, _repaired, _rescued):
        try:
            opening, remark = way(source)
            gathered = _from(opening, source, on_page, from_picture)
        except BROKEN_FILE:
            continue
        if gathered.pages:
            told = remark or (CUT_OFF if cut else "")
            return replace(gathered, remarks=[*filter(None, [told]), *gathered.remarks], damaged=bool(told))
        empty = empty or gathered
    if empty:
        return empty
    reason = "filen är avbruten och ingen sida går att rädda" if cut else "filen är skadad och går inte att laga"
    raise UnreadablePdfError(f"{source.path.name}: {reason}; be avsändaren om en ny fil")


def _as_it_is(source: Source) -> _Way:
    return open_pdf(source), ""


def _repaired(source: Source) -> _Way:
    return open_repaired(source), REPAIRED


def _rescued(source: Source) -> _Way:
    rescued = rescue_pages(source.path)
    return open_rescued(rescued, source), tell_rescued(rescued.pages, rescued.of)


def _from(
    opening: AbstractContextManager[pdfplumber.PDF],
    source: Source,
    on_page: Callable[[], None],
    from_picture: Collection[int],
) -> _Gathered:
    gathered = _Gathered()

    def picture(number: int) -> Image.Image | None:
        return draw_grey(source, number)

    with opening as pdf:
        for sheet, page in read_sheets(pdf, on_page=on_page, picture=picture, from_picture=from_picture):
            _add(gathered, sheet)
            gathered.kinds[sheet.number], gathered.filled[sheet.number] = comments_of(page)
        require_static(pdf, source.path.name)
        gathered.remarks += tell_attachments(pdf)
    return gathered


def _add(gathered: _Gathered, sheet: Sheet) -> None:
    segments = make_segments(sheet.glyphs, sheet.number)
    gathered.segments += mend_segments(segments) if sheet.ocr else segments
    gathered.rules[sheet.number] = sheet.rules
    gathered.apart += find_stamps(sheet)
    gathered.pages.append(Page(sheet.number, sheet.width, sheet.height, sheet.trouble, sheet.turn))
    if sheet.hidden:
        text = "\n".join(segment.text for segment in make_segments(sheet.hidden, sheet.number))
        if text.strip():
            gathered.apart.append(Furniture(text, sheet.number, box_of(sheet.hidden), "hidden"))
    if sheet.ocr:
        gathered.ocr.append(sheet.number)


def _tell_apart(gathered: _Gathered) -> tuple[str, ...]:
    troubled = {page.number for page in gathered.pages if page.trouble}
    hidden = [piece.page for piece in gathered.apart if piece.role == "hidden" and piece.page not in troubled]
    told = [f"{name_pages(gathered.ocr)}: maskinläst ur bild (OCR)"] if gathered.ocr else []
    if hidden:
        told.append(f"{name_pages(hidden)}: osynlig text eller text utanför sidan är utelämnad")
    return tuple(told)


def _nothing() -> None:
    """Do nothing between pages."""
