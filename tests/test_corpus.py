from pathlib import Path

import pytest

from remissnlp.corpus import load_remiss, make_source_id
from remissnlp.errors import CorpusError


def _folder(tmp_path: Path, settings: str = "", *files: str) -> Path:
    (tmp_path / "svar").mkdir()
    for name in files or ("a.pdf",):
        (tmp_path / "svar" / name).write_bytes(b"%PDF-")
    if settings:
        (tmp_path / "remiss.toml").write_text(settings, encoding="utf-8")
    return tmp_path


def test_a_bare_folder_of_pdfs_is_a_remiss(tmp_path: Path) -> None:
    for name in ("B.PDF", "a.pdf", "anteckning.txt"):
        (tmp_path / name).touch()
    remiss = load_remiss(tmp_path)
    assert [source.source_id for source in remiss.sources] == ["b", "a"]
    assert remiss.title == tmp_path.name


def test_settings_are_read(tmp_path: Path) -> None:
    settings = """
titel = "Plan"
avsandare = "Kommunstyrelsen"
inbjudna = ["Kulturnämnden", "Kulturnämnden", " Miljönämnden "]
[[del]]
id = 1
rubrik = "Första"
[[svar]]
fil = "a.pdf"
remissinstans = "Kulturnämnden"
losenord = "hemligt"
"""
    remiss = load_remiss(_folder(tmp_path, settings))
    assert remiss.invited == ("Kulturnämnden", "Miljönämnden")
    assert [(part.part_id, part.heading) for part in remiss.parts] == [("1", "Första")]
    assert remiss.overrides["a.pdf"] == {"remissinstans": "Kulturnämnden"}
    assert remiss.sources[0].password == "hemligt"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("titel = ", "TOML"),
        ("tittel = 'x'", "okänd uppgift tittel"),
        ("inbjudna = 'Kulturnämnden'", "lista med namn"),
        ("[[del]]\nid = '1'", "id och rubrik"),
        ("[[del]]\nid = '1'\nrubrik = 'a'\n[[del]]\nid = '1'\nrubrik = 'b'", "samma id"),
        ("[[svar]]\nfil = 'saknas.pdf'", "saknas.pdf"),
        ("[[svar]]\nfil = 'a.pdf'\ninstanstyp = 'klubb'", "klubb finns inte"),
        ("[svar]\nfil = 'a.pdf'", r"\[\[svar\]\]"),
    ],
)
def test_a_broken_remiss_toml_says_what_to_mend(tmp_path: Path, settings: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message) as caught:
        load_remiss(_folder(tmp_path, settings))
    assert "remiss.toml" in str(caught.value)
    assert "\n" not in str(caught.value).split("(")[0]


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "remiss.toml").write_bytes('titel = "Åtgärder"'.encode("latin-1"))
    with pytest.raises(CorpusError, match="UTF-8"):
        load_remiss(folder)


@pytest.mark.parametrize("missing", ["finns-inte", ""])
def test_a_missing_or_empty_folder_is_told_so(tmp_path: Path, missing: str) -> None:
    with pytest.raises(CorpusError):
        load_remiss(tmp_path / missing)


@pytest.mark.parametrize(
    ("name", "source_id"),
    [("Miljö- och hälsoskyddsnämnden", "miljo-och-halsoskyddsnamnden"), ("§ 12", "12"), ("—", "svar")],
)
def test_source_ids_are_plain(name: str, source_id: str) -> None:
    assert make_source_id(name) == source_id


def test_names_that_give_the_same_id_are_told_apart(tmp_path: Path) -> None:
    remiss = load_remiss(_folder(tmp_path, "", "a b.pdf", "a-b.pdf"))
    assert sorted(source.source_id for source in remiss.sources) == ["a-b", "a-b-2"]
