"""Tokens: the abbreviations the blank Swedish tokenizer breaks."""

from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.util import registry

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
