"""Optical character recognition: a copy of a scanned PDF with a text layer, kept in the cache, made by ocrmypdf.

The programs ocrmypdf and tesseract with Swedish are optional; where they are missing, a line says what to install.
"""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from remissnlp.errors import RemissError
from remissnlp.files import cache_folder, whole_file

_LANGUAGE = "swe"
_PAGE_SECONDS, _START_SECONDS = 180, 120
_MOST_MEGAPIXELS = 250
_MISSING = "OCR kräver ocrmypdf och tesseract med svenska (på Debian: apt install ocrmypdf tesseract-ocr-swe)"
_FAILED = {
    2: "OCR gick inte: filen är skadad; be avsändaren om en ny fil",
    3: _MISSING,
    4: "OCR gick inte: resultatet blev ingen giltig PDF; be avsändaren om en ny fil",
    5: "OCR gick inte: filen får inte läsas eller cachemappen inte skrivas",
    6: "OCR gick inte: sidorna har redan text",
    7: "OCR gick inte: ett av dess program avbröts, kanske för att bilden är för stor; be avsändaren om en ny fil",
    8: "OCR gick inte: filen är krypterad; be avsändaren om en fil utan lösenord",
    10: "OCR gick inte: bilden är orimligt stor; be avsändaren om en ny fil",
    15: "OCR gick inte, av okänd orsak; be avsändaren om en fil med text",
}


class OcrError(Exception):
    """Optical character recognition could not be done; the message says why, in Swedish."""


def make_text_layer(path: Path, sha256: str, pages: Sequence[int], *, force: bool) -> Path:
    """Give a copy of a PDF whose `pages` have a text layer; from the cache if it has been made before.

    Args:
        path: The PDF; it is not changed.
        sha256: Its checksum.
        pages: Numbers of the pages to read.
        force: Whether to read the pages as pictures though they have text, which cannot be trusted.

    Raises:
        OcrError: If the programs are missing or fail.
    """
    program = _program()
    target = cache_folder() / "ocr" / f"{_key(program, sha256, pages, force=force)}.pdf"
    if target.is_file():
        return target
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole_file(target) as temporary, tempfile.TemporaryDirectory(dir=target.parent) as scratch:
            command = [program, *_options(pages, force=force), str(path.resolve()), str(temporary)]
            _run(command, Path(scratch), seconds=_START_SECONDS + _PAGE_SECONDS * len(pages))
    except (RemissError, OSError) as error:
        raise OcrError(f"OCR gick inte: cachemappen {target.parent} går inte att skriva ({error})") from error
    return target


def _program() -> str:
    program = shutil.which("ocrmypdf")
    if program is None or shutil.which("tesseract") is None:
        raise OcrError(_MISSING)
    return program


def _options(pages: Sequence[int], *, force: bool) -> list[str]:
    return [
        *("--language", _LANGUAGE, "--output-type", "pdf", "--optimize", "0", "--quiet"),
        *("--pages", ",".join(map(str, pages)), "--max-image-mpixels", str(_MOST_MEGAPIXELS)),
        *("--tesseract-timeout", str(_PAGE_SECONDS), "--force-ocr" if force else "--skip-text"),
    ]


def _key(program: str, sha256: str, pages: Sequence[int], *, force: bool) -> str:
    """Name a text layer by all that decides what it says; the programs by the time they were installed."""
    tools = [Path(tool).resolve().stat().st_mtime_ns for tool in (program, shutil.which("tesseract") or program)]
    return hashlib.sha256(json.dumps([sha256, list(pages), _options(pages, force=force), tools]).encode()).hexdigest()


def _run(command: Sequence[str], scratch: Path, *, seconds: float) -> None:
    """Run a program in a group of its own, so that all it has started ends with it."""
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=scratch,
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
    )
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise OcrError("OCR tog för lång tid och avbröts; be avsändaren om en fil med text") from error
    finally:
        _end(process)
    if code:
        raise OcrError(_FAILED.get(code, _FAILED[15]))


def _end(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
