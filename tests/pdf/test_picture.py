from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from remissnlp.document import Source
from remissnlp.pdf import draw_blocks, read_pdf, render_page

CORPUS = Path(__file__).parents[2] / "corpus" / "innovationsstrategi-2015" / "svar"


def test_a_page_is_drawn_with_its_blocks_and_a_legend_under_it() -> None:
    path = CORPUS / "spanga-tensta-stadsdelsnamnd.pdf"
    document = read_pdf(Source("a", path))
    plain, marked = render_page(path, 1, resolution=40), draw_blocks(document, path, 1, resolution=40)
    assert marked.width == plain.width
    assert marked.height > plain.height
    frames = [(x, y) for y in range(plain.height) for x in range(plain.width)]
    assert any(marked.getpixel(at) != plain.getpixel(at) for at in frames)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_stand_on_the_print_of_a_page_however_its_text_is_turned(turn: int, tmp_path: Path) -> None:
    path = tmp_path / "brev.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(turn)
    for line in range(5):
        canvas.drawString(-150, -180 - 14 * line, "Nämnden tillstyrker förslaget om en ny taxa.")
    canvas.save()
    document = read_pdf(Source("a", path))
    image = render_page(path, 1, resolution=72, turn=document.turn_of(1)).convert("L")
    page = document.pages[0]
    assert (round(page.width), round(page.height)) == image.size or abs(page.width - image.width) < 1.5
    boxes = [(line.x0, line.top, line.x1, line.bottom) for line in document.lines]
    ink = [(x, y) for y in range(image.height) for x in range(image.width) if image.getpixel((x, y)) < 128]
    assert ink
    assert all(any(x0 - 2 <= x <= x1 + 2 and top - 2 <= y <= low + 2 for x0, top, x1, low in boxes) for x, y in ink)
