"""Phrases of a sentence that a theme could be named by: its noun phrases, and what it says of them.

They rest on the parse; where the pipeline brings none, there are noun phrases alone. Each is written "kind: words", in
the form a heading has.
"""

from spacy.tokens import Span

from remissnlp.annotation.noun_phrases import things
from remissnlp.annotation.propositions import propositions

SEPARATOR = "; "


def phrases_of(unit: Span) -> str:
    """Give the phrases of a unit, each once, in the order they stand."""
    found = [*(("sak", thing) for thing in things(unit)), *propositions(unit)]
    tidy = (" ".join(f"{kind}: {text}".replace(";", ",").split()) for kind, text in found if text)
    return SEPARATOR.join(dict.fromkeys(tidy))
