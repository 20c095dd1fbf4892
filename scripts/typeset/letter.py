"""Layouts set with WeasyPrint: letter, two columns, plain letter, extract of minutes and the proposal."""

import hashlib
import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path

from weasyprint import CSS, HTML

from typeset.markup import body_html, lines_html
from typeset.source import MARK, MARK_METADATA, Answer

FAMILIES = {"Open Sans": "fonts-open-sans", "P052": "fonts-urw-base35", "C059": "fonts-urw-base35"}
"""Families of fonts that the styles name, and the package that has them."""

_STYLES = Path(__file__).parent / "css"
_BULLETS = {"brev": "•", "tvaspalt": "–", "enkel": "-", "protokoll": "–", "forslag": "•"}
_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def set_pdf(answer: Answer) -> bytes:
    """Set an answer in the layout it names and give the PDF.

    Raises:
        FileNotFoundError: If a family of fonts is not installed.
    """
    find_fonts()
    styles = [CSS(_STYLES / name) for name in ("base.css", f"{answer.layout}.css")]
    page = _page(answer, _HEADS[answer.layout](answer))
    identifier = hashlib.blake2s(page.encode(), digest_size=16).digest()
    return bytes(HTML(string=page).write_pdf(stylesheets=styles, pdf_identifier=identifier) or b"")


@cache
def find_fonts() -> None:
    """Make sure that the fonts are installed: WeasyPrint would take others instead without a word.

    Raises:
        FileNotFoundError: If a family is missing.
    """
    listed = subprocess.run(["fc-list", ":", "family"], check=True, capture_output=True, text=True).stdout
    found = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    if missing := [f"{family} (package {package})" for family, package in FAMILIES.items() if family not in found]:
        raise FileNotFoundError(f"fonts are not installed: {', '.join(missing)}")


def long_date(date: str) -> str:
    """Write an ISO date in words.

    >>> long_date("2015-10-02")
    '2 oktober 2015'
    """
    year, month, day = date.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def address_columns(address: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Sort the lines of an address into labelled columns, as letters have them at the foot."""
    rest = list(address[1:])
    reach = [line for line in rest if re.match(r"(?:Telefon|Tfn|Växel|Fax)\b", line)]
    net = [line for line in rest if "@" in line or re.match(r"(?:www\.|\S+\.(?:se|org)\b)", line)]
    number = [line for line in rest if line.startswith("Org")]
    place = [line for line in rest if line and line not in (*reach, *net, *number)]
    columns = [("Postadress", [address[0], *place]), ("Telefon", [re.sub(r"^Telefon ", "", line) for line in reach])]
    columns += [("E-post", net), ("Organisationsnummer", [re.sub(r"^Org\.?\s?nr:? ", "", line) for line in number])]
    return [(label, lines) for label, lines in columns if lines]


def _page(answer: Answer, head: str) -> str:
    about = (
        f'<meta name="description" content="{MARK_METADATA}"><meta name="keywords" content="{MARK_METADATA}">'
        if answer.constructed
        else ""
    )
    body = body_html(answer, bullet=_BULLETS[answer.layout])
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{escape(answer.title)}</title>'
        f'<meta name="author" content="{escape(answer.author or "remissnlp")}">'
        f'<meta name="generator" content="remissnlp scripts/typeset_corpus.py">{about}</head>'
        f'<body class="{answer.source_id}">{_mark(answer)}{head}<main>{body}</main></body></html>'
    )


def _mark(answer: Answer) -> str:
    return f'<div class="mark">{MARK}</div>' if answer.constructed else ""


def _letter_head(answer: Answer) -> str:
    labels = [
        ("Datum", answer.date),
        ("Vår beteckning", answer.dnr),
        ("Er beteckning", answer.sender_dnr),
        ("Handläggare", answer.handlaggare),
    ]
    facts = "".join(f"<dt>{label}</dt><dd>{escape(value)}</dd>" for label, value in labels if value)
    columns = "".join(
        f"<div><b>{label}</b><br>{lines_html(lines)}</div>" for label, lines in address_columns(answer.address)
    )
    return (
        f'<div class="running">{escape(answer.author)}<br>{escape(answer.dnr)}</div>'
        f'<footer class="columns">{columns}{_mark(answer).replace("mark", "first-mark")}</footer>'
        f'<header><div class="sender">{escape(answer.author)}</div><dl>{facts}</dl></header>'
        f'<div class="addressee">Till<br>{escape(answer.addressee)}</div><h1>{escape(answer.title)}</h1>'
    )


def _columns_head(answer: Answer) -> str:
    labels = [
        ("Handläggare", answer.handlaggare),
        ("Telefon", answer.telephone),
        ("Till", answer.addressee),
        ("Datum", answer.date),
        ("Dnr", answer.dnr),
    ]
    facts = "".join(f"<div><b>{label}</b><br>{escape(value)}</div>" for label, value in labels if value)
    foot = " · ".join(escape(line) for line in answer.address if line)
    return (
        f'<div class="running">{escape(answer.author)} · Dnr {escape(answer.dnr)}</div>'
        f'<footer class="columns">{foot}</footer>'
        f'<header><div class="sender">{escape(answer.author)}</div></header><div class="facts">{facts}</div>'
        f"<h1>{escape(answer.title)}</h1>"
    )


def _plain_head(answer: Answer) -> str:
    numbers = [
        f"Dnr {answer.dnr}" if answer.dnr else "",
        f"Er ref. {answer.sender_dnr}" if answer.sender_dnr else "",
    ]
    date = answer.date if answer.dnr else long_date(answer.date)
    contact = f'<div class="contact">Handläggare: {escape(answer.handlaggare)}</div>' if answer.handlaggare else ""
    return (
        f'<header><div class="sender">{lines_html(answer.address)}</div>'
        f'<div class="date">{lines_html([date, *numbers])}</div></header>'
        f'<div class="addressee">Till {escape(answer.addressee)}</div>{contact}<h1>{escape(answer.title)}</h1>'
    )


def _minutes_head(answer: Answer) -> str:
    secretary = next((name for name, _ in answer.signatures), "")
    facts = [("Sammanträdesdatum", answer.date), ("Dnr", answer.dnr), ("Sekreterare", secretary)]
    row = "".join(f"<div><b>{label}</b><br>{escape(value)}</div>" for label, value in facts if value)
    return (
        f'<div class="running">{escape(answer.remissinstans)} · Protokollsutdrag {escape(answer.date)}</div>'
        f'<header><div class="sender">Stockholms stad<br>{escape(answer.remissinstans)}</div>'
        f'<div class="kind">Protokollsutdrag</div></header><div class="facts">{row}</div>'
        f"<h1>{escape(answer.title)}</h1>"
    )


def _proposal_head(answer: Answer) -> str:
    return (
        f'<div class="running">{escape(answer.title)}</div><section class="cover"><h1>{escape(answer.title)}</h1>'
        "<p>Förslag för remiss</p></section>"
    )


_HEADS: dict[str, Callable[[Answer], str]] = {
    "brev": _letter_head,
    "tvaspalt": _columns_head,
    "enkel": _plain_head,
    "protokoll": _minutes_head,
    "forslag": _proposal_head,
}
