"""Training files: the trees of a folder, and our own, as spaCy's binary Docs."""

import argparse
from pathlib import Path

import conllu
from spacy.lang.sv import Swedish
from spacy.tokens import DocBin
from tokens import add_abbreviations

OWN = Path(__file__).parent / "data"


def prepare(treebanks: Path, out: Path, *, own_repeats: int = 3) -> None:
    """Write choose.spacy (without dev), final.spacy (with dev), dev.spacy; our own sentences in both, repeated."""
    nlp = add_abbreviations(Swedish())
    dev = [path for path in sorted(treebanks.glob("*.conllu")) if "dev" in path.stem]
    train = [path for path in sorted(treebanks.glob("*.conllu")) if path not in dev]
    own = sorted(OWN.glob("*.conllu")) * own_repeats
    for name, paths in {"choose": train + own, "final": train + dev + own, "dev": dev}.items():
        docs = [doc for path in paths for doc in conllu.make_docs(conllu.read_sentences(path), nlp.vocab)]
        DocBin(docs=docs, store_user_data=False).to_disk(out / f"{name}.spacy")
        print(name, len(docs), sum(map(len, docs)))


def main() -> None:
    """Read the two folders and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    prepare(arguments.treebanks, arguments.out)


if __name__ == "__main__":
    main()
