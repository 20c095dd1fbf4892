"""The four promises, on the whole example corpus, from the files to what is written."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from remissnlp.analysis import Analysis, analyse
from remissnlp.corpus import load_remiss
from remissnlp.sammanstallning.paragraphs import ELLIPSIS

_CLOCKED = {"korning.json"}
"""Holds the seconds of each step, which differ from run to run."""


@pytest.fixture(scope="module")
def written(corpus_analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ut")
    corpus_analysis.write(folder)
    return folder


def test_an_offset_means_the_same_in_every_layer(corpus_analysis: Analysis) -> None:
    documents = corpus_analysis.documents
    for row in corpus_analysis.meningar.to_dict("records"):
        document = documents[row["source_id"]]
        assert document.text[row["start"] : row["end"]] == row["text"]
        pages = {box[0] for box in json.loads(row["boxes"])}
        assert not pages or min(pages) == row["page"]
        assert pages <= {page.number for page in document.pages}


def test_every_quotation_is_a_verbatim_slice_of_its_document(corpus_analysis: Analysis) -> None:
    documents, quotations = corpus_analysis.documents, list(corpus_analysis.sammanstallning.quotations())
    assert quotations
    for quotation in quotations:
        text = documents[quotation.source_id].text
        assert f" {ELLIPSIS} ".join(text[start:end] for start, end in quotation.spans) == quotation.text


def test_sources_are_read_or_listed_and_synpunkter_are_placed_or_listed(corpus_analysis: Analysis) -> None:
    said = corpus_analysis.sammanstallning
    unread = [one for one in said.background.unread if not one.partly]
    assert said.background.answers == len(corpus_analysis.remiss.sources) == said.background.read + len(unread)
    assert all(one.reason for one in said.background.unread)
    placed = {one for quotation in said.quotations() for one in quotation.synpunkt_ids}
    listed = {entry.synpunkt_id for entry in said.remainder}
    assert placed.isdisjoint(listed)
    assert placed | listed == set(corpus_analysis.synpunkter["synpunkt_id"])


def test_every_synpunkt_and_position_stands_in_the_report(corpus_analysis: Analysis, written: Path) -> None:
    page = (written / "rapport" / "index.html").read_text(encoding="utf-8")
    assert all(f'id="{one}"' in page for one in corpus_analysis.synpunkter["synpunkt_id"])
    assert all(answer.name in page for answer in corpus_analysis.sammanstallning.answers)


def test_the_same_input_gives_the_same_bytes(corpus_folder: Path, written: Path, tmp_path: Path) -> None:
    analyse(load_remiss(corpus_folder)).write(tmp_path)
    files = sorted(path.relative_to(written) for path in written.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file())
    differing = [str(file) for file in files if (written / file).read_bytes() != (tmp_path / file).read_bytes()]
    assert set(differing) <= _CLOCKED


def test_the_review_in_the_corpus_folder_is_applied_last(corpus_folder: Path, written: Path, tmp_path: Path) -> None:
    folder = tmp_path / "remiss"
    shutil.copytree(corpus_folder, folder, ignore=shutil.ignore_patterns("gold", "kallor"))
    book = openpyxl.load_workbook(written / "sammanstallning.xlsx")
    sheet = book["Granskning"]
    header = [cell.value for cell in sheet[1]]
    first = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, header.index("Hållning") + 1).value)
    key = sheet.cell(first, header.index("Id") + 1).value
    found = sheet.cell(first, header.index("Hållning") + 1).value
    sheet.cell(first, header.index("Hållning") + 1).value = "kritisk" if found != "kritisk" else "neutral"
    book.save(folder / "granskning.xlsx")
    analysis = analyse(load_remiss(folder))
    assert [one.key for one in analysis.reviewed.applied] == [key]
    assert [entry.sentence_id for entry in analysis.sammanstallning.register if entry.reviewed] == [key]
    counts = analysis.run["granskning"]
    assert (counts["granskade"], counts["andrade"], counts["passar_inte_langre"]) == (1, 1, 0)
    agreed = {row["bedömning"]: (row["granskade"], row["lika"]) for row in counts["samstammighet"]}
    assert agreed["Hållning"] == (1, 0)
