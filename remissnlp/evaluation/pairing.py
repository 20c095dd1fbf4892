"""Pairing: each gold unit put beside the unit the run found, whole or nearly so."""

from collections import defaultdict
from collections.abc import Iterator

import pandas as pd
from rapidfuzz import fuzz, process

from remissnlp.synpunkter import normalise

WHOLE_UNIT, NEARLY, MISSING = "hel", "nästan", "ej hittad"
_ALIKE = 90.0


def pair_units(gold: pd.DataFrame, meningar: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Pair the units of gold with those found, answer by answer, each found unit once.

    Returns:
        A row each gold unit, with columns `*_gold`, `*_found` and `match` (hel / nästan / ej hittad); and the rows of
        `meningar` that no gold unit took.
    """
    taken: dict[int, tuple[int, str]] = {}
    for doc, units in gold.groupby("doc"):
        found = meningar[meningar["source_id"] == doc]
        taken |= {gold_row: (row, match) for gold_row, row, match in _pair_answer(units, found)}
    columns = ["section", "own_view", "stance", "type", "text"]
    paired = gold.rename(columns={name: f"{name}_gold" for name in columns})
    rows = [taken.get(index, (None, MISSING)) for index in gold.index]
    paired["match"] = [match for _, match in rows]
    for name in [*columns, "page", "cue"]:
        taken_values = meningar[name].reindex([-1 if row is None else row for row, _ in rows])
        paired[f"{name}_found" if name in columns else name] = taken_values.astype(object).to_numpy()
    used = {row for row, _ in taken.values()}
    extra = meningar[meningar["source_id"].isin(set(gold["doc"])) & ~meningar.index.isin(used)]
    return paired, extra


def _pair_answer(gold: pd.DataFrame, found: pd.DataFrame) -> Iterator[tuple[int, int, str]]:
    """Take the same text first, in order; then the most alike of what is left."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, text in found["text"].items():
        places[normalise(str(text))].append(int(str(index)))
    left: dict[int, str] = {}
    for index, text in gold["text"].items():
        key, row = normalise(str(text)), int(str(index))
        if places[key]:
            yield row, places[key].pop(0), WHOLE_UNIT
        else:
            left[row] = key
    rest = {row: key for key, rows in places.items() for row in rows}
    for gold_row, key in left.items():
        best = process.extractOne(key, rest, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best:
            yield gold_row, best[2], NEARLY
            del rest[best[2]]
