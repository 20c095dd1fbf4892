"""Score the judging components on labelled answers, with the labelled units and sections given.

    python scripts/train_judgement/score.py corpus/innovationsstrategi-2015 [gold.jsonl ...] [--errors]

A folder is a corpus with `gold/`; a .jsonl file is one labelled answer; a .tsv file holds sentences of our own.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sklearn.metrics import confusion_matrix, f1_score

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from remissnlp.annotation import load_pipeline
from remissnlp.annotation.extensions import units_of
from scripts.train_judgement.material import Labelled, Row, judge, read_corpus, read_gold, read_sentences

Judged = tuple[Row, bool, str, str, str]
"""A labelled row, and what was found: own view, stance, type and cue."""
STANCES = ("positive", "negative", "neutral", "mixed")
TYPES = ("support", "criticism", "request", "question", "information")


def main() -> None:
    """Judge the material and print a line a source, and the errors if asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path, nargs="+")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    nlp = load_pipeline()
    print(HEAD)
    for path in arguments.material:
        judged = [row for labelled in read_any(path) for row in found(labelled, nlp)]
        print(line(path.stem, judged))
        if arguments.errors:
            show_errors(judged)


def read_any(path: Path) -> list[Labelled]:
    """Read a corpus folder, one labelled answer, or sentences of our own."""
    if path.is_dir():
        return read_corpus(path)
    if path.suffix == ".tsv":
        return read_sentences(path)
    known = KNOWN.get(path.stem, {})
    labelled = read_gold(path, known, known.get("sender", ""))
    return [replace(labelled, source_id=known.get("source_id", path.stem))]


def found(labelled: Labelled, nlp: object) -> list[Judged]:
    """Judge an answer and put what was found beside its labels."""
    units = units_of(judge(labelled, nlp))
    return [
        (row, bool(unit._.own_view), unit._.stance, unit._.type, unit._.cue)
        for row, unit in zip(labelled.rows, units, strict=True)
    ]


HEAD = f"{'':34}{'n':>5}{'P':>7}{'R':>7}{'F':>7}{'ref.':>7}{'hålln.':>8}{'slag':>7}{'h. facit':>9}{'s. facit':>9}"


def line(name: str, judged: Sequence[Judged]) -> str:
    """Give the figures of one source: own view, recital among the synpunkter taken for own, stance and type.

    `h. facit` and `s. facit` are stance and type over every sentence that is own view by its label.
    """
    gold, guess = [row.own_view for row, *_ in judged], [own for _, own, *_ in judged]
    both = sum(a and b for a, b in zip(gold, guess, strict=True))
    precision, recall = both / max(sum(guess), 1), both / max(sum(gold), 1)
    recital = [own for row, own, *_ in judged if row.section == "synpunkter" and not row.own_view]
    pairs = [row for row in judged if row[0].own_view and row[1]]
    own = [row for row in judged if row[0].own_view]
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    figures = [precision, recall, f, sum(recital) / max(len(recital), 1)]
    return (
        f"{name[:33]:34}{len(judged):5}"
        + "".join(f"{x:7.3f}" for x in figures)
        + (f"{macro(pairs, 2):8.3f}{macro(pairs, 3):7.3f}{macro(own, 2):9.3f}{macro(own, 3):9.3f}")
    )


def macro(judged: Sequence[Judged], column: int) -> float:
    """Give macro-F over the labels that occur; `column` 2 is stance, 3 is type."""
    gold = [(row[0].stance, row[0].type)[column - 2] for row in judged]
    guess = [row[column] or "ej eget" for row in judged]
    return float(f1_score(gold, guess, labels=sorted(set(gold)), average="macro")) if judged else 0.0


def show_errors(judged: Sequence[Judged]) -> None:
    """Print every sentence judged otherwise than labelled, and the confusion of stance and type."""
    for row, own, stance, kind, cue in judged:
        gold = f"{row.stance}.{row.type}" if row.own_view else "-"
        guess = f"{stance}.{kind}" if own else "-"
        if gold != guess:
            print(f"  {gold:22} {guess:22} {row.section[:4]} {row.text}  [{cue}]")
    pairs = [entry for entry in judged if entry[0].own_view and entry[1]]
    print(confusion_matrix([e[0].stance for e in pairs], [e[2] for e in pairs], labels=STANCES))
    print(confusion_matrix([e[0].type for e in pairs], [e[3] for e in pairs], labels=TYPES))


KNOWN = {
    "seed": {
        "source_id": "exploateringsnamnden",  # it lies in the example corpus too, and must be held out here as there
        "remissinstans": "Exploateringsnämnden",
        "speaker": "Exploateringskontoret",
        "sender": "Kommunstyrelsen",
    },
    "001": {"remissinstans": "Kammarkollegiet", "sender": "Finansdepartementet"},
    "002": {"remissinstans": "Länsstyrelsen Västra Götaland", "sender": "Marks kommun", "addressee": "Marks kommun"},
}
"""What the heads of the answers beside the checkout say, since their files hold units only."""


if __name__ == "__main__":
    main()
