"""Characters as they should be read: ligatures spelt out, bullets of symbol fonts named, unprintable ones dropped."""

import unicodedata
from functools import lru_cache

BULLETS = "•·●○◦▪■□►➢➤✓❖♦‣⁃∙"
_SYMBOLS = {
    "\uf0b7": "•",
    "\uf0a7": "▪",
    "\uf0a8": "▪",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf0fc": "✓",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0de": "⇒",
    "\uf02d": "–",
    "\uf076": "❖",
    "\uf0be": "–",
    "\uf020": " ",
    "\u00ad": "-",
    "\u2010": "-",
    "\u2011": "-",
}
_DINGBATS = {
    "·": "•",
    "§": "▪",
    "Ø": "➢",
    "ü": "✓",
    "n": "■",
    "o": "□",
    "q": "□",
    "v": "❖",
    "l": "●",
    "à": "→",
    "-": "–",
}
_LIGATURES = "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
_UNKNOWN = "\ufffd"


@lru_cache(maxsize=8192)
def readable(text: str) -> str:
    r"""Give what a printed character is read as; empty if it prints nothing that can be read.

    >>> readable("ﬁ"), readable("\uf0b7"), readable("\x00"), readable("a")
    ('fi', '•', '', 'a')
    """
    if len(text) == 1:
        return _readable(text)
    if text.startswith("(cid:"):
        return _UNKNOWN
    return "".join(_readable(character) for character in text)


def symbol(text: str, font: str) -> str:
    """Give the sign that a font of signs prints for a letter; empty for other fonts.

    >>> symbol("§", "ABCDEF+Wingdings-Regular"), symbol("·", "SymbolMT"), symbol("§", "Times")
    ('▪', '•', '')
    """
    name = font.lower()
    if "wingdings" in name:
        return _DINGBATS.get(text, "")
    return "•" if text == "·" and "symbol" in name else ""


def is_bullet(character: str) -> bool:
    """Tell whether a character is used as a bullet and for nothing else."""
    return character in BULLETS


def _readable(character: str) -> str:
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    if character in _LIGATURES:
        return unicodedata.normalize("NFKC", character)
    if character == "\u00a0" or character == "\u202f" or character == "\u2007":
        return "\u00a0"
    category = unicodedata.category(character)
    if category == "Zs" or character in "\t\n\r":
        return " "
    if category == "Co":
        return _UNKNOWN
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else character
