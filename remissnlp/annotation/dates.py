"""Dates as they are written in letters, read as ISO 8601."""

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = (
    r"(jan(?:uari)?|feb(?:ruari)?|mar(?:s)?|apr(?:il)?|maj|jun(?:i)?|jul(?:i)?|aug(?:usti)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_FORMS = (
    re.compile(r"(?<![\d/.:-])(?P<y>(?:19|20)\d\d)\s?[-–.]\s?(?P<m>\d\d?)\s?[-–.]\s?(?P<d>\d\d?)(?![\d/-])"),
    re.compile(rf"(?<![\d/])(?P<d>\d{{1,2}})(?:\s*:?e)?\s+(?P<n>{_MONTH})\s+(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d/.])(?P<d>\d{1,2})\s?/\s?(?P<m>\d{1,2})\s*[-\s]\s*(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d/.])(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<![\d/.-])(?P<y>20[0-4]\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?![\d/.-])"),
)


def find_dates(text: str) -> list[tuple[str, int]]:
    """Find the dates of `text` that exist in the calendar, in order, each with its offset.

    >>> find_dates("Stockholm den 5 oktober 2015, ert datum 2015-06-01")
    [('2015-10-05', 14), ('2015-06-01', 40)]
    """
    found = {offset: iso for form in _FORMS for iso, offset in _read(form, text)}
    return [(iso, offset) for offset, iso in sorted(found.items())]


def find_date(text: str) -> str:
    """Give the first date in `text` as ISO 8601, or the empty string.

    >>> find_date("Uppsala 2021-02-30"), find_date("3 sept. 2021")
    ('', '2021-09-03')
    """
    return next((iso for iso, _ in find_dates(text)), "")


def _read(form: re.Pattern[str], text: str) -> Iterator[tuple[str, int]]:
    for match in form.finditer(text):
        parts = match.groupdict()
        month = parts.get("m") or str(_MONTHS.index(parts["n"].lower()[:3]) + 1)
        try:
            yield date(int(parts["y"]), int(month), int(parts["d"])).isoformat(), match.start()
        except ValueError:  # "2021-02-30": no such day, so no date
            continue
