"""Corrections applied: the tables as the analyst wants them, marked as reviewed; what no longer fits is given back."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from remissnlp.review import (
    NO,
    OWN_VIEW,
    PART_SEPARATOR,
    POSITION,
    STANCE,
    THEME,
    THEME_SEPARATOR,
    YES,
    Correction,
    Review,
)
from remissnlp.tables import MODELS, build
from remissnlp.terms import WHOLE, Origin, Position, Stance, SynpunktType, Term

_LETTERS = re.compile(r"[^\W\d_]{3,}")

_Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Reviewed:
    """The tables after the review.

    Attributes:
        tables: All tables, corrected and counted anew.
        applied: Corrections that were made, with what the program found this time.
        lost: Corrections whose sentence, answer or theme is no longer there.
    """

    tables: Mapping[str, pd.DataFrame]
    applied: tuple[Correction, ...]
    lost: tuple[Correction, ...]


def apply_review(tables: Mapping[str, pd.DataFrame], review: Review) -> Reviewed:
    """Apply the corrections of a review; the tables given are left as they are."""
    rows: _Rows = {name: [_plain(row) for row in table.to_dict("records")] for name, table in tables.items()}
    applied: list[Correction] = []
    lost: list[Correction] = []
    for correction in sorted(review.corrections, key=lambda one: one.column != OWN_VIEW):
        machine = _machine(rows, correction)
        if machine is None:
            lost.append(correction)
        else:
            applied.append(replace(correction, machine=machine))
            _apply(rows, correction)
    _count_again(rows)
    return Reviewed({name: build(MODELS[name], made) for name, made in rows.items()}, tuple(applied), tuple(lost))


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(name): value for name, value in row.items()}


def _machine(rows: _Rows, correction: Correction) -> str | None:
    """Give what the program found this time, or None if there is nothing left to correct."""
    if correction.column == POSITION:
        source_id, _, part = correction.key.partition(PART_SEPARATOR)
        if all(row["source_id"] != source_id or not row["position"] for row in rows["svar"]):
            return None
        found = _position_row(rows, source_id, part)
        return Position(found["position"]).display if found else ""
    sentence = next((row for row in rows["meningar"] if row["sentence_id"] == correction.key), None)
    if sentence is None:
        return None
    if correction.column == THEME:
        return _machine_themes(rows, correction)
    if correction.column == OWN_VIEW:
        return YES if sentence["own_view"] else NO
    vocabulary: type[Term] = Stance if correction.column == STANCE else SynpunktType
    code = sentence["stance" if correction.column == STANCE else "type"]
    return vocabulary(code).display if code else ""


def _machine_themes(rows: _Rows, correction: Correction) -> str | None:
    labels = {row["label"]: row["theme_id"] for row in rows["teman"]}
    synpunkt = next((row for row in rows["synpunkter"] if row["sentence_id"] == correction.key), None)
    wanted = [label for label in correction.value.split(THEME_SEPARATOR) if label]
    if synpunkt is None or any(label not in labels for label in wanted):
        return None
    member = {row["theme_id"] for row in rows["tema_synpunkt"] if row["synpunkt_id"] == synpunkt["synpunkt_id"]}
    return THEME_SEPARATOR.join(label for label, theme_id in labels.items() if theme_id in member)


def _apply(rows: _Rows, correction: Correction) -> None:
    if correction.column == POSITION:
        _set_position(rows, correction)
    elif correction.column == THEME:
        _set_themes(rows, correction)
    elif correction.column == OWN_VIEW:
        _set_own_view(rows, correction)
    else:
        column, vocabulary = ("stance", Stance) if correction.column == STANCE else ("type", SynpunktType)
        _set_label(rows, correction.key, column, _code(vocabulary, correction.value))


def _position_row(rows: _Rows, source_id: str, part: str) -> dict[str, Any] | None:
    return next((row for row in rows["positioner"] if (row["source_id"], row["part"]) == (source_id, part)), None)


def _set_position(rows: _Rows, correction: Correction) -> None:
    source_id, _, part = correction.key.partition(PART_SEPARATOR)
    position = _code(Position, correction.value) or (str(Position.FRAMGAR_EJ) if part == WHOLE else "")
    found = _position_row(rows, source_id, part)
    evidence = found["sentence_id"] if found and position != Position.FRAMGAR_EJ else ""
    rows["positioner"] = [row for row in rows["positioner"] if row is not found]
    svar = next(row for row in rows["svar"] if row["source_id"] == source_id)
    if position:
        rows["positioner"].append(
            {
                "source_id": source_id,
                "remissinstans": svar["remissinstans"],
                "part": part,
                "position": position,
                "sentence_id": evidence,
                "origin": str(Origin.GRANSKNING),
            }
        )
    if part == WHOLE:
        svar.update(position=position, position_evidence_id=evidence)


def _set_themes(rows: _Rows, correction: Correction) -> None:
    labels = {row["label"]: row["theme_id"] for row in rows["teman"]}
    synpunkt_id = next(row["synpunkt_id"] for row in rows["synpunkter"] if row["sentence_id"] == correction.key)
    rows["tema_synpunkt"] = [row for row in rows["tema_synpunkt"] if row["synpunkt_id"] != synpunkt_id]
    rows["tema_synpunkt"] += [
        {
            "theme_id": labels[label],
            "synpunkt_id": synpunkt_id,
            "strength": 1.0,
            "origin": str(Origin.GRANSKNING),
        }
        for label in correction.value.split(THEME_SEPARATOR)
        if label
    ]


def _set_own_view(rows: _Rows, correction: Correction) -> None:
    sentence = next(row for row in rows["meningar"] if row["sentence_id"] == correction.key)
    if correction.value == NO:
        gone = {row["synpunkt_id"] for row in rows["synpunkter"] if row["sentence_id"] == correction.key}
        sentence.update(own_view=False, stance="", type="", cue=str(Origin.GRANSKNING))
        rows["synpunkter"] = [row for row in rows["synpunkter"] if row["synpunkt_id"] not in gone]
        rows["tema_synpunkt"] = [row for row in rows["tema_synpunkt"] if row["synpunkt_id"] not in gone]
    elif correction.value == YES and not sentence["own_view"]:
        neutral = {"stance": str(Stance.NEUTRAL), "type": str(SynpunktType.INFORMATION)}
        sentence.update(own_view=True, cue=str(Origin.GRANSKNING), **neutral)
        if not sentence["duplicate_of"]:
            rows["synpunkter"].append(_make_synpunkt(rows, sentence))


def _make_synpunkt(rows: _Rows, sentence: Mapping[str, Any]) -> dict[str, Any]:
    """Make a synpunkt of a sentence; without tagging at hand, its words stand for their base forms."""
    kept = ("sentence_id", "source_id", "text", "section", "stance", "type", "parts", "page")
    answer = next(row for row in rows["svar"] if row["source_id"] == sentence["source_id"])
    place = (sentence["source_id"], sentence["paragraph"])
    paragraph = [row["text"] for row in rows["meningar"] if (row["source_id"], row["paragraph"]) == place]
    return {
        **{name: sentence[name] for name in kept},
        "synpunkt_id": f"s-{sentence['sentence_id'].removeprefix('m-')}",
        "remissinstans": answer["remissinstans"],
        "lemmas": " ".join(_LETTERS.findall(sentence["text"].lower())),
        "context": " ".join(paragraph),
        "heading": "",
    }


def _set_label(rows: _Rows, key: str, column: str, code: str) -> None:
    for row in (*rows["meningar"], *rows["synpunkter"]):
        if row["sentence_id"] == key and code and row.get("own_view", True):
            row[column] = code
            if "cue" in row:
                row["cue"] = str(Origin.GRANSKNING)


def _code(vocabulary: type[Term], display: str) -> str:
    return next((str(term) for term in vocabulary if term.display == display), "")


def _count_again(rows: _Rows) -> None:
    """Count what the corrections may have changed: synpunkter in answers, and all figures of the themes."""
    for answer in rows["svar"]:
        answer["synpunkter"] = sum(row["source_id"] == answer["source_id"] for row in rows["synpunkter"])
    by_id = {row["synpunkt_id"]: row for row in rows["synpunkter"]}
    for theme in rows["teman"]:
        members = [by_id[row["synpunkt_id"]] for row in rows["tema_synpunkt"] if row["theme_id"] == theme["theme_id"]]
        theme.update(_figures(members))
        kept = [one for one in theme["examples"].split(";") if one in {row["synpunkt_id"] for row in members}]
        theme["examples"] = ";".join(kept)


def _figures(members: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    return {
        "synpunkter": len(members),
        "remissinstanser": len({row["remissinstans"] for row in members}),
        "for": sum(row["stance"] == Stance.POSITIVE for row in members),
        "mot": sum(row["stance"] == Stance.NEGATIVE for row in members),
    }
