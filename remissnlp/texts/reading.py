"""One file that is not a PDF in, one Document out."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from remissnlp.document import Document, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.terms import BlockKind
from remissnlp.texts.mail import read_mail
from remissnlp.texts.plain import decode, part_paragraphs
from remissnlp.texts.word_file import read_word
from remissnlp.texts.writing import Paragraph, to_document

_MOST_BYTES = 50_000_000


def read_text(source: Source) -> Document:
    """Read an answer that is a .docx, .txt or .eml file.

    Raises:
        UnreadablePdfError: If it is empty, damaged, too large or of another kind than its name says.
    """
    path = source.path
    size = path.stat().st_size
    if not size:
        raise UnreadablePdfError(f"{path.name}: filen är tom; be avsändaren om en ny")
    if size > _MOST_BYTES:
        raise UnreadablePdfError(f"{path.name}: större än 50 MB; be avsändaren om en mindre fil")
    paragraphs, apart = _READERS[path.suffix.lower()](path)
    document = to_document(source.source_id, paragraphs, apart=apart)
    if not any(block.kind is not BlockKind.METADATA for block in document.blocks):
        raise UnreadablePdfError(f"{path.name}: innehåller ingen löpande text; be avsändaren om svaret i en bilaga")
    first = document.blocks[0]
    if first.kind is BlockKind.HEADING and first.level > 1:
        document = replace(document, blocks=(replace(first, level=1), *document.blocks[1:]))
    return document


def _read_plain(path: Path) -> tuple[list[Paragraph], list[str]]:
    content = path.read_bytes()
    if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadablePdfError(f"{path.name}: är ingen textfil; spara om svaret som PDF, Word eller text")
    return part_paragraphs(decode(content)), []


_READERS: dict[str, Callable[[Path], tuple[list[Paragraph], list[str]]]] = {
    ".docx": read_word,
    ".txt": _read_plain,
    ".eml": read_mail,
}
SUFFIXES = frozenset(_READERS)
"""The kinds of files that are read here, as endings in lower case."""
