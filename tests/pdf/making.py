"""Small PDFs for the tests, one trouble each, written by hand so that every byte is known."""

import zlib
from collections.abc import Sequence
from pathlib import Path

TEXT = b"BT /F1 12 Tf 72 720 Td (Kommunen avstyrker att avgiften tas ut.) Tj ET"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def show(text: str, *, at: tuple[float, float] = (72, 720), size: float = 12, before: str = "") -> bytes:
    """Give the instructions that show a line of text."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"q {before} BT /F1 {size} Tf {at[0]} {at[1]} Td ({escaped}) Tj ET Q\n".encode("cp1252")


def stream(data: bytes, *, entries: bytes = b"", packed: bool = True) -> bytes:
    """Give a stream object's body."""
    data, flate = (zlib.compress(data), b"/Filter /FlateDecode ") if packed else (data, b"")
    return b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (flate, entries, len(data), data)


def write_pdf(
    path: Path,
    contents: Sequence[bytes] = (TEXT,),
    *,
    page: bytes = b"/MediaBox [0 0 595 842]",
    resources: bytes = b"",
    catalog: bytes = b"",
    font: bytes = FONT,
    more: Sequence[bytes] = (),
    packed: bool = True,
) -> Path:
    """Write a PDF with a page for each of `contents`; `more` are objects numbered from 10 on."""
    objects: dict[int, bytes] = {1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, 3: font}
    first = 10 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(contents)))
    objects[2] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents))
    objects |= {10 + index: body for index, body in enumerate(more)}
    for index, content in enumerate(contents):
        number = first + 2 * index
        objects[number] = (
            b"<< /Type /Page /Parent 2 0 R %s /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>"
            % (page, resources, number + 1)
        )
        objects[number + 1] = stream(content, packed=packed)
    path.write_bytes(assemble(objects))
    return path


def assemble(objects: dict[int, bytes]) -> bytes:
    """Put objects together to a file with a true cross-reference table."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)
