"""A coded project as .qdpx, and back: each answer is a text source, each synpunkt in a theme a coded selection."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from lxml import etree

from remissnlp.errors import CorpusError
from remissnlp.files import whole_file
from remissnlp.qda.codebook_file import add_codes, codebook_of
from remissnlp.qda.xml import (
    ORIGIN,
    PROJECT,
    add,
    children,
    colour,
    descendants,
    guid_of,
    normal_guid,
    parse,
    printable,
    to_bytes,
)
from remissnlp.terms import Stance
from remissnlp.themes import Codebook, CodebookTheme, add_example
from remissnlp.themes.discovery import REMAINDER

_MOST_BYTES = 200_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_USER = guid_of("anvandare", ORIGIN)
_SHORT = 60


def write_project(
    title: str, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], path: Path, *, codebook: Codebook
) -> None:
    """Write the answers with their codings as a .qdpx file, whole or not at all; the same input gives the same bytes.

    Args:
        title: Name of the project.
        tables: The tables of a run.
        texts: Text of each answer that was read, by source_id.
        path: Where to write.
        codebook: The themes as codes; those of `tables["teman"]` without the remainder, see `codebook_of_themes`.

    Raises:
        RemissError: If it cannot be written.
    """
    root = etree.Element(f"{{{PROJECT}}}Project", {"name": printable(title), "origin": ORIGIN}, nsmap={None: PROJECT})
    add(add(root, "Users"), "User", guid=_USER, name=ORIGIN)
    codes = add(add(root, "CodeBook"), "Codes")
    add_codes(codes, codebook)
    _add_stances(codes)
    sources = add(root, "Sources")
    for row in tables["svar"].to_dict("records"):
        if row["source_id"] in texts:
            _add_source(sources, row, texts[row["source_id"]], tables)
    with whole_file(path) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("project.qde", _EPOCH), to_bytes(root), zipfile.ZIP_DEFLATED)
        for source_id, text in texts.items():
            entry = zipfile.ZipInfo(f"sources/{guid_of('svar', source_id)}.txt", _EPOCH)
            archive.writestr(entry, printable(text).encode(), zipfile.ZIP_DEFLATED)


def codebook_of_themes(teman: pd.DataFrame, *, known: Codebook | None = None) -> Codebook:
    """Give the themes of a run as a codebook; what the analyst's own says of them is kept."""
    before = {theme.theme_id: theme for theme in (known or Codebook()).themes}
    return Codebook(
        tuple(
            before.get(row["theme_id"]) or CodebookTheme(row["theme_id"], row["label"], row["description"])
            for row in teman.to_dict("records")
            if row["theme_id"] != REMAINDER.theme_id
        )
    )


def read_project(path: Path, synpunkter: pd.DataFrame, meningar: pd.DataFrame, *, known: Codebook) -> Codebook:
    """Read a .qdpx file back as a codebook, each coded synpunkt an example of its theme.

    Args:
        path: The file, with sources this program has written; selections in other sources are passed over.
        synpunkter: The table of the run.
        meningar: The same.
        known: The codebook that was exported, so that ids and locks keep.

    Raises:
        CorpusError: If it cannot be used.
    """
    root = parse(_project_xml(path), path, root="Project")
    book = next(children(root, "CodeBook"), None)
    if book is None:
        raise CorpusError(f"{path}: projektet har ingen kodbok")
    codebook = _without_stances(codebook_of(book, path, known=known))
    ids = {guid_of("tema", theme.theme_id): theme.theme_id for theme in codebook.themes}
    by_name = {theme.name: theme.theme_id for theme in codebook.themes}
    names = {normal_guid(code.get("guid", "")): " ".join(code.get("name", "").split())
             for code in descendants(book, ("Code",))}  # fmt: skip
    sentences = meningar.merge(synpunkter[["sentence_id", "synpunkt_id"]], on="sentence_id")
    for source_id, start, end, guid in _selections(root, set(meningar["source_id"])):
        theme_id = ids.get(guid) or by_name.get(names.get(guid, ""))
        if theme_id:
            here = sentences[sentences["source_id"] == source_id]
            for synpunkt_id in here.loc[(here["start"] < end) & (here["end"] > start), "synpunkt_id"]:
                codebook = add_example(codebook, theme_id, str(synpunkt_id))
    return codebook


def _add_source(parent: Any, row: Mapping[Any, Any], text: str, tables: Mapping[str, pd.DataFrame]) -> None:
    guid = guid_of("svar", row["source_id"])
    name = printable(f"{row['remissinstans']} ({row['file']})")
    source = add(parent, "TextSource", guid=guid, name=name, plainTextPath=f"internal://{guid}.txt", creatingUser=_USER)
    for sentence_id, start, end, codes in _coded(row["source_id"], tables):
        selection = add(
            source,
            "PlainTextSelection",
            guid=guid_of("mening", sentence_id),
            name=printable(" ".join(text[start:end].split())[:_SHORT]),
            startPosition=str(start),
            endPosition=str(end),
            creatingUser=_USER,
        )
        for code in codes:
            coding = add(selection, "Coding", guid=guid_of("kodning", f"{sentence_id}:{code}"), creatingUser=_USER)
            add(coding, "CodeRef", targetGUID=code)


def _coded(source_id: str, tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, int, int, list[str]]]:
    themes = tables["tema_synpunkt"].groupby("synpunkt_id")["theme_id"].agg(list).to_dict()
    places = tables["meningar"].set_index("sentence_id")
    synpunkter = tables["synpunkter"]
    for row in synpunkter[synpunkter["source_id"] == source_id].to_dict("records"):
        place = places.loc[row["sentence_id"]]
        codes = [
            guid_of("tema", theme_id)
            for theme_id in themes.get(row["synpunkt_id"], ())
            if theme_id != REMAINDER.theme_id
        ]
        yield row["sentence_id"], int(place["start"]), int(place["end"]), [*codes, guid_of("hallning", row["stance"])]


def _add_stances(codes: Any) -> None:
    parent = add(codes, "Code", guid=guid_of("hallning", ""), name="Hållning", isCodable="false")
    for place, stance in enumerate(Stance):
        attributes = {"guid": guid_of("hallning", stance), "name": stance.display}
        add(parent, "Code", **attributes, isCodable="true", color=colour(place))


def _without_stances(codebook: Codebook) -> Codebook:
    stances = {stance.display for stance in Stance}
    return Codebook(tuple(theme for theme in codebook.themes if theme.name not in stances))


def _project_xml(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            entry = next((one for one in archive.infolist() if one.filename.endswith(".qde")), None)
            if entry is None or entry.file_size > _MOST_BYTES:
                raise CorpusError(f"{path}: innehåller inget läsbart projekt (project.qde)")
            return archive.read(entry)
    except (OSError, zipfile.BadZipFile) as error:
        raise CorpusError(f"{path}: går inte att läsa som .qdpx; exportera projektet som REFI-QDA på nytt") from error


def _selections(root: Any, source_ids: set[str]) -> Iterator[tuple[str, int, int, str]]:
    """Give source_id, start, end and code of each coding in the sources that are answers of this remiss."""
    answers = {guid_of("svar", source_id): source_id for source_id in sorted(source_ids)}
    for source in descendants(root, ("TextSource",)):
        source_id = answers.get(normal_guid(source.get("guid", "")))
        for selection in children(source, "PlainTextSelection") if source_id else ():
            start, end = int(selection.get("startPosition")), int(selection.get("endPosition"))
            for reference in descendants(selection, ("CodeRef",)):
                yield str(source_id), start, end, normal_guid(reference.get("targetGUID", ""))
