"""What the tests share: where the material lies, and one run of the example corpus."""

from pathlib import Path

import pytest

from remissnlp.analysis import Analysis, analyse
from remissnlp.corpus import load_remiss

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "innovationsstrategi-2015"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def corpus_folder() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    if not SHARED.is_dir():
        pytest.skip(f"the shared test material is not beside the checkout ({SHARED.name}/)")
    return SHARED


@pytest.fixture(scope="session")
def corpus_analysis() -> Analysis:
    return analyse(load_remiss(CORPUS))
