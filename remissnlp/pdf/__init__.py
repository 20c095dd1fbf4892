"""Reading PDFs: running text in typed blocks, the printed line under every character, furniture set apart."""

from pathlib import Path

from PIL import Image

from remissnlp.document import Document, Source
from remissnlp.pdf.cache import empty_cache, measure_cache
from remissnlp.pdf.limits import Limits
from remissnlp.pdf.outcome import ReadOutcome, read_all
from remissnlp.pdf.picture import draw_blocks, render_page
from remissnlp.pdf.read import read_pdf

__all__ = [
    "Document",
    "Image",
    "Limits",
    "Path",
    "ReadOutcome",
    "Source",
    "draw_blocks",
    "empty_cache",
    "measure_cache",
    "read_all",
    "read_pdf",
    "render_page",
]
