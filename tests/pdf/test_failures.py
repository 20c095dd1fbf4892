"""Every way in which a PDF is known to break: what is read, what is said, and that the rest goes on."""

import io
import re
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest

from remissnlp.document import Document, Source
from remissnlp.pdf import Limits, ReadOutcome, read_all
from remissnlp.terms import ReadStatus
from tests.pdf.making import FONT, assemble, show, stream, write_pdf

SENTENCE = "Kommunen avstyrker att avgiften tas ut."
RUNNING = "Kommunen anser att det är bra att staten tar ansvar för frågan och att den som har kostnader får ersättning."


def _read(path: Path, password: str | None = None) -> ReadOutcome:
    return read_all([Source("svar", path, password)], cache=False, limits=Limits(page_seconds=10, megabytes=400))[0]


def _document(outcome: ReadOutcome) -> Document:
    assert outcome.document is not None, outcome.reason
    return outcome.document


def _word_file() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "tom"),
        (_word_file(), "Word-dokument"),
        (b"PK\x03\x04 broken", "skadat Word-dokument"),
        (b"<!DOCTYPE html><html><body>Hej</body></html>", "webbsida"),
        (b"\xef\xbb\xbf\n<html>", "webbsida"),
        (b"{\\rtf1 Hej}", "RTF"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "Office"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "JPEG"),
        ("Vi har inga synpunkter på förslaget.".encode(), "textfil"),
        (bytes(range(256)) * 8, "okänt"),
        (b"%PDF-1.7\n", "skadad"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "skadad"),
    ],
)
def test_what_is_not_a_pdf_is_called_by_its_name(content: bytes, told: str, tmp_path: Path) -> None:
    path = tmp_path / "svar.pdf"
    path.write_bytes(content)
    outcome = _read(path)
    assert outcome.status is ReadStatus.EJ_LAST
    assert outcome.reason.startswith("svar.pdf: ")
    assert told in outcome.reason
    assert "\n" not in outcome.reason


def _locked(path: Path, *, user: str, owner: str = "chef") -> Path:
    plain = write_pdf(path.with_name("plain.pdf"))
    with pikepdf.open(plain) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(user=user, owner=owner))
    return path


def test_a_locked_file_asks_for_its_password_and_is_read_with_it(tmp_path: Path) -> None:
    path = _locked(tmp_path / "svar.pdf", user="hemligt")
    assert "losenord" in _read(path).reason
    assert "passar inte" in _read(path, "fel").reason
    assert _document(_read(path, "hemligt")).text == SENTENCE


def test_a_file_with_only_an_owner_password_is_read(tmp_path: Path) -> None:
    outcome = _read(_locked(tmp_path / "svar.pdf", user=""))
    assert _document(outcome).text == SENTENCE
    assert outcome.status is ReadStatus.LAST


def test_a_file_whose_table_is_cut_off_is_mended_and_said_so(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "svar.pdf")
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"xref")] + b"trailer\n<< /Root 1 0 R >>\n")
    assert SENTENCE in _document(_read(path)).text


def test_junk_before_and_after_does_no_harm(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "svar.pdf")
    path.write_bytes(b"\n\nskript\n" + path.read_bytes() + b"\x00" * 3000)
    assert _document(_read(path)).text == SENTENCE


@pytest.mark.parametrize("keep", [0.6, 0.9])
def test_a_page_whose_content_is_cut_off_is_named(keep: float, tmp_path: Path) -> None:
    lines = b"".join(show(f"Rad {n} om avgiften.", at=(72, 720 - 14 * n)) for n in range(40))
    packed = zlib.compress(lines)
    cut = packed[: int(keep * len(packed))]
    body = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(cut), cut)
    outcome = _read(_two_pages(tmp_path / "svar.pdf", body))
    assert outcome.status is ReadStatus.DELVIS_LAST
    assert "sida 2" in outcome.reason
    assert "skadat" in outcome.reason
    assert "Rad 1 om avgiften." in _document(outcome).text


def test_a_page_whose_content_is_garbage_is_named(tmp_path: Path) -> None:
    body = b"<< /Filter /FlateDecode /Length 40 >>\nstream\n%s\nendstream" % (b"\x99" * 40)
    outcome = _read(_two_pages(tmp_path / "svar.pdf", body))
    assert outcome.status is ReadStatus.DELVIS_LAST
    assert "sida 2: innehållet är skadat" in outcome.reason
    assert SENTENCE in _document(outcome).text


def _two_pages(path: Path, second: bytes) -> Path:
    page = b"<< /Type /Page /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [4 0 R 6 0 R] /Count 2 >>",
        3: FONT,
        4: page % 5,
        5: stream(show(SENTENCE)),
        6: page % 7,
        7: second,
    }
    path.write_bytes(assemble(objects))
    return path


@pytest.mark.parametrize("kids", [b"", b"2 0 R", b"9 0 R"])
def test_a_file_without_pages_is_told_of(kids: bytes, tmp_path: Path) -> None:
    path = tmp_path / "svar.pdf"
    path.write_bytes(
        assemble({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [%s] /Count 1 >>" % kids})
    )
    outcome = _read(path)
    assert outcome.status is ReadStatus.EJ_LAST
    assert "be avsändaren" in outcome.reason


@pytest.mark.parametrize(
    "box",
    [
        b"",
        b"/MediaBox [0 0 (a) null]",
        b"/MediaBox 7",
        b"/MediaBox [0 0 0 0]",
        b"/MediaBox [0 0 1]",
        b"/MediaBox [595 842 0 0]",
        b"/MediaBox [0 0 9999999 9999999]",
        b"/MediaBox [0 0 595 842] /CropBox [0 0 (b)]",
        b"/MediaBox [0 0 595 842] /CropBox [900 900 901 901]",
    ],
)
def test_a_page_of_no_or_impossible_size_is_read(box: bytes, tmp_path: Path) -> None:
    assert _document(_read(write_pdf(tmp_path / "svar.pdf", page=box))).text == SENTENCE


def _picture(path: Path, contents: list[bytes]) -> Path:
    image = stream(
        b"\x80" * 64,
        entries=b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    return write_pdf(path, contents, resources=b"/XObject << /Im 10 0 R >>", more=[image])


WHOLE_PAGE = b"q 595 0 0 842 0 0 cm /Im Do Q\n"


def test_a_scanned_file_names_its_pages_and_the_remedy(tmp_path: Path) -> None:
    outcome = _read(_picture(tmp_path / "svar.pdf", [WHOLE_PAGE] * 3))
    assert outcome.status is ReadStatus.EJ_LAST
    assert outcome.reason == "svar.pdf: inget textlager på sida 1–3 (skannad); kör med --ocr"


def test_a_scanned_page_among_others_makes_the_file_partly_read(tmp_path: Path) -> None:
    outcome = _read(_picture(tmp_path / "svar.pdf", [show(SENTENCE), WHOLE_PAGE, show("Sista sidan.")]))
    assert outcome.status is ReadStatus.DELVIS_LAST
    assert "sida 2: bild utan textlager; kör med --ocr" in outcome.reason


def test_a_blank_page_is_no_trouble(tmp_path: Path) -> None:
    outcome = _read(write_pdf(tmp_path / "svar.pdf", [show(SENTENCE), b""]))
    assert (outcome.status, outcome.reason) == (ReadStatus.LAST, "")


def test_a_file_of_blank_pages_is_told_of(tmp_path: Path) -> None:
    assert "tomma" in _read(write_pdf(tmp_path / "svar.pdf", [b"", b""])).reason


CODED = b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [10 0 R] %s >>"
CODES = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 "
    b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
)


def test_text_without_codes_is_not_passed_on_as_text(tmp_path: Path) -> None:
    content = b"BT /F1 12 Tf 72 720 Td <" + b"00480049" * 40 + b"> Tj ET"
    outcome = _read(write_pdf(tmp_path / "svar.pdf", [content], font=CODED % b"", more=[CODES]))
    assert outcome.status is ReadStatus.EJ_LAST
    assert "teckenkoder" in outcome.reason
    assert "--ocr" in outcome.reason


def _shifted(text: str) -> str:
    """Put the next letter of the alphabet in place of each, as a wrong ToUnicode table does."""
    return "".join(chr(ord(letter) + 1) if letter.isascii() and letter.isalpha() else letter for letter in text)


@pytest.mark.parametrize(("garbled", "status"), [(True, ReadStatus.DELVIS_LAST), (False, ReadStatus.LAST)])
def test_fluent_gibberish_is_flagged_and_true_text_is_not(garbled: bool, status: ReadStatus, tmp_path: Path) -> None:
    text = _shifted(RUNNING) if garbled else RUNNING
    lines = b"".join(show(text, at=(30, 780 - 16 * n), size=9) for n in range(12))
    outcome = _read(write_pdf(tmp_path / "svar.pdf", [lines]))
    assert outcome.status is status
    assert ("felkodad" in outcome.reason) is garbled


def test_control_and_private_characters_are_cleaned_and_offsets_hold(tmp_path: Path) -> None:
    table = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange "
        b"5 beginbfchar <0001> <0000> <0002> <F0B7> <0003> <0041> <0004> <0007> <0005> <0042> endbfchar endcmap end"
    )
    content = b"BT /F1 12 Tf 72 720 Td <" + b"00020003000300010003000400050003" * 3 + b"> Tj ET"
    path = write_pdf(tmp_path / "svar.pdf", [content], font=CODED % b"/ToUnicode 11 0 R", more=[CODES, stream(table)])
    document = _document(_read(path))
    assert "\x00" not in document.text
    assert "\x07" not in document.text
    assert "\uf0b7" not in document.text
    assert "•AA A BA" in document.text
    assert all(len(line.edges) == line.end - line.start + 1 for line in document.lines)


@pytest.mark.parametrize(
    ("matrix", "rotate"),
    [
        ("1 0 0 1 0 0", 90),
        ("1 0 0 1 0 0", 180),
        ("0 1 -1 0 595 0", 0),
        ("-1 0 0 -1 595 842", 0),
        ("0 -1 1 0 0 842", 0),
    ],
)
def test_a_turned_page_is_read_upright(matrix: str, rotate: int, tmp_path: Path) -> None:
    lines = b"".join(show(f"Rad {n} om avgiften.", at=(72, 500 - 20 * n)) for n in range(4))
    content = f"q {matrix} cm\n".encode() + lines + b"Q"
    path = write_pdf(tmp_path / "svar.pdf", [content], page=b"/MediaBox [0 0 595 842] /Rotate %d" % rotate)
    assert _document(_read(path)).text.split() == " ".join(f"Rad {n} om avgiften." for n in range(4)).split()


@pytest.mark.parametrize("before", ["3 Tr", "1 g", "1 1 1 rg", "0 0 0 0 k", "1 0 0 1 0 900 cm", "1 0 0 1 -700 0 cm"])
def test_text_that_nobody_sees_is_left_out_and_said_so(before: str, tmp_path: Path) -> None:
    content = show(SENTENCE) + show("Kommunen tillstyrker allt.", at=(72, 600), before=before)
    outcome = _read(write_pdf(tmp_path / "svar.pdf", [content]))
    document = _document(outcome)
    assert document.text == SENTENCE
    assert [piece.role for piece in document.furniture] == ["hidden"]
    assert "osynlig text" in outcome.reason
    assert outcome.status is ReadStatus.LAST


def test_white_text_on_a_dark_ground_is_seen(tmp_path: Path) -> None:
    ground = b"0 0 0.4 rg 50 580 400 60 re f\n"
    path = write_pdf(
        tmp_path / "svar.pdf", [ground + show("Synpunkter i korthet", at=(72, 600), before="1 g") + show(SENTENCE)]
    )
    assert "Synpunkter i korthet" in _document(_read(path)).text


def test_invisible_text_over_a_scan_is_the_scanners_own_reading(tmp_path: Path) -> None:
    outcome = _read(_picture(tmp_path / "svar.pdf", [WHOLE_PAGE + show(SENTENCE, before="3 Tr")]))
    assert _document(outcome).text == SENTENCE
    assert _document(outcome).ocr
    assert "maskinläst" in outcome.reason
    assert outcome.status is ReadStatus.LAST


@pytest.mark.parametrize(
    ("annotation", "told", "status"),
    [
        (b"/Subtype /FreeText /Contents (Se nedan)", "textrutor", ReadStatus.DELVIS_LAST),
        (b"/Subtype /Widget /FT /Tx /T (svar) /V (Vi avstyrker)", "formulärfält", ReadStatus.DELVIS_LAST),
        (b"/Subtype /Text /Contents (Bra)", "kommentarer", ReadStatus.LAST),
        (b"/Subtype /Link", "", ReadStatus.LAST),
        (b"/Subtype /Widget /FT /Tx /T (svar)", "", ReadStatus.LAST),
    ],
)
def test_comments_and_filled_fields_are_mentioned(
    annotation: bytes, told: str, status: ReadStatus, tmp_path: Path
) -> None:
    page = b"/MediaBox [0 0 595 842] /Annots [<< /Type /Annot /Rect [0 0 9 9] %s >> 77 0 R null]" % annotation
    outcome = _read(write_pdf(tmp_path / "svar.pdf", page=page))
    assert outcome.status is status
    assert told in outcome.reason
    assert bool(outcome.reason) is bool(told)


def test_attached_files_are_listed_and_not_unpacked(tmp_path: Path) -> None:
    with pikepdf.open(write_pdf(tmp_path / "plain.pdf")) as pdf:
        pdf.attachments["../../yttrande.docx"] = b"data"
        pdf.save(tmp_path / "svar.pdf")
    outcome = _read(tmp_path / "svar.pdf")
    assert "yttrande.docx" in outcome.reason
    assert outcome.status is ReadStatus.LAST
    assert {path.name for path in tmp_path.iterdir()} == {"plain.pdf", "svar.pdf"}


def test_a_form_that_asks_to_wait_is_not_read_as_an_answer(tmp_path: Path) -> None:
    text = "Please wait... If this message is not eventually replaced by the proper contents"
    assert "XFA" in _read(write_pdf(tmp_path / "svar.pdf", [show(text)])).reason


def _letter_of_pages(path: Path, *, packed: bool) -> list[str]:
    """Write a letter of six pages whose objects lie one by one, or packed in streams; give what its pages say."""
    said = [f"Nämnden har en synpunkt på avsnitt {number} och tillstyrker resten." for number in range(1, 7)]
    with pikepdf.open(write_pdf(path.with_name("plain.pdf"), [show(text) for text in said])) as pdf:
        for page in pdf.pages:
            page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"% " + bytes(range(32, 127)) * 20)
        kind = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        pdf.save(path, object_stream_mode=kind, compress_streams=False)
    return said


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.5, 0.7, 0.9, 0.97])
def test_the_pages_left_of_a_file_that_was_cut_off_are_saved_and_never_passed_off_as_all(
    share: float, packed: bool, tmp_path: Path
) -> None:
    path = tmp_path / "svar.pdf"
    said = _letter_of_pages(path, packed=packed)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    outcome = _read(path)
    if outcome.document is None:
        assert packed
        assert "avbruten" in outcome.reason
        return
    assert outcome.status is ReadStatus.DELVIS_LAST
    assert "skadad" in outcome.reason
    assert "text kan saknas" in outcome.reason
    numbers = sorted({line.page for line in outcome.document.lines})
    assert numbers
    assert outcome.document.text.replace("\n\n", " ") == " ".join(said[number - 1] for number in numbers)
    assert f"{len(numbers)} " in outcome.reason


def test_a_page_whose_font_is_lost_is_not_guessed_at(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "svar.pdf")
    data = re.sub(rb"3 0 obj.*?endobj", b"", path.read_bytes(), flags=re.DOTALL)
    path.write_bytes(data[: data.rindex(b"xref\n")].replace(b"startxref", b""))
    outcome = _read(path)
    assert outcome.status is not ReadStatus.LAST


def test_pages_under_too_deep_a_tree_are_found(tmp_path: Path) -> None:
    path = tmp_path / "svar.pdf"
    with pikepdf.open(write_pdf(tmp_path / "plain.pdf")) as pdf:
        page, top = pdf.pages[0].obj, pdf.Root.Pages
        node = top
        for _ in range(1500):
            below = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1, Parent=node))
            node.Kids, node = pikepdf.Array([below]), below
        node.Kids, page.Parent = pikepdf.Array([page]), node
        pdf.save(path)
    assert _document(_read(path)).text == SENTENCE


def test_forms_that_draw_themselves_do_not_hang(tmp_path: Path) -> None:
    form = stream(
        show(SENTENCE) + b"/F Do",
        entries=b"/Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> /XObject << /F 10 0 R >> >>",
    )
    path = write_pdf(tmp_path / "svar.pdf", [b"/F Do"], resources=b"/XObject << /F 10 0 R >>", more=[form])
    assert _document(_read(path)).text == SENTENCE


GIVEN = {
    "annots_formfields": ReadStatus.DELVIS_LAST,
    "bad_flate": ReadStatus.EJ_LAST,
    "bad_xref": ReadStatus.LAST,
    "cid_no_tounicode_lo": ReadStatus.EJ_LAST,
    "cut_flate": ReadStatus.DELVIS_LAST,
    "enc_owner_only_aes256": ReadStatus.LAST,
    "enc_user_aes256": ReadStatus.EJ_LAST,
    "form_exponential_1e6": ReadStatus.EJ_LAST,
    "invisible_text": ReadStatus.LAST,
    "mediabox_bad": ReadStatus.LAST,
    "mediabox_missing": ReadStatus.LAST,
    "mixed_scan_page2": ReadStatus.DELVIS_LAST,
    "rotated_text_no_flag": ReadStatus.LAST,
    "scan_clean_200dpi": ReadStatus.EJ_LAST,
    "trunc_50": ReadStatus.EJ_LAST,
    "trunc_99": ReadStatus.DELVIS_LAST,
    "wrong_tounicode_gibberish": ReadStatus.DELVIS_LAST,
    "xfa_please_wait": ReadStatus.EJ_LAST,
    "zero_pages": ReadStatus.EJ_LAST,
}


def test_the_broken_files_beside_the_checkout_come_out_as_they_should(shared_folder: Path) -> None:
    folder = shared_folder / "data" / "pdf-fixtures" / "failure"
    sources = [Source(name, folder / f"{name}.pdf") for name in GIVEN]
    outcomes = read_all(sources, workers=2, cache=False, limits=Limits(page_seconds=5))
    assert {outcome.source.source_id: outcome.status for outcome in outcomes} == GIVEN
