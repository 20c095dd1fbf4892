"""All scores of a run at once."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from remissnlp.errors import CorpusError
from remissnlp.evaluation.figures import Evaluation
from remissnlp.evaluation.gold import read_answers, read_gold
from remissnlp.evaluation.heads import score_metadata
from remissnlp.evaluation.pairing import pair_units
from remissnlp.evaluation.positions import score_positions
from remissnlp.evaluation.units import confusions, score_units, unit_mistakes


def evaluate(tables: Mapping[str, pd.DataFrame], gold: Path) -> Evaluation:
    """Score the tables `svar`, `meningar` and `positioner` of a run against a folder of gold labels.

    Answers that came in but could not be read count as not found; gold of answers that did not come in is left out.

    Raises:
        CorpusError: If the folder holds no gold for these answers, or a file of it is broken.
    """
    came = set(tables["svar"]["source_id"])
    labels, answers = read_gold(gold), read_answers(gold)
    labels = labels[labels["doc"].isin(came)].reset_index(drop=True)
    if labels.empty:
        raise CorpusError(f"{gold}: inget facit för något av svaren ({', '.join(sorted(came))})")
    paired, extra = pair_units(labels, tables["meningar"].reset_index(drop=True))
    known = {source_id: row for source_id, row in answers.items() if source_id in came}
    position_scores, position_table, position_mistakes = score_positions(tables, known)
    head_scores, head_mistakes = score_metadata(tables["svar"], known)
    answered = bool(known)
    return Evaluation(
        (*score_units(paired, extra), *(position_scores if answered else ()), *(head_scores if answered else ())),
        (*confusions(paired), *(position_table if answered else ())),
        (*position_mistakes, *head_mistakes, *unit_mistakes(paired, extra)),
    )
