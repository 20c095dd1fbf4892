"""The pipeline: a Swedish spaCy Language with remissnlp's components, and the way a Document goes through it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from remissnlp import models
from remissnlp.annotation.extensions import Setting, register
from remissnlp.annotation.sentences import mark_sentences
from remissnlp.document import Document
from remissnlp.errors import PipelineError

COMPONENTS = (
    "remiss_sentences",
    "remiss_metadata",
    "remiss_sections",
    "remiss_speaker",
    "remiss_stance",
    "remiss_bodies",
)
"""The project's own components, in the order they run; they read a whole answer at once."""

NEEDED = ("tagger", "lemmatizer", "parser")
"""What a pipeline must have of its own: tags, base forms and trees are read by the steps that follow."""

UNUSED = ("ner", "senter")
"""What is left out: sentences are cut by rules, and names of persons are looked for only where they are masked."""

RELATIONS = frozenset({"nsubj", "obj", "obl", "ccomp"})
"""Some labels of Universal Dependencies, version 2, in which the trees must be."""


def load_pipeline(name: str | Path | None = None) -> Language:
    """Load a Swedish pipeline and add the project's components.

    Args:
        name: An installed pipeline ("sv_core_news_lg") or a folder; None takes what the package brings.

    Raises:
        PipelineError: If it is not installed, is not Swedish, or lacks what later steps need.
    """
    nlp = models.load(exclude=UNUSED) if name is None else _load(str(name))
    for component in COMPONENTS:
        if component not in nlp.pipe_names:
            nlp.add_pipe(component)
    return nlp


def load_names() -> Language:
    """Load the part of the bundled pipeline that finds names, alone and so several times as fast."""
    nlp = models.load(exclude=[name for name in models.COMPONENTS if name != "ner"])
    nlp.enable_pipe("ner")
    return nlp


def describe(nlp: Language) -> str:
    """Tell in one line which pipeline this is, for the record of a run."""
    return f"{nlp.lang}_{nlp.meta['name']} {nlp.meta['version']}"


def annotate(document: Document, nlp: Language, *, setting: Setting | None = None) -> Doc:
    """Tag a document block by block, then let the project's components read the whole.

    Returns:
        A Doc whose text is `document.text`, character for character.
    """
    pieces = (mark_sentences(nlp.make_doc(piece)) for piece in _pieces(document))
    tagged = list(nlp.pipe(pieces, disable=[*COMPONENTS, "senter"]))
    doc = Doc.from_docs(tagged, ensure_whitespace=False) if tagged else Doc(nlp.vocab)
    if doc is None or doc.text != document.text:
        raise ValueError(f"{document.source_id}: the tagged text differs from the document's")
    register()
    doc._.document = document
    doc._.setting = setting or Setting()
    for component in COMPONENTS:
        doc = nlp.get_pipe(component)(doc)
    return doc


def _pieces(document: Document) -> Iterator[str]:
    """Give the text block by block, each with the blank line behind it."""
    starts = [block.start for block in document.blocks]
    bounds = [0, *starts[1:], len(document.text)]
    return (document.text[first:last] for first, last in pairwise(bounds) if first < last)


def _load(name: str) -> Language:
    try:
        nlp = spacy.load(name, exclude=UNUSED)
    except OSError as error:
        raise PipelineError(
            f"{name}: språkmodellen är inte installerad; installera den eller kör utan --model"
        ) from error
    except ValueError as error:
        raise PipelineError(
            f"{name}: språkmodellen kan inte läsas av spaCy {spacy.__version__}; "
            "installera en utgåva för den versionen eller kör utan --model"
        ) from error
    if reason := _unfit(nlp):
        raise PipelineError(f"{name}: {reason}; välj en annan språkmodell eller kör utan --model")
    return nlp


def _unfit(nlp: Language) -> str:
    """Tell why a pipeline cannot be used; "" if it can."""
    if nlp.lang != "sv":
        return "är inte en svensk språkmodell"
    if lacking := [component for component in NEEDED if component not in nlp.pipe_names]:
        return f"är en språkmodell utan {' och '.join(lacking)}"
    if not set(nlp.get_pipe("parser").labels) >= RELATIONS:
        return "har en satslösning som inte följer Universal Dependencies 2"
    return ""
