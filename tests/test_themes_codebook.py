"""The codebook: read, written, edited, and synpunkter placed by it."""

from pathlib import Path

import pandas as pd
import pytest

from remissnlp.errors import CorpusError
from remissnlp.themes import (
    Codebook,
    CodebookTheme,
    add_example,
    find_themes,
    load_codebook,
    lock_theme,
    merge_themes,
    rename_theme,
    save_codebook,
    split_theme,
)

BOOK = Codebook(
    (
        CodebookTheme("tid", "Tidplanen är för snäv", "Instansen vill ha mer tid.", ("tidplan",), ("s1", "s2")),
        CodebookTheme("medel", "Finansiering saknas", keywords=("finansiering", "resurser"), examples=("s3",)),
        CodebookTheme("sprak", "Klarspråk", locked=True),
    )
)
TEXTS = [
    "Tidplanen är alldeles för kort.",
    "Nämnden anser att tidplanen bör förlängas.",
    "Det saknas resurser för genomförandet.",
    "Finansieringen är oklar.",
    "Cykelvägen bör breddas.",
    "Cykelvägen behöver asfalteras.",
    "Det är bra att cykelvägen nämns.",
    "Texten bör skrivas på klarspråk.",
]


@pytest.fixture
def synpunkter() -> pd.DataFrame:
    return pd.DataFrame({"text": TEXTS, "synpunkt_id": [f"s{number}" for number in range(1, len(TEXTS) + 1)]})


def members(themes, theme_id: str) -> list[str]:
    placed = themes.tema_synpunkt
    return placed.loc[placed["theme_id"] == theme_id, "synpunkt_id"].tolist()


def test_saved_codebook_reads_as_it_was(tmp_path: Path):
    save_codebook(BOOK, tmp_path / "kodbok.toml")
    assert load_codebook(tmp_path / "kodbok.toml") == BOOK


def test_theme_without_id_gets_one_of_its_name(tmp_path: Path):
    (tmp_path / "kodbok.toml").write_text('[[tema]]\nnamn = "Oklart vad som avses"', encoding="utf-8")
    assert load_codebook(tmp_path / "kodbok.toml").themes[0].theme_id == "oklart-vad-som-avses"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[[tema]\n", "går inte att läsa"),
        ('[tema]\nnamn = "x"', "dubbla hakparenteser"),
        ('tema = ["a"]', "dubbla hakparenteser"),
        ('[[tema]]\nid = "a"', "tema nr 1 saknar namn"),
        ('[[tema]]\nnamn = " "', "saknar namn"),
        ('[[tema]]\nnamn = "A"\nnyckelord = "b"', "nyckelord ska vara en lista"),
        ('[[tema]]\nnamn = "A"\nexempel = [1]', "exempel ska vara en lista"),
        ('[[tema]]\nnamn = "A"\nlast = "ja"', "last ska vara true eller false"),
        ('[[tema]]\nnamn = "A"\nbeskrivning = 3', "beskrivning ska vara text"),
        ('[[tema]]\nnamn = "A"\nnamm = "B"', "okänt fält namm"),
        ('[[tema]]\nid = "a"\nnamn = "A"\n[[tema]]\nid = "a"\nnamn = "B"', "två teman har id 'a'"),
    ],
)
def test_broken_codebook_is_told_in_one_line(tmp_path: Path, content: str, told: str):
    path = tmp_path / "kodbok.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=told) as caught:
        load_codebook(path)
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_missing_codebook_is_told(tmp_path: Path):
    with pytest.raises(CorpusError, match="finns inte"):
        load_codebook(tmp_path / "kodbok.toml")


def test_rename_keeps_id_and_examples():
    renamed = rename_theme(BOOK, "tid", "Mer tid").theme("tid")
    assert (renamed.name, renamed.examples) == ("Mer tid", ("s1", "s2"))
    assert BOOK.theme("tid").name == "Tidplanen är för snäv"


def test_merge_keeps_the_first_theme_and_takes_over_examples():
    merged = merge_themes(BOOK, "tid", "medel")
    assert [theme.theme_id for theme in merged.themes] == ["tid", "sprak"]
    assert merged.theme("tid").examples == ("s1", "s2", "s3")
    assert "Finansiering saknas" in merged.theme("tid").keywords


def test_split_moves_the_examples_named():
    part = CodebookTheme("upphandling", "Tid för upphandling", examples=("s2",))
    split = split_theme(BOOK, "tid", part)
    assert [theme.theme_id for theme in split.themes] == ["tid", "upphandling", "medel", "sprak"]
    assert split.theme("tid").examples == ("s1",)


def test_lock_and_example_change_only_their_theme():
    changed = add_example(lock_theme(BOOK, "medel"), "medel", "s9")
    assert changed.theme("medel").locked
    assert changed.theme("medel").examples == ("s3", "s9")
    assert changed.theme("tid") == BOOK.theme("tid")


@pytest.mark.parametrize("edit", [lambda: rename_theme(BOOK, "x", "y"), lambda: merge_themes(BOOK, "tid", "tid")])
def test_edit_of_what_does_not_exist_is_refused(edit):
    with pytest.raises(ValueError, match="theme"):
        edit()


def test_codebook_themes_come_first_in_their_order_and_keep_names(synpunkter):
    teman = find_themes(synpunkter, codebook=BOOK).teman
    assert teman["theme_id"].tolist()[:3] == ["tid", "medel", "sprak"]
    assert teman["label"].tolist()[:3] == ["Tidplanen är för snäv", "Finansiering saknas", "Klarspråk"]
    assert teman["origin"].tolist()[:3] == ["kodbok"] * 3


def test_synpunkter_are_placed_by_name_and_keywords(synpunkter):
    themes = find_themes(synpunkter, codebook=BOOK)
    assert {"s1", "s2"} <= set(members(themes, "tid"))
    assert {"s3", "s4"} <= set(members(themes, "medel"))
    assert "s8" in members(themes, "sprak")


def test_what_fits_no_codebook_theme_is_grouped_beside_it(synpunkter):
    themes = find_themes(synpunkter, codebook=BOOK, n_themes=4)
    found = themes.teman[themes.teman["origin"] == "kluster"].iloc[0]
    assert set(members(themes, found["theme_id"])) == {"s5", "s6", "s7"}
    assert "cykelväg" in found["label"].casefold()


def test_examples_of_a_locked_theme_stay_in_it_alone(synpunkter):
    locked = Codebook((*BOOK.themes[:2], CodebookTheme("sprak", "Klarspråk", examples=(TEXTS[0], "s5"), locked=True)))
    without = Codebook((CodebookTheme("tid", "Tidplan", keywords=("tidplan",)), locked.themes[2]))
    placed = find_themes(synpunkter, codebook=without).tema_synpunkt
    assert placed.loc[placed["synpunkt_id"] == "s1", "theme_id"].tolist() == ["sprak"]
    assert placed.loc[placed["synpunkt_id"] == "s5", "theme_id"].tolist() == ["sprak"]


def test_codebook_without_synpunkter_shows_its_themes_empty():
    themes = find_themes(pd.DataFrame({"text": []}, dtype=str), codebook=BOOK)
    assert themes.teman["synpunkter"].tolist() == [0, 0, 0]


COMMENTED = """# Kodbok för remissen om vägar.
# Ändras bara efter samråd.

# Beslutat i gruppen.
[[tema]]
id = "medel"
namn = "Finansiering saknas"
exempel = [
    # den tydligaste
    "s3",
]
# Prövas på nytt i höst.

[[tema]]
namn = "Klarspråk"
# Till sist.
"""


def test_comments_are_kept_when_the_codebook_is_saved(tmp_path: Path):
    path = tmp_path / "kodbok.toml"
    path.write_text(COMMENTED, encoding="utf-8")
    save_codebook(rename_theme(load_codebook(path), "medel", "Pengar saknas"), path)
    kept = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip().startswith("#")]
    assert kept == [line.strip() for line in COMMENTED.splitlines() if line.strip().startswith("#")]
    assert load_codebook(path).theme("medel").name == "Pengar saknas"
    save_codebook(load_codebook(path), path)
    again = [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip().startswith("#")]
    assert sorted(again) == sorted(kept)


def test_comment_of_a_merged_theme_goes_with_it(tmp_path: Path):
    path = tmp_path / "kodbok.toml"
    path.write_text('[[tema]]\nid = "a"\nnamn = "A"\n\n# om b\n[[tema]]\nid = "b"\nnamn = "B"\n', encoding="utf-8")
    save_codebook(merge_themes(load_codebook(path), "a", "b"), path)
    assert "# om b" not in path.read_text(encoding="utf-8")


def test_locking_keeps_the_members_it_is_given():
    locked = lock_theme(BOOK, "medel", members=["s3", "s4"]).theme("medel")
    assert (locked.locked, locked.examples) == (True, ("s3", "s4"))


def test_one_new_answer_leaves_the_placed_as_they_were(synpunkter):
    new = pd.DataFrame({"text": ["Tidplanen måste ses över och finansieringen klargöras."], "synpunkt_id": ["s99"]})
    before = find_themes(synpunkter, codebook=BOOK).tema_synpunkt
    after = find_themes(pd.concat([synpunkter, new], ignore_index=True), codebook=BOOK).tema_synpunkt
    kept = {(row.theme_id, row.synpunkt_id) for row in before.itertuples() if row.origin == "kodbok"}
    assert kept <= {(row.theme_id, row.synpunkt_id) for row in after.itertuples()}


def test_placed_synpunkter_tell_whether_the_codebook_or_the_grouping_placed_them(synpunkter):
    placed = find_themes(synpunkter, codebook=BOOK, n_themes=4).tema_synpunkt
    origins = placed.groupby("theme_id")["origin"].unique().str[0]
    assert {origins[theme.theme_id] for theme in BOOK.themes} == {"kodbok"}
    assert set(origins.drop([theme.theme_id for theme in BOOK.themes])) == {"kluster"}
