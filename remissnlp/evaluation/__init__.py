"""How good a run is, against gold labels: units, own view, stance, type, sections, positions, metadata, agreement.

Gold lies in `gold/<source_id>.jsonl` (a row a unit, in order) and `gold/svar.toml` (positions and metadata).
"""

from remissnlp.evaluation.agreement import Agreement, compare_readers
from remissnlp.evaluation.figures import Confusion, Evaluation, Mistake, Score
from remissnlp.evaluation.gold import read_answers, read_gold
from remissnlp.evaluation.scoring import evaluate

__all__ = [
    "Agreement",
    "Confusion",
    "Evaluation",
    "Mistake",
    "Score",
    "compare_readers",
    "evaluate",
    "read_answers",
    "read_gold",
]
