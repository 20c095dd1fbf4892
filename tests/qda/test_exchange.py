"""REFI-QDA: what is written follows the standard's schema, and comes back as it went."""

import zipfile
from pathlib import Path

import pandas as pd
import pytest

from remissnlp.errors import CorpusError
from remissnlp.qda import read_codebook, read_project, write_codebook, write_project
from remissnlp.themes import Codebook, CodebookTheme

CODEBOOK = Codebook(
    (
        CodebookTheme(
            "kostnad", "Kostnaden är för hög", "Instansen finner den hög.", ("budget", "medel"), ("s-1",), True
        ),
        CodebookTheme("tid", "Tidplanen & införandet <snabbt>"),
    )
)
TEXTS = {"kultur": "Inledning.\n\nVi finner 🙂 kostnaden hög. Tiden är kort."}


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    places = {"m-1": "Vi finner 🙂 kostnaden hög.", "m-2": "Tiden är kort."}
    rows = [(key, TEXTS["kultur"].index(text), text) for key, text in places.items()]
    return {
        "svar": pd.DataFrame([{"source_id": "kultur", "remissinstans": "Kulturnämnden", "file": "kultur.pdf"}]),
        "meningar": pd.DataFrame(
            [{"sentence_id": key, "source_id": "kultur", "start": at, "end": at + len(text)} for key, at, text in rows]
        ),
        "synpunkter": pd.DataFrame(
            [
                {"synpunkt_id": f"s{key[1:]}", "sentence_id": key, "source_id": "kultur", "stance": "negative"}
                for key, _, _ in rows
            ]
        ),
        "tema_synpunkt": pd.DataFrame(
            [{"theme_id": "kostnad", "synpunkt_id": "s-1"}, {"theme_id": "tid", "synpunkt_id": "s-2"}]
        ),
    }


def test_a_codebook_comes_back_as_it_went(tmp_path: Path) -> None:
    write_codebook(CODEBOOK, tmp_path / "kodbok.qdc")
    assert read_codebook(tmp_path / "kodbok.qdc", known=CODEBOOK) == CODEBOOK


def test_a_codebook_follows_the_schema(tmp_path: Path) -> None:
    reficodebook = pytest.importorskip("pyrefiqda.models", reason="pyrefiqda, generated from the schema, is missing")
    xsdata = pytest.importorskip("xsdata_pydantic.bindings")
    write_codebook(CODEBOOK, tmp_path / "kodbok.qdc")
    book = xsdata.XmlParser().parse(str(tmp_path / "kodbok.qdc"), reficodebook.CodeBook)
    assert [code.name for code in book.codes.code] == [theme.name for theme in CODEBOOK.themes]


def test_a_project_follows_the_schema_and_its_selections_are_the_sentences(
    tmp_path: Path, tables: dict[str, pd.DataFrame]
) -> None:
    models = pytest.importorskip("pyrefiqda.models", reason="pyrefiqda, generated from the schema, is missing")
    xsdata = pytest.importorskip("xsdata_pydantic.bindings")
    path = tmp_path / "projekt.qdpx"
    write_project("Remiss", tables, TEXTS, path, codebook=CODEBOOK)
    with zipfile.ZipFile(path) as archive:
        project = xsdata.XmlParser().from_bytes(archive.read("project.qde"), models.Project)
        (source,) = project.sources.text_source
        text = archive.read(f"sources/{source.plain_text_path.removeprefix('internal://')}").decode()
    said = [text[one.start_position : one.end_position] for one in source.plain_text_selection]
    assert said == ["Vi finner 🙂 kostnaden hög.", "Tiden är kort."]
    assert [len(one.coding) for one in source.plain_text_selection] == [2, 2]


def test_a_project_comes_back_with_its_codings_as_examples(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    path = tmp_path / "projekt.qdpx"
    write_project("Remiss", tables, TEXTS, path, codebook=CODEBOOK)
    back = read_project(path, tables["synpunkter"], tables["meningar"], known=CODEBOOK)
    assert {theme.theme_id: theme.examples for theme in back.themes} == {"kostnad": ("s-1",), "tid": ("s-2",)}
    assert back.theme("kostnad").locked


def test_the_same_project_gives_the_same_bytes(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    for name in ("a.qdpx", "b.qdpx"):
        write_project("Remiss", tables, TEXTS, tmp_path / name, codebook=CODEBOOK)
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()


def test_codes_of_another_program_become_themes_and_subcodes_carry_their_parent(tmp_path: Path) -> None:
    path = tmp_path / "annan.qdc"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="X"><Codes>'
        '<Code guid="{11111111-1111-4111-8111-111111111111}" name="Ekonomi" isCodable="true">'
        "<Description>Om pengar.</Description>"
        '<Code guid="11111111-1111-4111-8111-111111111112" name="Statsbidrag" isCodable="true"/></Code>'
        '<Code guid="11111111-1111-4111-8111-111111111113" name="Övrigt" isCodable="false">'
        '<Code guid="11111111-1111-4111-8111-111111111114" name="Ekonomi" isCodable="true"/></Code>'
        "</Codes></CodeBook>",
        encoding="utf-8",
    )
    found = [(theme.theme_id, theme.name, theme.description) for theme in read_codebook(path).themes]
    assert found == [
        ("ekonomi", "Ekonomi", "Om pengar."),
        ("ekonomi-statsbidrag", "Ekonomi: Statsbidrag", ""),
        ("ekonomi-2", "Ekonomi", ""),
    ]


@pytest.mark.parametrize(
    "content",
    [b"", b"<a/>", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><CodeBook>&e;</CodeBook>'],
)
def test_a_file_of_another_kind_is_refused_plainly(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "fel.qdc"
    path.write_bytes(content)
    with pytest.raises(CorpusError, match=r"fel\.qdc"):
        read_codebook(path)
