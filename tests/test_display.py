"""What a notebook shows of a run."""

from pathlib import Path

import pandas as pd
import pytest

from remissnlp.display import glance, present, show_sentence
from remissnlp.document import Source
from remissnlp.tables import MODELS, build
from remissnlp.texts.writing import Paragraph, to_document


def _svar(position: str, name: str = "Kulturnämnden") -> dict[str, object]:
    words = dict.fromkeys(("sha256", "speaker", "handlaggare", "date", "dnr", "addressee", "title", "reason"), "")
    return {
        **words, "source_id": name, "file": "a.pdf", "remissinstans": name, "instanstyp": "facknamnd",
        "position": position, "position_evidence_id": "", "pages": 1, "words": 9, "synpunkter": 0,
        "ocr": False, "status": "läst",
    }  # fmt: skip


def test_codes_become_words_in_the_order_of_the_ladder() -> None:
    table = build(MODELS["svar"], [_svar("avstyrker"), _svar("tillstyrker_med_synpunkter", "Idrottsnämnden")])
    shown = present("svar", table).sort_values("Ställningstagande")
    assert shown["Ställningstagande"].tolist() == ["tillstyrker med synpunkter", "avstyrker"]
    assert "Remissinstans" in shown.columns


def test_an_unknown_table_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no such table"):
        present("mening", pd.DataFrame())


def test_a_run_at_a_glance_escapes_what_comes_from_files() -> None:
    tables = {name: build(model, []) for name, model in MODELS.items()}
    tables["svar"] = build(MODELS["svar"], [_svar("avstyrker", "<script>alert(1)</script>")])
    page = glance("Strategi <b>", tables)
    assert "<script>" not in page
    assert "Strategi &lt;b&gt;" in page


def test_a_sentence_of_an_answer_without_pages_is_marked_in_its_paragraph(tmp_path: Path) -> None:
    document = to_document("s", [Paragraph("Bakgrund."), Paragraph("Vi ser risker. Vi avstyrker förslaget.")])
    start = document.text.index("Vi avstyrker")
    row = {"text": "Vi avstyrker förslaget.", "page": 2, "start": start, "end": start + 23, "boxes": "[]"}
    shown = show_sentence(row, remissinstans="Nämnden", source=Source("s", tmp_path / "s.txt"), document=document)
    assert shown.source == "Nämnden, stycke 2"
    assert "Vi ser risker. <mark>Vi avstyrker förslaget.</mark>" in shown._repr_html_()
