"""What the tests share: where the material lies, and one run of the example corpus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from remissnlp.analysis import Analysis, analyse
from remissnlp.corpus import load_remiss

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus" / "innovationsstrategi-2015"
SHARED = ROOT.parent / "shared"

# The same examples every time, so that a change is judged by what it changes. To look for new counterexamples:
# pytest --hypothesis-profile=default
settings.register_profile("remissnlp", derandomize=True, deadline=None)
settings.load_profile("remissnlp")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the tests out of the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REMISSNLP_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


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
