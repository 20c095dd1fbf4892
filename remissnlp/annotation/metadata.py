"""Metadata: who answers, who writes, when, and under which number, read off the head of an answer."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.dates import find_date, find_dates
from remissnlp.annotation.extensions import Metadata, Setting, document_of, register
from remissnlp.annotation.letterhead import Cell, Letterhead, body_start, label_of, read_letterhead
from remissnlp.annotation.numbers import is_departments, read_lone_number, read_number
from remissnlp.annotation.office import find_office
from remissnlp.annotation.persons import read_person, read_persons
from remissnlp.annotation.respondent import find_remissinstans
from remissnlp.annotation.title import find_title
from remissnlp.document import Document
from remissnlp.terms import BlockKind, Instanstyp

_OTHER_DATE = re.compile(
    r"senast|sammanträd|möte|nämnden den|ankom|inkom|diarieför|remissen|remiss den|ert datum|er beteckning|justera"
    r"|laga kraft|beslut(?:ad|at)? den|skriv ut|utskriven",
    re.IGNORECASE,
)
_PRESENTED = re.compile(
    r"(?:föredragande|handläggare)\s+(?:i ärendet\s+)?(?:har\s+)?(?:varit|var)\s+([^.]*)"
    r"|([^.,]*?)\s+har varit föredragande|efter föredragning av\s+([^.,]*)|föredragit(?:s)? av\s+([^.,]*)",
    re.IGNORECASE,
)
_NAMNDER = (Instanstyp.FACKNAMND, Instanstyp.STADSDELSNAMND)
_ORGANISATIONS = (*_NAMNDER, Instanstyp.KOMMUN)
_DEPARTMENT = re.compile(r"[A-ZÅÄÖ][\wåäö, -]*departementet|Regeringskansliet|Statsrådsberedningen")
_CLOSING = 12  # blocks at the end of an answer among which place and date may stand
_POSTAL = re.compile(r"^\d{3} ?\d\d\b")
_TRAILING = re.compile(r"\s*(?:[<(\[].*|\S+@\S+.*|\d{3} ?\d\d\b.*)$")
_CALLED = {
    "branschorganisation": Instanstyp.NARINGSLIV,
    "arbetsgivarorganisation": Instanstyp.NARINGSLIV,
    "näringslivsorganisation": Instanstyp.NARINGSLIV,
    "fackförbund": Instanstyp.FACKLIG,
    "fackförening": Instanstyp.FACKLIG,
    "ideell förening": Instanstyp.CIVILSAMHALLE,
    "intresseorganisation": Instanstyp.CIVILSAMHALLE,
    "patientorganisation": Instanstyp.CIVILSAMHALLE,
    "stiftelse": Instanstyp.CIVILSAMHALLE,
}
"""What a body calls itself, where its name does not say what it is."""

_SELF = "|".join(_CALLED)


@Language.factory("remiss_metadata")
def make_metadata(nlp: Language, name: str) -> "MetadataReader":
    """Make the component that reads the head of an answer."""
    return MetadataReader()


class MetadataReader:
    """Set `doc._.metadata`."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Read the metadata of `doc`; what its `setting` overrides is taken from there."""
        doc._.metadata = read_metadata(document_of(doc), doc._.setting)
        return doc


def read_metadata(document: Document, setting: Setting) -> Metadata:
    """Read the metadata of an answer; a field that it does not state is empty."""
    head = read_letterhead(document)
    addressee = _addressee(head, setting)
    remissinstans = setting.overrides.get("remissinstans") or find_remissinstans(document, head, addressee, setting)
    found = {
        "remissinstans": remissinstans,
        "instanstyp": str(_instanstyp(document, remissinstans, setting)),
        "speaker": find_office(document, head, remissinstans, addressee),
        "handlaggare": head.value("handlaggare", read_persons) or _presenter(document),
        "date": _date(document, head),
        "dnr": _dnr(head, setting),
        "addressee": addressee,
        "title": find_title(document, head),
    }
    return Metadata(**{**found, **setting.overrides})


def _instanstyp(document: Document, remissinstans: str, setting: Setting) -> Instanstyp:
    """Tell the kind of body by its name, else by what it says that it is."""
    named = instanstyp_of(remissinstans, setting.sender, *setting.invited)
    if named is not Instanstyp.ANNAN or not remissinstans:
        return named
    said = re.search(rf"{re.escape(remissinstans)}(?:\s+\([^)]*\))?\s+är\s+(?:\w+\s+){{0,3}}?({_SELF})", document.text)
    return _CALLED[said.group(1)] if said else named


def _date(document: Document, head: Letterhead) -> str:
    """Give the document's own date: by its label, else free in the head, else at the signature; minutes' own last."""
    labelled = head.value("datum", find_date)
    if labelled:
        return labelled
    free = (cell for cell in head.unlabelled() if cell.role != "stamp" and head.belongs_to(cell) != "datum_annat")
    plain = [cell.text for cell in free if not _OTHER_DATE.search(cell.text) and len(cell.text.split()) <= 8]
    meeting = head.value("datum_annat", find_date) if _is_minutes(head) else ""
    return _first_date(plain) or meeting or _first_date(_closing(document))


def _is_minutes(head: Letterhead) -> bool:
    return any("protokoll" in cell.text.lower() for cell in head.cells)


def _first_date(texts: list[str] | Iterator[str]) -> str:
    return next((date for date in map(find_date, texts) if date), "")


def _closing(document: Document) -> Iterator[str]:
    """Give the short blocks after the running text that hold place and date ("Uppsala den 3 juni 2024")."""
    for block in reversed(document.blocks[body_start(document) :][-_CLOSING:]):
        text = document.block_text(block)
        if len(text.split()) <= 12 and find_dates(text) and not _OTHER_DATE.search(text):
            yield text


def _dnr(head: Letterhead, setting: Setting) -> str:
    def own(text: str) -> str:
        number = read_number(text)
        return "" if number == setting.sender_dnr or is_departments(number) else number

    lone = (read_lone_number(cell.text) for cell in head.unlabelled() if not head.belongs_to(cell))
    return head.value("dnr", own) or next((number for number in map(own, lone) if number), "")


def _presenter(document: Document) -> str:
    """Name the one who presented the case, as the closing lines of an agency's answer say."""
    for block in document.blocks[-8:]:
        match = _PRESENTED.search(" ".join(document.block_text(block).split()))
        if match:
            said = next(group for group in match.groups() if group is not None)
            words = said.split()
            names = (read_person(" ".join(words[start:])) for start in range(len(words)))
            return next((name for name in names if name), "")
    return ""


def _addressee(head: Letterhead, setting: Setting) -> str:
    labelled = head.value("till", _read_addressee)
    if labelled:
        return labelled
    cells = [cell for cell in head.unlabelled() if cell.role == "text" and cell.kind is not BlockKind.HEADING]
    cells = [cell for cell in cells if not head.belongs_to(cell)]
    departments = (_DEPARTMENT.match(cell.text.strip()) for cell in cells)
    found = next((match.group() for match in departments if match), "")
    if found or _is_minutes(head):  # minutes name the nämnd that meets
        return found
    return next(_unlabelled_addressees(cells, head, setting), "")


def _unlabelled_addressees(cells: list[Cell], head: Letterhead, setting: Setting) -> Iterator[str]:
    """Give the bodies that the head names without a label: the sender, one above a postal code, a nämnd."""
    furniture = " ".join(cell.text.lower() for cell in head.cells if cell.role != "text")
    named = [cell for cell in cells if cell.text.lower() not in furniture]
    yield from (c.text for c in named if setting.sender and c.text.lower().startswith(setting.sender.lower()))
    above = (c.text for c, n in pairwise(cells) if _POSTAL.match(n.text) and c in named)
    yield from (text for text in above if instanstyp_of(text) is not Instanstyp.ANNAN)
    yield from (cell.text for cell in named if instanstyp_of(cell.text) in _ORGANISATIONS)
    header = [cell for cell in head.cells if cell.role == "header"]
    if any((label_of(cell.text) or ("",))[0] == "handlaggare" for cell in header):  # the head is repeated on each page
        yield from (cell.text for cell in header if instanstyp_of(cell.text) in _NAMNDER)


def _read_addressee(text: str) -> str:
    first = _TRAILING.sub("", text.split("\n")[0]).strip(" ,;:")
    usable = first[:1].isupper() and not find_dates(first) and label_of(first) is None and len(first) < 90
    return " ".join(first.split()) if usable else ""
