"""Speed of the components that judge: words a second of own view and of stance, beside the tagging and parsing before.

    python scripts/bench_annotation.py [corpus/innovationsstrategi-2015] [--rounds 3]

The text is the labelled answers of a corpus. Figures are words of text per second of wall-clock time, best round.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from remissnlp.annotation import load_pipeline
from scripts.train_judgement.material import make_doc, read_corpus

STEPS = ("remiss_speaker", "remiss_stance")


def main() -> None:
    """Tag and parse the answers, then time each component on them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", default=Path("corpus/innovationsstrategi-2015"))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    nlp, answers = load_pipeline(), read_corpus(arguments.corpus)
    words = sum(len(row.text.split()) for answer in answers for row in answer.rows)
    docs = [make_doc(answer, nlp) for answer in answers]
    print(f"{len(answers)} answers, {words} words")
    _show("tagging and parsing", words, lambda: [make_doc(answer, nlp) for answer in answers], rounds=1)
    for name in STEPS:
        component = nlp.get_pipe(name)
        _show(name, words, lambda component=component: [component(doc) for doc in docs], rounds=arguments.rounds)


def _show(name: str, words: int, work: Callable[[], object], *, rounds: int) -> None:
    best = min(_seconds(work) for _ in range(rounds))
    print(f"{name:24}{words / best:10,.0f} words/s")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
