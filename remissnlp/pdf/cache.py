"""What has been read before: one file an entry in the user's own cache folder, plain data, never in the remiss folder.

An entry is found by the checksum of the PDF, the version of the reader and the settings. The version is a checksum of
the reading code itself and of the libraries below it, so that a change there can never bring old text back.
"""

import gzip
import hashlib
import json
import shutil
import time
import zlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from remissnlp.errors import RemissError
from remissnlp.files import cache_folder, whole_file

_LIBRARIES = ("pdfplumber", "pdfminer.six", "pikepdf")
_ROOMS = ("text", "ocr", "bilagor")
_KEEP_SECONDS = 30 * 24 * 3600.0


@cache
def reader_version() -> str:
    """Give a checksum of all that decides what a PDF is read as: the code, its word lists and the libraries."""
    package = Path(__file__).parents[1]
    files = [*(package / "pdf").rglob("*.py"), *(package / "lexicon").iterdir(), package / "document.py"]
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.is_file()):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(" ".join(version(name) for name in _LIBRARIES).encode())
    return digest.hexdigest()[:16]


def make_key(sha256: str, *, ocr: bool, password: str | None) -> str:
    """Give the name of an entry. A password is part of it: what it opened is found by those who know it."""
    return hashlib.sha256(json.dumps([sha256, ocr, password or ""]).encode()).hexdigest()


def load_entry(key: str) -> dict[str, Any] | None:
    """Give an entry; None if there is none or it is damaged, in which case the file is read anew."""
    try:
        entry = json.loads(gzip.decompress(_path(key).read_bytes()))
    except (OSError, EOFError, ValueError, zlib.error):
        return None
    return entry if isinstance(entry, dict) and entry.get("key") == key else None


def save_entry(key: str, entry: dict[str, Any]) -> None:
    """Keep an entry, whole or not at all. A cache that cannot be written costs time and nothing else."""
    data = json.dumps({**entry, "key": key}, separators=(",", ":")).encode()
    try:
        _make_private(_path(key).parent)
        with whole_file(_path(key)) as temporary:
            temporary.write_bytes(gzip.compress(data, 3, mtime=0))
    except (RemissError, OSError):
        return


def measure_cache() -> tuple[int, int]:
    """Give the number of files in the cache and their bytes."""
    files = (path for name in _ROOMS for path in (cache_folder() / name).rglob("*"))
    sizes = [path.stat().st_size for path in files if path.is_file()]
    return len(sizes), sum(sizes)


def empty_cache() -> None:
    """Remove all that is in the cache, and nothing beside it.

    Raises:
        RemissError: If it cannot be removed.
    """
    try:
        for name in _ROOMS:
            if (cache_folder() / name).exists():
                shutil.rmtree(cache_folder() / name)
    except OSError as error:
        raise RemissError(
            f"{cache_folder()}: cachen går inte att tömma ({error.strerror}); ta bort den själv"
        ) from error


def _path(key: str) -> Path:
    return cache_folder() / "text" / reader_version() / f"{key}.json.gz"


def _make_private(folder: Path) -> None:
    """Make the folder of this version, readable by the user alone; remove those of versions long out of use."""
    if folder.is_dir():
        return
    cache_folder().mkdir(parents=True, exist_ok=True)
    (cache_folder() / "text").mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    for other in folder.parent.iterdir():
        if other != folder and time.time() - other.stat().st_mtime > _KEEP_SECONDS:
            shutil.rmtree(other, ignore_errors=True)
