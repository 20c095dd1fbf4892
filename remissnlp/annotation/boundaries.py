"""Boundaries: where a sentence ends in a paragraph of official Swedish, told by rules alone.

A full stop ends a sentence unless an abbreviation, an initial, a list number or an open quotation says otherwise. The
rules need no model, so that any pipeline gets the same sentences.
"""

import re
from collections.abc import Iterator

from remissnlp.lexicon import read_words

_OPENERS, _CLOSERS = "\"'“”’‘»«([–—•-", "\"'“”’»)]"
_OPEN, _CLOSE = re.escape(_OPENERS), re.escape(_CLOSERS)
_CAPITAL = r"(?:[^\W\d_a-zà-öø-ÿ]|[a-z][A-ZÅÄÖ]|[0-9§])"
_END = re.compile(
    rf"[.!?…]+[{_CLOSE}]*(?=\s+(?:\|\s+)?[{_OPEN}\s]*{_CAPITAL})"  # the mark of a table's cells may stand between
    r"|(?<=[a-zåäö]{3})\.(?=[A-ZÅÄÖ][a-zåäö]{2})"  # a space was lost
    rf"|(?<=[a-zåäö)]{{2}})\.[{_CLOSE}]*(?:\d{{1,2}}|[¹²³⁴-⁹]+)(?=\s+[A-ZÅÄÖ])"  # a footnote mark stands behind
    r"|\n+|\s(?=[•▪●]\s)"
)
_LAST_WORD = re.compile(r"\S+$")
_NEXT_WORD = re.compile(r"[\w§]+")
_LIST_NUMBER = re.compile(r"^\W*(?:\d{1,3}|[a-zA-Z])\.$")
_CHAPTER = re.compile(r"^\W*\d{1,3}\s?[a-z]?\s(?:kap|avd|art)\.$")
_INLINE_NUMBER = re.compile(r"[,;:]\s+(\d{1,2})\.$")
_INITIALS = re.compile(r"(?:[A-ZÅÄÖ]\.-?)+")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.){2,}")
_VOWELLESS = re.compile(r"[B-DF-HJ-NP-TV-XZ]?[bcdfghjklmnpqrstvwxz]{1,4}\.")
_LAW = re.compile(r"\s*(?:\w+-,? )*(?:och )?\w+(?:lagen|balken|ordningen|formen|stadgan)\b")
_QUOTATION = re.compile(r"[”“\"»][^”“\"»«]{1,400}[”“\"«»]|\([^()]{1,300}\)")


def find_boundaries(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end offsets of every sentence of a paragraph, white space around it included."""
    start = 0
    closed = [match.span() for match in _QUOTATION.finditer(text)]
    for match in _END.finditer(text):
        end = match.end()
        is_layout = match.group().isspace()
        if is_layout or (not _is_inside(start, match.start(), end, closed) and _ends(text[start:end], text[end:])):
            yield start, end
            start = end
    yield start, len(text)


def _is_inside(start: int, stop: int, end: int, closed: list[tuple[int, int]]) -> bool:
    """Tell whether a stop stands within a quotation or parenthesis that opened inside the running sentence."""
    return any(start + 1 < first < stop and end < last for first, last in closed)


def _ends(sentence: str, following: str) -> bool:
    match = _LAST_WORD.search(sentence)
    word = match.group().lstrip(_OPENERS) if match else ""
    if not word.endswith("."):
        return True
    if _LIST_NUMBER.match(sentence) or _CHAPTER.match(sentence) or _is_inline_number(sentence, following):
        return False
    before = sentence[: -len(word)].split()[-1:]
    if _INITIALS.fullmatch(word):
        return _names_a_thing(before) or _starts_sentence(following)
    return not _is_abbreviation(word) or _abbreviation_ends(word, before, following)


def _is_abbreviation(word: str) -> bool:
    known = word.lower() in read_words("forkortningar") or word.lower() in read_words("mattforkortningar")
    return known or bool(_DOTTED.fullmatch(word) or _VOWELLESS.fullmatch(word))


def _abbreviation_ends(word: str, before: list[str], following: str) -> bool:
    lowered = word.lower()
    if following.lstrip().startswith(("(", "|")):
        return False
    if lowered in read_words("slutforkortningar"):
        return True
    match = _NEXT_WORD.search(following)
    after = match.group() if match else ""
    if lowered in read_words("mattforkortningar"):
        return (
            after.istitle() and not word.istitle() and not _LAW.match(following)
        )  # "9 kap. PBL" and "St. Eriksplan" go on
    return lowered not in read_words("forkortningar") and _starts_sentence(following)


def _is_inline_number(sentence: str, following: str) -> bool:
    """Tell whether a number counts the parts of a sentence, as in "tre delar: 1. Mål, 2. Medel"."""
    match = _INLINE_NUMBER.search(sentence)
    if not match:
        return False
    number = int(match.group(1))
    if number == 1:
        return bool(re.search(r"\b2\.\s", following))
    return bool(re.search(rf"\b{number - 1}\.\s", sentence[: match.start()]))


def _names_a_thing(before: list[str]) -> bool:
    return bool(before) and before[0].lower() in read_words("bokstavsnamn")


def _starts_sentence(following: str) -> bool:
    match = _NEXT_WORD.search(following)
    return match is not None and match.group().lower() in read_words("meningsborjan")
