"""What can be saved of a PDF whose trailer or page tree is lost: the pages that are still there, put in a new tree."""

import io
import mmap
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pikepdf

_OBJECT = re.compile(rb"(?<![\d.])(\d{1,8})[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b")
_OBJECTS = re.compile(
    rb"(?<![\d.])(\d{1,8})[ \t\r\n]+\d{1,5}[ \t\r\n]+obj\b((?:(?!endobj|stream\b).)*+)(?:stream\b.*?)?endobj",
    re.DOTALL,
)
_POINTER = re.compile(rb"(/FontFile\d?)?[ \t\r\n]*\b(\d{1,8})[ \t\r\n]+\d{1,5}[ \t\r\n]+R\b")
_SPELT = re.compile(rb"/ToUnicode|/WinAnsiEncoding|/MacRomanEncoding")
"""What a font tells the meaning of its letters by, without their shapes."""
_DEEPEST_FORM = 3
_MOST_OBJECTS = 400_000
_DEEPEST = 10_000
_HANDED_DOWN = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")


def is_cut_off(path: Path) -> bool:
    """Tell whether the end of a PDF is missing: the last of its objects is not followed by where its index begins."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.rfind(b"startxref") < data.rfind(b"endobj")


def is_encrypted(path: Path) -> bool:
    """Tell whether a PDF says that it is encrypted; what is left of such a file cannot be put in a new tree."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return data.rfind(b"/Encrypt") >= 0


@dataclass(frozen=True)
class Rescued:
    """What was saved of a damaged file.

    Attributes:
        pdf: The pages, as a PDF of their own.
        pages: How many they are.
        of: How many the file had; 0 if it no longer tells.
    """

    pdf: bytes
    pages: int
    of: int


def rescue_pages(path: Path) -> Rescued:
    """Save the pages of a damaged PDF that are still there with their content and the fonts that it asks for.

    The others are left blank between them, so that every page keeps its number.

    Raises:
        pikepdf.PdfError: If there are none, or they are encrypted.
    """
    data = path.read_bytes()
    if b"/Encrypt" in data:
        raise pikepdf.PdfError("encrypted")
    with _opened(data) as packed:
        loose = b"".join(_unpacked(packed))
    with _opened(data + loose) as pdf:
        tree = pdf.Root.Pages
        pages, of = _in_order(pdf), max((_count(node) for node in _dictionaries(pdf)), default=0)
        for page in pages:
            _hand_down(page)
        left = _Left(data, loose)
        whole = [page for page in pages if _is_whole(page, left)]
        kept = {page.objgen for page in whole}
        if not whole:
            raise pikepdf.PdfError("no pages")
        for page in pages:
            page.Parent = tree
            if page.objgen not in kept and "/Contents" in page:
                del page["/Contents"]
        tree.Kids, tree.Count = pikepdf.Array(pages), len(pages)
        out = io.BytesIO()
        pdf.save(out)
    return Rescued(out.getvalue(), len(whole), max(of, len(pages)) if of > 1 or len(pages) > len(whole) else 0)


def _count(node: Any) -> int:
    count = node.get("/Count") if node.get("/Type") == "/Pages" else 0
    return count if isinstance(count, int) and count < _MOST_OBJECTS else 0


def _opened(data: bytes) -> pikepdf.Pdf:
    """Open a PDF by a root, a page tree and a trailer of our own, written behind what is left of it."""
    numbers = [int(number) for number in _OBJECT.findall(data)]
    if not numbers or len(numbers) > _MOST_OBJECTS:
        raise pikepdf.PdfError("no objects")
    root = max(numbers) + 1
    added = (
        f"\nendobj\n{root} 0 obj\n<</Type/Catalog/Pages {root + 1} 0 R>>\nendobj\n"
        f"{root + 1} 0 obj\n<</Type/Pages/Kids[{root + 2} 0 R]/Count 1>>\nendobj\n"
        f"{root + 2} 0 obj\n<</Type/Page/MediaBox[0 0 9 9]/Parent {root + 1} 0 R>>\nendobj\n"
        f"trailer\n<</Root {root} 0 R/Size {root + 3}>>\nstartxref\n0\n%%EOF\n"
    )
    return pikepdf.open(io.BytesIO(data + added.encode("ascii")))


def _unpacked(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    """Give the objects that lie packed in streams, written out one by one."""
    for holder in pdf.objects:
        if not isinstance(holder, pikepdf.Stream) or holder.get("/Type") != "/ObjStm":
            continue
        try:
            content, first, count = holder.read_bytes(), int(holder.First), int(holder.N)
            head = [int(number) for number in content[:first].split()[: 2 * count]]
        except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
            continue
        starts = [*head[1::2], len(content) - first]
        for number, (start, end) in zip(head[::2], pairwise(starts), strict=False):
            yield b"\n%d 0 obj\n%s\nendobj\n" % (number, content[first + start : first + end])


def _in_order(pdf: pikepdf.Pdf) -> list[Any]:
    """Give the pages as the page trees that are left have them, and then those in none, as they lie in the file."""
    own = pdf.Root.Pages.Kids[0].objgen
    found = {obj.objgen: obj for obj in _dictionaries(pdf) if obj.get("/Type") == "/Page" and obj.objgen != own}
    ordered: dict[tuple[int, int], Any] = {}
    for node in _dictionaries(pdf):
        if node.get("/Type") == "/Pages" and not isinstance(node.get("/Parent"), pikepdf.Dictionary):
            ordered |= {key: found[key] for key in _below(node) if key in found}
    return list((ordered | found).values())


def _below(top: Any) -> Iterator[tuple[int, int]]:
    """Walk a page tree from the first page to the last, each node once."""
    seen: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting and len(seen) < _MOST_OBJECTS:
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary) or node.objgen in seen:
            continue
        seen.add(node.objgen)
        yield node.objgen
        kids = node.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            waiting += reversed(list(kids))


def _is_whole(page: Any, left: "_Left") -> bool:
    """Tell whether the content of a page is there, and every font it sets text in, without which it reads wrong."""
    content = page.get("/Contents")
    parts = list(content) if isinstance(content, pikepdf.Array) else [content]
    if not parts or not all(isinstance(part, pikepdf.Stream) and left.has(part.objgen[0]) for part in parts):
        return False
    return _has_fonts(page, page.get("/Resources"), left)


def _has_fonts(drawing: Any, resources: Any, left: "_Left", depth: int = 0) -> bool:
    """Tell whether the fonts that a page, or a form drawn on it, asks for are there with all that they rest on."""
    own = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
    fonts, forms = (own.get(key, pikepdf.Dictionary()) for key in ("/Font", "/XObject"))
    try:
        steps = pikepdf.parse_content_stream(drawing, "Tf")
        asked = {str(step.operands[0]) for step in steps if len(step.operands)}
    except (pikepdf.PdfError, TypeError, ValueError):
        return False
    if not all(name in fonts and left.has_font(fonts[name].objgen[0]) for name in asked):
        return False
    drawn = [form for _, form in forms.items() if form.get("/Subtype") == "/Form"]
    return depth > _DEEPEST_FORM or all(
        _has_fonts(form, form.get("/Resources", own), left, depth + 1) for form in drawn
    )


class _Left:
    """The objects that are left whole in a damaged file, by their numbers, and what each of them points to."""

    def __init__(self, *parts: bytes) -> None:
        self._pointers: dict[int, list[tuple[bytes, int]]] = {}
        self._spelt: set[int] = set()
        for number, body in chain.from_iterable(map(_OBJECTS.findall, parts)):
            self._pointers[int(number)] = [(key, int(other)) for key, other in _POINTER.findall(body)]
            if _SPELT.search(body):
                self._spelt.add(int(number))

    def has(self, number: int) -> bool:
        """Tell whether an object is there, to its end."""
        return number in self._pointers

    def has_font(self, number: int) -> bool:
        """Tell whether a font is there; one that tells what its letters mean need not have their shapes."""
        seen: set[int] = set()
        waiting = [number]
        while waiting:
            current = waiting.pop()
            if not self.has(current):
                return False
            seen.add(current)
            pointers = self._pointers[current]
            needed = [other for key, other in pointers if not (number in self._spelt and key)]
            waiting += [other for other in needed if other not in seen]
        return True


def _hand_down(page: Any) -> None:
    """Give a page what it has from the nodes above it, so that it can stand without them."""
    node, steps = page.get("/Parent"), 0
    while isinstance(node, pikepdf.Dictionary) and steps < _DEEPEST:
        for key in _HANDED_DOWN:
            if key not in page and key in node:
                page[key] = node[key]
        node, steps = node.get("/Parent"), steps + 1


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    return (obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary))
