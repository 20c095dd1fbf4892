"""A file of a stranger opened as a PDF: what it really is, its password, and a repair where it is broken."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pdfplumber
import pikepdf
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from remissnlp.document import Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.rescue import Rescued

BROKEN_FILE = (
    *(PdfminerException, MalformedPDFException, PDFException, PSException, pikepdf.PdfError, OSError),
    *(RecursionError, AssertionError),
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError),
)
"""What pdfminer, pdfplumber and pikepdf raise for files that are damaged."""
_ASK = "be avsändaren om en ny fil"
_HEAD = 1024
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "ett äldre Office-dokument eller ett krypterat Word-dokument; spara om det som PDF"),
    (b"{\\rtf", "ett RTF-dokument; spara om det som PDF"),
    (b"\xff\xd8\xff", "en JPEG-bild; spara om den som PDF och kör med --ocr"),
    (b"\x89PNG", "en PNG-bild; spara om den som PDF och kör med --ocr"),
    (b"II*\x00", "en TIFF-bild; spara om den som PDF och kör med --ocr"),
    (b"MM\x00*", "en TIFF-bild; spara om den som PDF och kör med --ocr"),
    (b"%!PS", "en PostScript-fil; spara om den som PDF"),
    (b"\x1f\x8b", "en komprimerad fil (gzip); packa upp den"),
    (b"Rar!", "ett arkiv (RAR); packa upp det"),
    (b"7z\xbc\xaf", "ett arkiv (7z); packa upp det"),
)
_ZIPPED = (
    ("word/", "ett Word-dokument (docx); byt ändelse till .docx eller spara om det som PDF"),
    ("xl/", "en Excel-fil (xlsx); spara om den som PDF"),
    ("ppt/", "en PowerPoint-fil (pptx); spara om den som PDF"),
    ("content.xml", "ett OpenDocument; spara om det som PDF"),
)


def require_pdf(path: Path) -> None:
    """Look at the first bytes of a file.

    Raises:
        UnreadablePdfError: If it is empty or something else than a PDF; the message says what.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head:
        raise UnreadablePdfError(f"{path.name}: filen är tom (0 byte); {_ASK}")
    if b"%PDF" not in head:
        raise UnreadablePdfError(f"{path.name}: är inte en PDF utan {_kind(path, head)}")


@contextmanager
def open_pdf(source: Source) -> Iterator[pdfplumber.PDF]:
    """Open a PDF as it is.

    Raises:
        UnreadablePdfError: If it is locked.
        PdfminerException: If it is damaged.
    """
    with source.path.open("rb") as file:
        yield _opened(file, source)


@contextmanager
def open_repaired(source: Source) -> Iterator[pdfplumber.PDF]:
    """Open what can be saved of a damaged PDF.

    Raises:
        UnreadablePdfError: If it is locked.
        PdfError: If nothing can be saved.
    """
    data = io.BytesIO()
    try:
        with pikepdf.open(source.path, password=source.password or "") as pdf:
            pdf.save(data, encryption=False)
    except pikepdf.PasswordError as error:
        raise UnreadablePdfError(_locked(source)) from error
    data.seek(0)
    yield _opened(data, source, decrypted=True)


@contextmanager
def open_rescued(rescued: Rescued, source: Source) -> Iterator[pdfplumber.PDF]:
    """Open the pages that were saved of a damaged PDF.

    Raises:
        PdfminerException: If they cannot be opened all the same.
    """
    yield _opened(io.BytesIO(rescued.pdf), source, decrypted=True)


def _opened(file: BinaryIO, source: Source, *, decrypted: bool = False) -> pdfplumber.PDF:
    """Open a stream. Its `close` is left uncalled: that would make every page once more only to close it."""
    try:
        return pdfplumber.open(file, password="" if decrypted else source.password or "")
    except PdfminerException as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, PDFPasswordIncorrect):
            raise UnreadablePdfError(_locked(source)) from error
        if isinstance(cause, PDFEncryptionError):
            reason = "krypterad på ett sätt som inte kan läsas; be avsändaren om en fil utan skydd"
            raise UnreadablePdfError(f"{source.path.name}: filen är {reason}") from error
        raise


def _locked(source: Source) -> str:
    if source.password:
        return f"{source.path.name}: filen är krypterad och lösenordet passar inte; rätta losenord i remiss.toml"
    return f"{source.path.name}: filen är krypterad; ange losenord för den under [[svar]] i remiss.toml"


def _kind(path: Path, head: bytes) -> str:
    """Tell what a file is that is not a PDF."""
    known = next((kind for start, kind in _KINDS if head.startswith(start)), "")
    if known:
        return known
    if head.startswith(b"PK"):
        return _zipped_kind(path)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "en webbsida (HTML); öppna den i en webbläsare och skriv ut den som PDF"
    if text.startswith(b"<"):
        return "en XML-fil; spara om den som PDF"
    if b"\x00" not in head and _is_text(head):
        return "en textfil; byt ändelse till .txt eller spara om den som PDF"
    return f"något okänt; {_ASK}"


def _zipped_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return f"ett skadat Word-dokument eller zip-arkiv; {_ASK}"
    found = (kind for start, kind in _ZIPPED if any(name.startswith(start) for name in names))
    return next(found, "ett zip-arkiv; packa upp det")


def _is_text(head: bytes) -> bool:
    printable = sum(byte >= 32 or byte in (9, 10, 13) for byte in head)
    return printable >= 0.98 * len(head) and sum(byte < 128 for byte in head) > 0.7 * len(head)
