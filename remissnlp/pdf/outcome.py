"""Many files: each read for itself, so that one that cannot be read never stops the others."""

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from remissnlp.document import Document, Source
from remissnlp.pdf.cache import load_entry, make_key, save_entry
from remissnlp.pdf.limits import Limits
from remissnlp.pdf.ocr import OcrError, make_text_layer
from remissnlp.pdf.plain import from_plain
from remissnlp.pdf.workers import Worker, WorkerDiedError, share_out
from remissnlp.terms import ReadStatus


@dataclass(frozen=True)
class ReadOutcome:
    """How the reading of one file went.

    Attributes:
        source: The file.
        sha256: Its checksum; empty if it could not be opened at all.
        document: Its text; None if it could not be read.
        reason: Why it was not read, what is missing, and what else the analyst should know; empty if all is well.
        seconds: How long it took, in the run that read it.
        cached: Whether it was taken from the cache.
    """

    source: Source
    sha256: str
    document: Document | None
    reason: str = ""
    seconds: float = 0.0
    cached: bool = False

    @property
    def status(self) -> ReadStatus:
        """How much of the file was read."""
        if self.document is None:
            return ReadStatus.EJ_LAST
        return ReadStatus.DELVIS_LAST if self.document.partial else ReadStatus.LAST


@dataclass(frozen=True, slots=True)
class _Job:
    """A file to read: its place among the sources, its checksum, and its key in the cache (empty: no cache)."""

    place: int
    source: Source
    sha256: str
    key: str
    size: int


def read_all(
    sources: Sequence[Source],
    *,
    workers: int | None = None,
    ocr: bool = False,
    cache: bool = True,
    limits: Limits | None = None,
    on_done: Callable[[Source], None] | None = None,
) -> list[ReadOutcome]:
    """Read many files at once, in worker processes, and give the outcomes in the order of `sources`.

    What has not changed since last time comes from the cache. The largest files are begun first. Nothing is raised for
    a file: one that is damaged, hostile or too heavy is given with the reason.
    """
    outcomes: dict[int, ReadOutcome] = {}
    jobs = []
    for place, source in enumerate(sources):
        found = _begin(place, source, ocr=ocr, cache=cache)
        if isinstance(found, _Job):
            jobs.append(found)
            continue
        outcomes[place] = found
        if on_done:
            on_done(source)
    jobs.sort(key=lambda job: -job.size)
    count = max(min(workers or _cores(), len(jobs)), 1)
    for job in share_out(jobs, partial(_read, outcomes, ocr=ocr), count=count, limits=limits or Limits()):
        if on_done:
            on_done(job.source)
    return [outcomes[place] for place in range(len(sources))]


def _begin(place: int, source: Source, *, ocr: bool, cache: bool) -> ReadOutcome | _Job:
    """Take a file from the cache, or make a job of it, or tell why it cannot be opened."""
    name = source.path.name
    if not source.path.is_file():
        return ReadOutcome(source, "", None, f"{name}: filen finns inte eller är inte en vanlig fil")
    start = time.perf_counter()
    try:
        with source.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        return ReadOutcome(
            source, "", None, f"{name}: går inte att öppna ({error.strerror}); se efter vem som får läsa den"
        )
    key = make_key(digest, ocr=ocr, password=source.password) if cache else ""
    entry = load_entry(key) if key else None
    known = _outcome(source, digest, entry, time.perf_counter() - start, cached=True) if entry else None
    return known or _Job(place, source, digest, key, size)


def _read(outcomes: dict[int, ReadOutcome], job: _Job, worker: Worker, *, ocr: bool) -> None:
    start = time.perf_counter()
    entry = _ask(worker, job.source.path, job.source.password)
    if ocr and entry["scanned"]:
        entry = _read_pictures(job, worker, entry)
    if job.key and entry["lasting"]:
        save_entry(job.key, {"document": entry["document"], "reason": entry["reason"]})
    seconds = time.perf_counter() - start
    outcome = _outcome(job.source, job.sha256, entry, seconds, cached=False)
    outcomes[job.place] = outcome or ReadOutcome(
        job.source,
        job.sha256,
        None,
        f"{job.source.path.name}: läsaren klarade inte filen; anmäl det som ett fel",
        seconds,
    )


def _ask(worker: Worker, path: Path, password: str | None, from_picture: Sequence[int] = ()) -> dict[str, Any]:
    try:
        return worker.ask({"path": str(path.resolve()), "password": password, "from_picture": list(from_picture)})
    except WorkerDiedError as error:
        return {"document": None, "reason": _obituary(error), "lasting": False, "scanned": []}


def _read_pictures(job: _Job, worker: Worker, entry: dict[str, Any]) -> dict[str, Any]:
    """Read the file again with a text layer on its scanned pages; where that fails, tell why beside what was read."""
    pages = entry["scanned"]
    try:
        layer = make_text_layer(job.source.path, job.sha256, pages, force=entry["force"])
    except OcrError as error:
        failed = {**entry, "lasting": False, "reason": f"{entry['reason'].removesuffix('; kör med --ocr')}; {error}"}
        if entry["document"]:
            failed["document"] = {**entry["document"], "warnings": [*entry["document"]["warnings"], str(error)]}
        return failed
    return _ask(worker, layer, None, pages)


def _obituary(error: WorkerDiedError) -> str:
    if error.too_slow:
        return "tog för lång tid att läsa och avbröts; be avsändaren om en ny fil"
    return "läsningen kraschade eller tog slut på minne och avbröts; be avsändaren om en ny fil"


def _outcome(source: Source, sha256: str, entry: dict[str, Any], seconds: float, *, cached: bool) -> ReadOutcome | None:
    """Make an outcome of an entry; None if the entry is damaged."""
    try:
        document = from_plain(entry["document"], source.source_id) if entry["document"] else None
        said = "; ".join(document.warnings) if document else str(entry["reason"])
    except (ValueError, KeyError, TypeError):
        return None
    if document is None and not said:
        return None
    return ReadOutcome(source, sha256, document, f"{source.path.name}: {said}" if said else "", seconds, cached)


def _cores() -> int:
    """Give the number of cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
