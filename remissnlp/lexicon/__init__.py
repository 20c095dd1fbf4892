"""Word lists an analyst can correct: one phrase a line, `#` begins a comment; tables have columns parted by tabs."""

from functools import cache
from pathlib import Path

from remissnlp.lexicon.phrases import Hit, Phrases

__all__ = ["Hit", "Phrases", "read_phrases", "read_table", "read_words"]

_FOLDER = Path(__file__).parent


@cache
def read_words(name: str) -> tuple[str, ...]:
    """Read the list `<name>.txt`: its lines in order, without comments and blank lines."""
    return tuple(_lines(_FOLDER / f"{name}.txt"))


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read the table `<name>.tsv`: its rows in order, each a tuple of stripped cells."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in _lines(_FOLDER / f"{name}.tsv"))


@cache
def read_phrases(name: str) -> Phrases:
    """Read the phrase list `<name>.txt`, ready to search with; see `phrases` for how a phrase is written."""
    return Phrases(read_words(name))


def _lines(path: Path) -> list[str]:
    lines = (line.split("#", 1)[0].rstrip() for line in path.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line.strip()]
