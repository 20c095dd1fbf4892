"""Training text: paragraphs drawn evenly from a folder of text, for the vectors and the pretraining."""

import argparse
import json
import lzma
import random
import re
from collections.abc import Iterator
from pathlib import Path

TOKEN = re.compile(r"\w+(?:[-.:/]\w+)*\.?(?<=\w)|[^\w\s]")


def read_paragraphs(folder: Path) -> Iterator[str]:
    """Give every paragraph of the .txt and .txt.xz files of a folder, file by file in name order."""
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.txt.xz")]):
        opener = lzma.open if path.suffix == ".xz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            yield from (line.strip() for line in lines if line.strip())


def draw_paragraphs(folder: Path, *, words: int, seed: int = 1, longest: int = 300) -> Iterator[str]:
    """Draw paragraphs in random order until they hold `words` words; longer ones than `longest` words are left out."""
    paragraphs = list(read_paragraphs(folder))
    random.Random(seed).shuffle(paragraphs)  # noqa: S311
    drawn = 0
    for paragraph in paragraphs:
        length = paragraph.count(" ") + 1
        if drawn >= words:
            return
        if 4 <= length <= longest:
            drawn += length
            yield paragraph


def write_tokenized(paragraphs: Iterator[str], path: Path) -> None:
    """Write paragraphs one a line with a space between the tokens, as floret reads them."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(" ".join(TOKEN.findall(paragraph)) + "\n" for paragraph in paragraphs)


def write_jsonl(paragraphs: Iterator[str], path: Path) -> None:
    """Write paragraphs as `spacy pretrain` reads them."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": paragraph}, ensure_ascii=False) + "\n" for paragraph in paragraphs)


def main() -> None:
    """Draw the text for the vectors and for the pretraining."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    write_tokenized(draw_paragraphs(arguments.folder, words=29_000_000), arguments.out / "tokens.txt")
    pretraining = draw_paragraphs(arguments.folder, words=3_200_000, seed=2, longest=120)
    write_jsonl(pretraining, arguments.out / "pretrain.jsonl")


if __name__ == "__main__":
    main()
