"""From text to findings: sentences, sections, metadata, who speaks, own view, stance. spaCy lives here."""

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.extensions import Metadata, Setting, units_of
from remissnlp.annotation.masking import Masked, mask_persons
from remissnlp.annotation.metadata import read_metadata
from remissnlp.annotation.phrases import phrases_of
from remissnlp.annotation.pipeline import annotate, describe, load_names, load_pipeline

__all__ = [
    "Masked",
    "Metadata",
    "Setting",
    "annotate",
    "describe",
    "instanstyp_of",
    "load_names",
    "load_pipeline",
    "mask_persons",
    "phrases_of",
    "read_metadata",
    "units_of",
]
