"""Damage: a PDF of which so much is lost that neither a reader nor a repair finds any text in it."""

import random
import zlib

from typeset.source import MARK_METADATA, Answer

_KEPT = 2048
_LOST = 30_000


def damage(pdf: bytes, answer: Answer) -> bytes:
    """Keep the first bytes of a PDF and put noise in place of the rest, as when a transfer breaks.

    A comment line behind the header tells that a constructed answer is one: there are no pages to say it on.
    """
    header, rest = pdf.split(b"\n", 1)
    comment = f"% {MARK_METADATA}\n".encode() if answer.constructed else b""
    noise = random.Random(zlib.crc32(answer.source_id.encode())).randbytes(_LOST)  # noqa: S311
    return (header + b"\n" + comment + rest)[:_KEPT] + noise
