"""A codebook as .qdc, and back: themes are codes, keywords and examples ride in the description."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from remissnlp.errors import CorpusError
from remissnlp.files import whole_file
from remissnlp.qda.xml import (
    CODEBOOK,
    ORIGIN,
    add,
    children,
    colour,
    guid_of,
    normal_guid,
    parse,
    printable,
    to_bytes,
)
from remissnlp.themes import Codebook, CodebookTheme
from remissnlp.themes.codebook import make_id

_KEYWORDS = "Nyckelord: "


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook as a .qdc file, whole or not at all.

    Raises:
        CorpusError: If it has no theme, which the standard does not allow.
        RemissError: If it cannot be written.
    """
    if not codebook.themes:
        raise CorpusError(f"{path}: kodboken har inga teman att exportera")
    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", {"origin": ORIGIN}, nsmap={None: CODEBOOK})
    add_codes(add(root, "Codes"), codebook)
    with whole_file(path) as temporary:
        temporary.write_bytes(to_bytes(root))


def read_codebook(path: Path, *, known: Codebook | None = None) -> Codebook:
    """Read a .qdc file.

    Args:
        path: The file.
        known: The codebook as it was before; a code that comes from it keeps its id, examples and lock.

    Raises:
        CorpusError: If it cannot be used.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusError(f"{path}: går inte att öppna ({error.strerror})") from error
    return codebook_of(parse(content, path, root="CodeBook"), path, known=known)


def add_codes(parent: Any, codebook: Codebook) -> None:
    """Add a code for each theme."""
    for place, theme in enumerate(codebook.themes):
        attributes = {"guid": guid_of("tema", theme.theme_id), "name": printable(theme.name)}
        code = add(parent, "Code", **attributes, isCodable="true", color=colour(place))
        keywords = [f"{_KEYWORDS}{', '.join(theme.keywords)}"] if theme.keywords else []
        description = "\n".join([*([theme.description] if theme.description else []), *keywords])
        if description:
            add(code, "Description", description)


def codebook_of(root: Any, path: Path, *, known: Codebook | None = None) -> Codebook:
    """Give the codebook in a CodeBook element or in the project around it.

    Raises:
        CorpusError: If it holds no code.
    """
    before = {guid_of("tema", theme.theme_id): theme for theme in (known or Codebook()).themes}
    found: dict[str, CodebookTheme] = {}
    for codes in children(root, "Codes"):
        for guid, name, description in _codes(codes, ""):
            theme = _theme(name, description, before.get(guid), taken=set(found))
            found[theme.theme_id] = theme
    if not found:
        raise CorpusError(f"{path}: innehåller inga koder")
    return Codebook(tuple(found.values()))


def _codes(parent: Any, prefix: str) -> Iterator[tuple[str, str, str]]:
    """Give GUID, name and description of every codable code; a code below another carries its name in front."""
    for code in children(parent, "Code"):
        name = f"{prefix}{' '.join((code.get('name') or '').split())}"
        if code.get("isCodable", "true") != "false":
            description = next((one.text or "" for one in children(code, "Description")), "")
            yield normal_guid(code.get("guid", "")), name, description
        yield from _codes(code, f"{name}: " if code.get("isCodable", "true") != "false" else prefix)


def _theme(name: str, description: str, before: CodebookTheme | None, *, taken: set[str]) -> CodebookTheme:
    lines = [line.strip() for line in description.splitlines() if line.strip()]
    keywords = tuple(
        word.strip()
        for line in lines
        if line.startswith(_KEYWORDS)
        for word in line.removeprefix(_KEYWORDS).split(",")
        if word.strip()
    )
    text = " ".join(line for line in lines if not line.startswith(_KEYWORDS))
    theme_id = before.theme_id if before else _unique(make_id(name), taken)
    examples, locked = (before.examples, before.locked) if before else ((), False)
    return CodebookTheme(theme_id, name, text, keywords, examples, locked)


def _unique(theme_id: str, taken: set[str]) -> str:
    number, unique = 2, theme_id
    while unique in taken:
        unique, number = f"{theme_id}-{number}", number + 1
    return unique
