"""Tokens: the abbreviations the blank Swedish tokenizer breaks. Every training reads this module first."""

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import registry
from thinc.api import set_current_ops

from remissnlp.models.arithmetic import MatrixOps  # its package registers what the configs name

ABBREVIATIONS = Path(__file__).parents[2] / "remissnlp" / "lexicon" / "forkortningar.txt"
AMBIGUOUS = {
    "s.",
    "p.",
    "fru.",
    "max.",
    "min.",
    "red.",
    "bil.",
    "vol.",
    "mot.",
    "mm.",
    "mfl.",
    "bla.",
    "tex.",
    "art.",
    "fig.",
    "kr.",
    "st.",
    "proc.",
}
"""Words in their own right before a full stop; they stay two tokens."""


def add_abbreviations(nlp: Language) -> Language:
    """Keep every abbreviation of the lexicon in one piece; the tokenizer of `nlp` is changed and `nlp` handed back."""
    for line in ABBREVIATIONS.read_text(encoding="utf-8").splitlines():
        word = line.strip()
        if word and not word.startswith("#") and word not in AMBIGUOUS:
            for form in (word, word[0].upper() + word[1:]):
                nlp.tokenizer.add_special_case(form, [{ORTH: form}])
    return nlp


@registry.callbacks("remissnlp.abbreviations.v1")
def make_abbreviations() -> Callable[[Language], Language]:
    """Make the callback that a training config names in [initialize.before_init]."""
    return add_abbreviations


@registry.callbacks("remissnlp.fast.v1")
def make_fast() -> Callable[[type[Language]], type[Language]]:
    """Make the callback that a training config names in [nlp] before_creation: twice the speed on a processor."""

    def set_operations(language: type[Language]) -> type[Language]:
        set_current_ops(MatrixOps())
        return language

    return set_operations
