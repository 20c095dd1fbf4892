"""Tagged text: the words of the open classes in raw text, as the trained tagger sees them, for the lemma tables."""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import spacy
import tokens  # noqa: F401  (registers what the config of a trained model names)
from spacy.language import Language

OPEN = ("NN", "VB", "JJ", "PC")
WORDS = 1_500_000
RARE = 1
"""Pairs seen this often or less are more often errors than words."""

Form = tuple[str, str]


def count_forms(texts: Iterable[str], nlp: Language) -> Counter[Form]:
    """Count lower-case forms with their tags."""
    return Counter((token.lower_, token.tag_) for doc in nlp.pipe(texts) for token in doc if token.tag_[:2] in OPEN)


def write_forms(forms: Mapping[Form, int], path: Path) -> None:
    """Write form, tag and count, a row each, without the rare ones."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(f"{form}\t{tag}\t{n}\n" for (form, tag), n in sorted(forms.items()) if n > RARE)


def read_forms(path: Path) -> dict[Form, int]:
    """Read the rows again."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {(form, tag): int(count) for form, tag, count in rows}


def _texts(path: Path, words: int) -> Iterator[str]:
    read = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if read >= words:
                return
            text = json.loads(line)["text"]
            read += text.count(" ") + 1
            yield text


def main() -> None:
    """Tag the text and write the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("text", type=Path, help="the .jsonl of the pretraining")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model, exclude=["morphologizer"])
    write_forms(count_forms(_texts(arguments.text, WORDS), nlp), arguments.out)


if __name__ == "__main__":
    main()
