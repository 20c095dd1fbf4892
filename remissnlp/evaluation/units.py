"""Scores of the units: found whole, section, own view or recital, stance and type."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from sklearn.metrics import f1_score

from remissnlp.evaluation.figures import Confusion, Mistake, Score, count_pairs, f_measure, share
from remissnlp.evaluation.pairing import MISSING, WHOLE_UNIT
from remissnlp.terms import Section

_NAMES = {"stance": "hållning", "type": "slag"}
_UNITS, _OWN, _LABELS, _SECTIONS = "enheter", "egen uppfattning", "hållning och slag", "avsnitt"


def score_units(paired: pd.DataFrame, extra: pd.DataFrame) -> list[Score]:
    """Score the pairs of gold and found units; `extra` holds found units that gold does not have."""
    found = paired[paired["match"] != MISSING]
    return [
        Score(_UNITS, "hela", share((paired["match"] == WHOLE_UNIT).tolist()), len(paired)),
        Score(_UNITS, "hela eller nästan", share((paired["match"] != MISSING).tolist()), len(paired)),
        Score(_UNITS, "av de funna finns i facit", 1 - len(extra) / max(len(found) + len(extra), 1), len(found)),
        Score(_SECTIONS, "rätt", share((found["section_gold"] == found["section_found"]).tolist()), len(found)),
        *_own_view(paired, extra),
        *(_macro(_both_own(paired), column) for column in _NAMES),
        *(_label_scores(_both_own(paired))),
    ]


def confusions(paired: pd.DataFrame) -> list[Confusion]:
    """Count labels against labels: sections, own view, stance and type."""
    found, both = paired[paired["match"] != MISSING], _both_own(paired)
    own = {True: "eget", False: "referat"}
    return [
        count_pairs("avsnitt", found["section_gold"].tolist(), found["section_found"].tolist()),
        count_pairs(
            "egen uppfattning",
            [own[bool(value)] for value in found["own_view_gold"]],
            [own[bool(value)] for value in found["own_view_found"]],
        ),
        *(
            count_pairs(name, both[f"{column}_gold"].tolist(), both[f"{column}_found"].tolist())
            for column, name in _NAMES.items()
        ),
    ]


def unit_mistakes(paired: pd.DataFrame, extra: pd.DataFrame) -> list[Mistake]:
    """List the units that came out otherwise than gold has them, and those that gold does not have."""
    mistakes = [mistake for row in paired.to_dict("records") for mistake in _mistakes(row)]
    return mistakes + [
        Mistake(row["source_id"], int(row["page"]), "enhet", "finns inte", _label(row, ""), row["text"], row["cue"])
        for row in extra.to_dict("records")
    ]


def _own_view(paired: pd.DataFrame, extra: pd.DataFrame) -> Iterator[Score]:
    """Score own view over all units: one that was not found is missed, one that gold does not have is a false find."""
    gold = paired["own_view_gold"].astype(bool)
    guess = paired["own_view_found"].fillna(False).astype(bool)
    right, found = int((gold & guess).sum()), int(guess.sum()) + int(extra["own_view"].astype(bool).sum())
    precision, recall = right / max(found, 1), right / max(int(gold.sum()), 1)
    yield Score(_OWN, "precision", precision, found)
    yield Score(_OWN, "täckning", recall, int(gold.sum()))
    yield Score(_OWN, "F1", f_measure(precision, recall), len(paired))
    for section, name in ((Section.SYNPUNKTER, "referat bland synpunkterna"), (Section.RESERVATION, "reservation")):
        other = guess[(paired["section_gold"] == section) & ~gold & (paired["match"] != MISSING)]
        yield Score(_OWN, f"{name} taget för eget", float(other.mean()) if len(other) else 0.0, len(other))


def _both_own(paired: pd.DataFrame) -> pd.DataFrame:
    return paired[paired["own_view_gold"].astype(bool) & paired["own_view_found"].fillna(False).astype(bool)]


def _macro(both: pd.DataFrame, column: str) -> Score:
    gold, guess = both[f"{column}_gold"], both[f"{column}_found"]
    value = float(f1_score(gold, guess, average="macro")) if len(both) else 0.0
    return Score(_LABELS, f"{_NAMES[column]}, makro-F1", value, len(both))


def _label_scores(both: pd.DataFrame) -> Iterator[Score]:
    for column, name in _NAMES.items():
        gold, guess = both[f"{column}_gold"], both[f"{column}_found"]
        for label in sorted(set(gold)):
            value = float(f1_score(gold == label, guess == label))
            yield Score(_LABELS, f"{name} {label}, F1", value, int((gold == label).sum()))


def _mistakes(row: Mapping[Any, Any]) -> Iterator[Mistake]:
    where = (str(row["doc"]), 0 if row["match"] == MISSING else int(row["page"]))
    if row["match"] != WHOLE_UNIT:
        found = row["text_found"] if isinstance(row["text_found"], str) else ""
        yield Mistake(*where, "enhet", "hel", f"{row['match']}: {found}", row["text_gold"])
    if row["match"] == MISSING:
        return
    if row["section_gold"] != row["section_found"]:
        yield Mistake(*where, "avsnitt", row["section_gold"], row["section_found"], row["text_gold"])
    gold, found = _label(row, "_gold"), _label(row, "_found")
    if gold != found:
        what = _OWN if bool(row["own_view_gold"]) != bool(row["own_view_found"]) else _LABELS
        yield Mistake(*where, what, gold, found, row["text_gold"], str(row["cue"]))


def _label(row: Mapping[Any, Any], side: str) -> str:
    return f"{row[f'stance{side}']}.{row[f'type{side}']}" if row[f"own_view{side}"] else "referat"
