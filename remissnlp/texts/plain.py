"""Plain text: its encoding, its paragraphs, and what each of them is."""

import re
from collections.abc import Iterable, Iterator

from remissnlp.terms import BlockKind
from remissnlp.texts.writing import Paragraph

_MARKER = re.compile(r"^\s*((?:[-–—•·▪*]|\d{1,2}[.)]|[a-h]\))\s+)(?=\S)")
_LABEL = re.compile(
    r"^(?:handläggare|datum|dnr|diarienr|diarienummer|till|från|e-post|telefon|adress|ärende|vår|er)\b[^.]{0,60}$",
    re.IGNORECASE,
)
_LONG_LINE = 100
_LONGEST_HEADING = 80


def decode(content: bytes) -> str:
    """Decode the bytes of a text file: UTF-8, UTF-16 with its mark, else Windows-1252.

    >>> decode("Nämnden".encode("cp1252")), decode("Nämnden".encode("utf-8-sig"))
    ('Nämnden', 'Nämnden')
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def part_paragraphs(text: str) -> list[Paragraph]:
    r"""Part plain text into paragraphs: at blank lines, list markers, and each line where lines are whole paragraphs.

    >>> [one.text for one in part_paragraphs("Synpunkter\n\nNämnden anser att\ntiden är kort.\n- Mer tid.")]
    ['Synpunkter', 'Nämnden anser att tiden är kort.', '- Mer tid.']
    """
    lines = text.expandtabs(4).splitlines()
    unwrapped = any(len(line) > _LONG_LINE for line in lines)
    groups = _groups(lines, each_line=unwrapped)
    return [typed(group) for group in groups]


def typed(lines: list[str]) -> Paragraph:
    """Tell what a paragraph of printed lines is, and write it on one line if it is prose."""
    first = lines[0].strip()
    marker = _MARKER.match(lines[0])
    if len(lines) > 1 and not marker and all(len(line.strip()) < 45 for line in lines) and not _ends(lines[-1]):
        return Paragraph("\n".join(lines), BlockKind.METADATA)
    joined = " ".join(line.strip() for line in lines)
    if marker:
        return Paragraph(joined, BlockKind.LIST_ITEM, marker=marker.group(1))
    if _LABEL.match(first) and len(lines) == 1:
        return Paragraph(joined, BlockKind.METADATA)
    if len(joined) < _LONGEST_HEADING and not _ends(joined) and not joined.endswith(","):
        return Paragraph(joined, BlockKind.HEADING, level=2)
    return Paragraph(joined)


def _groups(lines: Iterable[str], *, each_line: bool) -> Iterator[list[str]]:
    group: list[str] = []
    for line in lines:
        blank, starts = not line.strip(), bool(_MARKER.match(line))
        if group and (blank or starts or each_line):
            yield group
            group = []
        if not blank:
            group.append(line)
    if group:
        yield group


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", ":", "”", '"', ";"))
