import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from remissnlp.cli import app
from remissnlp.errors import CorpusError
from remissnlp.evaluation import Evaluation, compare_readers, evaluate, read_gold

GOLD = [
    {"text": "Nämnden tillstyrker förslaget.", "own_view": True, "stance": "positive", "type": "support"},
    {"text": "Utredningen föreslår en ny lag.", "own_view": False},
    {"text": "Tidplanen är för snäv.", "own_view": True, "stance": "negative", "type": "criticism"},
    {
        "text": "Lagen bör börja gälla senare än vad som anges.",
        "own_view": True,
        "stance": "negative",
        "type": "request",
    },
]
SVAR = """
[a]
remissinstans = "Kulturnämnden"
date = "2020-01-02"
dnr = ""
position = "tillstyrker_med_synpunkter"
evidence_text = ["Nämnden tillstyrker förslaget."]
[a.parts.2]
position = "ingen_erinran"
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    lines = [json.dumps({"doc": "a", "i": i, "section": "synpunkter", **row}) for i, row in enumerate(GOLD)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "svar.toml").write_text(SVAR, encoding="utf-8")
    return folder


def _tables(
    *units: dict[str, Any], position: str = "tillstyrker_med_synpunkter", evidence: int = 0, dnr: str = ""
) -> dict[str, pd.DataFrame]:
    rows = [
        {
            "sentence_id": f"m{n}",
            "source_id": "a",
            "section": "synpunkter",
            "page": 1,
            "cue": "",
            "stance": "",
            "type": "",
        }
        | unit
        for n, unit in enumerate(units)
    ]
    stand = {"source_id": "a", "part": "HELHET", "position": position, "sentence_id": f"m{evidence}"}
    svar = {"source_id": "a", "remissinstans": "Kulturnämnden", "date": "2020-01-02", "dnr": dnr}
    return {"meningar": pd.DataFrame(rows), "positioner": pd.DataFrame([stand]), "svar": pd.DataFrame([svar])}


def _value(evaluation: Evaluation, group: str, name: str) -> float:
    return next(score.value for score in evaluation.scores if (score.group, score.name) == (group, name))


def test_a_run_that_says_what_gold_says_has_no_mistakes_but_the_missing_part(gold: Path) -> None:
    evaluation = evaluate(_tables(*GOLD), gold)
    assert [(mistake.what, mistake.gold, mistake.found) for mistake in evaluation.mistakes] == [
        ("ställning 2", "ingen_erinran", "framgar_ej")
    ]
    assert _value(evaluation, "egen uppfattning", "F1") == 1
    assert _value(evaluation, "ställningstagande", "helheten med rätt belägg") == 1


def test_recital_taken_for_own_view_lowers_precision_and_is_listed(gold: Path) -> None:
    wrong = {**GOLD[1], "own_view": True, "stance": "neutral", "type": "information"}
    evaluation = evaluate(_tables(GOLD[0], wrong, *GOLD[2:]), gold)
    assert _value(evaluation, "egen uppfattning", "precision") == pytest.approx(3 / 4)
    assert _value(evaluation, "egen uppfattning", "referat bland synpunkterna taget för eget") == 1
    assert ("referat", "neutral.information") in [(m.gold, m.found) for m in evaluation.mistakes]


def test_a_unit_that_was_cut_in_two_is_not_whole_and_own_view_is_lost_with_it(gold: Path) -> None:
    halves = [{**GOLD[3], "text": "Lagen bör börja gälla"}, {**GOLD[3], "text": "senare än vad som anges."}]
    evaluation = evaluate(_tables(*GOLD[:3], *halves), gold)
    assert _value(evaluation, "enheter", "hela") == pytest.approx(3 / 4)
    assert _value(evaluation, "egen uppfattning", "täckning") == pytest.approx(2 / 3)
    assert _value(evaluation, "egen uppfattning", "precision") == pytest.approx(2 / 4)


def test_a_slip_of_the_reading_leaves_a_unit_nearly_whole_with_its_labels_scored(gold: Path) -> None:
    slip = {**GOLD[3], "text": "Lagen bör borja gälla senare än vad som anges."}
    evaluation = evaluate(_tables(*GOLD[:3], slip), gold)
    assert _value(evaluation, "enheter", "hela") == pytest.approx(3 / 4)
    assert _value(evaluation, "enheter", "hela eller nästan") == 1
    assert _value(evaluation, "egen uppfattning", "F1") == 1


def test_the_right_position_on_the_wrong_sentence_counts_as_wrong_evidence(gold: Path) -> None:
    evaluation = evaluate(_tables(*GOLD, evidence=2), gold)
    assert _value(evaluation, "ställningstagande", "helheten") == 1
    assert _value(evaluation, "ställningstagande", "helheten med rätt belägg") == 0


def test_an_invented_value_is_wrong_where_gold_is_empty(gold: Path) -> None:
    assert _value(evaluate(_tables(*GOLD, dnr="KN 1/20"), gold), "uppgifter", "dnr") == 0


def test_two_readers_are_compared_column_by_column(gold: Path, tmp_path: Path) -> None:
    first = read_gold(gold)
    second = first.assign(stance=["positive", "", "neutral", "negative"])
    rows = {row.name: row for row in compare_readers(first, second)}
    assert (rows["egen uppfattning"].kappa, rows["egen uppfattning"].cases) == (1, 4)
    assert (rows["hållning"].agreed, rows["hållning"].cases) == (pytest.approx(2 / 3), 3)


def test_readers_without_a_unit_in_common_are_refused(gold: Path) -> None:
    first = read_gold(gold)
    with pytest.raises(CorpusError, match="inga enheter gemensamt"):
        compare_readers(first, first.assign(doc="b"))


@pytest.mark.parametrize(("text", "message"), [("", "inget facit"), ("{trasig", "går inte att läsa")])
def test_gold_that_cannot_be_used_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "a.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        read_gold(tmp_path)


def test_the_command_scores_a_finished_run_and_writes_json(gold: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ut" / "tabeller"
    folder.mkdir(parents=True)
    for name, table in _tables(*GOLD).items():
        table.to_parquet(folder / f"{name}.parquet")
    out = tmp_path / "matt.json"
    arguments = ["evaluate", str(tmp_path), "--korning", str(tmp_path / "ut"), "--out", str(out), "--mot", str(gold)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "ställning 2: ingen_erinran → framgar_ej" in result.output
    assert "Samstämmighet mellan två läsare" in result.output
    record = json.loads(out.read_text(encoding="utf-8"))
    assert {score["group"] for score in record["scores"]} >= {"enheter", "egen uppfattning", "uppgifter"}
    assert [row["kappa"] for row in record["agreement"]] == [1, 1, 1, 1]


def test_the_command_tells_of_a_finished_run_how_often_the_analyst_agreed(gold: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ut" / "tabeller"
    folder.mkdir(parents=True)
    for name, table in _tables(*GOLD).items():
        table.to_parquet(folder / f"{name}.parquet")
    agreed = [{"bedömning": "Hållning", "granskade": 8, "lika": 6, "andel": 0.75}]
    record = {"granskning": {"granskade": 8, "samstammighet": agreed}}
    (tmp_path / "ut" / "korning.json").write_text(json.dumps(record), encoding="utf-8")
    out = tmp_path / "matt.json"
    arguments = ["evaluate", str(tmp_path), "--korning", str(tmp_path / "ut"), "--out", str(out)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    assert "Programmet mot handläggarens granskning" in result.output
    assert "0.750" in result.output
    assert "med handläggarens rättelser" in result.output
    assert json.loads(out.read_text(encoding="utf-8"))["granskning"] == agreed


def test_a_folder_without_gold_is_told_by_the_command(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path), "--korning", str(tmp_path)])
    assert result.exit_code == 1
    assert "inget facit" in result.output or "saknar tabeller" in result.output
