"""Names: the NER files of a folder as spaCy's binary Docs."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from spacy.lang.sv import Swedish
from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

LABELS = ("PER", "ORG", "LOC")
HELD_OUT = {"webbnyheter": "webbnyheter-test", "uner": "uner-talbanken-dev"}
"""Files no training sees, by the name under which they are scored."""


def read_names(path: Path) -> Iterator[list[tuple[str, str]]]:
    """Read sentences as (word, label) pairs; the label is "" outside names, and a name is a run of one label."""
    sentence: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip() and sentence:
            yield sentence
            sentence = []
        elif line.strip() and not line.startswith("# "):
            word, tag = (cells[1], cells[2]) if path.suffix == ".iob2" else (cells[0], cells[-1])
            sentence.append((word.strip(), tag.strip()))
    if sentence:
        yield sentence


def make_doc(sentence: list[tuple[str, str]], vocab: Vocab) -> Doc:
    """Make a Doc with the names as entities; labels beyond PER, ORG and LOC are left out."""
    sentence = [(word, tag) for word, tag in sentence if word]
    doc = Doc(vocab, words=[word for word, _ in sentence])
    spans, start = [], 0
    for index in range(1, len(sentence) + 1):
        label = sentence[start][1][-3:]
        following = sentence[index][1] if index < len(sentence) else "0"
        if following != sentence[start][1].replace("B-", "I-"):
            if label in LABELS:
                spans.append(Span(doc, start, index, label=label))
            start = index
    doc.set_ents(spans, default="outside")
    return doc


def prepare(folder: Path, out: Path) -> None:
    """Write names-train.spacy and a file for each held-out set."""
    vocab = Swedish().vocab
    files = sorted([*folder.glob("*.iob2"), *folder.glob("webbnyheter*.txt")])
    groups = {f"names-{name}": [path for path in files if path.stem == stem] for name, stem in HELD_OUT.items()}
    groups["names-train"] = [path for path in files if path.stem not in HELD_OUT.values()]
    for name, paths in groups.items():
        docs = [make_doc(sentence, vocab) for path in paths for sentence in read_names(path)]
        DocBin(docs=[doc for doc in docs if len(doc)], store_user_data=False).to_disk(out / f"{name}.spacy")
        print(name, len(docs), sum(len(doc.ents) for doc in docs))


def main() -> None:
    """Read the two folders and write the files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    prepare(arguments.folder, arguments.out)


if __name__ == "__main__":
    main()
