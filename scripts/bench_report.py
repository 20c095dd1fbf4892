"""Measure the report of a large remiss: a corpus multiplied to many answers, seconds a step and megabytes written.

    python scripts/bench_report.py corpus/innovationsstrategi-2015 --answers 50

The copies answer word for word alike, so overlaps and themes take more time than in a real remiss of that size.
"""

import argparse
import shutil
import tempfile
import time
from itertools import cycle
from pathlib import Path

from remissnlp import analyse, load_remiss
from remissnlp.analysis import Analysis

_MEGABYTE = 1_000_000


def main() -> None:
    """Multiply, run, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--answers", type=int, default=50)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "remiss", Path(name) / "ut"
        shutil.copytree(chosen.corpus, folder)
        multiply(folder / "svar", chosen.answers)
        seconds = {}
        start = time.perf_counter()
        analysis = analyse(load_remiss(folder))
        seconds["analys"] = time.perf_counter() - start
        start = time.perf_counter()
        analysis.write(out)
        seconds["skrivning"] = time.perf_counter() - start
        show(analysis, out, seconds)


def multiply(folder: Path, answers: int) -> None:
    """Copy the PDF files of a folder, in turn, until there are as many as wanted."""
    files = sorted(folder.glob("*.pdf"))
    for number, path in zip(range(answers - len(files)), cycle(files), strict=False):
        shutil.copy(path, folder / f"{path.stem}-kopia-{number:03}.pdf")


def show(analysis: Analysis, out: Path, seconds: dict[str, float]) -> None:
    """Print what was measured."""
    svar = analysis.svar
    print(f"svar {len(svar)}, sidor {svar['pages'].sum()}, synpunkter {len(analysis.synpunkter)}")
    for step, value in seconds.items():
        print(f"{step:<24}{value:8.1f} s")
    for part in ("rapport", "rapport/sidor", "sammanstallning.docx", "sammanstallning.xlsx", "tabeller"):
        print(f"{part:<24}{_megabytes(out / part):8.2f} MB")


def _megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files) / _MEGABYTE


if __name__ == "__main__":
    main()
