"""Agreement of two readers who labelled the same units: share agreed and Cohen's kappa (1960), column by column."""

from dataclasses import dataclass

import pandas as pd
from sklearn.metrics import cohen_kappa_score

from remissnlp.errors import CorpusError
from remissnlp.evaluation.figures import share
from remissnlp.synpunkter import normalise

_COLUMNS = {"section": "avsnitt", "own_view": "egen uppfattning", "stance": "hållning", "type": "slag"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two readers agree on one column: Cohen's kappa, share agreed, and on how many units."""

    name: str
    kappa: float
    agreed: float
    cases: int


def compare_readers(first: pd.DataFrame, second: pd.DataFrame) -> list[Agreement]:
    """Compare two gold tables on the units both hold, matched by answer and wording.

    Stance and type are compared where both readers found own view.

    Raises:
        CorpusError: If they share no unit.
    """
    both = _match(first, second)
    if both.empty:
        raise CorpusError("de två facitmapparna har inga enheter gemensamt; jämför samma svar, med samma enheter")
    own = both[both["own_view_1"].astype(bool) & both["own_view_2"].astype(bool)]
    return [_agreement(both if name in ("section", "own_view") else own, name) for name in _COLUMNS]


def _match(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    keyed = []
    for frame in (first, second):
        key = frame["text"].map(normalise)
        keyed.append(frame.assign(key=key, count=frame.assign(key=key).groupby(["doc", "key"]).cumcount()))
    return keyed[0].merge(keyed[1], on=["doc", "key", "count"], suffixes=("_1", "_2"))


def _agreement(both: pd.DataFrame, name: str) -> Agreement:
    one, other = both[f"{name}_1"].astype(str), both[f"{name}_2"].astype(str)
    if len({*one, *other}) < 2:
        return Agreement(_COLUMNS[name], 1.0, 1.0, len(both))
    kappa = float(cohen_kappa_score(one, other))
    return Agreement(_COLUMNS[name], kappa, share((one == other).tolist()), len(both))
