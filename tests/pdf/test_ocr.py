import shutil
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from remissnlp.document import Source
from remissnlp.pdf import ocr, read_all
from remissnlp.pdf.mending import even_out, mend_segments, mend_signs
from remissnlp.pdf.ocr import OcrError, make_text_layer
from remissnlp.pdf.segments import Segment
from remissnlp.terms import ReadStatus
from tests.pdf.making import show, stream, write_pdf

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
LINES = (
    "Sammanfattning",
    "Kommunen avstyrker förslaget om avgifter.",
    "Enligt 4 kap. 8 § plan- och bygglagen gäller annat.",
)


def _segment(text: str, *, x0: float = 72, size: float = 10, page: int = 1) -> Segment:
    edges = tuple(x0 + 5.0 * n for n in range(len(text) + 1))
    return Segment(text, edges, page, 100, 110, 108, size)


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("enligt 4 kap. 8 $ regeringsformen", "enligt 4 kap. 8 § regeringsformen"),
        ("enligt 4 kap. 8 8 regeringsformen", "enligt 4 kap. 8 § regeringsformen"),
        ("i 2 kap. 3 a $ andra stycket", "i 2 kap. 3 a § andra stycket"),
        ("i 2 kap. 3 S.", "i 2 kap. 3 §."),
        ("i 9 kap. 2 och 3 88 miljöbalken", "i 9 kap. 2 och 3 §§ miljöbalken"),
        ("i 9 kap. 2, 4 $$ samma lag", "i 9 kap. 2, 4 §§ samma lag"),
        ("av 12 $ förvaltningslagen följer", "av 12 § förvaltningslagen följer"),
        ("av 12 8 förvaltningslagen följer", "av 12 § förvaltningslagen följer"),
        ("av 5 8 i skollagen följer", "av 5 § i skollagen följer"),
        ("$ 112", "§ 112"),
        ("Enligt 4 kap. 8 § lagen", "Enligt 4 kap. 8 § lagen"),
    ],
)
def test_paragraph_signs_are_mended(read: str, meant: str) -> None:
    assert mend_signs(read) == meant


@pytest.mark.parametrize(
    "text",
    [
        "vid 8 av 10 skolor",
        "se kap. 8 och 9",
        "i 4 kap. 8 punkter behandlas",
        "mellan 7 och 8 barn per grupp",
        "i kapitel 4 sidan 8 anges",
        "den 8 maj 2023",
        "Skolor och förskolor på 8 platser",
        "i 2 kap. 18 § lagen",
        "avdelning 3 S ansvarar",
        "2 8 procent",
    ],
)
def test_true_figures_are_left_alone(text: str) -> None:
    assert mend_signs(text) == text


def test_dollars_are_left_alone_where_dollars_are_spoken_of() -> None:
    segments = [_segment("Kostnaden är 100 $ per år."), _segment("Priset anges i dollar.")]
    assert [segment.text for segment in mend_segments(segments)] == [segment.text for segment in segments]


def test_bullets_read_as_letters_are_mended_where_they_stand_in_a_list() -> None:
    alone = [_segment("Av detta följer att alternativ"), _segment("e inte kan väljas.")]
    under = [_segment("Kommunen föreslår:"), _segment("e längre övergångstid")]
    like = [_segment("e längre övergångstid"), _segment("och mer stöd"), _segment("e lägre avgift")]
    assert [segment.text[0] for segment in mend_segments(alone)] == ["A", "e"]
    assert [segment.text[0] for segment in mend_segments(under)] == ["K", "•"]
    assert [segment.text[0] for segment in mend_segments(like)] == ["•", "o", "•"]


def test_sizes_are_smoothed_on_the_scanned_pages_alone() -> None:
    scanned = [_segment("Brödtext i ett stycke " * 3, size=size) for size in (10, 10, 10, 11, 9.2)]
    rest = [_segment("Rubrik", size=18), _segment("Box 12", size=6), _segment("Tryckt rad", size=11.3, page=2)]
    sizes = [segment.size for segment in even_out([*scanned, *rest], {1})]
    assert sizes == [10, 10, 10, 10, 10, 18, 6, 11.3]


def test_a_known_heading_stands_out_though_its_type_does_not() -> None:
    heading, line = even_out([_segment("Sammanfattning"), _segment("Kommunen avstyrker.")], {1})
    assert heading.bold
    assert not line.bold


def test_a_missing_program_is_told_of_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    outcome = read_all([Source("svar", _scan(tmp_path / "svar.pdf"))], cache=False, ocr=True)[0]
    assert outcome.status is ReadStatus.EJ_LAST
    assert "tesseract-ocr-swe" in outcome.reason
    assert "kör med --ocr" not in outcome.reason


@pytest.mark.parametrize(("code", "told"), [(2, "skadad"), (3, "tesseract-ocr-swe"), (8, "krypterad"), (99, "okänd")])
def test_what_ocrmypdf_answers_is_told_in_swedish(
    code: int, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "_program", lambda: str(program))
    with pytest.raises(OcrError, match=told):
        make_text_layer(tmp_path / "svar.pdf", "abc", [1], force=False)


def test_a_program_that_hangs_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\nsleep 600 &\nsleep 600\n")
    program.chmod(0o755)
    monkeypatch.setattr(ocr, "_program", lambda: str(program))
    monkeypatch.setattr(ocr, "_START_SECONDS", 0.5)
    monkeypatch.setattr(ocr, "_PAGE_SECONDS", 0)
    with pytest.raises(OcrError, match="för lång tid"):
        make_text_layer(tmp_path / "svar.pdf", "abc", [1], force=False)


def _scan(path: Path, *, before: bytes = b"") -> Path:
    """Write a PDF whose page is a picture of text."""
    image = Image.new("L", (1240, 1754), 255)
    if Path(FONT).exists():
        draw, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 30)
        for number, line in enumerate(LINES):
            draw.text((150, 200 + 90 * number), line, font=font, fill=0)
    entries = b"/Subtype /Image /Width 1240 /Height 1754 /BitsPerComponent 8 /ColorSpace /DeviceGray"
    pages = [show("En tryckt sida.", size=11)] if before else []
    picture = b"q 595 0 0 842 0 0 cm /Im Do Q\n"
    return write_pdf(
        path, [*pages, picture], resources=b"/XObject << /Im 10 0 R >>", more=[stream(image.tobytes(), entries=entries)]
    )


needs_ocr = pytest.mark.skipif(
    not (shutil.which("ocrmypdf") and shutil.which("tesseract") and Path(FONT).exists()),
    reason="ocrmypdf, tesseract or DejaVu is not installed",
)


@needs_ocr
def test_a_scan_is_read_marked_and_remembered_and_the_users_folder_is_left_alone(tmp_path: Path) -> None:
    path = _scan(tmp_path / "svar.pdf")
    original = path.read_bytes()
    source = Source("svar", path)
    assert read_all([source])[0].document is None
    first, second = read_all([source], ocr=True)[0], read_all([source], ocr=True)[0]
    assert first.document is not None, first.reason
    assert first.document.ocr
    assert first.status is ReadStatus.LAST
    assert "sida 1: maskinläst ur bild (OCR)" in first.reason
    assert "Kommunen avstyrker förslaget om avgifter." in first.document.text
    assert "4 kap. 8 §" in first.document.text
    assert second.cached
    assert second.document == first.document
    assert [one.name for one in tmp_path.iterdir()] == ["svar.pdf"]
    assert path.read_bytes() == original


@needs_ocr
def test_in_a_mixed_file_only_the_scanned_page_is_read_in_its_picture(tmp_path: Path) -> None:
    outcome = read_all([Source("svar", _scan(tmp_path / "svar.pdf", before=b"x"))], ocr=True)[0]
    assert outcome.document is not None, outcome.reason
    assert "En tryckt sida." in outcome.document.text
    assert "avstyrker förslaget" in outcome.document.text
    assert "sida 2: maskinläst" in outcome.reason
