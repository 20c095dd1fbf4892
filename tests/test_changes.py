"""A second run tells what is new: answers, positions, themes."""

from pathlib import Path

import pandas as pd

from remissnlp.changes import Changes, compare, read_previous, tell


def _tables(
    answers: dict[str, str], positions: dict[str, str], themes: dict[str, str], synpunkter: list[str]
) -> dict[str, pd.DataFrame]:
    return {
        "svar": pd.DataFrame(
            [{"source_id": key, "remissinstans": key.title(), "sha256": sha} for key, sha in answers.items()]
        ),
        "positioner": pd.DataFrame(
            [
                {"source_id": key, "remissinstans": key.title(), "part": "HELHET", "position": position}
                for key, position in positions.items()
            ]
        ),
        "teman": pd.DataFrame([{"theme_id": key, "label": label} for key, label in themes.items()]),
        "tema_synpunkt": _placed({}),
        "synpunkter": pd.DataFrame({"synpunkt_id": synpunkter}),
    }


def _placed(themes: dict[str, list[str]]) -> pd.DataFrame:
    rows = [(theme, synpunkt) for theme, placed in themes.items() for synpunkt in placed]
    return pd.DataFrame(rows, columns=["theme_id", "synpunkt_id"])


def _themes(themes: dict[str, str]) -> dict[str, pd.DataFrame]:
    return {"teman": _tables({}, {}, themes, [])["teman"]}


BEFORE = _tables({"a": "1", "b": "2"}, {"a": "tillstyrker", "b": "framgar_ej"}, {"t1": "Kostnad"}, ["s1", "s2"])
NOW = _tables(
    {"a": "1", "b": "3", "c": "4"},
    {"a": "avstyrker", "b": "framgar_ej", "c": "tillstyrker"},
    {"t1": "Kostnader", "t2": "Tidplan"},
    ["s1", "s3", "s4"],
)


def test_new_and_replaced_answers_changed_positions_and_themes_are_told() -> None:
    changes = compare(BEFORE, NOW)
    assert (changes.came, changes.gone, changes.replaced) == (("C",), (), ("B",))
    assert changes.positions == (("A", "HELHET", "tillstyrker", "avstyrker"),)
    assert (changes.new_themes, changes.renamed_themes) == (("Tidplan",), (("Kostnad", "Kostnader"),))
    assert (changes.new_synpunkter, changes.lost_synpunkter) == (2, 1)


def test_themes_that_go_into_a_codebook_under_other_ids_are_neither_new_nor_lost_nor_renamed() -> None:
    themes = {"tema-1": "Kostnad", "tema-2": "Tidplan", "tema-3": "Tillsyn"}
    in_codebook = {"kostnad": "Kostnad", "tidplan": "Tidplan", "tema-1": "Små företag"}
    changes = compare({**BEFORE, **_themes(themes)}, {**BEFORE, **_themes(in_codebook)})
    assert changes == Changes(new_themes=("Små företag",), lost_themes=("Tillsyn",))


def test_synpunkter_in_other_themes_than_before_are_counted_but_not_those_whose_theme_has_another_name() -> None:
    before = {
        **BEFORE,
        **_themes({"t1": "Kostnad", "ovrigt": "Övrigt"}),
        "tema_synpunkt": _placed({"t1": ["s1", "s2"], "ovrigt": ["s3"]}),
    }
    renamed = {**BEFORE, **_themes({"t1": "Kostnader", "t2": "Tidplan", "ovrigt": "Övrigt"})}
    same = compare(before, {**renamed, "tema_synpunkt": _placed({"t1": ["s1", "s2", "s4"], "ovrigt": ["s3"]})})
    moved = compare(before, {**renamed, "tema_synpunkt": _placed({"t1": ["s1"], "t2": ["s1", "s2"], "ovrigt": ["s3"]})})
    assert (same.moved_synpunkter, moved.moved_synpunkter) == (0, 2)
    assert "Synpunkter vars teman har ändrats: 2" in tell(moved)


def test_the_same_tables_twice_have_not_changed() -> None:
    changes = compare(NOW, NOW)
    assert changes == Changes()
    assert tell(changes) == ["Inget har ändrats sedan förra körningen."]


def test_a_change_is_told_in_a_line() -> None:
    lines = tell(compare(BEFORE, NOW))
    assert "Nya svar: C" in lines
    assert "Ändrade ställningstaganden: A: tillstyrker → avstyrker" in lines


def test_a_first_run_and_a_broken_one_have_nothing_before_them(tmp_path: Path) -> None:
    assert read_previous(tmp_path) is None
    (tmp_path / "tabeller").mkdir()
    for name in ("svar", "positioner", "teman", "tema_synpunkt", "synpunkter"):
        (tmp_path / "tabeller" / f"{name}.parquet").write_bytes(b"broken")
    assert read_previous(tmp_path) is None
