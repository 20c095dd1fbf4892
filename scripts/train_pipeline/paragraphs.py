"""Paragraphs: our own examples of where a sentence ends, and raw text cut by rules, to train the senter on."""

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.lang.sv import Swedish
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from tokens import add_abbreviations

from remissnlp.annotation.sentences import split_sentences

OWN = Path(__file__).parent / "data" / "stycken.txt"


def read_paragraphs(path: Path) -> list[list[str]]:
    """Read paragraphs: a sentence a line, an empty line between paragraphs."""
    return [block.splitlines() for block in path.read_text(encoding="utf-8").strip().split("\n\n")]


def make_docs(paragraphs: list[list[str]], nlp: Language) -> Iterator[Doc]:
    """Make a Doc of every paragraph, with its sentence starts."""
    for sentences in paragraphs:
        doc = nlp.make_doc(" ".join(sentences))
        starts, position = set(), 0
        for sentence in sentences:
            starts.add(position)
            position += len(sentence) + 1
        for token in doc:
            token.is_sent_start = token.idx in starts
        yield doc


def cut_paragraphs(path: Path, *, count: int) -> list[list[str]]:
    """Cut the first paragraphs of raw text by the rules of a run, for the senter to copy."""
    with path.open(encoding="utf-8") as lines:
        texts = [" ".join(json.loads(line)["text"].split()) for line in islice(lines, count)]
    return [[text[start:end] for start, end in split_sentences(text)] for text in texts]


def main() -> None:
    """Add the paragraphs to a file of trees and write the senter's training file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trees", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--repeats", type=int, default=6)
    parser.add_argument("--raw", type=Path, help="the .jsonl of the pretraining")
    parser.add_argument("--raw-count", type=int, default=1500)
    arguments = parser.parse_args()
    nlp = add_abbreviations(Swedish())
    docs = list(DocBin().from_disk(arguments.trees).get_docs(nlp.vocab))
    docs += list(make_docs(read_paragraphs(OWN), nlp)) * arguments.repeats
    if arguments.raw:
        docs += list(make_docs(cut_paragraphs(arguments.raw, count=arguments.raw_count), nlp))
    DocBin(docs=docs, store_user_data=False).to_disk(arguments.out)


if __name__ == "__main__":
    main()
