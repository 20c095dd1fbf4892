"""XML and ids as REFI-QDA wants them: read without entities or network, GUIDs that are the same every time."""

import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from remissnlp.errors import CorpusError

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "remissnlp"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:remissnlp")
_COLOURS = ("#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#BBBBBB")


def guid_of(kind: str, name: str) -> str:
    """Give the GUID of a thing by its kind and id (RFC 4122, version 5), upper case as most programs write it.

    >>> guid_of("tema", "kostnad") == guid_of("tema", "kostnad") != guid_of("tema", "tid")
    True
    """
    return str(uuid.uuid5(_SPACE, f"{kind}:{name}")).upper()


def normal_guid(guid: str) -> str:
    """Give a GUID without braces, in upper case, so that two ways of writing it are equal."""
    return guid.strip("{} ").upper()


def colour(place: int) -> str:
    """Give the colour of the code at a place, seven that the colour-blind can tell apart (Tol 2021, bright)."""
    return _COLOURS[place % len(_COLOURS)]


def add(parent: Any, tag: str, text: str = "", **attributes: str) -> Any:
    """Add an element of the parent's namespace."""
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", attributes)
    if text:
        element.text = printable(text)
    return element


def printable(text: str) -> str:
    """Replace the characters that XML cannot hold, one by one, so that offsets keep."""
    return "".join(character if _is_allowed(ord(character)) else "\ufffd" for character in text)


def to_bytes(root: Any) -> bytes:
    """Write a document."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def parse(content: bytes, path: Path, *, root: str) -> Any:
    """Read a document whose root element has the local name `root`.

    Raises:
        CorpusError: If it is not such a document.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        found = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise CorpusError(f"{path}: är inte hel XML ({error}); exportera filen på nytt") from error
    if etree.QName(found).localname != root:
        raise CorpusError(f"{path}: är ingen REFI-QDA-fil med {root}; exportera som REFI-QDA och försök igen")
    return found


def children(element: Any, *tags: str) -> Iterator[Any]:
    """Give the child elements with one of these local names, whatever their namespace."""
    return (one for one in element if isinstance(one.tag, str) and etree.QName(one).localname in tags)


def descendants(element: Any, tags: Iterable[str]) -> Iterator[Any]:
    """Give all elements below with one of these local names."""
    wanted = set(tags)
    return (one for one in element.iter() if isinstance(one.tag, str) and etree.QName(one).localname in wanted)


def _is_allowed(code: int) -> bool:
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
