"""Many files: each read for itself, so that one that cannot be read never stops the others."""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from joblib import Parallel, delayed

from remissnlp.document import Document, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.read import read_pdf


@dataclass(frozen=True)
class ReadOutcome:
    """How the reading of one file went.

    Attributes:
        source: The file.
        sha256: Its checksum; empty if it could not be opened at all.
        document: Its text; None if it could not be read.
        reason: Why it was not read, or what is missing; empty if all is well.
        seconds: How long it took.
    """

    source: Source
    sha256: str
    document: Document | None
    reason: str = ""
    seconds: float = 0.0


def read_all(
    sources: Sequence[Source],
    *,
    workers: int | None = None,
    ocr: bool = False,
    on_done: Callable[[Source], None] | None = None,
) -> list[ReadOutcome]:
    """Read many files at once, in worker processes, and give the outcomes in the order of `sources`."""
    outcomes = []
    jobs = Parallel(n_jobs=workers or -1, return_as="generator")(delayed(_read)(source, ocr=ocr) for source in sources)
    for outcome in jobs:
        outcomes.append(outcome)
        if on_done:
            on_done(outcome.source)
    return outcomes


def _read(source: Source, *, ocr: bool) -> ReadOutcome:
    start = time.perf_counter()
    try:
        digest = hashlib.sha256(source.path.read_bytes()).hexdigest()
    except OSError as error:
        return ReadOutcome(source, "", None, f"{source.path.name}: går inte att öppna ({error.strerror})")
    try:
        document = read_pdf(source, ocr=ocr)
    except UnreadablePdfError as error:
        return ReadOutcome(source, digest, None, str(error), time.perf_counter() - start)
    return ReadOutcome(source, digest, document, "; ".join(document.warnings), time.perf_counter() - start)
