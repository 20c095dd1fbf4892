"""How verbatim text is shown: in quotation marks, and without the characters that a file format cannot hold."""

import re

OPEN, CLOSE = "”", "”"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAK = re.compile(r"\s*\n\s*")


def printable(text: str) -> str:
    r"""Put the replacement character for each character that XML, and so Word and Excel, cannot hold.

    >>> printable("Bilaga\x0c1")
    'Bilaga�1'
    """
    return _UNPRINTABLE.sub("\ufffd", text)


def lines_of(text: str) -> list[str]:
    r"""Give the text as lines to print: a break between paragraphs or list items becomes one line break.

    >>> lines_of("Nämnden betonar:\n\n– lek")
    ['Nämnden betonar:', '– lek']
    """
    return _BREAK.split(printable(text))
