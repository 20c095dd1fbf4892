"""Metadata: who answers, who writes, when, and under which number, read off the head of an answer."""

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.extensions import Metadata, Setting, document_of, register
from remissnlp.annotation.sections import section_of
from remissnlp.document import Document
from remissnlp.terms import BlockKind, Instanstyp, Section

_MONTHS = [
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
]
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_LONG = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"senast|sammanträd|möte|nämnden den|ankom|inkom|diarieför|remissen|ert datum|er beteckning|justera", re.IGNORECASE
)
_DNR = re.compile(
    r"(?<!ert )(?<!er )(?<!deras )"
    r"\b(?:dnr|d\.nr|diarie(?:nr|nummer)|ärende(?:nr|nummer|beteckning)|vår(?:t|\s)?\s?(?:dnr|beteckning|referens)|beteckning)"
    r"\s*[.:]?\s*([A-ZÅÄÖ0-9][\w.:/ -]*?\d[\w:/-]*)(?=\s*$|\s{2,}|[,;)]|\s+[A-ZÅÄÖa-zåäö])",
    re.IGNORECASE | re.MULTILINE,
)
_SENDERS_DNR = re.compile(r"\b(?:er|ert|ers|deras)\s+(?:dnr|diarie\w+|beteckning|referens)", re.IGNORECASE)
_NAME = r"((?:[A-ZÅÄÖÉ][\w.’-]+[ \t]+){1,3}[A-ZÅÄÖÉ][\w’-]+)"
_HANDLAGGARE = re.compile(
    rf"(?:Handläggare|Handläggande \w+|Kontaktperson|Kontakt|Vår handläggare|Utredare)\s*:?\s+{_NAME}"
)
_TILL = re.compile(r"^Till\b\s*:?\s*\n?\s*([A-ZÅÄÖ][^\n]{2,80})", re.MULTILINE)
_OFFICE = re.compile(
    r"\b([A-ZÅÄÖ][\wåäöÅÄÖ-]*(?:kontoret|förvaltningen|kansliet)"
    r"|(?:[A-ZÅÄÖ][\w-]+ )+(?:stadsdels)?förvaltning|[A-ZÅÄÖ][\w-]+ stadsdelsförvaltning)(?:s)?\b"
)
_SUBJECT_LINE = re.compile(
    r"^((?:Remissvar|Remissyttrande|Remiss|Yttrande|Svar på remiss|Angående|Ang\.|Synpunkter på|Betänkandet)\b"
    r"[^\n]{8,}(?:\n[^\n]{8,}\)?)?)",
    re.MULTILINE,
)
_SUBJECT = re.compile(
    r"(?:^|(?<=[.!?] ))((?:[A-ZÅÄÖ][\wåäöÅÄÖ&-]+)(?: (?:och|i|för|på|av|[\wåäöÅÄÖ&-]+)){0,6}?)(?: \([^)]*\))? "
    r"(?:tillstyrker|avstyrker|avstår|har|ställer|välkomnar|lämnar|besvarar|yttrar|delar|instämmer|anser|stödjer|yrkar|tackar|ser)\b",
    re.MULTILINE,
)


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
    """Read the metadata of an answer; a field that its head does not state is empty."""
    head = "\n".join(_head(document))
    addressee = _addressee(head)
    remissinstans = setting.overrides.get("remissinstans") or _remissinstans(document, head, addressee, setting)
    found = {
        "remissinstans": remissinstans,
        "instanstyp": str(instanstyp_of(remissinstans)),
        "speaker": _speaker(document, head, remissinstans),
        "handlaggare": _first(_HANDLAGGARE, head),
        "date": _date(head),
        "dnr": _dnr(head),
        "addressee": addressee,
        "title": _title(document, head),
    }
    return Metadata(**{**found, **setting.overrides})


def find_date(text: str) -> str:
    """Give the first date in `text` as ISO 8601, or the empty string.

    >>> find_date("Stockholm den 5 oktober 2015")
    '2015-10-05'
    """
    iso, long = _ISO.search(text), _LONG.search(text)
    if iso and (not long or iso.start() < long.start()):
        return iso.group()
    if not long:
        return ""
    day, month, year = long.groups()
    return f"{year}-{_MONTHS.index(month.lower()) + 1:02d}-{int(day):02d}"


def _head(document: Document) -> Iterator[str]:
    """Give the text of page 1 that is not running text: what stands above the first section, and the letterhead."""
    for block in document.blocks:
        text = document.block_text(block)
        opens_body = block.kind is BlockKind.HEADING and section_of(text) not in (None, Section.METADATA)
        if opens_body or document.page_at(block.start) > 1 or len(text.split()) > 40:
            break
        yield text
    yield from (piece.text for piece in document.furniture if piece.page == 1 and piece.role != "hidden")


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return " ".join(match.group(1).split()) if match else ""


def _date(head: str) -> str:
    lines = [line for line in head.splitlines() if not _OTHER_DATE.search(line)]
    return next((date for date in map(find_date, lines) if date), "")


def _dnr(head: str) -> str:
    own = "\n".join(line for line in head.splitlines() if not _SENDERS_DNR.search(line))
    number = _first(_DNR, own)
    return re.sub(r"\s+(?:Sida?|Sid|Datum)\b.*$", "", number).strip()


def _addressee(head: str) -> str:
    return _first(_TILL, head)


def _title(document: Document, head: str) -> str:
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    titles = [block for block in headings if block.level == 1] or headings
    texts = [" ".join(document.block_text(block).split()) for block in titles]
    about = [text for text in texts if re.search(r"remiss|yttrande|svar|betänkande|strategi", text, re.IGNORECASE)]
    unsectioned = [text for text in texts if section_of(text) is None]
    subject = [text for text in about if text in unsectioned] or unsectioned
    return next(iter(subject), "") or _first(_SUBJECT_LINE, head)


def _remissinstans(document: Document, head: str, addressee: str, setting: Setting) -> str:
    """Name the body that answers: the nämnd written to, an invited body that the head names, or the writer."""
    written_to = re.split(r"\s{2,}|,", addressee)[0]
    if _is_namnd(written_to) and written_to.lower() != setting.sender.lower():
        return written_to
    text = document.text
    invited = [name for name in setting.invited if name.lower() != setting.sender.lower()]
    named = [name for name in invited if name.lower() in head.lower()]
    if named:
        return max(named, key=lambda name: (text.lower().count(name.lower()), len(name)))
    return _writer(document, head, setting) or next((name for name in invited if name.lower() in text.lower()), "")


def _is_namnd(name: str) -> bool:
    return instanstyp_of(name) in (Instanstyp.FACKNAMND, Instanstyp.STADSDELSNAMND)


def _writer(document: Document, head: str, setting: Setting) -> str:
    """Name the body that is the subject of the letter's own verbs, or whose name opens the letterhead."""
    known = {setting.sender.lower(), "stadsledningskontoret", "kommunstyrelsen", "regeringen"}
    subjects = [match.group(1) for match in _SUBJECT.finditer(document.text)]
    bodies = [name for name in subjects if instanstyp_of(name) is not Instanstyp.ANNAN and name.lower() not in known]
    long_names = [name for name in bodies if len(name.split()) > 1 or not name.endswith(("et", "en", "n"))] or bodies
    if long_names:
        return max(long_names, key=lambda name: (bodies.count(name), name.lower() in head.lower()))
    lines = (line.strip() for line in head.splitlines())
    typed = (line for line in lines if len(line) < 60 and instanstyp_of(line) is not Instanstyp.ANNAN)
    return next((line for line in typed if line.lower() not in known), "")


def _speaker(document: Document, head: str, remissinstans: str) -> str:
    """Name the office whose words these are, where it is another than the remissinstans."""
    texts = [document.block_text(block) for block in document.blocks if block.kind is BlockKind.HEADING]
    views = [text for text in texts if section_of(text) is Section.SYNPUNKTER]
    for text in [*views, head]:
        offices = [name for name in _OFFICE.findall(text) if not name.lower().startswith("stadslednings")]
        if offices:
            return str(offices[0]).removesuffix("s") if offices[0].endswith("ns") else str(offices[0])
    return ""
