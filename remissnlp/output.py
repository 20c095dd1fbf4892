"""What a run leaves behind: tables, Word, Excel, HTML and the record of the run, each written whole or not at all."""

import json
import platform
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from PIL import Image

from remissnlp import plots
from remissnlp.answers import Answer
from remissnlp.corpus import Part, Remiss
from remissnlp.corrections import Reviewed
from remissnlp.files import whole_file, whole_folder
from remissnlp.pdf import render_page
from remissnlp.sammanstallning import Sammanstallning, to_docx, to_html, to_xlsx
from remissnlp.terms import ReadStatus

_LIBRARIES = ("pdfplumber", "pdfminer.six", "spacy", "scikit-learn", "pandas", "python-docx", "openpyxl")


def describe_run(
    remiss: Remiss,
    options: Mapping[str, Any],
    reviewed: Reviewed,
    answers: Sequence[Answer],
    *,
    model: str,
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """Describe a run for korning.json: versions, model, settings, inputs with checksums, counts, seconds a step."""
    svar = reviewed.tables["svar"]
    return {
        "remiss": remiss.title,
        "version": version("remissnlp"),
        "python": platform.python_version(),
        "bibliotek": {name: version(name) for name in _LIBRARIES},
        "modell": model,
        "installningar": dict(options),
        "indata": svar[["file", "sha256"]].to_dict("records"),
        "lasta": int((svar["status"] == ReadStatus.LAST).sum()),
        "delvis_lasta": int((svar["status"] == ReadStatus.DELVIS_LAST).sum()),
        "ej_lasta": svar.loc[svar["status"] == ReadStatus.EJ_LAST, ["file", "reason"]].to_dict("records"),
        "ur_cachen": [answer.source.file for answer in answers if answer.outcome.cached],
        "maskinlasta": svar.loc[svar["ocr"], "file"].tolist(),
        "antal": {name: len(table) for name, table in reviewed.tables.items()},
        "granskning": {
            "granskade": len(reviewed.seen),
            "andrade": len(reviewed.applied),
            "passar_inte_langre": len(reviewed.lost),
            "samstammighet": _describe_agreement(reviewed.agreement),
        },
        "sekunder": seconds,
    }


def _describe_agreement(agreement: pd.DataFrame) -> list[dict[str, Any]]:
    """Give how often program and analyst agree, a row a kind of judgement that has been reviewed."""
    if agreement.empty:
        return []
    rows = agreement[agreement["granskade"] > 0].reset_index()
    return [{str(name): value for name, value in row.items()} for row in rows.to_dict("records")]


def write(
    sammanstallning: Sammanstallning,
    reviewed: Reviewed,
    answers: Sequence[Answer],
    folder: Path,
    *,
    parts: Sequence[Part],
    run: Mapping[str, Any],
    template: str | None = None,
) -> None:
    """Write everything to `folder`: tables first, then the documents for people, korning.json last.

    Raises:
        RemissError: If a file cannot be written; the ones already written are whole.
    """
    tables = reviewed.tables
    with whole_folder(folder / "tabeller") as temporary:
        for name, table in tables.items():
            write_table(table, temporary / name)
    figures = plots.draw_all(tables, parts)
    to_docx(sammanstallning, folder / "sammanstallning.docx", figures=figures, template=template)
    to_xlsx(sammanstallning, tables, folder / "sammanstallning.xlsx", reviewed=reviewed)
    read = {answer.source.source_id: answer for answer in answers if answer.document}

    def page_image(source_id: str, page: int) -> Image.Image:
        source, document = read[source_id].source, read[source_id].document
        redactions, turn = (document.redactions, document.turn_of(page)) if document else ((), 0)
        return render_page(source.path, page, password=source.password, redactions=redactions, turn=turn)

    sizes = {
        (source_id, page.number): (page.width, page.height)
        for source_id, answer in read.items()
        for page in (answer.document.pages if answer.document else ())
    }
    to_html(sammanstallning, tables, folder / "rapport", page_image=page_image, page_sizes=sizes, figures=figures)
    with whole_file(folder / "korning.json") as temporary:
        temporary.write_text(json.dumps(run, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def write_masked(masked: pd.DataFrame, folder: Path) -> None:
    """Write the list of what was masked, for the analyst alone, beside the results.

    Raises:
        RemissError: If it cannot be written.
    """
    with whole_file(folder / "maskerat-SPRID-EJ.csv") as temporary:
        masked.to_csv(temporary, index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table as `<path>.parquet` and as `<path>.csv` that opens right in Swedish Excel (BOM, semicolons)."""
    table.to_parquet(path.with_suffix(".parquet"), index=False)
    table.to_csv(
        path.with_suffix(".csv"), index=False, sep=";", decimal=",", encoding="utf-8-sig", lineterminator="\r\n"
    )
