"""The analyst's own themes: kodbok.toml read, written and edited."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from remissnlp.errors import CorpusError
from remissnlp.themes.comments import Comments, read_comments, with_comments
from remissnlp.themes.words import tokenize

_FIELDS = {"id", "namn", "beskrivning", "nyckelord", "exempel", "last"}


@dataclass(frozen=True)
class CodebookTheme:
    """A theme the analyst keeps.

    Attributes:
        theme_id: Its id, kept for ever.
        name: What people call it.
        description: A sentence about what belongs in it; may be empty.
        keywords: Words or phrases that speak for it.
        examples: Synpunkter that belong to it: their ids, or their text word for word.
        locked: Keep its examples in this theme alone, and merge nothing into it.
    """

    theme_id: str
    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True)
class Codebook:
    """Themes in the analyst's order, with ids of their own."""

    themes: tuple[CodebookTheme, ...] = ()

    def __post_init__(self) -> None:
        """Refuse two themes with one id."""
        ids = [theme.theme_id for theme in self.themes]
        if len(set(ids)) < len(ids):
            raise ValueError("theme ids must differ")

    def theme(self, theme_id: str) -> CodebookTheme:
        """Give the theme with this id.

        Raises:
            ValueError: If there is none.
        """
        found = next((theme for theme in self.themes if theme.theme_id == theme_id), None)
        if found is None:
            raise ValueError(f"no theme {theme_id!r} in the codebook")
        return found


def load_codebook(path: Path | str) -> Codebook:
    """Read kodbok.toml.

    Raises:
        CorpusError: If it cannot be read or breaks the form; the message says where.
    """
    path = Path(path)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise CorpusError(f"{path}: filen finns inte; ange en annan kodbok eller utelämna den") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: kodboken går inte att läsa ({error}); rätta raden och spara som UTF-8") from error
    rows = data.get("tema", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: varje tema ska stå under en rubrik [[tema]] med dubbla hakparenteser")
    themes = tuple(_read_theme(row, number, path) for number, row in enumerate(rows, start=1))
    _refuse_repeated(themes, path)
    return Codebook(themes)


def save_codebook(codebook: Codebook, path: Path | str, *, comments_from: Path | str | None = None) -> None:
    """Write kodbok.toml; reading it again gives the same codebook.

    Args:
        codebook: The themes.
        path: The file to write.
        comments_from: An older codebook whose comments on lines of their own are kept; `path` itself where None.
    """
    old = Path(comments_from or path)
    comments = read_comments(old.read_text(encoding="utf-8-sig")) if old.exists() else Comments()
    text = tomli_w.dumps({"tema": [_write_theme(theme) for theme in codebook.themes]}, multiline_strings=False)
    keys = [(theme.theme_id, theme.name) for theme in codebook.themes]
    Path(path).write_text(with_comments(text, comments, keys), encoding="utf-8")


def rename_theme(codebook: Codebook, theme_id: str, name: str) -> Codebook:
    """Give a theme another name; its id and members stay."""
    return _swap(codebook, replace(codebook.theme(theme_id), name=name))


def lock_theme(codebook: Codebook, theme_id: str, *, locked: bool = True, members: Sequence[str] = ()) -> Codebook:
    """Lock a theme, so that its examples stay in it alone, or open it again.

    Args:
        codebook: The themes.
        theme_id: Which one.
        locked: False opens it.
        members: Synpunkter, by id or text, that are in the theme now and become examples too, so that they stay.
    """
    theme = codebook.theme(theme_id)
    return _swap(codebook, replace(theme, locked=locked, examples=tuple(dict.fromkeys([*theme.examples, *members]))))


def merge_themes(codebook: Codebook, into: str, *others: str) -> Codebook:
    """Move the keywords and examples of other themes into one, which keeps its id, name and description.

    Raises:
        ValueError: If a theme is missing or would be merged into itself.
    """
    if into in others:
        raise ValueError(f"theme {into!r} cannot be merged into itself")
    parts = [codebook.theme(theme_id) for theme_id in (into, *others)]
    keywords = dict.fromkeys(word for part in parts for word in part.keywords)
    names = {part.name: None for part in parts[1:]}
    examples = dict.fromkeys(example for part in parts for example in part.examples)
    merged = replace(parts[0], keywords=tuple(keywords | names), examples=tuple(examples))
    kept = Codebook(tuple(theme for theme in codebook.themes if theme.theme_id not in others))
    return _swap(kept, merged)


def split_theme(codebook: Codebook, theme_id: str, *parts: CodebookTheme) -> Codebook:
    """Put new themes right after one, and move to them the examples and keywords they name.

    A part may keep the old theme's id, and then takes its place.

    Raises:
        ValueError: If the theme is missing, no parts are given, or an id is already in use.
    """
    old = codebook.theme(theme_id)
    if not parts:
        raise ValueError("a split needs at least one new theme")
    gone = {item for part in parts for item in (*part.examples, *part.keywords)}
    rest = replace(
        old,
        examples=tuple(item for item in old.examples if item not in gone),
        keywords=tuple(item for item in old.keywords if item not in gone),
    )
    ids = {part.theme_id for part in parts}
    new = parts if theme_id in ids else (rest, *parts)
    return Codebook(tuple(t for theme in codebook.themes for t in (new if theme.theme_id == theme_id else (theme,))))


def add_example(codebook: Codebook, theme_id: str, example: str) -> Codebook:
    """Add a synpunkt, by id or text, to a theme's examples."""
    theme = codebook.theme(theme_id)
    return _swap(codebook, replace(theme, examples=tuple(dict.fromkeys([*theme.examples, example]))))


def make_id(name: str) -> str:
    """Make an id of a name: lower case, without åäö, words joined by hyphens.

    >>> make_id("Oklart vad som avses")
    'oklart-vad-som-avses'
    """
    return "-".join(tokenize(name.casefold())).translate(str.maketrans("åäöéü", "aaoeu")) or "tema"


def _swap(codebook: Codebook, theme: CodebookTheme) -> Codebook:
    return Codebook(tuple(theme if old.theme_id == theme.theme_id else old for old in codebook.themes))


def _read_theme(row: dict[str, Any], number: int, path: Path) -> CodebookTheme:
    where = f"{path}: tema nr {number}"
    name = row.get("namn")
    if not isinstance(name, str) or not name.strip():
        raise CorpusError(f'{where} saknar namn; skriv namn = "…"')
    where = f"{where} ({name})"
    unknown = sorted(set(row) - _FIELDS)
    if unknown:
        raise CorpusError(f"{where}: okänt fält {unknown[0]}; tillåtna är {', '.join(sorted(_FIELDS))}")
    return CodebookTheme(
        theme_id=_text(row, "id", where) or make_id(name),
        name=name.strip(),
        description=_text(row, "beskrivning", where),
        keywords=_texts(row, "nyckelord", where),
        examples=_texts(row, "exempel", where),
        locked=_flag(row, "last", where),
    )


def _text(row: dict[str, Any], field: str, where: str) -> str:
    value = row.get(field, "")
    if not isinstance(value, str):
        raise CorpusError(f'{where}: {field} ska vara text inom citattecken, till exempel {field} = "…"')
    return value.strip()


def _texts(row: dict[str, Any], field: str, where: str) -> tuple[str, ...]:
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise CorpusError(f'{where}: {field} ska vara en lista av texter, till exempel {field} = ["…", "…"]')
    return tuple(item.strip() for item in value if item.strip())


def _flag(row: dict[str, Any], field: str, where: str) -> bool:
    value = row.get(field, False)
    if not isinstance(value, bool):
        raise CorpusError(f"{where}: {field} ska vara true eller false utan citattecken")
    return value


def _refuse_repeated(themes: tuple[CodebookTheme, ...], path: Path) -> None:
    ids = [theme.theme_id for theme in themes]
    repeated = next((theme_id for theme_id in ids if ids.count(theme_id) > 1), None)
    if repeated is not None:
        raise CorpusError(f"{path}: två teman har id {repeated!r}; ge det ena ett annat id")


def _write_theme(theme: CodebookTheme) -> dict[str, Any]:
    row: dict[str, Any] = {"id": theme.theme_id, "namn": theme.name}
    optional = {
        "beskrivning": theme.description,
        "nyckelord": list(theme.keywords),
        "exempel": list(theme.examples),
        "last": theme.locked,
    }
    return row | {field: value for field, value in optional.items() if value}
