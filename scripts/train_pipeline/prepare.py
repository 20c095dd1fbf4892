"""Training files: the trees of a folder, and our own, as spaCy's binary Docs."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import conllu
from spacy.lang.sv import Swedish
from spacy.tokens import DocBin
from tokens import add_abbreviations

OWN = Path(__file__).parent / "data"
OWN_REPEATS = 3
"""How often our own sentences are shown for each time a treebank's are."""


def prepare(treebanks: Path, out: Path, *, own_repeats: int = OWN_REPEATS) -> None:
    """Write choose.spacy (without dev), final.spacy (with dev), dev.spacy; our own sentences in both, repeated."""
    nlp = add_abbreviations(Swedish())
    train, dev = find_treebanks(treebanks)
    own = sorted(OWN.glob("*.conllu")) * own_repeats
    for name, paths in {"choose": train + own, "final": train + dev + own, "dev": dev}.items():
        docs = [
            doc
            for path in paths
            for doc in conllu.make_docs(conllu.read_sentences(path), nlp.vocab, group=_group(path))
        ]
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
        print(name, len(docs), sum(map(len, docs)))


def find_treebanks(folder: Path) -> tuple[list[Path], list[Path]]:
    """Find the files to train on, and those to choose by."""
    files = sorted(folder.glob("*.conllu"))
    dev = [path for path in files if "dev" in path.stem]
    return [path for path in files if path not in dev], dev


def read_training(folder: Path, *, with_dev: bool) -> Iterator[conllu.Sentence]:
    """Read all trees that are trained on, our own included."""
    train, dev = find_treebanks(folder)
    for path in [*train, *(dev if with_dev else []), *sorted(OWN.glob("*.conllu"))]:
        yield from conllu.read_sentences(path)


def _group(path: Path) -> int:
    """Tell how many sentences go together: our own stand alone, as list items do."""
    return 1 if path.parent == OWN else 6


def main() -> None:
    """Read the two folders and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--without-own", action="store_true")
    arguments = parser.parse_args()
    prepare(arguments.treebanks, arguments.out, own_repeats=0 if arguments.without_own else OWN_REPEATS)


if __name__ == "__main__":
    main()
