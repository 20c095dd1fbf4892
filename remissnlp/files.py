"""Files written whole or not at all, with a Swedish line when the disk or another program stands in the way."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

from remissnlp.errors import RemissError


def cache_folder() -> Path:
    """Give the program's own folder in the user's cache; `REMISSNLP_CACHE` puts it elsewhere."""
    own = os.environ.get("REMISSNLP_CACHE")
    return Path(own) if own else user_cache_path("remissnlp", appauthor=False)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a temporary name beside `path` to write to; put it in place when all is written.

    Raises:
        RemissError: If it cannot be written: open in another program, no right to write, disk full.
    """
    with _plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        temporary = Path(name)
        try:
            yield temporary
            temporary.chmod(0o644)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """Give an empty temporary folder beside `path` to fill; put it in place of the old one when all is written.

    Raises:
        RemissError: As `whole_file`.
    """
    with _plainly(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
        try:
            yield temporary
            temporary.chmod(0o755)
            _swap(temporary, path)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _swap(new: Path, path: Path) -> None:
    if not path.exists():
        new.replace(path)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent)) / path.name
    path.replace(old)
    new.replace(path)
    shutil.rmtree(old.parent, ignore_errors=True)


@contextmanager
def _plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise RemissError(
            f"{path}: går inte att skriva; stäng filen om den är öppen i ett annat program, kör igen"
        ) from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        reason = "disken är full; frigör utrymme och kör igen" if full else f"går inte att skriva ({error.strerror})"
        raise RemissError(f"{path}: {reason}") from error
