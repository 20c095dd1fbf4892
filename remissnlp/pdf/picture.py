"""Pictures of pages: as they are, and with the blocks that were found drawn on them."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from remissnlp.document import Document
from remissnlp.terms import BlockKind

_COLOURS = {
    BlockKind.HEADING: "#b5179e",
    BlockKind.PARAGRAPH: "#0077b6",
    BlockKind.LIST_ITEM: "#2a9d8f",
    BlockKind.TABLE_ROW: "#e76f51",
    BlockKind.FOOTNOTE: "#8d6e63",
    BlockKind.METADATA: "#f4a261",
    BlockKind.SIGNATURE: "#6a4c93",
}


def render_page(
    path: Path,
    page: int,
    *,
    resolution: float = 110,
    password: str | None = None,
    redactions: Sequence[tuple[int, float, float, float, float]] = (),
) -> Image.Image:
    """Draw a page (1-based) at `resolution` dots an inch, with the redactions (as in `Document`) covered in black."""
    pdf = pypdfium2.PdfDocument(path, password=password)
    try:
        image: Image.Image = pdf[page - 1].render(scale=resolution / 72).to_pil().convert("RGB")
    finally:
        pdf.close()
    draw, scale = ImageDraw.Draw(image), resolution / 72
    for number, *box in redactions:
        if number == page:
            draw.rectangle([edge * scale for edge in box], fill="black")
    return image


def draw_blocks(document: Document, path: Path, page: int, *, resolution: float = 110) -> Image.Image:
    """Draw a page with a coloured frame round every line, by the kind of its block, and furniture in grey."""
    image = render_page(path, page, resolution=resolution)
    draw, scale = ImageDraw.Draw(image), resolution / 72
    for block in document.blocks:
        for line in document.lines_at(block.start, block.end):
            if line.page == page:
                box = tuple(edge * scale for edge in (line.x0, line.top, line.x1, line.bottom))
                draw.rectangle(box, outline=_COLOURS[block.kind], width=2)
    for piece in document.furniture:
        if piece.page == page:
            draw.rectangle(tuple(edge * scale for edge in piece.box), outline="#999999", width=2)
    return image
