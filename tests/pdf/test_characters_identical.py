"""The text-only device gives pdfplumber's own characters: the same, in the same order, at the same place."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from pdfminer.pdfpage import PDFPage
from pdfplumber.page import Page

from remissnlp.pdf.device import TextDevice, UnsureError
from remissnlp.pdf.interpreter import TextInterpreter
from tests.pdf.making import show, stream, write_pdf

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
HOSTILE = (
    "bomb_",
    "form_exp",
    "many_paths",
    "one_page",
    "huge_",
    "kids_",
    "docx",
    "html",
    "empty",
    "enc_user",
    "header",
)


def _differences(path: Path, *, most: int = 6) -> tuple[int, list[str]]:
    """Count the pages compared, and tell of each character that is not pdfplumber's."""
    compared, found = 0, []
    with path.open("rb") as file:
        pdf = pdfplumber.open(file)
        device = TextDevice(pdf.rsrcmgr)
        for number, page in enumerate(PDFPage.create_pages(pdf.doc), start=1):
            if number > most:
                break
            try:
                TextInterpreter(pdf.rsrcmgr, device).process_page(page)
            except UnsureError:
                continue
            found += list(_compare(path, number, device, Page(pdf, page, page_number=number)))
            compared += 1
    return compared, found


def _compare(path: Path, number: int, device: TextDevice, plumber: Page) -> Iterator[str]:
    left, top = plumber.mediabox[:2]
    if len(device.glyphs) != len(plumber.chars):
        yield f"{path.name}, sida {number}: {len(device.glyphs)} tecken, pdfplumber {len(plumber.chars)}"
        return
    for glyph, char in zip(device.glyphs, plumber.chars, strict=True):
        ours = (glyph.x0 + left, glyph.x1 + left, glyph.top + top, glyph.bottom + top, glyph.size)
        theirs = tuple(float(char[key]) for key in ("x0", "x1", "top", "bottom", "size"))
        near = all(abs(a - b) <= 1e-6 * max(1.0, abs(b)) for a, b in zip(ours, theirs, strict=True))
        if not near or (glyph.text, glyph.font) != (char["text"], char["fontname"]):
            yield f"{path.name}, sida {number}: {glyph} är inte {char['text']!r} {theirs} {char['fontname']}"


@pytest.mark.parametrize(
    "path", sorted(CORPUS.rglob("svar/*.pdf")), ids=lambda path: path.stem if isinstance(path, Path) else str(path)
)
def test_the_answers_of_the_example_corpus(path: Path) -> None:
    try:
        assert _differences(path)[1] == []
    except pdfplumber.utils.exceptions.PdfminerException:
        pytest.skip("the file is damaged on purpose")


@pytest.mark.parametrize(
    "content",
    [
        show("Åäö – “citat”", size=11.5),
        b"BT /F1 10 Tf 2 Tc 5 Tw 80 Tz 14 TL 72 700 Td (ett tv\xe5) Tj T* [(tre) -250 (fyra) 120.5 (fem)] TJ ET",
        b"BT /F1 10 Tf 72 700 Td (bas) Tj 4 Ts /F1 6 Tf (upp) Tj 0 Ts (ned) ' ET",
        b'BT /F1 10 Tf 3 1 (med b\xe5da) " 1 0 0 1 72 600 Tm (flytt) Tj 10 -12 TD (mer) Tj ET',
        b"q 0.5 0 0 2 10 20 cm BT /F1 12 Tf 0 1 -1 0 200 200 Tm (sned) Tj ET Q",
        b"q -1 0 0 1 400 0 cm BT /F1 12 Tf 72 500 Td (spegel) Tj ET Q BT /F1 -12 Tf 72 400 Td (minus) Tj ET",
        b"BT /F1 12 Tf 0.9 0.3 -0.3 0.9 72 400 Tm (lutar) Tj ET",
        b"BT 72 400 Td (utan typsnitt) Tj ET",
        b"BT /F9 12 Tf 72 400 Td (annat) Tj ET",
        b"",
    ],
)
@pytest.mark.parametrize("page", [b"/MediaBox [0 0 595 842]", b"/MediaBox [10 20 605 862] /Rotate 90"])
def test_every_operator_that_moves_text(content: bytes, page: bytes, tmp_path: Path) -> None:
    assert _differences(write_pdf(tmp_path / "a.pdf", [content], page=page))[1] == []


def test_text_inside_forms(tmp_path: Path) -> None:
    form = stream(
        show("inuti"),
        entries=b"/Subtype /Form /BBox [0 0 595 842] /Matrix [.5 0 0 .5 30 40] /Resources << /Font << /F1 3 0 R >> >>",
    )
    content = b"q 1 0 0 1 5 5 cm /F Do Q " + show("utanför")
    path = write_pdf(tmp_path / "a.pdf", [content], resources=b"/XObject << /F 10 0 R >>", more=[form])
    assert _differences(path) == (1, [])


def test_fixtures_and_real_files(shared_folder: Path) -> None:
    fixtures = shared_folder / "data" / "pdf-fixtures"
    broken = [path for path in sorted(fixtures.rglob("*.pdf")) if not path.name.startswith(HOSTILE)]
    real = sorted((shared_folder / "data" / "pdfs").rglob("*.pdf"))[::4]
    compared, found = 0, []
    for path in [*broken, *real]:
        try:
            pages, differences = _differences(path, most=3)
        except Exception:
            continue
        compared += pages
        found += differences[:1]
    assert found == []
    assert compared > 100
