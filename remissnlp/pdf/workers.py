"""Worker processes that read strangers' files: a file that kills its worker is lost, the run is not."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict
from queue import SimpleQueue
from typing import IO, Any, TypeVar

from remissnlp.pdf.limits import Limits

_CODE = "from remissnlp.pdf.worker import main; main()"
_SWOLLEN = 400
"""Megabytes after which a worker is exchanged, so that one heavy file does not narrow the room of the next."""
_CLOCKS = (1, -getattr(signal, "SIGXCPU", 0))
"""What a worker's own clock ends it with, by the wall and by processor time."""
T = TypeVar("T")


class WorkerDiedError(Exception):
    """The worker ended while it read; `too_slow` tells that its clock ended it, else the system or a crash did."""

    def __init__(self, code: int) -> None:
        super().__init__(f"exit code {code}")
        self.too_slow = code in _CLOCKS


class Worker:
    """A process that reads one file at a time; started when first asked, and again after it has died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[str] | None = None

    def ask(self, task: dict[str, Any]) -> dict[str, Any]:
        """Have a file read and give the answer.

        Raises:
            WorkerDiedError: If the worker ended instead of answering.
        """
        process = self._process or self._start()
        try:
            _send(process, task)
            line = process.stdout.readline() if process.stdout else ""
        except OSError:
            line = ""
        if not line.endswith("\n"):
            self.close()
            raise WorkerDiedError(process.wait())
        answer: dict[str, Any] = json.loads(line)
        if answer.get("peak", 0) > _SWOLLEN:
            self.close()
        return answer

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        _close(process.stdin)
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _close(process.stdout)

    def _start(self) -> subprocess.Popen[str]:
        """Start the process with this one's import path; -P keeps the current folder out of it."""
        path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path if entry)  # noqa: PTH100
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", "-B", "-c", _CODE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
            env={**os.environ, "PYTHONPATH": path},
        )
        _send(self._process, asdict(self._limits))
        return self._process


@contextmanager
def start_workers(count: int, limits: Limits) -> Iterator["SimpleQueue[Worker]"]:
    """Give a queue of idle workers; take one out, ask it, put it back."""
    workers = [Worker(limits) for _ in range(count)]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)
    try:
        yield idle
    finally:
        for worker in workers:
            worker.close()


def share_out(jobs: Sequence[T], do: Callable[[T, Worker], None], *, count: int, limits: Limits) -> Iterator[T]:
    """Do `jobs` in their order with `count` workers at once; give each as it is done."""
    with ThreadPoolExecutor(count) as pool, start_workers(count, limits) as idle:

        def one(job: T) -> None:
            worker = idle.get()
            try:
                do(job, worker)
            finally:
                idle.put(worker)

        futures = {pool.submit(one, job): job for job in jobs}
        try:
            for future in as_completed(futures):
                future.result()
                yield futures[future]
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _send(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    if process.stdin:
        process.stdin.write(json.dumps(message) + "\n")
        process.stdin.flush()


def _close(stream: IO[str] | None) -> None:
    try:
        if stream:
            stream.close()
    except OSError:
        return
