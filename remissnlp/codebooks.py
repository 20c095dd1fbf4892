"""The codebook of a remiss folder: edited with one call, each answering in Swedish lines what moved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import shorten

import pandas as pd

from remissnlp.corpus import load_remiss
from remissnlp.errors import CorpusError
from remissnlp.files import whole_file
from remissnlp.findings import find_synpunkter
from remissnlp.qda import codebook_of_themes, read_codebook, read_project, write_codebook, write_project
from remissnlp.themes import (
    Codebook,
    CodebookTheme,
    Themes,
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
    suggest_labels,
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
    synpunkter = _synpunkter(corpus)
    found = find_themes(synpunkter)
    codebook = start_codebook(found, synpunkter)
    moves = _tell_moves(found, codebook, synpunkter) if codebook.themes else []
    _save(codebook, path)
    return [
        f"Skrev {path} med {len(codebook.themes)} teman ({found.reason}).",
        *_list(codebook),
        *(f"Med kodboken placeras varje synpunkt för sig, inte i grupp. {line}" for line in moves[:1]),
        *moves[1:],
    ]


def show(corpus: Path, *, doubts: bool = False) -> list[str]:
    """Tell the themes of the codebook, and on demand what lies beside and between them."""
    codebook = _load(corpus)
    return [*_list(codebook), *(_list_doubts(codebook, _synpunkter(corpus)) if doubts else ())]


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
    if not locked:
        return _edit(corpus, lambda codebook: lock_theme(codebook, theme_id, locked=False))
    before, synpunkter = _load(corpus), _synpunkter(corpus)
    found = find_themes(synpunkter, codebook=before)
    members = _members(found, synpunkter, theme_id)
    after = _changed(corpus, before, lambda codebook: lock_theme(codebook, theme_id, locked=True, members=members))
    return _replace(corpus, found, after, synpunkter)


def export(corpus: Path, path: Path) -> list[str]:
    """Write the codebook (.qdc) or the answers with their codings (.qdpx).

    Raises:
        CorpusError: If the file's ending is neither.
    """
    if _kind(path) == ".qdc":
        write_codebook(_load(corpus), path)
        return [f"Skrev {path}."]
    remiss, known = load_remiss(corpus), _load(corpus) if (corpus / FILE).exists() else None
    found = find_synpunkter(remiss)
    themes = find_themes(found.tables["synpunkter"], codebook=known)
    tables = found.apply(found.with_themes(themes.teman, themes.tema_synpunkt)).tables
    codebook = codebook_of_themes(tables["teman"], known=known)
    write_project(remiss.title, tables, found.texts, path, codebook=codebook)
    return [f"Skrev {path} med {len(found.texts)} svar och {len(tables['synpunkter'])} kodade synpunkter."]


def bring_back(corpus: Path, path: Path) -> list[str]:
    """Read a .qdc or .qdpx file into kodbok.toml.

    Raises:
        CorpusError: If the file cannot be used.
    """
    known = _load(corpus) if (corpus / FILE).exists() else Codebook()
    if _kind(path) == ".qdc":
        after, synpunkter = read_codebook(path, known=known), _synpunkter(corpus)
        return _replace(corpus, find_themes(synpunkter, codebook=known), after, synpunkter)
    tables = find_synpunkter(load_remiss(corpus)).reviewed()
    synpunkter = tables["synpunkter"]
    before = find_themes(synpunkter, codebook=known)
    after = read_project(
        path, synpunkter, tables["meningar"], known=known if known.themes else codebook_of_themes(before.teman)
    )
    return _replace(corpus, before, after, synpunkter)


def _edit(corpus: Path, change: Callable[[Codebook], Codebook]) -> list[str]:
    before = _load(corpus)
    after, synpunkter = _changed(corpus, before, change), _synpunkter(corpus)
    return _replace(corpus, find_themes(synpunkter, codebook=before), after, synpunkter)


def _changed(corpus: Path, codebook: Codebook, change: Callable[[Codebook], Codebook]) -> Codebook:
    try:
        return change(codebook)
    except ValueError as error:
        ids = ", ".join(theme.theme_id for theme in codebook.themes)
        raise CorpusError(f"{corpus / FILE}: det går inte att ändra så ({error}); teman: {ids}") from error


def _synpunkter(corpus: Path) -> pd.DataFrame:
    """Give the synpunkter of a remiss, with the analyst's corrections in them."""
    return find_synpunkter(load_remiss(corpus)).reviewed()["synpunkter"]


def _replace(corpus: Path, before: Themes, after: Codebook, synpunkter: pd.DataFrame) -> list[str]:
    """Save a codebook, and tell what moves from the themes before."""
    first, *moves = _tell_moves(before, after, synpunkter)
    _save(after, corpus / FILE)
    return [f"Skrev {corpus / FILE}. {first}", *moves]


def _tell_moves(before: Themes, after: Codebook, synpunkter: pd.DataFrame) -> list[str]:
    """Tell how many synpunkter a codebook moves from the themes before, and the first of them."""
    moved = compare_themes(before, find_themes(synpunkter, codebook=after))
    texts = synpunkter.set_index("synpunkt_id")["text"]
    lines = [
        f"  {shorten(texts[row['synpunkt_id']], _WIDTH, placeholder=' …')}\n    {row['before']} → {row['after']}"
        for row in moved.head(_SHOWN).to_dict("records")
    ]
    rest = [f"  … och {len(moved) - _SHOWN} till"] if len(moved) > _SHOWN else []
    return [
        f"{len(moved)} av {len(synpunkter)} synpunkter byter tema{':' if len(moved) else '.'}",
        *lines,
        *rest,
    ]


def _members(themes: Themes, synpunkter: pd.DataFrame, theme_id: str) -> list[str]:
    """Give the synpunkter of a theme, word for word, as examples are written."""
    placed = themes.tema_synpunkt
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


def _list_doubts(codebook: Codebook, synpunkter: pd.DataFrame) -> list[str]:
    """Tell what fits none of the themes, and the synpunkter between two whose placing would help most."""
    found = find_themes(synpunkter, codebook=codebook)
    labels = found.teman.set_index("theme_id")["label"].to_dict()
    asked = suggest_labels(synpunkter, codebook=codebook, model=found.model)
    lines = [
        f"  {row['synpunkt_id']}: {shorten(row['text'], _WIDTH, placeholder=' …')}\n"
        f"    {labels.get(row['theme_id'], '')} eller {labels.get(row['other_theme_id'], '')}?"
        for row in asked.to_dict("records")
    ]
    return [f"Vid sidan av kodboken: {found.reason}.", "Placera helst dessa, som exempel i kodboken:", *lines]


def _kind(path: Path) -> str:
    if path.suffix.lower() not in (".qdc", ".qdpx"):
        raise CorpusError(f"{path}: ange en fil som slutar på .qdc (kodbok) eller .qdpx (projekt)")
    return path.suffix.lower()
