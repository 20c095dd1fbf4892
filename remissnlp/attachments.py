"""Files that came attached to an e-mail: taken out to the user's cache folder, never into the remiss folder."""

import email
import hashlib
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from pathlib import Path

from remissnlp.files import cache_folder, whole_file

READABLE = (".pdf", ".docx", ".txt")
_UNSAFE = re.compile(r"[^\w .()+,-]")
_LONGEST_NAME = 100
_COVER_WORDS = 80


def unpack_mail(path: Path, folder: Path | None = None) -> tuple[list[Path], bool]:
    """Take the readable attachments out of an .eml file.

    Args:
        path: The mail.
        folder: Where to put them; the user's cache folder if None.

    Returns:
        The files, in the mail's order, and whether the message itself is only a covering note to them.

    Raises:
        RemissError: If an attachment cannot be written.
    """
    content = path.read_bytes()
    message = email.message_from_bytes(content, policy=policy.default)
    home = (folder or cache_folder() / "bilagor") / hashlib.sha256(content).hexdigest()[:16]
    files = [_put(home, name, payload) for name, payload in _attachments(message)]
    return files, bool(files) and len(_words(message)) < _COVER_WORDS


def safe_name(name: str) -> str:
    r"""Give the last part of a file name with nothing in it that could lead elsewhere.

    >>> safe_name("../../etc/yttrande.pdf"), safe_name("C:\\svar\\Remissvar 1.docx")
    ('yttrande.pdf', 'Remissvar 1.docx')
    """
    last = _UNSAFE.sub("_", re.split(r"[\\/]", name)[-1]).lstrip(". ")
    stem, dot, ending = last.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{ending}"


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for number, part in enumerate(message.iter_attachments(), start=1):
        name = safe_name(part.get_filename() or "")
        payload = part.get_payload(decode=True)
        if Path(name).suffix.lower() in READABLE and isinstance(payload, bytes):
            unique = name if name.lower() not in seen else f"{number}-{name}"
            seen.add(unique.lower())
            yield unique, payload


def _put(home: Path, name: str, payload: bytes) -> Path:
    path = home / name
    if not path.exists() or path.read_bytes() != payload:
        with whole_file(path) as temporary:
            temporary.write_bytes(payload)
    return path


def _words(message: EmailMessage) -> list[str]:
    part = message.get_body(preferencelist=("plain", "html"))
    payload = part.get_payload(decode=True) if part else b""
    text = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    return re.sub(r"<[^>]*>", " ", text).split()
