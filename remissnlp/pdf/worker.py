"""The far end of the reading: a process of its own that reads one file after the other under guard.

It is started by `workers`, takes a line of JSON a file on standard input and answers with a line of JSON.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any, TextIO

from remissnlp.document import Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.device import HeavyPageError
from remissnlp.pdf.limits import Alarm, Limits, stand_guard
from remissnlp.pdf.plain import to_plain
from remissnlp.pdf.read import read_pdf

TOO_HEAVY = "kräver mer minne eller tid än något brev; be avsändaren om en ny fil"


def main() -> None:
    """Read files until standard input ends."""
    channel = _own_channel()
    limits = Limits(**json.loads(sys.stdin.readline()))
    alarm = stand_guard(limits, sys.stderr)
    for line in sys.stdin:
        channel.write(json.dumps(_answer(json.loads(line), alarm)) + "\n")
        channel.flush()


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
        document, reason, lasting = to_plain(read_pdf(source, on_page=alarm)), "", True
    except UnreadablePdfError as error:
        document, reason, lasting = None, str(error).removeprefix(f"{source.path.name}: "), True
    except (MemoryError, HeavyPageError):
        document, reason, lasting = None, TOO_HEAVY, False
    except Exception as error:  # the run must survive what nobody foresaw, and tell of it
        document, reason, lasting = None, f"läsaren klarade inte filen ({type(error).__name__}: {error})", False
    finally:
        alarm.stop()
    return {"document": document, "reason": reason, "lasting": lasting, "seconds": time.perf_counter() - start}
