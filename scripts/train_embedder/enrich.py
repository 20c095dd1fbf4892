"""Set beside a trained embedder what word2vec learns of the same pieces, and keep the main directions of both.

    venv/bin/python scripts/train_embedder/enrich.py EMBEDDER DATA OUT

EMBEDDER is a folder as `train.py` writes it, DATA what it was trained on. The embedder knows which texts stand near
each other, word2vec which words stand in each other's place; together they place synpunkter better than either. Each
piece keeps the weight the embedder has learnt. Needs gensim and remissnlp. One thread, so that the same comes out every
time.
Source: Mikolov et al., "Efficient estimation of word representations in vector space" (2013).
"""

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from gensim.models import Word2Vec
from numpy.typing import NDArray
from storing import keep_directions, read_vocabularies, store
from texts import read_paragraphs

from remissnlp.themes.embedder import Weights, load_weights
from remissnlp.themes.pieces import words_of
from remissnlp.themes.text_vectors import unit_rows

Vectors = NDArray[np.floating]
COMMON = {"vector_size": 128, "min_count": 3, "workers": 1, "seed": 0}
KINDS: tuple[dict[str, Any], ...] = (
    {"sg": 0, "window": 15, "negative": 10, "sample": 1e-4, "epochs": 5, "alpha": 0.05},
    {"sg": 1, "window": 20, "negative": 5, "sample": 3e-5, "epochs": 3, "alpha": 0.025},
)
KEPT, SAMPLE, SHORTEST = 192, 20_000, 12


def main() -> None:
    """Read the arguments, learn, set side by side, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("embedder", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    weights = load_weights(arguments.embedder)
    texts = [cut(paragraph, weights) for paragraph in read_paragraphs(arguments.data, whole=True)]
    texts = [text for text in texts if len(text) > COMMON["min_count"]]
    print(f"{len(texts)} paragraphs, {sum(map(len, texts))} pieces", flush=True)
    loudness = np.linalg.norm(weights.vectors, axis=1, keepdims=True)
    learnt = [unit_rows(learn(texts, len(loudness), **kind)) * loudness for kind in KINDS]
    beside = np.hstack([weights.vectors, *(vectors / np.sqrt(len(KINDS)) for vectors in learnt)]) / np.sqrt(2)
    kept = keep_directions(beside, sample(texts, beside), KEPT)
    store(arguments.out, kept, read_vocabularies(arguments.embedder))


def cut(text: str, weights: Weights) -> list[int]:
    """Give the pieces of a text: its words as wholes where they are known, the rest in large and small pieces."""
    large, small = weights.vocabularies
    words = words_of(text)
    for word in words:
        if word not in weights.known:
            pieces = large.cut(word)
            weights.known[word] = pieces if len(pieces) == 1 else pieces + small.cut(word)
    return [piece for word in words for piece in weights.known[word]]


def learn(texts: list[list[int]], size: int, **kind: Any) -> Vectors:
    """Give a row a piece, less the mean of all; zeros for pieces too rare to learn."""
    model = Word2Vec(texts, **COMMON, **kind).wv
    vectors = np.zeros((size, model.vector_size), dtype=np.float32)
    vectors[model.index_to_key] = model.vectors - model.vectors.mean(axis=0)
    print(f"{len(model.index_to_key)} of {size} pieces learnt, {kind}", flush=True)
    return vectors


def sample(texts: list[list[int]], vectors: Vectors) -> Vectors:
    """Give the vectors of some real texts, rows of length 1."""
    long = [text for text in texts if len(text) >= SHORTEST]
    chosen = np.random.default_rng(0).choice(len(long), min(SAMPLE, len(long)), replace=False)
    return unit_rows(np.stack([vectors[long[place]].sum(axis=0) for place in chosen]))


if __name__ == "__main__":
    main()
