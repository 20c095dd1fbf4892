"""Answers masked before they are analysed, so that no name of a person reaches any output; and the list of what was."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pandas as pd

from remissnlp.annotation import Masked, Metadata, Setting, load_names, mask_persons, read_metadata
from remissnlp.corpus import Remiss, overrides_of
from remissnlp.document import Block, Document
from remissnlp.pdf import ReadOutcome
from remissnlp.review import COMMENT, Judgement, Review
from remissnlp.terms import BlockKind, Instanstyp, MaskKind

COLUMNS = ("fil", "sida", "slag", "text")


def mask_answers(remiss: Remiss, outcomes: Sequence[ReadOutcome]) -> tuple[Remiss, list[ReadOutcome], pd.DataFrame]:
    """Mask all answers that were read.

    Returns:
        The remiss, with the metadata that were read before masking as overrides (persons' names left out, private
        persons numbered); the outcomes with masked documents; and the list of what was masked, `COLUMNS`.
    """
    nlp, overrides, rows = load_names(), dict(remiss.overrides), list[dict[str, Any]]()
    masked: list[ReadOutcome] = []
    number = 0
    for outcome in outcomes:
        if outcome.document is None:
            masked.append(outcome)
            continue
        found = read_metadata(outcome.document, _setting(remiss, outcome))
        private = found.instanstyp == Instanstyp.PRIVATPERSON
        number += private
        document, ones = mask_persons(outcome.document, nlp, handlaggare=found.handlaggare, private=private)
        rows += [_row(outcome, one) for one in ones]
        overrides[outcome.source.file] = _metadata(found, ones, f"Privatperson {number}" if private else "")
        masked.append(replace(outcome, document=document))
    listed = pd.DataFrame(rows, columns=list(COLUMNS)).drop_duplicates(ignore_index=True)
    return replace(remiss, overrides=overrides), masked, listed


def mask_review(review: Review, listed: pd.DataFrame) -> Review:
    """Mask what the analyst's file says of answers: names and texts of its rows, and the comments.

    Rows whose sentence is no longer there are written anew as the file has them, so that they would carry names on.

    Args:
        review: The analyst's file.
        listed: What was masked in the answers, as `mask_answers` lists it.
    """
    texts = sorted({text for one in review.judgements for text in (one.name, one.text, _free_text(one)) if text})
    if not texts:
        return review
    starts = [0, *accumulate(len(text) + 2 for text in texts)]
    blocks = tuple(
        Block(BlockKind.PARAGRAPH, start, start + len(text)) for start, text in zip(starts, texts, strict=False)
    )
    document = Document(source_id="", text="\n\n".join(texts), blocks=blocks, lines=())
    known = listed.loc[listed["slag"] == MaskKind.NAMN.display, "text"]
    private = bool((listed["slag"] == MaskKind.ADRESS.display).any())
    masked, _ = mask_persons(document, load_names(), known=known, private=private)
    covered = {text: masked.block_text(block) for text, block in zip(texts, blocks, strict=True)} | {"": ""}
    judgements = (
        replace(one, name=covered[one.name], text=covered[one.text], value=covered.get(_free_text(one)) or one.value)
        for one in review.judgements
    )
    return replace(review, judgements=tuple(judgements))


def _free_text(judgement: Judgement) -> str:
    """Give what the analyst has written in words of their own; the judgements are words of the program's lists."""
    return judgement.value if judgement.column == COMMENT else ""


def _setting(remiss: Remiss, outcome: ReadOutcome) -> Setting:
    parts = tuple((part.part_id, part.heading) for part in remiss.parts)
    return Setting(remiss.sender, parts, remiss.invited, frozenset(), dict(overrides_of(remiss, outcome.source)))


def _metadata(found: Metadata, ones: Sequence[Masked], alias: str) -> dict[str, str]:
    """Give the metadata without the fields that hold something masked, the name of a private person replaced."""
    secrets = {" ".join(one.text.split()) for one in ones} | {found.handlaggare}
    kept = {
        name: value
        for name, value in vars(found).items()
        if value and not any(secret and secret in value for secret in secrets)
    }
    return {**kept, "handlaggare": "", **({"remissinstans": alias, "speaker": ""} if alias else {})}


def _row(outcome: ReadOutcome, one: Masked) -> dict[str, Any]:
    text = " ".join(one.text.split())
    return {"fil": outcome.source.file, "sida": one.page, "slag": one.kind.display, "text": text}
