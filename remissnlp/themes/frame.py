"""What the estimators accept: the SYNPUNKTER table, a part of it, or plain texts; and what they make of it."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from remissnlp.lexicon import Phrases, read_phrases, read_table
from remissnlp.themes.words import content_stems, normalize

COLUMNS = (
    "text",
    "lemmas",
    "context",
    "heading",
    "phrases",
    "source_id",
    "remissinstans",
    "stance",
    "type",
    "synpunkt_id",
)

_NEXT_WORDS = 30


def as_frame(synpunkter: pd.DataFrame | Sequence[str] | Any) -> pd.DataFrame:
    """Give the columns the themes are made of, in `COLUMNS`, one row a synpunkt.

    A missing context is the text itself, a missing `source_id` makes each row an answer of its own. A heading that
    every answer has, such as "Förvaltningens synpunkter", is left out, since it says nothing of the subject.

    Raises:
        ValueError: If a table has no column `text`.
    """
    table = synpunkter if isinstance(synpunkter, pd.DataFrame) else pd.DataFrame({"text": list(synpunkter)})
    if "text" not in table.columns:
        raise ValueError("synpunkter needs a column 'text'")
    frame = pd.DataFrame({name: _column(table, name) for name in COLUMNS}, dtype=str)
    said = ~frame["heading"].map(_is_general_heading)
    context = frame["context"].where(frame["context"].ne(""), frame["text"])
    return frame.assign(context=context, heading=frame["heading"].where(said, ""))


def in_fixed_order(frame: pd.DataFrame) -> tuple[pd.DataFrame, NDArray[np.intp]]:
    """Sort synpunkter by their texts, so that what is found does not hang on the order the answers came in.

    Returns:
        The sorted table, and for each row of the given one its place there.
    """
    order = frame.sort_values(["text", "source_id", "context"], kind="stable").index.to_numpy()
    return frame.loc[order].reset_index(drop=True), np.argsort(order)


def is_bare_position(text: str) -> bool:
    """Tell whether a sentence only takes a position, and so says nothing a theme can be made of.

    >>> is_bare_position("Nämnden tillstyrker förslaget."), is_bare_position("Tidplanen är för snäv.")
    (True, False)
    """
    hit = read_phrases("tema_stallning").first(text)
    if hit is None or read_phrases("tema_forbehall").first(text) is not None:
        return False
    behind = text[hit.end :]
    if read_phrases("tema_helheten").first(behind.strip(" .")[:_NEXT_WORDS]) is not None and "," not in behind:
        return True
    return len(set(content_stems(text)) - set(content_stems(hit.text))) <= 1


def first_of_repeated(texts: Sequence[str]) -> list[int]:
    """Give, for each text, the place of the first text that is the same but for case, spaces and punctuation."""
    first: dict[str, int] = {}
    return [first.setdefault(normalize(text), place) for place, text in enumerate(texts)]


def _is_general_heading(heading: str) -> bool:
    return not content_stems(heading) or _general_headings().covers(heading)


@cache
def _general_headings() -> Phrases:
    return Phrases([phrase for _, phrase in read_table("rubriker")])


def _column(table: pd.DataFrame, name: str) -> list[str]:
    if name in table.columns:
        return [str(value) for value in table[name]]
    fallback = {"source_id": "rad", "remissinstans": "rad", "synpunkt_id": "s"}.get(name)
    if name == "remissinstans" and "source_id" in table.columns:
        return _column(table, "source_id")
    return [f"{fallback}-{place}" if fallback else "" for place in range(len(table))]
