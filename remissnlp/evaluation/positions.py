"""Scores of the positions: on the whole with its evidence, and on the parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remissnlp.evaluation.figures import Confusion, Mistake, Score, count_pairs, share
from remissnlp.evaluation.wording import alike
from remissnlp.terms import WHOLE, Position

_GROUP = "ställningstagande"


@dataclass(frozen=True, slots=True)
class _Case:
    """One position of one answer: gold, found, and whether the sentence pointed at is one that gold points at."""

    source_id: str
    part: str
    gold: str
    found: str
    page: int
    text: str
    evidence: bool | None


def score_positions(
    tables: Mapping[str, pd.DataFrame], answers: Mapping[str, Any]
) -> tuple[list[Score], list[Confusion], list[Mistake]]:
    """Score the table `positioner` against gold, by answer and part; a part without a row counts as framgår ej."""
    cases = [case for source_id, answer in answers.items() for case in _cases(tables, source_id, answer)]
    whole = [case for case in cases if case.part == WHOLE]
    parts = [case for case in cases if case.part != WHOLE]
    stated = [case for case in parts if case.gold != Position.FRAMGAR_EJ]
    found = [case for case in parts if case.found != Position.FRAMGAR_EJ]
    evidence = [case.evidence for case in whole if case.evidence is not None]
    both = [_right(case) and case.evidence is not False for case in whole]
    scores = [
        Score(_GROUP, "helheten", share([_right(case) for case in whole]), len(whole)),
        Score(_GROUP, "helhetens belägg", share(evidence), len(evidence)),
        Score(_GROUP, "helheten med rätt belägg", share(both), len(both)),
        Score(_GROUP, "delar, täckning", share([_right(case) for case in stated]), len(stated)),
        Score(_GROUP, "delar, precision", share([_right(case) for case in found]), len(found)),
    ]
    confusion = count_pairs("ställningstagande till helheten", [c.gold for c in whole], [c.found for c in whole])
    return scores, [confusion], [_mistake(case) for case in cases if not _right(case) or case.evidence is False]


def _cases(tables: Mapping[str, pd.DataFrame], source_id: str, answer: Mapping[str, Any]) -> list[_Case]:
    sentences = {row.sentence_id: row for row in tables["meningar"].itertuples()}
    rows = {row.part: row for row in tables["positioner"].itertuples() if row.source_id == source_id}
    gold = {WHOLE: answer, **answer.get("parts", {})}
    cases = []
    for part in sorted({*gold, *map(str, rows)}):
        wanted, row = gold.get(part, {}), rows.get(part)
        found, sentence = (str(row.position), str(row.sentence_id)) if row else (str(Position.FRAMGAR_EJ), "")
        evidence = sentences.get(sentence)
        text = str(evidence.text) if evidence else ""
        texts = wanted.get("evidence_text", [])
        right = any(alike(text, one) for one in texts) if texts and found == wanted.get("position") else None
        cases.append(
            _Case(
                source_id,
                part,
                str(wanted.get("position", Position.FRAMGAR_EJ)),
                found,
                int(str(evidence.page)) if evidence else 0,
                text,
                right,
            )
        )
    return cases


def _right(case: _Case) -> bool:
    return case.gold == case.found


def _mistake(case: _Case) -> Mistake:
    what = f"ställning {case.part}" if not _right(case) else f"belägg {case.part}"
    return Mistake(case.source_id, case.page, what, case.gold, case.found, case.text)
