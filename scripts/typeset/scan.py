"""Layout: a typeset answer as it comes out of an office scanner, grey pictures askew without a text layer."""

import zlib
from collections.abc import Iterator
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from typeset import tjansteutlatande
from typeset.source import Answer

_DPI = 170
_QUALITY = 42
_TILT = 0.7
_NOISE = 5.0


def set_pdf(answer: Answer) -> bytes:
    """Set an answer, print it and scan it."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    tjansteutlatande.describe(canvas, answer)
    for picture in scan_pages(tjansteutlatande.set_pdf(answer), seed=zlib.crc32(answer.source_id.encode())):
        canvas.drawImage(ImageReader(BytesIO(picture)), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scan_pages(pdf: bytes, *, seed: int) -> Iterator[bytes]:
    """Give each page as a grey JPEG: a little blurred, turned under a degree, on paper that is not quite white."""
    chance = np.random.default_rng(seed)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            clean = page.render(scale=_DPI / 72, grayscale=True).to_pil().convert("L")
            yield _scanned(clean, chance)


def _scanned(clean: Image.Image, chance: np.random.Generator) -> bytes:
    tilted = clean.rotate(chance.uniform(-_TILT, _TILT), Image.Resampling.BICUBIC, fillcolor=255)
    blurred = tilted.filter(ImageFilter.GaussianBlur(0.6))
    grey = np.asarray(blurred, dtype=float) * 0.86 + 26 + chance.normal(0, _NOISE, blurred.size[::-1])
    picture = Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=_QUALITY, dpi=(_DPI, _DPI))
    return buffer.getvalue()
