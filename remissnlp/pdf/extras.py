"""What a PDF carries beside its pages' text, and that is not read: comments, form fields, attached files."""

from collections.abc import Iterable, Iterator
from typing import Any

import pdfplumber
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral

from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf.troubles import name_pages

_COMMENTS = ("FreeText", "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Caret", "Stamp", "Popup")
XFA = "är ett XFA-formulär utan innehåll på sidorna; öppna det i Adobe Reader och skriv ut som PDF"
_DEEPEST = 20
_MOST = 200
_LONGEST_NAME = 80
_WORD = {"FreeText": "textruta", "Text": "anteckning", "Stamp": "stämpel"}


def comments_of(page: Any) -> tuple[list[str], int]:
    """Give the kinds of the comments on a page, and how many form fields with a value stand on it."""
    kinds, filled = [], 0
    for annotation in _items(page.annots)[:_MOST]:
        entries = resolve1(annotation)
        if not isinstance(entries, dict):
            continue
        kind = _name(resolve1(entries.get("Subtype")))
        if kind == "Widget":
            filled += bool(_text(_inherited(entries, "V")))
        elif kind in _COMMENTS and (_text(entries.get("Contents")) or kind == "FreeText"):
            kinds.append(kind)
    return kinds, filled


def tell_comments(kinds: dict[int, list[str]], filled: dict[int, int]) -> tuple[list[str], bool]:
    """Tell of comments and filled form fields by page; and whether some of it is text of the answer itself."""
    lines = []
    boxes = [page for page, found in kinds.items() if "FreeText" in found]
    notes = [page for page, found in kinds.items() if any(kind != "FreeText" for kind in found)]
    fields = [page for page, count in filled.items() if count]
    if boxes:
        lines.append(f"{name_pages(boxes)}: textrutor som lagts ovanpå sidan är inte med i texten")
    if fields:
        lines.append(f"{name_pages(fields)}: ifyllda formulärfält är inte med i texten; be om en fil utskriven som PDF")
    if notes:
        lines.append(f"{name_pages(notes)}: kommentarer på sidan är inte med i texten")
    return lines, bool(boxes or fields)


def tell_attachments(pdf: pdfplumber.PDF) -> list[str]:
    """Tell of files that lie inside the PDF."""
    names = list(dict.fromkeys(_attached(pdf)))
    if not names:
        return []
    many = "filer" if len(names) > 1 else "en fil"
    return [f"innehåller {many} som inte är läst: {', '.join(names[:10])}; spara ut den och lägg den bland svaren"]


def require_static(pdf: pdfplumber.PDF, name: str) -> None:
    """Refuse a form that is drawn by a script when it is opened; its pages hold only a request to wait.

    Raises:
        UnreadablePdfError: If the file is such a form (XFA).
    """
    form = resolve1(pdf.doc.catalog.get("AcroForm"))
    if isinstance(form, dict) and "XFA" in form and not _items(form.get("Fields")):
        raise UnreadablePdfError(f"{name}: {XFA}")


def _attached(pdf: pdfplumber.PDF) -> Iterator[str]:
    names = resolve1(pdf.doc.catalog.get("Names"))
    tree = resolve1(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
    for specification in (*_leaves(tree, 0), *_items(pdf.doc.catalog.get("AF"))[:_MOST]):
        entries = resolve1(specification)
        if isinstance(entries, dict):
            yield _text(entries.get("UF")) or _text(entries.get("F")) or "namnlös fil"


def _leaves(node: Any, depth: int) -> Iterator[Any]:
    """Walk a name tree; it may be broken or turn back into itself."""
    if not isinstance(node, dict) or depth > _DEEPEST:
        return
    yield from _items(node.get("Names"))[1 : 2 * _MOST : 2]
    for kid in _items(node.get("Kids"))[:_MOST]:
        yield from _leaves(resolve1(kid), depth + 1)


def _inherited(entries: dict[str, Any], key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in entries:
            return entries[key]
        parent = resolve1(entries.get("Parent"))
        if not isinstance(parent, dict):
            return None
        entries = parent
    return None


def _items(value: Any) -> list[Any]:
    found = resolve1(value)
    return list(found) if isinstance(found, Iterable) and not isinstance(found, (str, bytes, dict)) else []


def _name(value: Any) -> str:
    name = value.name if isinstance(value, PSLiteral) else ""
    return name if isinstance(name, str) else ""


def _text(value: Any) -> str:
    """Give a string or name of a PDF as one line of text."""
    found = resolve1(value)
    if isinstance(found, PSLiteral):
        return "" if _name(found) == "Off" else _name(found)
    if not isinstance(found, bytes):
        return ""
    raw = (
        found.decode("utf-16", "replace")
        if found[:2] in (b"\xfe\xff", b"\xff\xfe")
        else found.decode("cp1252", "replace")
    )
    return "".join(letter for letter in " ".join(raw.split()) if letter.isprintable())[:_LONGEST_NAME]
