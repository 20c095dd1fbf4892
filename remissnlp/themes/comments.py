"""The analyst's own comments in kodbok.toml, kept when the file is written anew."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

_THEME = "[[tema]]"
_HEADING = re.compile(r"^\[\[tema\]\]$", re.MULTILINE)


@dataclass(frozen=True)
class Comments:
    """Whole-line comments of a codebook.

    Attributes:
        head: Those above the first theme, parted from it by a blank line.
        themes: Those above or within each theme, by its id, or by its name where it has no id.
        tail: Those after the last theme's fields.
    """

    head: tuple[str, ...] = ()
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tail: tuple[str, ...] = ()


def read_comments(text: str) -> Comments:
    """Find the comments of a codebook that stand on lines of their own; a file that is no TOML has none.

    >>> read_comments("# Läs först.").head
    ('# Läs först.',)
    """
    pieces, tail = _cut(text.splitlines())
    if len(pieces) == 1:
        return Comments(tuple(line for line in pieces[0] if _is_comment(line)))
    above, found = _part(pieces[0]), {}
    try:
        for before, piece in zip((above[1], *map(_trailing, pieces[1:])), pieces[1:], strict=False):
            theme = tomllib.loads("\n".join(piece))["tema"][0]
            found[str(theme.get("id") or theme.get("namn", ""))] = (*before, *_inside(piece))
    except (tomllib.TOMLDecodeError, KeyError, IndexError, TypeError):
        return Comments()
    return Comments(above[0], {key: lines for key, lines in found.items() if lines}, tail)


def with_comments(text: str, comments: Comments, keys: Sequence[tuple[str, str]]) -> str:
    """Put comments back into a codebook just written, whose themes have these ids and names, in order."""
    pieces = _HEADING.split(text)
    themes = [
        "".join(f"{line}\n" for line in comments.themes.get(theme_id, comments.themes.get(name, ()))) + _THEME + piece
        for (theme_id, name), piece in zip(keys, pieces[1:], strict=True)
    ]
    head = "".join(f"{line}\n" for line in comments.head)
    tail = "".join(f"{line}\n" for line in comments.tail)
    return (f"{head}\n" if head else "") + pieces[0] + "".join(themes) + (f"\n{tail}" if tail else "")


def _cut(lines: Sequence[str]) -> tuple[list[list[str]], tuple[str, ...]]:
    pieces: list[list[str]] = [[]]
    for line in lines:
        if line.strip() == _THEME:
            pieces.append([])
        pieces[-1].append(line)
    tail = _trailing(pieces[-1]) if len(pieces) > 1 else ()
    return pieces, tail


def _part(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part what stands above the first theme into the file's own comments and those next to the theme."""
    head = [line for line in lines if _is_comment(line)]
    near = len(list(takewhile(_is_comment, reversed(lines))))
    return tuple(head[: len(head) - near]), tuple(head[len(head) - near :])


def _trailing(lines: Sequence[str]) -> tuple[str, ...]:
    """Give the comments at the end, with nothing but blank lines after or between them."""
    found: list[str] = []
    for line in reversed(lines):
        if _is_comment(line):
            found.append(line)
        elif line.strip():
            break
    return tuple(reversed(found))


def _inside(lines: Sequence[str]) -> tuple[str, ...]:
    comments = tuple(line.strip() for line in lines if _is_comment(line))
    return comments[: len(comments) - len(_trailing(lines))]


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")
