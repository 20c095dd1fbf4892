"""Where sentences end: the rules that a run uses, and a pipeline's own sentence ends, on paragraphs cut by hand.

    python scripts/bench_sentences.py [tests/data/sentences/stycken.txt] [--model NAME] [--errors]

The file has a sentence a line and an empty line between paragraphs. F counts whole sentences, start and end.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from remissnlp import models
from remissnlp.annotation.sentences import split_sentences

PARAGRAPHS = Path(__file__).parents[1] / "tests" / "data" / "sentences" / "stycken.txt"


def main() -> None:
    """Read the paragraphs and print a row for the rules and one for the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paragraphs", type=Path, nargs="?", default=PARAGRAPHS)
    parser.add_argument("--model", help="a pipeline to compare with; the bundled one where left out")
    parser.add_argument("--errors", action="store_true", help="print every paragraph the rules cut otherwise")
    arguments = parser.parse_args()
    blocks = arguments.paragraphs.read_text(encoding="utf-8").strip().split("\n\n")
    paragraphs = [block.splitlines() for block in blocks]
    print(f"{len(paragraphs)} paragraphs, {sum(map(len, paragraphs))} sentences")
    nlp = spacy.load(arguments.model) if arguments.model else models.load()
    _show("rules, as remissnlp run", split, paragraphs, errors=arguments.errors)
    _show(f"{nlp.meta['name']} alone", lambda text: [sent.text.strip() for sent in nlp(text).sents], paragraphs)


def split(text: str) -> list[str]:
    """Cut a paragraph by the rules."""
    return [text[start:end] for start, end in split_sentences(text)]


def _show(
    name: str, cut: Callable[[str], list[str]], paragraphs: Sequence[Sequence[str]], *, errors: bool = False
) -> None:
    right = found = given = 0
    for sentences in paragraphs:
        got = cut(" ".join(sentences))
        right, found, given = right + len(set(got) & set(sentences)), found + len(got), given + len(sentences)
        if errors and got != list(sentences):
            print("  gold:", " | ".join(sentences), "\n  cut: ", " | ".join(got))
    print(f"{name:26} P {right / found:.4f}  R {right / given:.4f}  F {2 * right / (found + given):.4f}")


if __name__ == "__main__":
    main()
