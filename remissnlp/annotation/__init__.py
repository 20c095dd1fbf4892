"""From text to findings: sentences, sections, metadata, who speaks, own view, stance. spaCy lives here."""

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.extensions import Metadata, Setting, units_of
from remissnlp.annotation.pipeline import annotate, describe, load_pipeline

__all__ = ["Metadata", "Setting", "annotate", "describe", "instanstyp_of", "load_pipeline", "units_of"]
