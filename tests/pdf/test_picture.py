from pathlib import Path

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
