"""Scores of the metadata, field by field."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from remissnlp.evaluation.figures import Mistake, Score
from remissnlp.evaluation.wording import alike

METADATA_FIELDS = ("remissinstans", "instanstyp", "speaker", "handlaggare", "date", "dnr", "addressee", "title")
_EXACT = ("instanstyp", "date", "dnr")


def score_metadata(svar: pd.DataFrame, answers: Mapping[str, Any]) -> tuple[list[Score], list[Mistake]]:
    """Score each field of the table `svar`; an empty field of gold must be empty, and an unread answer has none."""
    found, scores, mistakes = svar.set_index("source_id"), [], []
    for name in METADATA_FIELDS:
        cases = [(key, str(row[name]), str(found.loc[key, name])) for key, row in answers.items() if name in row]
        wrong = [case for case in cases if not _same(name, case[1], case[2])]
        scores.append(Score("uppgifter", name, 1 - len(wrong) / max(len(cases), 1), len(cases)))
        mistakes += [Mistake(key, 1, f"uppgift {name}", gold, guess, "") for key, gold, guess in wrong]
    return scores, mistakes


def _same(name: str, gold: str, found: str) -> bool:
    if not gold or not found or name in _EXACT:
        return gold == found
    return alike(gold, found)
