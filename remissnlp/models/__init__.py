"""The bundled Swedish pipeline, and the parts spaCy needs to read it."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

from remissnlp.models import lemmatizer, vectors

PIPELINE = Path(__file__).parent / "sv_remiss"
"""The folder of the bundled pipeline."""

__all__ = ["PIPELINE", "lemmatizer", "load", "vectors"]


def load(**overrides: Any) -> Language:
    """Load the bundled pipeline; overrides are those of `spacy.load`, such as `exclude=["parser"]`.

    The names (`ner`) are off until `nlp.enable_pipe("ner")`. `spacy.load("remissnlp")` comes here too.
    """
    return spacy.load(PIPELINE, **overrides)
