"""The far end of the reading: a process of its own that reads one file after the other under guard.

It is started by `workers`, takes a line of JSON a file on standard input and answers with a line of JSON.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, TextIO

from remissnlp.document import Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.device import HeavyPageError
from remissnlp.pdf.limits import Alarm, Limits, peak_megabytes, stand_guard
from remissnlp.pdf.plain import write_plain
from remissnlp.pdf.read import NoTextError, read_pdf
from remissnlp.pdf.troubles import HEAVY, is_misleading, ocr_helps

_ALLOCATIONS = 20_000
"""How seldom memory is searched for cycles: a page makes thousands of small records and no cycles among them."""
TOO_HEAVY = "kräver mer minne eller tid än något brev; be avsändaren om en ny fil"


def main() -> None:
    """Read files until standard input ends."""
    channel = _own_channel()
    limits = Limits(**json.loads(sys.stdin.readline()))
    alarm = stand_guard(limits, sys.stderr)
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, 10, 10)
    for line in sys.stdin:
        channel.writelines(_written(_answer(json.loads(line), alarm)))
        channel.flush()


def _written(answer: dict[str, Any]) -> Iterator[str]:
    """Write an answer as a line of JSON, a part at a time, and then its costs, which the writing is one of."""
    document = answer.pop("document")
    yield '{"document": '
    yield from write_plain(document) if document else ["null"]
    yield ", " + json.dumps({**answer, "peak": peak_megabytes()})[1:] + "\n"


def _own_channel() -> TextIO:
    """Keep standard output for the answers alone; what a library prints goes to the error stream."""
    channel = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return channel


def _answer(task: dict[str, Any], alarm: Alarm) -> dict[str, Any]:
    start = time.perf_counter()
    source = Source("", Path(task["path"]), task["password"])
    alarm.begin()
    try:
        answer = _read(source, task["from_picture"], alarm)
    except (MemoryError, HeavyPageError):
        answer = {"reason": TOO_HEAVY, "lasting": False}
    except Exception as error:  # the run must survive what nobody foresaw, and tell of it
        answer = {"reason": f"läsaren klarade inte filen ({type(error).__name__}: {error})", "lasting": False}
    finally:
        alarm.stop()
    return {"document": None, "scanned": [], **answer, "seconds": time.perf_counter() - start}


def _read(source: Source, from_picture: Collection[int], alarm: Alarm) -> dict[str, Any]:
    """Read a file; tell its text or why there is none, whether that lasts, and what pages OCR could read."""
    try:
        document = read_pdf(source, on_page=alarm, from_picture=from_picture)
    except UnreadablePdfError as error:
        pages = error.pages if isinstance(error, NoTextError) else ()
        answer: dict[str, Any] = {"reason": str(error).removeprefix(f"{source.path.name}: ")}
        printed: set[int] = set()
    else:
        pages, answer = document.pages, {"document": document, "reason": ""}
        printed = {line.page for line in document.lines}
    return {
        **answer,
        "lasting": all(page.trouble != HEAVY for page in pages),
        "scanned": ocr_helps(pages),
        "force": is_misleading(pages, printed),
    }
