"""Every character of the text stands where its line says, and what no line covers was not printed."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pdfplumber
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from remissnlp.document import Document, Source
from remissnlp.pdf import read_pdf
from remissnlp.terms import BlockKind

SENTENCE = "nämnden tillstyrker förslaget om en ny taxa för bygglov och anser att kostnaden bör utredas vidare i staden"
WORDS = SENTENCE.split()
paragraph = st.lists(st.sampled_from(WORDS), min_size=12, max_size=90).map(
    lambda words: " ".join(words).capitalize() + "."
)
letter = st.lists(paragraph, min_size=1, max_size=9)
SIZE, LEADING, LEFT, TOP = 11, 14, 90, 90


def typeset(paragraphs: Sequence[str], *, columns: int, hyphens: bool, heading: str = "") -> bytes:
    """Set paragraphs in columns, page after page, with a page header, breaking words at the margin if `hyphens`."""
    memory = BytesIO()
    canvas = Canvas(memory, pagesize=A4, pageCompression=0)
    width = (A4[0] - 2 * LEFT - (columns - 1) * 26) / columns
    column, y, number = 0, TOP, 1

    def put(x: float, y: float, text: str, font: str = "Times-Roman", size: float = SIZE) -> None:
        canvas.setFont(font, size)
        canvas.drawString(x, A4[1] - y, text)

    put(LEFT, 40, "Norra nämnden", size=9)
    put(470, 40, f"Sida {number} (9)", size=9)
    if heading:
        put(LEFT, y, heading, "Times-Bold", 15)
        y += 30
    top = y
    for text in paragraphs:
        for line in broken(canvas, text, width, hyphens=hyphens):
            if y > 740:
                column, y = column + 1, top
            if column == columns:
                canvas.showPage()
                column, y, top, number = 0, TOP, TOP, number + 1
                put(LEFT, 40, "Norra nämnden", size=9)
                put(470, 40, f"Sida {number} (9)", size=9)
            put(LEFT + column * (width + 26), y, line)
            y += LEADING
        y += 10
    canvas.save()
    return memory.getvalue()


def broken(canvas: Canvas, text: str, width: float, *, hyphens: bool) -> list[str]:
    """Break a paragraph into lines."""
    lines, line = [], ""
    for word in text.split():
        if canvas.stringWidth(f"{line} {word}".strip(), "Times-Roman", SIZE) <= width:
            line = f"{line} {word}".strip()
            continue
        head, tail = (word[:3], word[3:]) if hyphens and len(word) > 7 else ("", word)
        fits = head and canvas.stringWidth(f"{line} {head}-", "Times-Roman", SIZE) <= width
        lines.append(f"{line} {head}-" if fits else line)
        line = tail if fits else word
    return [*lines, line]


def read(pdf: bytes) -> tuple[Document, list[str]]:
    """Read a typeset letter; give what stands in the box of every line too."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "brev.pdf"
        path.write_bytes(pdf)
        document = read_pdf(Source("brev", path))
        with pdfplumber.open(path) as plumber:
            return document, [
                at_box(plumber, line.page, (line.x0, line.top, line.x1, line.bottom)) for line in document.lines
            ]


def at_box(plumber: pdfplumber.PDF, page: int, box: tuple[float, float, float, float]) -> str:
    """Give the letters whose middle stands in a box, from left to right."""
    x0, top, x1, bottom = box
    chars = [
        char
        for char in plumber.pages[page - 1].chars
        if x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top - 0.5 <= (char["top"] + char["bottom"]) / 2 <= bottom + 0.5
    ]
    return "".join(char["text"] for char in sorted(chars, key=lambda char: char["x0"])).replace(" ", "")


@settings(max_examples=25, deadline=None)
@given(paragraphs=letter, columns=st.sampled_from([1, 2]), hyphens=st.booleans(), headed=st.booleans())
def test_every_line_of_the_text_is_what_stands_in_its_box(
    paragraphs: list[str], columns: int, hyphens: bool, headed: bool
) -> None:
    document, printed = read(typeset(paragraphs, columns=columns, hyphens=hyphens, heading="Svar" if headed else ""))
    for line, letters in zip(document.lines, printed, strict=True):
        assert document.text[line.start : line.end].replace(" ", "") == letters
        assert len(line.edges) == line.end - line.start + 1
        assert list(line.edges) == sorted(line.edges)


@settings(max_examples=25, deadline=None)
@given(paragraphs=letter, columns=st.sampled_from([1, 2]), hyphens=st.booleans())
def test_lines_follow_each_other_and_what_they_leave_out_is_blank(
    paragraphs: list[str], columns: int, hyphens: bool
) -> None:
    document, _ = read(typeset(paragraphs, columns=columns, hyphens=hyphens))
    at = 0
    for line in document.lines:
        assert line.start >= at
        assert document.text[at : line.start].strip() == ""
        at = line.end
    assert at == len(document.text)
    assert "\n\n".join(document.block_text(block) for block in document.blocks) == document.text


@settings(max_examples=25, deadline=None)
@given(paragraphs=letter, columns=st.sampled_from([1, 2]), hyphens=st.booleans())
def test_every_paragraph_comes_out_whole_over_columns_and_pages(
    paragraphs: list[str], columns: int, hyphens: bool
) -> None:
    document, _ = read(typeset(paragraphs, columns=columns, hyphens=hyphens, heading="Svar på remiss"))
    text = document.text.replace("\n", " ")
    assert [paragraph for paragraph in paragraphs if paragraph not in text] == []


@settings(max_examples=25, deadline=None)
@given(paragraphs=letter, data=st.data())
def test_any_stretch_can_be_found_on_paper(paragraphs: list[str], data: st.DataObject) -> None:
    document, _ = read(typeset(paragraphs, columns=1, hyphens=True))
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    found = document.lines_at(start, end)
    covered = "".join(document.text[line.start : line.end] for line in found)
    assert covered.replace(" ", "") == "".join(document.text[start:end].split())
    assert all(start <= line.start < line.end <= end for line in found)


def test_the_header_of_every_page_is_set_apart() -> None:
    document, _ = read(typeset(["Nämnden anser att staden bör vänta. " * 20] * 6, columns=1, hyphens=False))
    assert len(document.pages) > 1
    assert "Norra nämnden" not in document.text
    assert [piece.text for piece in document.furniture if piece.page == 2] == ["Norra nämnden\nSida 2 (9)"]


def test_the_name_of_the_body_stays_where_it_is_the_subject() -> None:
    text = "Norra nämnden anser att staden bör vänta med att besluta. " * 30
    document, _ = read(typeset([text] * 3, columns=1, hyphens=False))
    assert document.text.count("Norra nämnden anser att staden bör vänta med att besluta.") == 90
    assert all(block.kind is BlockKind.PARAGRAPH for block in document.blocks)
