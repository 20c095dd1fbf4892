"""The commands of the codebook: each changes kodbok.toml and tells what moved; nothing a person labelled is lost."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from remissnlp import codebooks
from remissnlp.draft import close_draft, open_draft
from remissnlp.errors import CorpusError
from remissnlp.tables import MODELS, build
from remissnlp.themes import (
    Codebook,
    CodebookTheme,
    compare_themes,
    continue_themes,
    find_themes,
    load_codebook,
    start_codebook,
)
from remissnlp.themes.naming import make_theme_id

SAID = {
    "Kostnad": ["Kostnaderna för kommunerna är för låga.", "Kommunernas kostnader bör beräknas.", "Kostnaden ökar."],
    "Tid": ["Tidplanen är för kort.", "Tiden för införandet bör förlängas.", "Tidplanen för införande är snäv."],
}


@pytest.fixture
def synpunkter() -> pd.DataFrame:
    rows = []
    for heading, texts in SAID.items():
        for place, text in enumerate(texts):
            one = f"{heading.lower()}-{place}"
            rows.append(
                {
                    "synpunkt_id": f"s-{one}",
                    "sentence_id": f"m-{one}",
                    "source_id": f"svar-{place}",
                    "remissinstans": f"Instans {place}",
                    "text": text,
                    "lemmas": text.lower(),
                    "section": "synpunkter",
                    "stance": "negative",
                    "type": "criticism",
                    "parts": "",
                    "page": 1,
                    "context": text,
                    "heading": heading,
                }
            )
    return build(MODELS["synpunkter"], rows)


@pytest.fixture
def corpus(tmp_path: Path, synpunkter: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(codebooks, "load_remiss", lambda folder: folder)
    found = SimpleNamespace(reviewed=lambda: {"synpunkter": synpunkter})
    monkeypatch.setattr(codebooks, "find_synpunkter", lambda remiss: found)
    (tmp_path / "kodbok.toml").write_text(
        '[[tema]]\nid = "kostnad"\nnamn = "Kostnaderna"\nnyckelord = ["kostnad"]\nexempel = ["Kostnaden ökar."]\n'
        '[[tema]]\nid = "tid"\nnamn = "Tidplanen"\nnyckelord = ["tidplan"]\nexempel = ["Tidplanen är för kort."]\n',
        encoding="utf-8",
    )
    return tmp_path


def test_merged_themes_keep_each_others_examples(corpus: Path) -> None:
    lines = codebooks.merge(corpus, "kostnad", ["tid"])
    (theme,) = load_codebook(corpus / "kodbok.toml").themes
    assert set(theme.examples) == {"Kostnaden ökar.", "Tidplanen är för kort."}
    assert any("Tidplanen → Kostnaderna" in line for line in lines)


def test_a_theme_is_broken_out_with_its_examples(corpus: Path) -> None:
    codebooks.split(corpus, "kostnad", "Beräkningar", ["Kommunernas kostnader bör beräknas."])
    names = [theme.name for theme in load_codebook(corpus / "kodbok.toml").themes]
    assert names == ["Kostnaderna", "Beräkningar", "Tidplanen"]


def test_a_new_name_moves_nothing_but_the_name(corpus: Path) -> None:
    codebooks.rename(corpus, "tid", "För kort tid")
    codebooks.lock(corpus, "tid")
    theme = load_codebook(corpus / "kodbok.toml").theme("tid")
    assert (theme.name, theme.locked, theme.examples[0]) == ("För kort tid", True, "Tidplanen är för kort.")


def test_a_theme_is_locked_on_one_reading_of_the_answers_and_two_of_the_themes(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    for name in ("find_synpunkter", "find_themes"):
        monkeypatch.setattr(codebooks, name, _counted(name, getattr(codebooks, name), steps))
    codebooks.lock(corpus, "tid")
    assert sorted(steps) == ["find_synpunkter", "find_themes", "find_themes"]


def _counted(name: str, function: Callable[..., Any], steps: list[str]) -> Callable[..., Any]:
    def counted(*values: Any, **options: Any) -> Any:
        steps.append(name)
        return function(*values, **options)

    return counted


def test_an_unknown_theme_is_told_with_those_there_are(corpus: Path) -> None:
    with pytest.raises(CorpusError, match="kostnad, tid"):
        codebooks.rename(corpus, "finns-ej", "X")
    assert "Kostnaderna" in (corpus / "kodbok.toml").read_text(encoding="utf-8")


def test_a_codebook_that_exists_is_not_overwritten_unasked(corpus: Path) -> None:
    with pytest.raises(CorpusError, match="--skriv-over"):
        codebooks.start(corpus)
    told = codebooks.start(corpus, overwrite=True)
    assert told[-1].endswith("inte i grupp. 0 av 6 synpunkter byter tema.")


def test_where_no_themes_are_found_a_started_codebook_moves_nothing(
    corpus: Path, synpunkter: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = SimpleNamespace(reviewed=lambda: {"synpunkter": synpunkter.iloc[:1]})
    monkeypatch.setattr(codebooks, "find_synpunkter", lambda remiss: found)
    (told,) = codebooks.start(corpus, overwrite=True)
    assert "0 teman" in told


def test_without_a_codebook_the_way_to_one_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="kodbok init"):
        codebooks.show(tmp_path)


def test_a_codebook_goes_out_and_comes_back(corpus: Path) -> None:
    before = load_codebook(corpus / "kodbok.toml")
    codebooks.export(corpus, corpus / "k.qdc")
    codebooks.bring_back(corpus, corpus / "k.qdc")
    assert load_codebook(corpus / "kodbok.toml") == before


def test_a_started_codebook_has_readable_ids_and_no_remainder(synpunkter: pd.DataFrame) -> None:
    codebook = start_codebook(find_themes(synpunkter, n_themes=2), synpunkter)
    assert all(theme.theme_id != "ovrigt" and not theme.theme_id.startswith("tema-") for theme in codebook.themes)
    assert all(example in set(synpunkter["text"]) for theme in codebook.themes for example in theme.examples)


def test_the_same_themes_twice_move_nothing(synpunkter: pd.DataFrame) -> None:
    themes = find_themes(synpunkter)
    assert compare_themes(themes, themes).empty


def test_a_new_answer_moves_nothing_that_was_placed(synpunkter: pd.DataFrame) -> None:
    earlier = find_themes(synpunkter[synpunkter["source_id"] != "svar-2"].reset_index(drop=True), n_themes=2)
    now = continue_themes(earlier, synpunkter)
    moved = compare_themes(earlier, now)
    assert set(moved["synpunkt_id"]) <= {"s-kostnad-2", "s-tid-2"}
    assert set(now.tema_synpunkt["synpunkt_id"]) == set(synpunkter["synpunkt_id"])
    assert now.teman["synpunkter"].sum() == len(now.tema_synpunkt)


def test_an_answer_that_is_gone_leaves_the_other_themes_as_they_were(synpunkter: pd.DataFrame) -> None:
    earlier = find_themes(synpunkter)
    fewer = synpunkter[synpunkter["source_id"] != "svar-0"].reset_index(drop=True)
    now = continue_themes(earlier, fewer)
    assert set(compare_themes(earlier, now)["after"]) == {""}
    assert set(now.tema_synpunkt["synpunkt_id"]) == set(fewer["synpunkt_id"])


def test_the_same_synpunkter_again_give_the_same_themes(synpunkter: pd.DataFrame) -> None:
    earlier = find_themes(synpunkter)
    now = continue_themes(earlier, synpunkter)
    assert compare_themes(earlier, now).empty
    assert now.teman["label"].tolist() == earlier.teman["label"].tolist()
    assert now.teman["stability"].tolist() == earlier.teman["stability"].tolist()


def test_a_theme_found_beside_others_gets_an_id_of_its_own() -> None:
    texts = ["Bussen går sällan.", "Färjan bör gå oftare."]
    first = make_theme_id(texts)
    second = make_theme_id(texts, {first})
    third = make_theme_id(texts, {first, second})
    assert len({first, second, third}) == 3
    assert make_theme_id(texts[::-1]) == first


def test_a_theme_beside_the_codebook_does_not_take_an_id_of_it(synpunkter: pd.DataFrame) -> None:
    id_of_others = make_theme_id(synpunkter["text"][synpunkter["heading"] == "Tid"].tolist())
    given = CodebookTheme(id_of_others, "Kommunernas kostnader", examples=tuple(SAID["Kostnad"]), locked=True)
    found = find_themes(synpunkter, codebook=Codebook((given,)))
    assert found.teman["theme_id"].tolist()[0] == id_of_others
    assert len(found.teman) > 1
    assert found.teman["theme_id"].is_unique


def test_a_theme_is_counted_alike_when_it_is_found_kept_and_corrected(synpunkter: pd.DataFrame) -> None:
    mixed = synpunkter.assign(stance=["positive", "negative", "neutral", "mixed", "negative", "negative"])
    found = find_themes(mixed, n_themes=2)
    counts = ["theme_id", "synpunkter", "remissinstanser", "for", "mot"]
    kept = continue_themes(found, mixed).teman.sort_values("theme_id")[counts]
    tables = {"teman": found.teman, "tema_synpunkt": found.tema_synpunkt, "synpunkter": mixed}
    empty = {name: build(MODELS[name], []) for name in MODELS if name not in tables}
    corrected = close_draft(open_draft({**empty, **tables}))["teman"].sort_values("theme_id")[counts]
    expected = found.teman.sort_values("theme_id")[counts]
    assert (expected["for"].sum(), expected["mot"].sum()) == (1, 3)
    assert kept.values.tolist() == corrected.values.tolist() == expected.values.tolist()


def test_show_tells_on_demand_why_and_which_synpunkter_to_place(corpus: Path, synpunkter: pd.DataFrame):
    plain, told = codebooks.show(corpus), codebooks.show(corpus, doubts=True)
    assert told[: len(plain)] == plain
    assert told[len(plain)].startswith("Vid sidan av kodboken: ")
    asked = [line for line in told[len(plain) :] if line.startswith("  s-")]
    assert asked
    assert all(" eller " in line for line in asked)
    assert not any("Kostnaden ökar." in line for line in asked)  # it is an example already
