"""Speed and memory of the reading of PDFs, beside the plain loop over pdfplumber, in the same run.

    python scripts/bench_reading.py FOLDER [--most 60] [--memory FILE]

The plain loop is `for page in pdf.pages: page.extract_text()`. Wall-clock and processor seconds are told apart, since a
machine with other work makes the clock run fast: the ratio of processor seconds is the steadier of the two. `--memory`
reads one (large) file by itself and tells the worker's peak.
"""

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pdfplumber

from remissnlp.document import Source
from remissnlp.pdf import Limits, read_all

WORKER = "from remissnlp.pdf.worker import main; main()"


def main() -> None:
    """Read the files each way and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=60, help="at most so many files, evenly chosen")
    parser.add_argument("--memory", type=Path, help="a file to measure the worker's peak memory on")
    arguments = parser.parse_args()
    sources = _choose(arguments.folder, arguments.most)
    pages = sum(len(outcome.document.pages) for outcome in read_all(sources, cache=False) if outcome.document)
    print(f"{len(sources)} files that can be read, {pages} pages")
    print(f"{'':34}{'wall s':>8}{'cpu s':>8}{'pages/s':>9}{'ratio':>7}{'cpu ratio':>11}")
    plain = _measure(lambda: _apart(_plain_loop, sources))
    _show("plain loop, 1 process", plain, plain, pages)
    for workers in (1, 2):
        ours = _measure(lambda count=workers: read_all(sources, workers=count, cache=False))  # type: ignore[misc]
        _show(f"remissnlp, {workers} process{'es' * (workers > 1)}", ours, plain, pages)
    read_all(sources)
    _show("remissnlp, from the cache", _measure(lambda: read_all(sources)), plain, pages)
    if arguments.memory:
        _show_memory(arguments.memory)


def _choose(folder: Path, most: int) -> list[Source]:
    paths = sorted(folder.rglob("*.pdf"))
    outcomes = read_all([Source(str(number), path) for number, path in enumerate(paths)], cache=False)
    readable = [outcome.source for outcome in outcomes if outcome.document]
    step = max(len(readable) // most, 1)
    return readable[::step][:most]


def _plain_loop(sources: list[Source]) -> None:
    for source in sources:
        with pdfplumber.open(source.path) as pdf:
            for page in pdf.pages:
                page.extract_text()


def _apart(work: Callable[[list[Source]], None], sources: list[Source]) -> None:
    """Work in a process of its own, so that what the plain loop leaves in memory slows nothing after it."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=(sources,))
    process.start()
    process.join()


def _measure(work: Callable[[], object]) -> tuple[float, float]:
    """Give seconds by the clock and of the processor, those of ended worker processes counted in."""
    wall, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    cpu = sum(after[:4]) - sum(before[:4])
    return time.perf_counter() - wall, cpu


def _show(name: str, measured: tuple[float, float], plain: tuple[float, float], pages: int) -> None:
    wall, cpu = measured
    print(f"{name:34}{wall:8.1f}{cpu:8.1f}{pages / wall:9.1f}{plain[0] / wall:7.1f}{plain[1] / cpu:11.1f}", flush=True)


def _show_memory(path: Path) -> None:
    """Read one file in a worker of its own, and tell its peak beside that of a worker that has read nothing."""
    empty = _peak({"path": os.devnull, "password": None, "from_picture": []})
    answer = _ask({"path": str(path.resolve()), "password": None, "from_picture": []})
    pages = len(answer["document"]["pages"]) if answer["document"] else 0
    print(f"{path.name}: {pages} pages, {answer['seconds']:.1f} s, peak {answer['peak']} MB (idle {empty} MB)")
    if not pages:
        print(f"  {answer['reason']}")


def _peak(task: dict[str, object]) -> int:
    return int(_ask(task)["peak"])


def _ask(task: dict[str, object]) -> dict[str, object] | dict:  # type: ignore[type-arg]
    lines = f"{json.dumps(asdict(Limits()))}\n{json.dumps(task)}\n"
    done = subprocess.run([sys.executable, "-c", WORKER], input=lines, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
