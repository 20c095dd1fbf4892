"""Fit the weights with which own view, stance and type are judged, and write them into the package.

    python scripts/train_judgement/train.py [corpus/innovationsstrategi-2015 ...]

They are fitted on the project's own labelled sentences (data/train.tsv) and on the labelled answers of the corpora
given; data/held_out.tsv is never used. Besides `all.npz` it writes `fold1.npz` and on, each without a third of the
corpora's answers, so that `remissnlp evaluate` never scores an answer with weights that have seen it.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from remissnlp.annotation import load_pipeline, speaker, stance
from remissnlp.annotation.classifier import FOLDER, Array, Weights, probe, write_weights
from remissnlp.annotation.features import Features
from remissnlp.terms import Stance, SynpunktType
from scripts.train_judgement.material import DATA, Labelled, Row, make_doc, read_corpus, read_sentences

FOLDS = 3
STRENGTH, VECTOR_SCALE, LEAST = 0.5, 3.0, 2
"""Inverse strength of regularisation, weight of the vector beside the features, answers a feature must occur in."""


@dataclass(frozen=True)
class Case:
    """A unit to learn from: what is told of it, and whether each output holds (None: it is not asked)."""

    source_id: str
    features: Features
    vector: Array
    holds: dict[str, bool]


def main() -> None:
    """Read the material, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="*")
    corpora = parser.parse_args().corpora
    nlp = load_pipeline()
    own = read_sentences(DATA / "train.tsv")
    answers = [labelled for folder in corpora for labelled in read_corpus(folder)]
    cases = {labelled.source_id: cases_of(labelled, nlp) for labelled in (*own, *answers)}
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.npz"):
        old.unlink()
    write_weights(fit(cases.values(), nlp), FOLDER / "all.npz")
    names = sorted(labelled.source_id for labelled in answers)
    for number in range(FOLDS if names else 0):
        left_out = names[number::FOLDS]
        kept = [case for name, case in cases.items() if name not in left_out]
        write_weights(fit(kept, nlp, left_out=left_out), FOLDER / f"fold{number + 1}.npz")
    print(*(f"{path.name}: {path.stat().st_size / 1024:.0f} kB" for path in sorted(FOLDER.glob("*.npz"))), sep="\n")


def cases_of(labelled: Labelled, nlp: Language) -> tuple[list[Case], list[Case]]:
    """Examine an answer as the components do, but with its labels noted: cases of own view, and of stance and type."""
    doc = make_doc(labelled, nlp)
    rows = iter(labelled.rows)
    own = []
    for examined in speaker.examine(doc):
        row = next(rows)
        if not examined.settled:
            own.append(Case(labelled.source_id, examined.features, examined.vector, {speaker.OWN: row.own_view}))
        party = speaker.RESPONDENT if row.own_view else speaker.PROPOSER
        verdict = speaker.Verdict(row.own_view, party, "")
        speaker.note(examined.unit, verdict, doc._.setting)
    rows = iter(labelled.rows)
    judged = []
    for seen in stance.examine(doc):
        row = next(rows)
        if row.own_view:
            judged.append(Case(labelled.source_id, seen.features, seen.vector, outputs_of(row)))
            stance.note(seen.unit, (Stance(row.stance), SynpunktType(row.type), ""))
    return own, judged


def outputs_of(row: Row) -> dict[str, bool]:
    """Tell which outputs hold for a row of own view: its pair, its type, and the two halves of its stance."""
    return {
        **{f"par={s}.{t}": (row.stance, row.type) == (s, t) for s, t in stance.PAIRS},
        **{f"slag={t}": row.type == t for t in SynpunktType},
        stance.GAINS: row.stance in (Stance.POSITIVE, Stance.MIXED),
        stance.FAULTS: row.stance in (Stance.NEGATIVE, Stance.MIXED),
    }


def fit(cases: Iterable[tuple[list[Case], list[Case]]], nlp: Language, *, left_out: Sequence[str] = ()) -> Weights:
    """Fit every output on the cases where it is asked."""
    pairs = list(cases)
    groups = [[case for own, _ in pairs for case in own], [case for _, judged in pairs for case in judged]]
    centre = np.mean([case.vector for group in groups for case in group], axis=0)
    spread = Counter(name for group in groups for name in _spread(group))
    places = {name: row for row, name in enumerate(sorted(name for name, n in spread.items() if n >= LEAST))}
    columns = [column for group in groups for column in _fit_group(group, places, centre)]
    return Weights(
        outputs=tuple(name for name, *_ in columns),
        places=places,
        weights=np.array([weights for _, weights, _, _ in columns]).T,
        vector_weights=np.array([weights for _, _, weights, _ in columns]).T,
        bias=np.array([bias for *_, bias in columns], dtype=np.float32),
        centre=centre,
        probes=probe(nlp.vocab),
        left_out=frozenset(left_out),
    )


def _spread(group: Sequence[Case]) -> list[str]:
    """Give every feature once for each answer it occurs in."""
    return [name for name, _ in {(name, case.source_id) for case in group for name in case.features}]


def _fit_group(group: Sequence[Case], places: dict[str, int], centre: Array) -> list[tuple[str, Array, Array, float]]:
    vectorizer = DictVectorizer(dtype=np.float32)
    vectorizer.fit([dict.fromkeys(places, 1.0)])
    counted = vectorizer.transform([case.features for case in group])
    vectors = csr_matrix(np.array([case.vector - centre for case in group]) * VECTOR_SCALE)
    matrix = hstack([counted, vectors]).tocsr()
    columns = []
    for output in group[0].holds:
        holds = [case.holds[output] for case in group]
        model = LogisticRegression(C=STRENGTH, solver="liblinear", dual=True, max_iter=500, random_state=0)
        model.fit(matrix, holds)
        weights = model.coef_[0]
        columns.append((output, weights[: len(places)], weights[len(places) :] * VECTOR_SCALE, model.intercept_[0]))
    return columns


if __name__ == "__main__":
    main()
