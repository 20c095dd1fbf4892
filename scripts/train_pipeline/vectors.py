"""Vectors: floret's subword hashes, small enough to ship."""

import argparse
from pathlib import Path

import floret


def train_vectors(text: Path, out: Path, *, dim: int = 96, bucket: int = 50_000, threads: int = 2) -> None:
    """Train floret vectors on tokenised text and write them in floret's text format."""
    model = floret.train_unsupervised(
        str(text), model="skipgram", mode="floret", hashCount=2, bucket=bucket, dim=dim, ws=2, minn=4, maxn=5,
        minCount=10, epoch=1, lr=0.05, neg=5, thread=threads, verbose=1,
    )  # fmt: skip
    model.save_floret_vectors(str(out))


def main() -> None:
    """Read the two paths and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    train_vectors(arguments.text, arguments.out)


if __name__ == "__main__":
    main()
