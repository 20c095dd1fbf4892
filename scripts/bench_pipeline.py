"""Speed, load time and memory: what a run uses, one process and two, beside a blank pipeline and the full one.

    python scripts/bench_pipeline.py paragraphs.txt [--words 40000] [--model sv_core_news_lg]

The text is one paragraph a line. Every row is measured in processes of its own, after a warm-up. Words per second are
given by the clock and by processor time; the latter tells more on a busy machine.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import spacy
from spacy.language import Language

from remissnlp import models
from remissnlp.annotation import annotate, load_pipeline
from remissnlp.annotation.extensions import plain_document
from remissnlp.annotation.sentences import mark_sentences

TOGETHER = 40
"""Paragraphs to an answer, where whole answers are read."""


@dataclass(frozen=True)
class Measure:
    """What one process needed for its share of the text."""

    load: float
    words: int
    clock: float
    processor: float
    megabytes: float


def load_blank() -> Language:
    """Load a pipeline that only cuts words."""
    return spacy.blank("sv")


def load_full() -> Language:
    """Load all of the bundled pipeline, names included."""
    nlp = models.load()
    nlp.enable_pipe("ner")
    return nlp


def tag(nlp: Language, paragraphs: Sequence[str], *, marked: bool = False) -> None:
    """Send paragraphs through a pipeline, with their sentences cut by rules where `marked`."""
    ours = [name for name in nlp.pipe_names if name.startswith("remiss_")]
    docs = (mark_sentences(nlp.make_doc(text)) if marked else nlp.make_doc(text) for text in paragraphs)
    for _ in nlp.pipe(docs, disable=ours):
        pass


def read_answers(nlp: Language, paragraphs: Sequence[str]) -> None:
    """Annotate as a run does: tags and trees, then the project's own components over whole answers."""
    for first in range(0, len(paragraphs), TOGETHER):
        annotate(plain_document("\n\n".join(paragraphs[first : first + TOGETHER])), nlp)


def measure(
    load: Callable[[], Language], work: Callable[[Language, Sequence[str]], None], paragraphs: Sequence[str]
) -> Measure:
    """Load, warm up, work, and tell what it took."""
    started = time.perf_counter()
    nlp = load()
    loaded = time.perf_counter() - started
    work(nlp, paragraphs[:20])
    clock, processor = time.perf_counter(), time.process_time()
    work(nlp, paragraphs)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
    return Measure(loaded, sum(len(text.split()) for text in paragraphs), clock, processor, peak)


def show(name: str, job: Callable[[Sequence[str]], Measure], paragraphs: Sequence[str], *, processes: int = 1) -> None:
    """Measure a row, the text dealt out among the processes, and print it."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        parts = list(pool.map(job, [paragraphs[part::processes] for part in range(processes)]))
    words = sum(part.words for part in parts)
    clock, processor = max(part.clock for part in parts), sum(part.processor for part in parts)
    print(
        f"{name:42} {parts[0].load:5.1f} s  {words / clock:8.0f} words/s  "
        f"{words / processor:8.0f} words/processor-s  {max(part.megabytes for part in parts):5.0f} MB",
        flush=True,
    )


def read_paragraphs(path: Path, words: int) -> list[str]:
    """Read paragraphs until they hold `words` words."""
    paragraphs: list[str] = []
    held = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if held < words and line.strip():
            paragraphs.append(line.strip())
            held += len(line.split())
    return paragraphs


def main() -> None:
    """Read the paragraphs and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--model", help="another pipeline to measure as a run would use it")
    arguments = parser.parse_args()
    paragraphs = read_paragraphs(arguments.text, arguments.words)
    size = sum(path.stat().st_size for path in models.PIPELINE.rglob("*") if path.is_file())
    print(
        f"{sum(len(text.split()) for text in paragraphs)} words; the bundled pipeline takes {size / 1e6:.1f} MB on disk"
    )
    used = partial(load_pipeline, arguments.model)
    show("blank", partial(measure, load_blank, tag), paragraphs)
    show("tags and trees, as in a run", partial(measure, used, partial(tag, marked=True)), paragraphs)
    show("tags and trees, 2 processes", partial(measure, used, partial(tag, marked=True)), paragraphs, processes=2)
    show("all of a run's language work", partial(measure, used, read_answers), paragraphs)
    show("all of a run's language work, 2 processes", partial(measure, used, read_answers), paragraphs, processes=2)
    show("the full pipeline with names", partial(measure, load_full, tag), paragraphs)


if __name__ == "__main__":
    main()
