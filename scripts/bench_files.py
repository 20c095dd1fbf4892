"""Read all PDFs below some folders as a run does, and tell what came of each: counts, reasons, the slowest page.

    python scripts/bench_files.py FOLDER [FOLDER ...] [--slowest 5]

Every file that was not read, or not whole, is listed with the line that the analyst gets. The slowest files are read
once more, page by page, to find the slowest page.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from remissnlp.document import Source
from remissnlp.pdf import ReadOutcome, read_all, read_pdf
from remissnlp.terms import ReadStatus


def main() -> None:
    """Read the files and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--slowest", type=int, default=5, help="how many of the slowest files to look at page by page")
    arguments = parser.parse_args()
    for folder in arguments.folders:
        paths = sorted(folder.rglob("*.pdf"))
        start = time.perf_counter()
        outcomes = read_all([Source(str(path.relative_to(folder)), path) for path in paths], cache=False)
        _show(folder, outcomes, time.perf_counter() - start)
        _show_slowest(outcomes, arguments.slowest)


def _show(folder: Path, outcomes: Sequence[ReadOutcome], seconds: float) -> None:
    pages = sum(len(outcome.document.pages) for outcome in outcomes if outcome.document)
    counts = Counter(outcome.status for outcome in outcomes)
    told = ", ".join(f"{counts[status]} {status.display}" for status in ReadStatus if counts[status])
    print(f"\n{folder}: {len(outcomes)} files, {pages} pages read in {seconds:.1f} s: {told}")
    for status in (ReadStatus.DELVIS_LAST, ReadStatus.EJ_LAST):
        for outcome in outcomes:
            if outcome.status is status:
                print(f"  {status.display}: {outcome.reason}")


def _show_slowest(outcomes: Sequence[ReadOutcome], count: int) -> None:
    """Tell the slowest files, and the page that took longest in each of those that could be read."""
    for outcome in sorted(outcomes, key=lambda outcome: -outcome.seconds)[:count]:
        page = _slowest_page(outcome.source) if outcome.document else "not read"
        pages = len(outcome.document.pages) if outcome.document else 0
        print(f"  {outcome.seconds:6.2f} s  {outcome.source.path.name} ({pages} pages): {page}")


def _slowest_page(source: Source) -> str:
    """Read a file once more with a clock before each page; the last tick comes before the pages are put together."""
    ticks: list[float] = []
    read_pdf(source, on_page=lambda: ticks.append(time.process_time()))
    ticks.append(time.process_time())
    *pages, last = [after - before for before, after in pairwise(ticks)]
    number = max(range(len(pages)), key=lambda index: pages[index])
    return f"page {number + 1} {pages[number]:.2f} s of {sum(pages):.2f} s, put together in {last:.2f} s (processor)"


if __name__ == "__main__":
    main()
