"""Grow the trees that weigh what speaks for a synpunkt belonging to a theme, and score them on remisser left out.

    python scripts/train_placing/train.py [--out placing.npz] [--folds 3] [--embedders FOLDER] [DATA ...]

DATA is .tsv files with a .toml file of the same name beside each; those of `data/` and every sixth of `short/` where
none is given. With --folds the trees are first grown without a part of the remisser at a time and scored on it. With
--embedders every remiss is looked at with an embedder that was adapted without it (`train_embedder/adapt.py --part`),
one in each of 0, 1, 2.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from remissnlp.themes import placing
from scripts.train_placing.material import (
    FOLDERS,
    Case,
    Remiss,
    add_strangers,
    list_parts,
    list_tables,
    micro_f,
    read_remiss,
    vary,
    vary_among_strangers,
)

PROCESSES = 2
EVERY_SHORT = 6


class Rows(NamedTuple):
    """What one way of writing a codebook gives, without the synpunkter that are its examples.

    Attributes:
        way: What the way is called.
        evidence: What is known, (synpunkter, themes, kinds).
        gold: What belongs together, (synpunkter, themes).
    """

    way: str
    evidence: NDArray[np.float32]
    gold: NDArray[np.bool_]


def main() -> None:
    """Read the arguments, score and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="*")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--embedders", type=Path)
    arguments = parser.parse_args()
    tables = arguments.data or choose_tables()
    with ProcessPoolExecutor(PROCESSES) as pool:
        others = [*tables[1:], *tables[:1]]
        embedders = embedders_without(tables, arguments.embedders)
        remisser = list(pool.map(gather, tables, others, range(len(tables)), embedders))
    print(f"{len(remisser)} remisser, {sum(len(ways[0].gold) for ways in remisser)} synpunkter", flush=True)
    if arguments.folds:
        cross(remisser, arguments.folds)
    if arguments.out:
        write(arguments.out, grow(remisser))


def choose_tables() -> list[Path]:
    """List the remisser to grow trees on: the whole ones, and some of the short ones."""
    whole, short = ([path for path in list_tables() if path.parent == folder] for folder in FOLDERS)
    return [*whole, *short[::EVERY_SHORT]]


def embedders_without(tables: list[Path], embedders: Path | None) -> list[Path | None]:
    """Give, for each table, the folder of the embedder that was adapted without it; any for tables of one's own."""
    if embedders is None:
        return [None] * len(tables)
    folders = sorted(embedders.iterdir())
    parts = list_parts(len(folders))
    return [folders[parts.get(table, 0)] for table in tables]


def gather(path: Path, other: Path, seed: int, embedder: Path | None = None) -> list[Rows]:
    """Give, for each way of writing the codebook, the evidence and the gold of the synpunkter that are no examples.

    Args:
        path: The remiss.
        other: Another, whose synpunkter are strangers to it.
        seed: What the ways are drawn by.
        embedder: Folder of another embedder than the bundled one.
    """
    generator = np.random.default_rng(seed)
    frame, themes = read_remiss(path)
    found = look(frame, embedder, vary(frame, themes, generator))
    mixed = add_strangers(frame, read_remiss(other)[0], generator)
    return [*found, *look(mixed, embedder, vary_among_strangers(mixed, themes, generator))]


def look(frame: pd.DataFrame, embedder: Path | None, cases: Iterator[Case]) -> list[Rows]:
    """Give the evidence and the gold of the synpunkter that are no examples, for each way of writing the codebook."""
    remiss, found = Remiss(frame, embedder), []
    for case in cases:
        evidence, given = remiss.look(case)
        found.append(Rows(case.way, evidence[~given].astype(np.float32), case.gold[~given]))
    return found


def grow(remisser: list[list[Rows]]) -> HistGradientBoostingClassifier:
    """Grow trees on all pairs of synpunkt and theme."""
    every = [rows for ways in remisser for rows in ways]
    evidence = np.vstack([flat(rows.evidence) for rows in every])
    gold = np.concatenate([rows.gold.ravel() for rows in every])
    model = HistGradientBoostingClassifier(
        max_iter=300, learning_rate=0.07, max_leaf_nodes=20, min_samples_leaf=200, l2_regularization=5.0, random_state=0
    )
    return model.fit(evidence, gold)


def cross(remisser: list[list[Rows]], folds: int) -> None:
    """Print micro-F for some floors and the accuracy on synpunkter of one theme, for each way, on remisser left out."""
    found: dict[str, list[tuple[NDArray[np.float64], NDArray[np.bool_]]]] = {}
    for fold in range(folds):
        model = grow([ways for place, ways in enumerate(remisser) if place % folds != fold])
        for rows in (rows for ways in remisser[fold::folds] for rows in ways):
            chance = model.predict_proba(flat(rows.evidence))[:, 1].reshape(rows.gold.shape)
            found.setdefault(rows.way, []).append((chance, rows.gold))
    for way, pairs in found.items():
        right = np.mean([accuracy(*pair) for pair in pairs])
        scores = {limits: np.mean([score(*pair, *limits) for pair in pairs]) for limits in product(FLOORS, SHARES)}
        told = "  ".join(f"{floor}/{share} {value:.3f}" for (floor, share), value in scores.items())
        print(f"{way:34} accuracy {right:.3f}  micro-F at floor/share  {told}", flush=True)


def flat(evidence: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give a row a pair of synpunkt and theme."""
    return evidence.reshape(-1, evidence.shape[-1])


FLOORS, SHARES = (0.2, 0.25, 0.3, 0.35), (0.5, 0.6)


def score(chance: NDArray[np.float64], gold: NDArray[np.bool_], floor: float, share: float) -> float:
    """Give the F of all placements of a remiss taken together."""
    found = (chance >= floor) & (chance >= share * chance.max(axis=1, keepdims=True))
    return micro_f(gold, found)


def accuracy(chance: NDArray[np.float64], gold: NDArray[np.bool_]) -> float:
    """Give the share of synpunkter of one theme whose most likely theme is theirs."""
    single = gold.sum(axis=1) == 1
    return float((chance.argmax(axis=1) == gold.argmax(axis=1))[single].mean())


def write(path: Path, model: HistGradientBoostingClassifier) -> None:
    """Write the trees as `placing.Trees` reads them."""
    trees = [predictors[0].nodes for predictors in model._predictors]
    roots = np.cumsum([0, *(len(nodes) for nodes in trees)])[:-1]
    nodes, shift = np.concatenate(trees), np.repeat(roots, [len(nodes) for nodes in trees])
    leaf = nodes["is_leaf"].astype(bool)
    np.savez_compressed(
        path,
        roots=roots.astype(np.int32),
        kind=np.where(leaf, -1, nodes["feature_idx"]).astype(np.int32),
        limit=nodes["num_threshold"].astype(np.float64),
        left=(nodes["left"] + shift).astype(np.int32),
        right=(nodes["right"] + shift).astype(np.int32),
        value=np.where(leaf, nodes["value"], 0.0),
        start=np.float64(model._baseline_prediction.ravel()[0]),
        kinds=np.int32(model.n_features_in_),
    )
    print(f"{len(trees)} trees written to {path}, {placing.PATH.name} is what the package uses")


if __name__ == "__main__":
    main()
