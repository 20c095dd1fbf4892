"""Speed, load time and memory of the bundled pipeline, against a blank one and against the full one with names.

    python scripts/bench_pipeline.py paragraphs.txt [--words 40000]

The text is one paragraph a line. Speeds are words of text per second of wall-clock time after one warm-up batch.
"""

import argparse
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from remissnlp import models

RUN = ("parser", "ner")
"""Left out in the third row: what a run without syntax would cost."""


def main() -> None:
    """Read the paragraphs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--words", type=int, default=40_000)
    arguments = parser.parse_args()
    paragraphs = _read(arguments.text, arguments.words)
    started = time.perf_counter()
    nlp = models.load()
    print(f"load {time.perf_counter() - started:.2f} s")
    _show("blank, 1 process", spacy.blank("sv"), paragraphs)
    _show("without parser, 1 process", models.load(exclude=RUN), paragraphs)
    _show("as remissnlp runs it, 1 process", nlp, paragraphs)
    _show("as remissnlp runs it, 2 processes", nlp, paragraphs, processes=2)
    nlp.enable_pipe("ner")
    _show("all with names, 1 process", nlp, paragraphs)
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale:.0f} MB")


def _read(path: Path, words: int) -> list[str]:
    paragraphs: list[str] = []
    held = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if held < words and line.strip():
            paragraphs.append(line.strip())
            held += len(line.split())
    return paragraphs


def _show(name: str, nlp: Language, paragraphs: Sequence[str], *, processes: int = 1) -> None:
    for _ in nlp.pipe(paragraphs[:20]):
        pass
    started = time.perf_counter()
    words = sum(len(doc) for doc in nlp.pipe(paragraphs, n_process=processes))
    print(f"{name:36} {words / (time.perf_counter() - started):9.0f} words/s")


if __name__ == "__main__":
    main()
