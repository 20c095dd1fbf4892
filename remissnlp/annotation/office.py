"""The office: whose words a nämnd sends, where they are not its own."""

import re
from collections import Counter
from itertools import pairwise

from remissnlp.annotation.letterhead import Letterhead
from remissnlp.document import Document
from remissnlp.lexicon import read_phrases
from remissnlp.terms import BlockKind

_OFFICE = re.compile(
    r"((?:[A-ZÅÄÖ][\wåäö]+-(?:, [\wåäö]+-)* och [\wåäö]|[A-ZÅÄÖ])[\wåäö-]*(?:kontoret|förvaltningen|kansliet)"
    r"|(?:Tekniska|Sociala) (?:kontoret|förvaltningen)"
    r"|Koncernledningen|(?:[A-ZÅÄÖ][\wåäö-]+ )+(?:stadsdelsförvaltning|förvaltning|kontor))s?\b"
)
_PROPOSERS = ("stadslednings", "regerings", "statsråds")


def find_office(document: Document, head: Letterhead, remissinstans: str, addressee: str) -> str:
    """Name the office whose words these are; empty where the remissinstans speaks for itself."""
    offices = count_offices(document, head)
    if not offices:
        return ""
    office = offices.most_common(1)[0][0]
    written_to = body_written_to(addressee).lower()
    own_board = written_to == "kommunstyrelsen" and remissinstans.lower().endswith((" kommun", " stad"))
    if own_board or written_to == remissinstans.lower():
        return office
    text = document.text.lower()
    short = "förvaltningen" if "förvaltning" in office.lower() else "kontoret"
    own = len(re.findall(rf"\b(?:{re.escape(office.lower())}|(?:stadsdels)?{short}) ", text))
    namnd = len(re.findall(rf"\b(?:{re.escape(remissinstans.lower())}|(?:stadsdels)?nämnden) ", text))
    return office if own > namnd else ""


def body_written_to(addressee: str) -> str:
    """Give the name of the body in an addressee line, without what follows a comma."""
    return re.split(r"\s{2,}|,", addressee)[0].strip()


def count_offices(document: Document, head: Letterhead) -> Counter[str]:
    """Count the offices that letterhead (threefold), headings (twofold) and text name, but for the proposer's."""
    found: Counter[str] = Counter()
    apart = [cell.text for cell in head.cells if cell.role != "text"]
    broken = [f"{one} {other}" for one, other in pairwise(apart) if other[:1].islower() and is_office(f"{one} {other}")]
    head_text = [cell.text for cell in head.cells] + broken
    headings = [document.block_text(block) for block in document.blocks if block.kind is BlockKind.HEADING]
    for weight, texts in ((3, head_text), (2, headings), (1, [document.text])):
        for text in texts:
            for name in filter(_is_named, _OFFICE.findall(text)):
                found[name] += weight
    return found


def is_office(name: str) -> bool:
    """Tell whether a text is the name of an office, and says which.

    >>> is_office("Kulturförvaltningen"), is_office("förvaltningen")
    (True, False)
    """
    return _OFFICE.fullmatch(name.strip()) is not None and _is_named(name)


def _is_named(name: str) -> bool:
    lowered = name.lower()
    bare = read_phrases("kontorsformer").covers(lowered)
    return not bare and not lowered.startswith(_PROPOSERS)
