"""Semantic fields: what one question of a subject is spoken of with, a file a subject, a line a question.

    python scripts/train_embedder/semantic_fields.py EMBEDDER

writes `fields.npz` beside the vectors of an embedder, as `remissnlp.themes.semantic_fields` reads it. A line of
`fields/*.txt` is "name. description: word; word; …".
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from remissnlp.themes.embedder import StaticEmbedder
from remissnlp.themes.semantic_fields import cut_grams

FOLDER = Path(__file__).parent / "fields"


class Field(NamedTuple):
    """What a question is called and described as, and the words that go with it."""

    described: str
    words: list[str]


def main() -> None:
    """Read the argument and write the fields."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedder", type=Path)
    store_fields(parser.parse_args().embedder)


def read_subjects() -> list[list[Field]]:
    """Read the fields of every subject."""
    return [
        [_read(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in sorted(FOLDER.glob("*.txt"))
    ]


def _read(line: str) -> Field:
    described, _, words = line.partition(": ")
    return Field(described, [word.strip() for word in words.split(";") if word.strip()])


def store_fields(folder: Path) -> None:
    """Write which letter sequences stand in which fields, and the fields' embeddings, beside an embedder."""
    texts = [f"{field.described}. {' '.join(field.words)}" for fields in read_subjects() for field in fields]
    found: dict[int, list[tuple[int, int]]] = {}
    for place, text in enumerate(texts):
        for gram, count in Counter(cut_grams(text)).items():
            found.setdefault(crc32(gram.encode()), []).append((place, count))
    grams = sorted(found)
    postings = np.array([posting for gram in grams for posting in found[gram]])
    vectors = StaticEmbedder(folder).transform(texts)
    vectors -= vectors.mean(axis=0)
    np.savez_compressed(
        folder / "fields.npz",
        grams=np.array(grams, dtype=np.uint32),
        starts=np.cumsum([0, *(len(found[gram]) for gram in grams)]).astype(np.int32),
        fields=postings[:, 0].astype(np.uint16),
        counts=np.minimum(postings[:, 1], 255).astype(np.uint8),
        vectors=np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8),
    )
    print(f"{len(texts)} fields, {len(grams)} letter sequences, {len(postings)} in all")


if __name__ == "__main__":
    main()
