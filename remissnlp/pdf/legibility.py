"""Whether the text of a page can be believed: characters without codes, pages without text, no language."""

import re
from collections import Counter

from remissnlp.lexicon import read_words
from remissnlp.pdf.characters import readable
from remissnlp.pdf.glyphs import Sheet
from remissnlp.pdf.troubles import DRAWN, SCANNED, UNCODED, UNCODED_PARTLY

_UNKNOWN = "\ufffd"
_ILLEGIBLE, _FLAWED = 0.3, 0.03
_PICTURE, _MOST_OF_PAGE = 0.3, 0.7
_FEW = 60
_DRAWING_BYTES = 4000
_FEWEST_WORDS = 80
_LANGUAGE = 0.06
_COMMON, _USUAL = "eantrsi", 0.4
"""The commonest letters, and the least share of them; in Swedish they are six in ten."""
_WORD = re.compile(r"[^\W\d_]+")


def judge(sheet: Sheet) -> str:
    """Give the trouble with the text of a sheet; empty if it can be read, or if the page is simply blank."""
    counts = Counter(glyph.text for glyph in sheet.glyphs)
    counts = Counter({text: count for text, count in counts.items() if text.strip()})
    ink = counts.total()
    if not ink:
        return _judge_empty(sheet)
    share = sum(count for text, count in counts.items() if _UNKNOWN in readable(text)) / ink
    if share > _ILLEGIBLE:
        return UNCODED
    if ink < _FEW and not sheet.ocr and sheet.image_share >= _MOST_OF_PAGE:
        return SCANNED
    return UNCODED_PARTLY if share > _FLAWED else ""


def is_language(text: str) -> bool:
    """Tell whether a text has the small words or the usual letters of Swedish (or English); garbled text has neither.

    Tables and maps have few small words but the usual letters. Too short a text is given the benefit of the doubt.

    >>> is_language("och det som är i en " * 20), is_language("bpi efu tpn bs j fo " * 20)
    (True, False)
    """
    words = Counter(match[0].lower() for match in _WORD.finditer(text))
    if words.total() < _FEWEST_WORDS:
        return True
    if sum(words[known] for known in frozenset(read_words("vanliga_ord"))) >= _LANGUAGE * words.total():
        return True
    usual = sum(count * sum(letter in _COMMON for letter in word) for word, count in words.items())
    return usual >= _USUAL * sum(count * len(word) for word, count in words.items())


def _judge_empty(sheet: Sheet) -> str:
    if sheet.image_share >= _PICTURE:
        return SCANNED
    return DRAWN if sheet.content_bytes >= _DRAWING_BYTES and not sheet.hidden else ""
