"""Corrections applied: the tables as the analyst wants them, marked as reviewed; what no longer fits is given back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from remissnlp.draft import Draft, close_draft, open_draft, set_label, set_own_view, set_position, set_themes
from remissnlp.review import (
    COMMENT,
    JUDGED,
    NO,
    OWN_VIEW,
    PART_SEPARATOR,
    POSITION,
    STANCE,
    THEME,
    THEME_SEPARATOR,
    TYPE,
    YES,
    Judgement,
    Review,
)
from remissnlp.terms import Position, Stance, SynpunktType, Term

_COLUMNS: dict[str, tuple[str, type[Term]]] = {STANCE: ("stance", Stance), TYPE: ("type", SynpunktType)}


@dataclass(frozen=True)
class Reviewed:
    """The tables after the review.

    Attributes:
        tables: All tables, corrected and counted anew.
        applied: Judgements in which the analyst says otherwise than the program does now, with what it says now.
        lost: What no longer fits: corrections and comments whose sentence, answer or theme is no longer there.
        comments: The analyst's comments by key.
        seen: Keys of the rows that the analyst has reviewed and that are still there.
        agreement: A row a kind of judgement: how many are reviewed (`granskade`), and in how many of them the program
            as it is now says what the analyst says (`lika`, `andel`).
    """

    tables: Mapping[str, pd.DataFrame]
    applied: tuple[Judgement, ...] = ()
    lost: tuple[Judgement, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    seen: frozenset[str] = frozenset()
    agreement: pd.DataFrame = field(default_factory=pd.DataFrame)


def apply_review(tables: Mapping[str, pd.DataFrame], review: Review) -> Reviewed:
    """Apply a review to the tables that the program made; the tables given are left as they are.

    A judgement that is changed or confirmed holds, also where the program says something else today.
    """
    found, draft = open_draft(tables), open_draft(tables)
    applied: list[Judgement] = []
    lost: list[Judgement] = []
    counts = {name: [0, 0] for name in JUDGED}
    for judgement in sorted(review.judgements, key=lambda one: one.column != OWN_VIEW):
        if not _fits(draft, judgement):
            lost += [judgement] * judgement.changed
        elif judgement.column != COMMENT:
            now = replace(judgement, machine=_machine(found, judgement))
            if now.machine or now.value:
                counts[judgement.column][0] += 1
                counts[judgement.column][1] += not now.changed
            if now.changed:
                applied.append(now)
                _apply(draft, now)
    return Reviewed(
        tables=close_draft(draft),
        applied=tuple(applied),
        lost=tuple(lost),
        comments=review.comments,
        seen=frozenset(key for key in review.seen if _is_there(draft, key)),
        agreement=_tell_agreement(counts),
    )


def _fits(draft: Draft, judgement: Judgement) -> bool:
    """Tell whether what is judged is still there: answer or sentence, its own view where that is asked, the theme."""
    if not _is_there(draft, judgement.key):
        return False
    if judgement.column in (POSITION, OWN_VIEW, COMMENT) or not judgement.value:
        return True
    if judgement.column == THEME:
        return judgement.key in draft.synpunkter and set(_labels(judgement.value)) <= set(_theme_ids(draft))
    return bool(draft.sentences[judgement.key]["own_view"])


def _is_there(draft: Draft, key: str) -> bool:
    source_id, _, part = key.partition(PART_SEPARATOR)
    return bool(draft.svar[source_id]["position"]) if part and source_id in draft.svar else key in draft.sentences


def _labels(value: str) -> list[str]:
    return [label for label in value.split(THEME_SEPARATOR) if label]


def _theme_ids(draft: Draft) -> dict[str, str]:
    return {row["label"]: row["theme_id"] for row in draft.rows["teman"]}


def _machine(found: Draft, judgement: Judgement) -> str:
    """Give what the program says now, as it is shown to people."""
    if judgement.column == POSITION:
        source_id, _, part = judgement.key.partition(PART_SEPARATOR)
        position = found.positions.get((source_id, part))
        return Position(position["position"]).display if position else ""
    if judgement.column == THEME:
        synpunkt = found.synpunkter.get(judgement.key)
        member = found.themes.get(synpunkt["synpunkt_id"], {}) if synpunkt else {}
        return THEME_SEPARATOR.join(row["label"] for row in found.rows["teman"] if row["theme_id"] in member)
    sentence = found.sentences[judgement.key]
    if judgement.column == OWN_VIEW:
        return YES if sentence["own_view"] else NO
    column, vocabulary = _COLUMNS[judgement.column]
    return vocabulary(sentence[column]).display if sentence[column] else ""


def _apply(draft: Draft, judgement: Judgement) -> None:
    if judgement.column == POSITION:
        source_id, _, part = judgement.key.partition(PART_SEPARATOR)
        set_position(draft, source_id, part, _code(Position, judgement.value))
    elif judgement.column == THEME:
        if judgement.key in draft.synpunkter:
            ids = _theme_ids(draft)
            set_themes(draft, judgement.key, [ids[label] for label in _labels(judgement.value)])
    elif judgement.column == OWN_VIEW:
        set_own_view(draft, judgement.key, judgement.value != NO)
    elif judgement.value:
        column, vocabulary = _COLUMNS[judgement.column]
        set_label(draft, judgement.key, column, _code(vocabulary, judgement.value))


def _code(vocabulary: type[Term], display: str) -> str:
    return next((str(term) for term in vocabulary if term.display == display), "")


def _tell_agreement(counts: Mapping[str, Sequence[int]]) -> pd.DataFrame:
    table = pd.DataFrame(dict(counts), index=["granskade", "lika"]).T
    table["andel"] = (table["lika"] / table["granskade"]).where(table["granskade"] > 0)
    return table.rename_axis("bedömning")
