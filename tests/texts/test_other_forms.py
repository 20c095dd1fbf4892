"""Answers that are not PDF: Word, text and e-mail come out whole, with the paragraph as the place."""

from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from remissnlp.attachments import safe_name, unpack_mail
from remissnlp.corpus import load_remiss
from remissnlp.document import Document, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.reading import read_source, read_sources
from remissnlp.terms import BlockKind, PlaceKind


def _read(path: Path) -> Document:
    return read_source(Source("svar", path))


def _kinds(document: Document) -> list[tuple[str, str]]:
    return [(str(block.kind), document.block_text(block)) for block in document.blocks]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Dnr 12-2024"
    document.add_heading("Yttrande över promemorian", 0)
    document.add_heading("Synpunkter", 1)
    document.add_paragraph("Nämnden tillstyrker förslaget.\u200b Kostnaden bör  dock belysas.")
    document.add_paragraph("ansvaret", style="List Bullet")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Förslag 1", "tillstyrks"
    path = tmp_path / "Svar.docx"
    document.save(str(path))
    return path


def test_a_word_file_gives_headings_paragraphs_items_and_rows(word: Path) -> None:
    document = _read(word)
    assert _kinds(document) == [
        ("heading", "Yttrande över promemorian"),
        ("heading", "Synpunkter"),
        ("paragraph", "Nämnden tillstyrker förslaget. Kostnaden bör dock belysas."),
        ("list_item", "ansvaret"),
        ("table_row", "Förslag 1 | tillstyrks"),
    ]
    assert [block.level for block in document.blocks] == [1, 2, 0, 0, 0]
    assert [piece.text for piece in document.furniture] == ["Dnr 12-2024"]


def test_the_place_of_a_word_answer_is_its_paragraph(word: Path) -> None:
    document = _read(word)
    assert document.place is PlaceKind.STYCKE
    assert document.page_at(document.text.index("Kostnaden")) == 3
    line = document.lines_at(0, 8)[0]
    assert (line.start, line.end, line.page) == (0, 8, 1)


def test_deleted_text_of_tracked_changes_is_left_out_and_inserted_text_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Nämnden ")
    for tag, inner, text in (("del", "delText", "avstyrker"), ("ins", "t", "tillstyrker förslaget.")):
        run = f"<w:r><w:{inner}>{text}</w:{inner}></w:r>"
        xml = f'<w:{tag} xmlns:w="{paragraph._p.nsmap["w"]}" w:id="1" w:author="x">{run}</w:{tag}>'
        paragraph._p.append(docx.oxml.parse_xml(xml))
    path = tmp_path / "andrad.docx"
    document.save(str(path))
    assert _read(path).text == "Nämnden tillstyrker förslaget."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_file_is_read_whatever_its_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "svar.txt"
    path.write_bytes("Yttrande\r\n\r\nFöreningen ser gärna\r\natt åtgärden införs.\r\n- Snabbt.\r\n".encode(encoding))
    assert _kinds(_read(path)) == [
        ("heading", "Yttrande"),
        ("paragraph", "Föreningen ser gärna att åtgärden införs."),
        ("list_item", "- Snabbt."),
    ]


def test_long_lines_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "svar.txt"
    path.write_text(f"{'Vi anser att tiden är kort och att mer behövs. ' * 4}\nVi avstyrker.\n", encoding="utf-8")
    assert _kinds(_read(path))[-1] == ("paragraph", "Vi avstyrker.")


def _mail(body: str, *, html: bool = False, attachment: tuple[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada Exempel <ada@example.se>", "Svar på remiss"
    message["Date"] = "Mon, 05 Oct 2015 10:00:00 +0200"
    message.set_content(body, subtype="html" if html else "plain")
    if attachment:
        message.add_attachment(attachment[1], maintype="application", subtype="pdf", filename=attachment[0])
    return message.as_bytes()


def test_a_mail_is_read_without_the_message_it_replies_to(tmp_path: Path) -> None:
    path = tmp_path / "svar.eml"
    path.write_bytes(_mail("Jag tillstyrker förslaget.\n\n-----Ursprungligt meddelande-----\nFrån: Staden\nTyck till!"))
    document = _read(path)
    assert document.blocks[0].kind is BlockKind.METADATA
    assert "Datum: Mon, 05 Oct 2015" in document.text
    assert document.block_text(document.blocks[-1]) == "Jag tillstyrker förslaget."
    assert "Tyck till!" in document.furniture[0].text


def test_a_mail_in_html_gives_what_it_shows(tmp_path: Path) -> None:
    path = tmp_path / "svar.eml"
    path.write_bytes(_mail("<style>p{}</style><p>Vi <b>avstyrker</b>.</p><script>alert(1)</script>", html=True))
    assert _read(path).text.endswith("Vi avstyrker.")


def test_an_attached_answer_stands_in_place_of_its_covering_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("remissnlp.attachments.cache_folder", lambda: tmp_path / "cache")
    (tmp_path / "svar").mkdir()
    (tmp_path / "svar" / "mejl.eml").write_bytes(_mail("Svar bifogas.", attachment=("../Yttrande.pdf", b"%PDF-")))
    (source,) = load_remiss(tmp_path).sources
    assert (source.source_id, source.file) == ("yttrande", "mejl.eml/Yttrande.pdf")
    assert source.path.is_relative_to(tmp_path / "cache")


def test_a_long_mail_and_its_attachment_are_two_answers(tmp_path: Path) -> None:
    path = tmp_path / "mejl.eml"
    path.write_bytes(_mail("Vi anser att tiden är kort. " * 20, attachment=("bilaga.pdf", b"%PDF-")))
    files, is_note = unpack_mail(path, tmp_path / "ut")
    assert ([file.name for file in files], is_note) == (["bilaga.pdf"], False)


@pytest.mark.parametrize("name", ["../../x.pdf", "/etc/x.pdf", "C:\\x.pdf", "..x.pdf", "a\x00/x.pdf"])
def test_no_attachment_is_written_elsewhere(name: str) -> None:
    assert safe_name(name) == "x.pdf"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("tom.txt", b"", "filen är tom"),
        ("bild.txt", b"\x89PNG\x00\x00", "är ingen textfil"),
        ("fel.docx", b"PK nonsense", "är ingen Word-fil"),
        ("tom.eml", b"From: a@example.se\n\n", "ingen löpande text"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadablePdfError, match=rf"^{name}: .*{message}"):
        _read(path)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.docx", tmp_path / "good.txt"
    bad.write_bytes(b"x")
    good.write_text("Nämnden tillstyrker förslaget.", encoding="utf-8")
    outcomes = read_sources([Source("bad", bad), Source("good", good)])
    assert [outcome.document is not None for outcome in outcomes] == [False, True]


def test_a_word_answer_and_a_text_file_name_who_answers() -> None:
    from remissnlp.annotation import Setting, read_metadata
    from remissnlp.texts.plain import part_paragraphs
    from remissnlp.texts.writing import to_document

    says = {
        "Kajakklubben i Viken\n2024-02-02\n\nSvar på remiss\n\nKajakklubben i Viken avstyrker förslaget till plan.": (
            "Kajakklubben i Viken"
        ),
        "Yttrande över förslag till parkplan\n\nDnr: KS 2024-9\n\nTekniska nämnden\n\n"
        "Tekniska nämnden tillstyrker förslaget till parkplan.": "Tekniska nämnden",
    }
    for text, name in says.items():
        assert read_metadata(to_document("s", part_paragraphs(text)), Setting()).remissinstans == name
