"""Layout: the tjänsteutlåtande of a Stockholm office, set with ReportLab."""

import zlib
from io import BytesIO
from itertools import chain, repeat

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from typeset.body import Manner, set_body
from typeset.flow import Sheet, Strip, address_place, draw_strip, fill_pages
from typeset.ink import SANS, SERIF, register_fonts
from typeset.source import MARK, MARK_METADATA, Answer

WIDTH, HEIGHT = A4
LEFT, RIGHT, MARGIN = 156.0, 534.0, 36.0
FIRST_TOP, TOP, BOTTOM = 196.0, 100.0, 54.0


def set_pdf(answer: Answer) -> bytes:
    """Set an answer and give the PDF."""
    register_fonts()
    strips, notes = set_body(answer, manner_of(answer))
    heights = chain([HEIGHT - FIRST_TOP - BOTTOM], repeat(HEIGHT - TOP - BOTTOM))
    sheets = list(fill_pages(strips, heights, notes))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1, lang="sv-SE")
    describe(canvas, answer)
    for number, sheet in enumerate(sheets, start=1):
        _draw_page(canvas, answer, sheet, number, len(sheets))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def manner_of(answer: Answer) -> Manner:
    """Choose the manner of an answer: the offices differ in bullets, justification and parting of words."""
    if not answer.constructed:
        return Manner(RIGHT - LEFT, size=10.7, leading=13.2, gap=7.0)
    draw = zlib.crc32(answer.source_id.encode())
    return Manner(
        RIGHT - LEFT,
        size=(11.0, 10.5)[draw % 2],
        leading=(14.0, 13.5)[draw % 2],
        bullet="–•"[draw // 2 % 2],
        justify=draw // 4 % 2 == 0,
        hyphenate=draw // 8 % 4 > 0,
    )


def describe(canvas: Canvas, answer: Answer) -> None:
    """Write the metadata of the PDF, with the mark of a constructed answer."""
    canvas.setTitle(answer.title)
    canvas.setAuthor(answer.author)
    canvas.setCreator("remissnlp scripts/typeset_corpus.py")
    if answer.constructed:
        canvas.setSubject(MARK_METADATA)
        canvas.setKeywords(MARK_METADATA)


def _draw_page(canvas: Canvas, answer: Answer, sheet: Sheet, number: int, pages: int) -> None:
    canvas.setLineWidth(0.5)
    _draw_header(canvas, answer, number, pages)
    top = HEIGHT - (FIRST_TOP if number == 1 else TOP)
    if number == 1:
        _draw_addressee(canvas, answer)
    address = address_place(sheet.strips) if number == 1 else -1
    for index, (drop, strip) in enumerate(sheet.strips):
        draw_strip(canvas, strip, LEFT, top - drop)
        # Drawn here, in the middle of a paragraph, as it lies in the files that the offices' template makes.
        if index == address:
            _draw_address(canvas, answer, top - drop - strip.height)
    _draw_notes(canvas, sheet.notes)
    if answer.constructed:
        canvas.setFont(f"{SANS}-Regular", 7.5)
        canvas.drawCentredString((LEFT + RIGHT) / 2, 28, MARK)


def _draw_header(canvas: Canvas, answer: Answer, number: int, pages: int) -> None:
    canvas.setFont(f"{SANS}-Bold", 12)
    canvas.drawString(MARGIN, HEIGHT - 50, "Stockholms stad")
    lines = ["Tjänsteutlåtande", f"Dnr {answer.dnr}" if answer.dnr else "", f"Sida {number} ({pages})"]
    _draw_lines(canvas, [line for line in lines if line], 432, HEIGHT - 44, font=SANS, size=8.5)


def _draw_addressee(canvas: Canvas, answer: Answer) -> None:
    left = ["Handläggare", answer.handlaggare, answer.telephone] if answer.handlaggare else []
    _draw_lines(canvas, [line for line in left if line], LEFT, HEIGHT - 112, font=SERIF, size=10.5)
    middle = (LEFT + RIGHT) / 2
    canvas.setFont(f"{SERIF}-Bold", 10.5)
    canvas.drawString(middle, HEIGHT - 112, "Till")
    _draw_lines(canvas, [answer.addressee, answer.date], middle, HEIGHT - 125.5, font=SERIF, size=10.5)


def _draw_address(canvas: Canvas, answer: Answer, y: float) -> None:
    """Draw the office's address in the margin, level with the paragraph it interrupts or at the foot of the page."""
    size = 6.4
    height = len(answer.address) * size * 1.3
    _draw_lines(canvas, answer.address, MARGIN, max(y, BOTTOM + height) - size, font=SANS, size=size)


def _draw_lines(
    canvas: Canvas, lines: list[str] | tuple[str, ...], x: float, y: float, *, font: str, size: float
) -> None:
    canvas.setFont(f"{font}-Regular", size)
    for index, line in enumerate(lines):
        if line:
            canvas.drawString(x, y - index * size * 1.3, line)


def _draw_notes(canvas: Canvas, notes: tuple[Strip, ...]) -> None:
    if not notes:
        return
    y = BOTTOM + sum(strip.height for strip in notes)
    canvas.line(LEFT, y + 5, LEFT + 120, y + 5)
    for strip in notes:
        draw_strip(canvas, strip, LEFT, y)
        y -= strip.height
