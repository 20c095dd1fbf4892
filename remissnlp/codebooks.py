"""The codebook of a remiss folder: edited with one call, each answering in Swedish lines what moved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import shorten

import pandas as pd

from remissnlp.analysis import analyse
from remissnlp.corpus import load_remiss
from remissnlp.errors import CorpusError
from remissnlp.files import whole_file
from remissnlp.qda import codebook_of_themes, read_codebook, read_project, write_codebook, write_project
from remissnlp.themes import (
    Codebook,
    CodebookTheme,
    compare_themes,
    find_themes,
    load_codebook,
    lock_theme,
    make_id,
    merge_themes,
    rename_theme,
    save_codebook,
    split_theme,
    start_codebook,
)

FILE = "kodbok.toml"
_SHOWN = 12
_WIDTH = 90


def start(corpus: Path, *, overwrite: bool = False) -> list[str]:
    """Write the themes that are found as kodbok.toml.

    Raises:
        CorpusError: If there is one already and it may not be overwritten.
    """
    path = corpus / FILE
    if path.exists() and not overwrite:
        raise CorpusError(f"{path}: finns redan; ändra i den, eller ersätt den med --skriv-over")
    synpunkter = analyse(load_remiss(corpus)).synpunkter
    codebook = start_codebook(find_themes(synpunkter), synpunkter)
    _save(codebook, path)
    return [f"Skrev {path} med {len(codebook.themes)} teman.", *_list(codebook)]


def show(corpus: Path) -> list[str]:
    """Tell the themes of the codebook."""
    return _list(_load(corpus))


def merge(corpus: Path, into: str, others: Sequence[str]) -> list[str]:
    """Merge themes into one."""
    return _edit(corpus, lambda codebook: merge_themes(codebook, into, *others))


def split(corpus: Path, theme_id: str, name: str, examples: Sequence[str]) -> list[str]:
    """Break a new theme out of one."""
    theme = CodebookTheme(make_id(name), name, examples=tuple(examples))
    return _edit(corpus, lambda codebook: split_theme(codebook, theme_id, theme))


def rename(corpus: Path, theme_id: str, name: str) -> list[str]:
    """Give a theme another name."""
    return _edit(corpus, lambda codebook: rename_theme(codebook, theme_id, name))


def lock(corpus: Path, theme_id: str, *, locked: bool = True) -> list[str]:
    """Lock a theme with the synpunkter that are in it now, or open it."""
    members = _members(corpus, theme_id) if locked else []
    return _edit(corpus, lambda codebook: lock_theme(codebook, theme_id, locked=locked, members=members))


def export(corpus: Path, path: Path) -> list[str]:
    """Write the codebook (.qdc) or the answers with their codings (.qdpx).

    Raises:
        CorpusError: If the file's ending is neither.
    """
    if _kind(path) == ".qdc":
        write_codebook(_load(corpus), path)
        return [f"Skrev {path}."]
    analysis = analyse(load_remiss(corpus))
    known = _load(corpus) if (corpus / FILE).exists() else None
    codebook = codebook_of_themes(analysis.teman, known=known)
    texts = {source_id: document.text for source_id, document in analysis.documents.items()}
    write_project(analysis.remiss.title, analysis.tables, texts, path, codebook=codebook)
    return [f"Skrev {path} med {len(texts)} svar och {len(analysis.synpunkter)} kodade synpunkter."]


def bring_back(corpus: Path, path: Path) -> list[str]:
    """Read a .qdc or .qdpx file into kodbok.toml.

    Raises:
        CorpusError: If the file cannot be used.
    """
    known = _load(corpus) if (corpus / FILE).exists() else Codebook()
    if _kind(path) == ".qdc":
        return _replace(corpus, known, read_codebook(path, known=known), analyse(load_remiss(corpus)).synpunkter)
    analysis = analyse(load_remiss(corpus))
    known = known if known.themes else codebook_of_themes(analysis.teman)
    codebook = read_project(path, analysis.synpunkter, analysis.meningar, known=known)
    return _replace(corpus, known, codebook, analysis.synpunkter)


def _edit(corpus: Path, change: Callable[[Codebook], Codebook]) -> list[str]:
    before = _load(corpus)
    try:
        after = change(before)
    except ValueError as error:
        ids = ", ".join(theme.theme_id for theme in before.themes)
        raise CorpusError(f"{corpus / FILE}: det går inte att ändra så ({error}); teman: {ids}") from error
    return _replace(corpus, before, after, analyse(load_remiss(corpus)).synpunkter)


def _replace(corpus: Path, before: Codebook, after: Codebook, synpunkter: pd.DataFrame) -> list[str]:
    """Save a codebook in place of another, and tell what moves."""
    moved = compare_themes(find_themes(synpunkter, codebook=before), find_themes(synpunkter, codebook=after))
    _save(after, corpus / FILE)
    texts = synpunkter.set_index("synpunkt_id")["text"]
    lines = [
        f"  {shorten(texts[row['synpunkt_id']], _WIDTH, placeholder=' …')}\n    {row['before']} → {row['after']}"
        for row in moved.head(_SHOWN).to_dict("records")
    ]
    rest = [f"  … och {len(moved) - _SHOWN} till"] if len(moved) > _SHOWN else []
    return [
        f"Skrev {corpus / FILE}. {len(moved)} av {len(synpunkter)} synpunkter flyttar{':' if len(moved) else '.'}",
        *lines,
        *rest,
    ]


def _members(corpus: Path, theme_id: str) -> list[str]:
    """Give the synpunkter of a theme, word for word, as examples are written."""
    synpunkter = analyse(load_remiss(corpus)).synpunkter
    placed = find_themes(synpunkter, codebook=_load(corpus)).tema_synpunkt
    inside = placed.loc[placed["theme_id"] == theme_id, "synpunkt_id"]
    return [str(text) for text in synpunkter.loc[synpunkter["synpunkt_id"].isin(set(inside)), "text"]]


def _load(corpus: Path) -> Codebook:
    path = corpus / FILE
    if not path.exists():
        raise CorpusError(f"{path}: finns inte; skapa den med: remissnlp kodbok init {corpus}")
    return load_codebook(path)


def _save(codebook: Codebook, path: Path) -> None:
    with whole_file(path) as temporary:
        save_codebook(codebook, temporary, comments_from=path)


def _list(codebook: Codebook) -> list[str]:
    width = max((len(theme.theme_id) for theme in codebook.themes), default=0)
    return [
        f"  {theme.theme_id:<{width}}  {theme.name} ({len(theme.examples)} exempel{', låst' if theme.locked else ''})"
        for theme in codebook.themes
    ]


def _kind(path: Path) -> str:
    if path.suffix.lower() not in (".qdc", ".qdpx"):
        raise CorpusError(f"{path}: ange en fil som slutar på .qdc (kodbok) eller .qdpx (projekt)")
    return path.suffix.lower()
