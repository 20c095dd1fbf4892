"""The seam: tagged Docs in, tables of sentences and synpunkter out. Above this module there is no spaCy."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pandas as pd
from spacy.tokens import Doc, Span

from remissnlp.annotation import phrases_of, units_of
from remissnlp.document import Document
from remissnlp.tables import Meningar, Synpunkter, build, check, columns
from remissnlp.terms import BlockKind

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN"})
_WORD = re.compile(r"\w+")


def extract_sentences(docs: Iterable[Doc]) -> pd.DataFrame:
    """Make a row of every unit of every Doc.

    Returns:
        The columns of `Meningar`, with `duplicate_of` and `shared_with` still empty, and besides them `lemmas`,
        `context`, `heading` and `phrases`, which the synpunkter take over.
    """
    rows = [row for doc in docs for row in _rows(doc)]
    return pd.DataFrame(rows, columns=[*columns(Meningar), "lemmas", "context", "heading", "phrases"])


def meningar_of(sentences: pd.DataFrame) -> pd.DataFrame:
    """Give the checked table `meningar` out of the sentences."""
    return check(Meningar, sentences[columns(Meningar)])


def select_synpunkter(sentences: pd.DataFrame, *, remissinstanser: dict[str, str]) -> pd.DataFrame:
    """Make the table `synpunkter`: sentences of own view that are no repetition within their answer.

    Args:
        sentences: As `extract_sentences` gives them, with `duplicate_of` filled in.
        remissinstanser: Name of the body by source_id.
    """
    chosen = sentences[sentences["own_view"].astype(bool) & (sentences["duplicate_of"] == "")]
    named = chosen.assign(
        synpunkt_id="s-" + chosen["sentence_id"].str.removeprefix("m-"),
        remissinstans=chosen["source_id"].map(remissinstanser),
    )
    return build(Synpunkter, named[columns(Synpunkter)].to_dict("records"))


def normalise(text: str) -> str:
    """Reduce a sentence to its words in lower case, so that the same sentence is known again.

    >>> normalise("– Det är  BRA, tycker vi!")
    'det är bra tycker vi'
    """
    return " ".join(_WORD.findall(text.lower()))


def _rows(doc: Doc) -> Iterator[dict[str, Any]]:
    document: Document = doc._.document
    units = units_of(doc)
    paragraphs = _paragraphs(document, units)
    seen: Counter[str] = Counter()
    for n, unit in enumerate(units):
        digest = hashlib.blake2s(normalise(unit.text).encode(), digest_size=5).hexdigest()
        seen[digest] += 1
        repeat = f"-{seen[digest]}" if seen[digest] > 1 else ""
        paragraph, start, end = paragraphs[n]
        yield {
            "sentence_id": f"m-{document.source_id}-{digest}{repeat}",
            "source_id": document.source_id,
            "n": n,
            "paragraph": paragraph,
            "text": unit.text,
            "section": unit._.section,
            "speaker": unit._.speaker,
            "own_view": unit._.own_view,
            "stance": unit._.stance,
            "type": unit._.type,
            "parts": ";".join(unit._.parts),
            "cue": unit._.cue,
            "page": document.page_at(unit.start_char),
            "start": unit.start_char,
            "end": unit.end_char,
            "boxes": _boxes(document, unit),
            "duplicate_of": "",
            "shared_with": "",
            "lemmas": _lemmas(unit),
            "context": document.text[start:end],
            "heading": " ".join(unit._.heading.split()),
            "phrases": phrases_of(unit) if unit._.own_view else "",
        }


def _paragraphs(document: Document, units: list[Span]) -> list[tuple[int, int, int]]:
    """Give number, start and end of the paragraph of each unit; a list is one paragraph with its lead-in."""
    numbers: dict[int, int] = {}
    number = -1
    for index, block in enumerate(document.blocks):
        leads_in = index > 0 and _opens_list(document, index - 1)
        follows = index > 0 and block.kind is document.blocks[index - 1].kind is BlockKind.LIST_ITEM
        number += 0 if block.kind is BlockKind.LIST_ITEM and (leads_in or follows) else 1
        numbers[index] = number
    bounds = {}
    for paragraph, indices in groupby(numbers, key=numbers.__getitem__):
        members = list(indices)
        bounds[paragraph] = (document.blocks[members[0]].start, document.blocks[members[-1]].end)
    return [(numbers[unit._.block], *bounds[numbers[unit._.block]]) for unit in units]


def _opens_list(document: Document, index: int) -> bool:
    block = document.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and document.block_text(block).rstrip().endswith(":")


def _boxes(document: Document, unit: Span) -> str:
    lines = document.lines_at(unit.start_char, unit.end_char)
    return json.dumps([[ln.page, *(round(edge, 1) for edge in (ln.x0, ln.top, ln.x1, ln.bottom))] for ln in lines])


def _lemmas(unit: Span) -> str:
    """Give the content words in base form; without word classes, all words that are not function words."""
    tokens = (token for token in unit if token.is_alpha and len(token) > 2 and not token.is_stop)
    return " ".join(
        (token.lemma_ or token.text).lower() for token in tokens if not token.pos_ or token.pos_ in _CONTENT
    )
