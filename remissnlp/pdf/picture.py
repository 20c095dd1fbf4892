"""Pictures of pages: as they are, and with the blocks that were found, coloured by kind and numbered as read."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from remissnlp.document import Document, Line
from remissnlp.terms import BlockKind

_COLOURS = {
    BlockKind.HEADING: "#b5179e",
    BlockKind.PARAGRAPH: "#0077b6",
    BlockKind.LIST_ITEM: "#2a9d8f",
    BlockKind.TABLE_ROW: "#e76f51",
    BlockKind.FOOTNOTE: "#8d6e63",
    BlockKind.METADATA: "#c99700",
    BlockKind.SIGNATURE: "#6a4c93",
    BlockKind.FURNITURE: "#7a7a7a",
}
_PADDING = 1.5
_FAINT = 40
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Box = tuple[float, float, float, float]


def render_page(
    path: Path,
    page: int,
    *,
    resolution: float = 110,
    password: str | None = None,
    redactions: Sequence[tuple[int, float, float, float, float]] = (),
    turn: int = 0,
) -> Image.Image:
    """Draw a page (1-based) at `resolution` dots an inch, with the redactions (as in `Document`) covered in black.

    `turn` is how many degrees counterclockwise the page was turned when it was read (`Document.turn_of`).
    """
    pdf = pypdfium2.PdfDocument(path, password=password)
    try:
        image: Image.Image = pdf[page - 1].render(scale=resolution / 72).to_pil().convert("RGB")
        image = image.rotate(turn, expand=True) if turn else image
    finally:
        pdf.close()
    draw, scale = ImageDraw.Draw(image), resolution / 72
    for number, *box in redactions:
        if number == page:
            draw.rectangle([edge * scale for edge in box], fill="black")
    return image


def draw_blocks(
    document: Document, path: Path, page: int, *, resolution: float = 110, password: str | None = None
) -> Image.Image:
    """Draw a page with its blocks coloured by kind and numbered in reading order, and a legend under it."""
    turn = document.turn_of(page)
    image = render_page(path, page, resolution=resolution, password=password, turn=turn).convert("RGBA")
    scale = resolution / 72
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    draw, font = ImageDraw.Draw(layer), ImageFont.load_default(round(7.5 * scale))
    shown = list(_boxes(document, page))
    for kind, label, box in shown:
        _frame(draw, kind, label, tuple(edge * scale for edge in box), font)
    marked = Image.alpha_composite(image, layer).convert("RGB")
    return _with_legend(marked, [kind for kind in BlockKind if any(kind is other for other, _, _ in shown)], scale)


def _boxes(document: Document, page: int) -> Iterator[tuple[BlockKind, str, Box]]:
    """Give kind, number and box of everything on a page; a block in two columns has a box in each."""
    for number, block in enumerate(document.blocks, start=1):
        lines = [line for line in document.lines_at(block.start, block.end) if line.page == page]
        for index, stretch in enumerate(_stretches(lines)):
            yield block.kind, "" if index else str(number), _hull(stretch)
    for piece in document.furniture:
        if piece.page == page:
            yield BlockKind.FURNITURE, "", piece.box


def _stretches(lines: Sequence[Line]) -> list[list[Line]]:
    """Part the lines of a block where they jump up the page, into the next column."""
    stretches: list[list[Line]] = []
    for line in lines:
        if stretches and line.bottom >= stretches[-1][-1].top:
            stretches[-1].append(line)
        else:
            stretches.append([line])
    return stretches


def _hull(lines: Sequence[Line]) -> Box:
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    return left, min(line.top for line in lines), right, max(line.bottom for line in lines)


def _frame(draw: ImageDraw.ImageDraw, kind: BlockKind, label: str, box: tuple[float, ...], font: Font) -> None:
    x0, y0, x1, y1 = box[0] - _PADDING, box[1] - _PADDING, box[2] + _PADDING, box[3] + _PADDING
    draw.rectangle((x0, y0, max(x1, x0), max(y1, y0)), fill=_rgba(kind, _FAINT), outline=_rgba(kind, 255), width=2)
    if label:
        draw.text((x0 - 4, y0), label, fill=_rgba(kind, 255), font=font, anchor="ra")


def _with_legend(image: Image.Image, kinds: Sequence[BlockKind], scale: float) -> Image.Image:
    font, height = ImageFont.load_default(round(9 * scale)), round(20 * scale)
    sheet = Image.new("RGB", (image.width, image.height + height), "white")
    sheet.paste(image, (0, 0))
    draw, x, y = ImageDraw.Draw(sheet), 8 * scale, image.height + height / 2
    draw.line((0, image.height, image.width, image.height), fill="#bbbbbb")
    for kind in kinds:
        draw.rectangle((x, y - 4 * scale, x + 8 * scale, y + 4 * scale), fill=_COLOURS[kind])
        draw.text((x + 12 * scale, y), kind.display, fill="black", font=font, anchor="lm")
        x += 24 * scale + draw.textlength(kind.display, font=font)
    return sheet


def _rgba(kind: BlockKind, alpha: int) -> tuple[int, int, int, int]:
    colour = _COLOURS[kind]
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16), alpha
