"""One PDF in, one Document out, with a clear line where that cannot be."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from remissnlp.document import Document, Furniture, Page, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.layout import lay_out
from remissnlp.pdf.lines import make_segments
from remissnlp.pdf.segments import Segment
from remissnlp.pdf.sheets import read_sheets
from remissnlp.pdf.stamps import find_stamps


def read_pdf(source: Source, *, ocr: bool = False, on_page: Callable[[], None] | None = None) -> Document:
    """Read a PDF here and now, without the time and memory limits of `read_all`.

    Args:
        source: The file.
        ocr: Whether pages without text are read by optical character recognition.
        on_page: Called before each page.

    Raises:
        UnreadablePdfError: If it is empty, damaged, encrypted, not a PDF, or has no text layer.
    """
    segments, pages, stamps = _segments(source, on_page or _nothing)
    name = source.path.name
    if not pages:
        raise UnreadablePdfError(f"{name}: innehåller inga sidor; be avsändaren om en ny fil")
    if not segments:
        raise UnreadablePdfError(f"{name}: inget textlager på någon sida (skannad); kör med --ocr")
    text, blocks, lines, furniture = lay_out(segments, pages)
    empty = [str(page.number) for page in pages if page.number not in {segment.page for segment in segments}]
    warnings = (f"ingen text på sida {', '.join(empty)}; kör med --ocr om den är skannad",) if empty else ()
    apart = (*furniture, *stamps)
    return Document(source.source_id, text, blocks, lines, apart, pages, warnings, partial=bool(empty))


def _segments(source: Source, on_page: Callable[[], None]) -> tuple[list[Segment], tuple[Page, ...], list[Furniture]]:
    path, name = source.path, source.path.name
    _sniff(path)
    try:
        with pdfplumber.open(path, password=source.password or "") as pdf:
            segments: list[Segment] = []
            pages: list[Page] = []
            stamps: list[Furniture] = []
            for sheet in read_sheets(pdf, on_page=on_page):
                segments += make_segments(sheet.glyphs, sheet.number)
                stamps += find_stamps(sheet)
                pages.append(Page(sheet.number, sheet.width, sheet.height, sheet.trouble))
            return segments, tuple(pages), stamps
    except (PdfminerException, PDFSyntaxError) as error:
        if "Password" in repr(error):
            raise UnreadablePdfError(f"{name}: filen är krypterad; ange losenord i remiss.toml") from error
        raise UnreadablePdfError(f"{name}: filen är skadad och går inte att läsa; be avsändaren om en ny") from error


def _sniff(path: Path) -> None:
    head = path.read_bytes()[:1024] if path.stat().st_size else b""
    if not head:
        raise UnreadablePdfError(f"{path.name}: filen är tom; be avsändaren om en ny")
    if b"%PDF" not in head:
        raise UnreadablePdfError(f"{path.name}: är inte en PDF-fil; spara om den som PDF")


def _nothing() -> None:
    """Do nothing between pages."""
