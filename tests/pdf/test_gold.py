"""Every sentence of the example corpus and of the project's first real answer comes out of its PDF whole."""

import json
from pathlib import Path

import pytest

from remissnlp.document import Source
from remissnlp.errors import UnreadablePdfError
from remissnlp.pdf import read_pdf

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus" / "innovationsstrategi-2015"
GOLD = sorted(path for path in (CORPUS / "gold").glob("*.jsonl"))
SHARED = ROOT.parent / "shared" / "data"
FIXTURES = [SHARED / "pdf-fixtures" / "layout" / f"tju__{producer}.pdf" for producer in ("lo", "typst", "weasy", "rl")]


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.stem)
def test_every_sentence_of_an_answer_stands_whole_in_one_block(gold: Path) -> None:
    try:
        document = read_pdf(Source(gold.stem, CORPUS / "svar" / f"{gold.stem}.pdf"))
    except UnreadablePdfError as error:
        pytest.skip(f"not readable without OCR: {error}")
    blocks = [document.block_text(block) for block in document.blocks]
    units = [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]
    assert [unit for unit in units if not any(unit in block for block in blocks)] == []


@pytest.mark.parametrize("path", [CORPUS / "svar" / "exploateringsnamnden.pdf", *FIXTURES], ids=lambda path: path.stem)
def test_every_unit_of_the_first_real_answer_comes_out_exactly(path: Path) -> None:
    gold = SHARED / "gold" / "seed.jsonl"
    if not (gold.exists() and path.exists()):
        pytest.skip("needs ../shared/data")
    document = read_pdf(Source("seed", path))
    body = " ".join(document.text.split())
    margin = "".join("".join(piece.text.split()) for piece in document.furniture)
    units = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    # The labels write every bullet as "- ", and keep the address of the margin, which is furniture, as a unit.
    missing = [u["text"] for u in units if u["text"].removeprefix("- ") not in body]
    assert [text for text in missing if "".join(text.split()) not in margin] == []
    assert len(missing) <= 1
