"""Every notebook runs from top to bottom, asks a question first, answers it last, and is committed with outputs."""

import re
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
_MOST_LINES = 10


def _read(path: Path):
    return nbformat.read(path, as_version=4)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    client = pytest.importorskip("nbclient").NotebookClient
    notebook = _read(path)
    client(notebook, timeout=600, resources={"metadata": {"path": str(path.parent)}}).execute()
    assert notebook.cells[-1].outputs


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_asks_a_question_first_and_answers_last(path: Path) -> None:
    cells = _read(path).cells
    assert re.match(r"# .+\?", cells[0].source)
    assert any(cell.source.startswith("## Svaret") for cell in cells[-2:])
    assert "print(" in cells[-1].source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_has_short_cells_and_its_outputs(path: Path) -> None:
    code = [cell for cell in _read(path).cells if cell.cell_type == "code"]
    assert max(sum(bool(line.strip()) for line in cell.source.splitlines()) for cell in code) <= _MOST_LINES
    assert sum(bool(cell.outputs) for cell in code) > len(code) / 2


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_tells_where_it_was_run(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"PosixPath|/home/|/root/|/work/|/tmp/", text)
