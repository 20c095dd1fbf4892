"""How good a run is, against gold labels: units found, own view, stance, type, positions, metadata.

Gold lies in `gold/<source_id>.jsonl` (a row a unit, in order) and `gold/svar.toml` (positions and metadata).
"""

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from rapidfuzz import fuzz
from sklearn.metrics import cohen_kappa_score, f1_score

from remissnlp.errors import CorpusError
from remissnlp.synpunkter import normalise
from remissnlp.terms import WHOLE

METADATA_FIELDS = ("remissinstans", "instanstyp", "speaker", "handlaggare", "date", "dnr", "addressee", "title")
_ALIKE = 90.0


@dataclass(frozen=True)
class Score:
    """One figure: what was measured, its value, and how many cases stand behind it."""

    name: str
    value: float
    cases: int


@dataclass(frozen=True)
class Mistake:
    """A sentence, position or field that came out otherwise than gold has it."""

    source_id: str
    page: int
    what: str
    gold: str
    found: str
    text: str


@dataclass(frozen=True)
class Evaluation:
    """All figures of a run, and every mistake so that a person can read it."""

    scores: tuple[Score, ...]
    mistakes: tuple[Mistake, ...] = field(default=())


def evaluate(tables: dict[str, pd.DataFrame], gold: Path) -> Evaluation:
    """Score the tables of a run against a folder of gold labels; answers that were not read count as not found.

    Raises:
        CorpusError: If the folder holds no gold or a file of it is broken.
    """
    labels = read_gold(gold)
    units = _units(tables["meningar"], labels)
    answers = tomllib.loads((gold / "svar.toml").read_text(encoding="utf-8")) if (gold / "svar.toml").exists() else {}
    read = set(tables["meningar"]["source_id"])
    scores = [*_unit_scores(units)]
    mistakes = [*_unit_mistakes(units)]
    for part in (_positions, _metadata):
        found, wrong = part(tables, {key: row for key, row in answers.items() if key in read})
        scores += found
        mistakes += wrong
    return Evaluation(tuple(scores), tuple(mistakes))


def read_gold(folder: Path) -> pd.DataFrame:
    """Read gold units: doc, i, text, section, own_view, stance, type; the absent is the empty string."""
    rows: list[dict[str, Any]] = []
    for path in sorted(folder.glob("*.jsonl")):
        try:
            rows += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: går inte att läsa som JSON per rad ({error})") from error
    if not rows:
        raise CorpusError(f"{folder}: inget facit (gold/*.jsonl) att jämföra med")
    columns = ["doc", "i", "text", "section", "own_view", "stance", "type"]
    return pd.DataFrame(rows).reindex(columns=columns).fillna({"stance": "", "type": "", "section": ""})


def kappa(first: pd.DataFrame, second: pd.DataFrame, column: str) -> float:
    """Give Cohen's kappa (1960) of two readers on the units both have labelled, matched by doc and text."""
    keys = ["doc", "text"]
    both = first[[*keys, column]].merge(second[[*keys, column]], on=keys, suffixes=("_1", "_2"))
    return float(cohen_kappa_score(both[f"{column}_1"].astype(str), both[f"{column}_2"].astype(str)))


def _units(meningar: pd.DataFrame, labels: pd.DataFrame) -> pd.DataFrame:
    """Put gold and found side by side; a gold unit that was not found whole has an empty `text_found`."""
    found = meningar.assign(key=meningar["text"].map(normalise))
    gold = labels.assign(key=labels["text"].map(normalise))
    for frame, owner in ((found, "source_id"), (gold, "doc")):
        frame["count"] = frame.groupby([owner, "key"]).cumcount()
    gold = gold[gold["doc"].isin(set(found["source_id"]))]
    return gold.merge(
        found,
        how="left",
        left_on=["doc", "key", "count"],
        right_on=["source_id", "key", "count"],
        suffixes=("_gold", "_found"),
    )


def _unit_scores(units: pd.DataFrame) -> list[Score]:
    found = units[units["text_found"].notna()]
    gold, guess = found["own_view_gold"].astype(bool), found["own_view_found"].astype(bool)
    recital = units[
        (units["section_gold"] == "synpunkter") & ~units["own_view_gold"].astype(bool) & units["text_found"].notna()
    ]
    both = found[gold & guess]
    return [
        Score("enheter hela", len(found) / max(len(units), 1), len(units)),
        Score("egen uppfattning, precision", float((gold & guess).sum() / max(guess.sum(), 1)), int(guess.sum())),
        Score("egen uppfattning, täckning", float((gold & guess).sum() / max(gold.sum(), 1)), int(gold.sum())),
        Score("egen uppfattning, F1", float(f1_score(gold, guess)) if len(found) else 0.0, len(found)),
        Score(
            "referat i synpunkter taget för eget",
            float(recital["own_view_found"].astype(bool).mean()) if len(recital) else 0.0,
            len(recital),
        ),
        Score("avsnitt rätt", float((found["section_gold"] == found["section_found"]).mean()), len(found)),
        *(_macro(both, column) for column in ("stance", "type")),
    ]


def _macro(both: pd.DataFrame, column: str) -> Score:
    gold, guess = both[f"{column}_gold"], both[f"{column}_found"]
    value = float(f1_score(gold, guess, average="macro")) if len(both) else 0.0
    return Score({"stance": "hållning, makro-F1", "type": "slag, makro-F1"}[column], value, len(both))


def _unit_mistakes(units: pd.DataFrame) -> list[Mistake]:
    mistakes = []
    for row in units.to_dict("records"):
        if not isinstance(row["text_found"], str):
            mistakes.append(Mistake(row["doc"], 0, "enhet", "hel", "ej hittad", row["text_gold"]))
            continue
        gold, found = _label(row, "gold"), _label(row, "found")
        if gold != found:
            what = "egen uppfattning" if row["own_view_gold"] != row["own_view_found"] else "hållning/slag"
            mistakes.append(
                Mistake(row["doc"], int(row["page"]), what, gold, f"{found} [{row['cue']}]", row["text_gold"])
            )
    return [mistake for mistake in mistakes if mistake.gold != mistake.found.split(" [")[0]]


def _label(row: Mapping[Any, Any], side: str) -> str:
    return f"{row[f'stance_{side}']}.{row[f'type_{side}']}" if row[f"own_view_{side}"] else "-"


def _positions(tables: dict[str, pd.DataFrame], answers: dict[str, Any]) -> tuple[list[Score], list[Mistake]]:
    meningar = tables["meningar"].set_index("sentence_id")["text"]
    found = {(row.source_id, row.part): row for row in tables["positioner"].itertuples()}
    hits: list[bool] = []
    evidence: list[bool] = []
    part_hits: list[bool] = []
    mistakes: list[Mistake] = []
    for source_id, answer in answers.items():
        wanted = {WHOLE: answer["position"], **{k: v["position"] for k, v in answer.get("parts", {}).items()}}
        for part in sorted({*wanted, *(p for s, p in found if s == source_id)}):
            row = found.get((source_id, part))
            guess = row.position if row else "framgar_ej"
            right = guess == wanted.get(part, "framgar_ej")
            (hits if part == WHOLE else part_hits).append(right)
            text = str(meningar.get(row.sentence_id, "")) if row else ""
            if part == WHOLE and right and answer.get("evidence_text"):
                evidence.append(any(_alike(text, gold) for gold in answer["evidence_text"]))
            if not right:
                mistakes.append(
                    Mistake(source_id, 0, f"ställning {part}", wanted.get(part, "framgar_ej"), str(guess), text)
                )
    return [
        Score("ställningstagande till helheten", _share(hits), len(hits)),
        Score("belägg för helheten", _share(evidence), len(evidence)),
        Score("ställningstagande till delar", _share(part_hits), len(part_hits)),
    ], mistakes


def _metadata(tables: dict[str, pd.DataFrame], answers: dict[str, Any]) -> tuple[list[Score], list[Mistake]]:
    svar, scores, mistakes = tables["svar"].set_index("source_id"), [], []
    for name in METADATA_FIELDS:
        cases = [(key, str(row[name]), str(svar.loc[key, name])) for key, row in answers.items() if name in row]
        wrong = [case for case in cases if not _alike(case[1], case[2])]
        scores.append(Score(f"uppgift: {name}", 1 - len(wrong) / max(len(cases), 1), len(cases)))
        mistakes += [Mistake(key, 1, f"uppgift {name}", gold, guess, "") for key, gold, guess in wrong]
    return scores, mistakes


def _alike(one: str, other: str) -> bool:
    return normalise(one) == normalise(other) or fuzz.ratio(normalise(one), normalise(other)) >= _ALIKE + 5


def _share(hits: Sequence[bool] | Iterable[bool]) -> float:
    cases = list(hits)
    return sum(cases) / len(cases) if cases else 0.0
