"""The Word document: headings, contents, tables, language, and that it opens."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from PIL import Image

from remissnlp.comparison import Figure
from remissnlp.errors import RemissError
from remissnlp.sammanstallning import Form, Sammanstallning, compose, to_docx
from remissnlp.sammanstallning.word import _DOCX, _DOTX


@pytest.fixture(scope="module")
def written(composed: Sammanstallning, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "sammanstallning.docx"
    picture = BytesIO()
    Image.new("RGB", (40, 20), "white").save(picture, "PNG")
    to_docx(composed, path, figures=[Figure("Stöd och kritik", "Ett diagram.", picture.getvalue())])
    return path


def test_headings_are_real_and_numbered(written: Path) -> None:
    headings = [p.text for p in docx.Document(str(written)).paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "1 Om remissen"
    assert headings[-1] == "Bilaga 4. Så är sammanställningen gjord"


def test_the_contents_are_a_field_with_every_chapter_already_in_place(written: Path) -> None:
    document = docx.Document(str(written))
    lines = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    shown = ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in lines]
    assert "1 Om remissen" in shown
    assert "Kulturnämnden" in shown
    codes = [t.text for t in document.element.iter(qn("w:instrText"))]
    assert any(code.strip().startswith("TOC ") for code in codes)
    anchors = {link.get(qn("w:anchor")) for p in lines for link in p._p.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")) for mark in document.element.iter(qn("w:bookmarkStart"))}
    assert anchors == marks


def test_the_note_stands_before_the_contents(written: Path) -> None:
    texts = [p.text for p in docx.Document(str(written)).paragraphs]
    assert texts.index("Observera: Materialet är konstruerat för test.") < texts.index("Innehåll")


def test_tables_repeat_their_header_and_the_matrix_lies_across(written: Path) -> None:
    document = docx.Document(str(written))
    assert all(next(t.rows[0]._tr.iter(qn("w:tblHeader")), None) is not None for t in document.tables)
    assert [s.page_width > s.page_height for s in document.sections] == [False, True, False, True, False]


def test_figures_have_an_alternative_text_and_the_text_is_swedish(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        body, styles = archive.read("word/document.xml").decode(), archive.read("word/styles.xml").decode()
    assert 'descr="Ett diagram."' in body
    assert 'w:val="sv-SE"' in styles


def test_quotations_stand_in_swedish_marks_with_page_and_number(written: Path) -> None:
    text = "\n".join(p.text for p in docx.Document(str(written)).paragraphs)
    assert "”Socialnämnden ställer sig bakom planen.” (s.\u00a01,\u00a0nr\u00a025)" in text


def test_the_same_content_gives_the_same_bytes(composed: Sammanstallning, tmp_path: Path) -> None:
    one, other = tmp_path / "a.docx", tmp_path / "b.docx"
    to_docx(composed, one)
    to_docx(composed, other)
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("suffix", [".docx", ".dotx"])
def test_an_office_template_lends_its_styles_and_footer_but_not_its_text(
    composed: Sammanstallning, tmp_path: Path, suffix: str
) -> None:
    plain, template = tmp_path / "plain.docx", tmp_path / f"mall{suffix}"
    office = docx.Document()
    office.add_paragraph("Exempeltext i mallen")
    office.sections[0].footer.paragraphs[0].text = "Kontorets sidfot"
    office.styles["Heading 1"].font.name = "Courier New"
    office.save(str(plain))
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(template, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(_DOCX, _DOTX) if suffix == ".dotx" else content)
    to_docx(composed, tmp_path / "ut.docx", template=template)
    made = docx.Document(str(tmp_path / "ut.docx"))
    assert "Exempeltext i mallen" not in [p.text for p in made.paragraphs]
    assert made.sections[0].footer.paragraphs[0].text == "Kontorets sidfot"
    assert made.styles["Heading 1"].font.name == "Courier New"


def test_a_template_that_is_no_word_file_is_refused_plainly(composed: Sammanstallning, tmp_path: Path) -> None:
    wrong = tmp_path / "mall.docx"
    wrong.write_text("inte Word")
    with pytest.raises(RemissError, match="går inte att använda som mall"):
        to_docx(composed, tmp_path / "ut.docx", template=wrong)


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(
    composed: Sammanstallning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ut.docx"
    path.write_bytes(b"den gamla")

    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(RemissError, match=r"ut\.docx: .*stäng"):
        to_docx(composed, path)
    assert path.read_bytes() == b"den gamla"
    assert [entry.name for entry in tmp_path.iterdir()] == ["ut.docx"]


@pytest.mark.parametrize("form", list(Form))
def test_libreoffice_opens_every_form_without_repair(example, form: Form, tmp_path: Path) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed")
    composed = compose(example.remiss, example.tables, texts=example.texts, form=form)
    to_docx(composed, tmp_path / "ut.docx")
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "ut.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert (tmp_path / "ut.pdf").stat().st_size > 10_000


ORDER = {
    "tblPr": "tblStyle tblW jc tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap vAlign",
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc rPr sectPr",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr tcPr tblStylePr",
}


@pytest.mark.parametrize("parent", sorted(ORDER))
def test_elements_stand_in_the_order_of_the_standard(written: Path, parent: str) -> None:
    part = "word/styles.xml" if parent == "style" else "word/document.xml"
    with zipfile.ZipFile(written) as archive:
        root = parse_xml(archive.read(part))
    order = ORDER[parent].split()
    for element in root.iter(qn(f"w:{parent}")):
        names = [child.tag.split("}")[1] for child in element]
        places = [order.index(name) for name in names]
        assert places == sorted(places), names
        assert parent == "style" or len(set(names)) == len(names), names
