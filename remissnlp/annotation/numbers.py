"""Diary numbers: what looks like one, and whose it is."""

import re

from remissnlp.annotation.dates import find_date

_TOKEN = re.compile(r"[\wÅÄÖåäö][\wÅÄÖåäö./:–-]*")
_PREFIX = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{0,5}")
_DEPARTMENT = re.compile(
    r"(?:A|Fi|Fö|Fo|I|Ju|KN|Kn|KK|Ku|LI|L|M|N|Jo|S|SB|U|UD|E|FA)(?:19|20)\d\d/\d{3,5}(?:/\w+)?"
)  # written without a space: "KN 2015/188" is a nämnd's
_ALONE = re.compile(
    r"(?:§\s*\d+\s+)?((?:[A-ZÅÄÖ]{1,5}[ /-]?)?(?:19|20)\d\d[/.:-]\d{2,6}(?:[ -]\d{3})?(?: [A-ZÅÄÖ]{2,5})?"
    r"|\d{1,5}-\d{1,6}[-/](?:19|20)?\d\d)"
)


def read_number(text: str) -> str:
    """Read a diary number at the start of `text`, or give the empty string.

    >>> [read_number(text) for text in ("KS 2022/00187 Sida 1", "2026.013 KS", "2015-10-01", "FO-S 88/15")]
    ['KS 2022/00187', '2026.013 KS', '', 'FO-S 88/15']
    """
    taken: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group().rstrip(".:,")
        if match.start() and text[: match.start()].rstrip()[-1:] in (",", ";", "("):
            break
        if not (any(character.isdigit() for character in word) or _is_mark(word, taken)):
            break
        if taken and find_date(word):
            break
        taken.append(word)
    number = " ".join(taken)
    has_digits = sum(character.isdigit() for character in number) >= 2
    return number if has_digits and not _is_date(number) else ""


def read_lone_number(text: str) -> str:
    """Read a diary number that stands without a label, alone or behind a paragraph number ("§ 47 2026.126 KS")."""
    match = _ALONE.fullmatch(text.strip())
    return match.group(1) if match and not find_date(match.group(1)) else ""


def is_departments(number: str) -> bool:
    """Tell whether a number is of the form that the Government Offices use ("Fi2023/02214")."""
    return _DEPARTMENT.fullmatch(number.strip("() ")) is not None


def _is_mark(word: str, taken: list[str]) -> bool:
    """Tell whether a word without digits belongs to a number: a prefix ("KS") or a suffix in capitals."""
    if not taken:
        return _PREFIX.fullmatch(word) is not None
    return word.isupper() and 1 < len(word) <= 5


def _is_date(number: str) -> bool:
    return len(number) <= 10 and bool(find_date(number))
