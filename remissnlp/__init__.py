"""From a folder of Swedish remissvar to a sammanställning an analyst can sign. Start reading in `analysis.py`."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from remissnlp.analysis import Analysis, analyse
    from remissnlp.annotation import load_pipeline
    from remissnlp.corpus import Remiss, example_corpus, load_remiss
    from remissnlp.models import load
    from remissnlp.pdf import read_pdf
    from remissnlp.themes import ThemeModel

_HOMES = {
    "Analysis": "remissnlp.analysis",
    "analyse": "remissnlp.analysis",
    "load": "remissnlp.models",  # what `spacy.load("remissnlp")` calls: the bundled Swedish pipeline
    "load_pipeline": "remissnlp.annotation",
    "Remiss": "remissnlp.corpus",
    "example_corpus": "remissnlp.corpus",
    "load_remiss": "remissnlp.corpus",
    "read_pdf": "remissnlp.pdf",
    "ThemeModel": "remissnlp.themes",
}

__all__ = [
    "Analysis",
    "Remiss",
    "ThemeModel",
    "analyse",
    "example_corpus",
    "load",
    "load_pipeline",
    "load_remiss",
    "read_pdf",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `import remissnlp` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'remissnlp' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return __all__
