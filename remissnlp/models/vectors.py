"""Vectors kept as half-precision numbers on disk and used in single precision."""

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy
from spacy.util import registry
from spacy.vectors import Vectors
from spacy.vocab import Vocab


class HalfVectors(Vectors):
    """Vectors that take half the space on disk; scores are unchanged."""

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the vectors, then their table anew in half precision."""
        super().to_disk(path, exclude=exclude)
        with (Path(path) / "vectors").open("wb") as out:  # a path would get the ending .npy
            numpy.save(out, self.data.astype("float16"), allow_pickle=False)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> "HalfVectors":
        """Read the vectors and widen their table to single precision."""
        super().from_disk(path, exclude=exclude)
        self.data = self.data.astype("float32")  # type: ignore[has-type]
        return self


@registry.vectors("remissnlp.HalfVectors.v1")
def make_half_vectors() -> Callable[[Vocab], Vectors]:
    """Make the factory the pipeline's config names; the mode (floret) comes from disk."""
    return _make


def _make(vocab: Vocab) -> Vectors:
    return HalfVectors(strings=vocab.strings)
