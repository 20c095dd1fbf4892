"""Every file to its reader: PDF to the room `pdf`, Word, text and e-mail to `texts`; outcomes in the files' order."""

import hashlib
import time
from collections.abc import Callable, Sequence

from remissnlp.document import Document, Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf import ReadOutcome, read_all
from remissnlp.texts import SUFFIXES, read_text


def read_source(source: Source, *, ocr: bool = False) -> Document:
    """Read one file of any kind.

    Raises:
        UnreadablePdfError: If it cannot be read; the message says why and what to do.
    """
    if _is_text(source):
        return read_text(source)
    outcome = read_all([source], ocr=ocr)[0]
    if outcome.document is None:
        raise UnreadablePdfError(outcome.reason)
    return outcome.document


def read_sources(
    sources: Sequence[Source], *, on_done: Callable[[Source], None] | None = None, **options: object
) -> list[ReadOutcome]:
    """Read many files; `options` are those of `pdf.read_all`."""
    texts = iter([_read(source, on_done) for source in sources if _is_text(source)])
    pdfs = iter(read_all([source for source in sources if not _is_text(source)], on_done=on_done, **options))  # type: ignore[arg-type]
    return [next(texts) if _is_text(source) else next(pdfs) for source in sources]


def _is_text(source: Source) -> bool:
    return source.path.suffix.lower() in SUFFIXES


def _read(source: Source, on_done: Callable[[Source], None] | None) -> ReadOutcome:
    start = time.perf_counter()
    try:
        digest = hashlib.sha256(source.path.read_bytes()).hexdigest()
        document, reason = read_text(source), ""
    except OSError as error:
        digest, document, reason = "", None, f"{source.path.name}: går inte att öppna ({error.strerror})"
    except UnreadablePdfError as error:
        document, reason = None, str(error)
    if on_done:
        on_done(source)
    return ReadOutcome(
        source,
        digest,
        document,
        reason or "; ".join(document.warnings if document else ()),
        time.perf_counter() - start,
    )
