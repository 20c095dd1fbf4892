"""The bundled Swedish pipeline, and the parts spaCy needs to read it."""

from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import use_ops

from remissnlp.models import arithmetic, halves, lemmatizer, morphology, vectors, words

PIPELINE = Path(__file__).parent / "sv_remiss"
"""The folder of the bundled pipeline."""
COMPONENTS = (
    *("tok2vec_tags", "tagger", "morphologizer", "lemmatizer"),
    *("tok2vec", "senter", "parser", "morphology", "ner"),
)
"""What it consists of."""

__all__ = ["COMPONENTS", "PIPELINE", "arithmetic", "halves", "lemmatizer", "load", "morphology", "vectors", "words"]


def load(**overrides: Any) -> Language:
    """Load the bundled pipeline; overrides are those of `spacy.load`, such as `exclude=["parser"]`.

    The names (`ner`) are off until `nlp.enable_pipe("ner")`. `spacy.load("remissnlp")` comes here too.
    """
    with use_ops(arithmetic.MatrixOps.name):
        return spacy.load(PIPELINE, **overrides)
