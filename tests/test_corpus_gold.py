"""The example corpus: gold is what the sources give, and every constructed answer says that it is one."""

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "innovationsstrategi-2015"
MARK = "Konstruerat exempel"


@pytest.fixture(scope="module", autouse=True)
def scripts_on_path() -> Iterator[None]:
    sys.path.insert(0, str(ROOT / "scripts"))
    yield
    sys.path.remove(str(ROOT / "scripts"))


def _answers() -> dict[str, dict[str, object]]:
    return tomllib.loads((CORPUS / "gold" / "svar.toml").read_text(encoding="utf-8"))


def _readable(*, constructed: bool) -> list[str]:
    answers = _answers().items()
    return [key for key, row in answers if row["konstruerad"] == constructed and not row["skadad"]]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _pages(source_id: str) -> list[str]:
    with pypdfium2.PdfDocument(CORPUS / "svar" / f"{source_id}.pdf") as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_gold_is_what_the_sources_give(capsys: pytest.CaptureFixture[str]) -> None:
    import typeset_corpus
    from typeset.gold import gold_files

    answers = [source for source in typeset_corpus.read_sources(CORPUS) if source.position]
    gold = gold_files(answers, CORPUS / "kallor" / "teman.toml")
    assert typeset_corpus.check_gold(CORPUS, gold) == 0, capsys.readouterr().out


def test_the_data_card_shows_what_the_sources_hold() -> None:
    import typeset_corpus
    from typeset.card import card_tables

    card = (ROOT / "corpus" / "README.md").read_text(encoding="utf-8")
    for table in card_tables([source for source in typeset_corpus.read_sources(CORPUS) if source.position]).split(
        "\n\n"
    ):
        assert table in card


def test_the_real_answer_holds_every_sentence_of_the_seed(shared_folder: Path) -> None:
    from typeset.parse import read_source
    from typeset.source import place_sentences

    seed = (shared_folder / "seed" / "remissvar-exploateringsnamnden.txt").read_text(encoding="utf-8").replace("*", "")
    answer = read_source(CORPUS / "kallor" / "exploateringsnamnden.txt")
    start = seed.index(f"\n{answer.address[0]}\n")
    seed = seed[:start] + seed[seed.index(f"{answer.address[-1]}\n", start) + len(answer.address[-1]) :]
    rest = " ".join(seed.split()).replace(answer.title, "", 1)
    for row in place_sentences(answer):
        assert row.text in rest, row.text
        rest = rest.replace(row.text, "", 1)
    # What is left is what stands in the head, the headings, the signatures and the marks of lists.
    assert not [word for word in rest.split() if word.endswith(".") and not word[0].isdigit()]


def test_every_answer_has_a_source_and_a_pdf() -> None:
    pdfs = {path.stem for path in (CORPUS / "svar").glob("*.pdf")}
    sources = {path.stem for path in (CORPUS / "kallor").glob("*.txt") if not path.stem.startswith("forslag-")}
    assert pdfs == sources == set(_answers())


@pytest.mark.parametrize("source_id", _readable(constructed=True))
def test_a_constructed_answer_says_so_on_each_page_and_in_its_metadata(source_id: str) -> None:
    with pypdfium2.PdfDocument(CORPUS / "svar" / f"{source_id}.pdf") as pdf:
        facts = pdf.get_metadata_dict()
    assert MARK in facts["Subject"]
    pages = _pages(source_id)
    if _answers()[source_id]["layout"] != "skannad":
        assert all(MARK in page for page in pages)


@pytest.mark.parametrize("source_id", _readable(constructed=True) + _readable(constructed=False))
def test_a_pdf_holds_the_sentences_of_its_source(source_id: str) -> None:
    if _answers()[source_id]["layout"] == "skannad":
        pytest.skip("a scan has no text layer")
    found = _letters("".join(_pages(source_id)))
    rows = [json.loads(line) for line in (CORPUS / "gold" / f"{source_id}.jsonl").read_text("utf-8").splitlines()]
    # A page break or the address block may stand inside a sentence, so that only its beginning or its end is whole.
    missing = [
        row["text"]
        for row in rows
        if _letters(row["text"])[:24] not in found and _letters(row["text"])[-24:] not in found
    ]
    assert not missing


@pytest.mark.parametrize("source_id", _readable(constructed=False))
def test_a_real_answer_is_not_marked_as_constructed(source_id: str) -> None:
    assert not any(MARK in page for page in _pages(source_id))


def test_the_damaged_answer_is_marked_in_its_bytes() -> None:
    damaged = [key for key, row in _answers().items() if row["skadad"]]
    assert damaged
    for source_id in damaged:
        assert MARK.encode() in (CORPUS / "svar" / f"{source_id}.pdf").read_bytes()
        with pytest.raises(pypdfium2.PdfiumError):
            _pages(source_id)


def test_all_seven_positions_occur() -> None:
    from remissnlp.terms import Position

    assert {row["position"] for row in _answers().values()} == {str(position) for position in Position}


def test_invited_bodies_are_silent_and_each_theme_is_shared() -> None:
    settings = tomllib.loads((CORPUS / "remiss.toml").read_text(encoding="utf-8"))
    answered = {row["remissinstans"] for row in _answers().values()}
    assert len(set(settings["inbjudna"]) - answered) == 2
    for theme in tomllib.loads((CORPUS / "gold" / "teman.toml").read_text(encoding="utf-8"))["tema"]:
        assert len({key.split(":")[0] for key in theme["synpunkter"]}) >= 4, theme["id"]
