"""How much one file may cost, and the guard that a worker process stands under while it reads a stranger's file."""

import faulthandler
import os
import signal
import sys
import time
from dataclasses import dataclass
from typing import Any, TextIO

from remissnlp.pdf.device import HeavyPageError

if sys.platform != "win32":
    import resource

_REFUSED = (
    *("socket.", "subprocess.", "shutil.", "urllib.", "ftplib.", "webbrowser.", "winreg.", "os.exec", "os.spawn"),
    *("os.system", "os.posix_spawn", "os.fork", "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.mkdir"),
    *("os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "os.kill"),
)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost before it is given up; far above what any letter needs.

    Attributes:
        page_seconds: Seconds of processor time for a page; a page that needs more is left out, and said so.
        file_seconds: Seconds by the clock for a whole file; one that needs more is not read.
        megabytes: Memory a worker may take beyond what it needs to start.
    """

    page_seconds: float = 30.0
    file_seconds: float = 600.0
    megabytes: int = 1024


def stand_guard(limits: Limits, stderr: TextIO) -> "Alarm":
    """Put this process under `limits` for good: no more memory, no writing, no programs, no network.

    The limits of memory and files are the operating system's and lack on Windows.

    Returns:
        The clocks, for the reading to wind.
    """
    if sys.platform != "win32":
        _limit_memory(limits.megabytes)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        signal.signal(signal.SIGPROF, _give_up_page)
    sys.addaudithook(_refuse)
    return Alarm(limits, stderr)


class Alarm:
    """Clocks: a soft one that gives up a page, and hard ones that end the process where Python no longer answers.

    Processor time is counted where the system can, since a busy machine makes an honest file slow by the wall.
    """

    def __init__(self, limits: Limits, stderr: TextIO) -> None:
        self._limits, self._stderr, self._end = limits, stderr, 0.0

    def begin(self) -> None:
        """Wind the clocks for a new file."""
        self._end = time.monotonic() + self._limits.file_seconds
        self()

    def __call__(self) -> None:
        """Wind the clocks for the next page."""
        left = max(self._end - time.monotonic(), 0.01)
        page = self._limits.page_seconds
        faulthandler.dump_traceback_later(min(10 * page, left), exit=True, file=self._stderr)
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, page)
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time() + 2 * page) + 2, hard))

    def stop(self) -> None:
        """Stop the clocks."""
        faulthandler.cancel_dump_traceback_later()
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_PROF, 0)


def peak_megabytes() -> int:
    """Give the most memory this process has held; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "linux" else 2**20)


def _limit_memory(megabytes: int) -> None:
    used = _address_space()
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 2**20,) * 2)


def _address_space() -> int:
    """Give the bytes of address space this process has now; a fair guess where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as statm:  # noqa: PTH123
            return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 512 * 2**20


def _give_up_page(_signal: int, _frame: Any) -> None:
    raise HeavyPageError


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what reading a PDF never needs; an audit hook (PEP 578)."""
    if event == "open":
        path, flags = arguments[0], arguments[2]
        if isinstance(flags, int) and flags & _WRITES and not isinstance(path, int) and path != os.devnull:
            raise PermissionError(f"läsningen av en PDF får inte skriva {path!r}")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"läsningen av en PDF får inte göra {event}")
