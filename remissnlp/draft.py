"""The tables while they are being corrected: rows that can be changed, and counted anew when all is done."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from remissnlp.tables import MODELS, build
from remissnlp.tally import count_theme
from remissnlp.terms import WHOLE, Origin, Position, Stance, SynpunktType

Row = dict[str, Any]

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_APPROVING = frozenset({Position.TILLSTYRKER, Position.TILLSTYRKER_MED_SYNPUNKTER, Position.INGEN_ERINRAN})
_OBJECTING = frozenset({Position.AVSTYRKER_DELVIS, Position.AVSTYRKER})


@dataclass(frozen=True)
class Draft:
    """Rows of the tables, and where to find them.

    Attributes:
        rows: All rows by name of the table.
        svar: Rows of `svar` by source_id.
        sentences: Rows of `meningar` by sentence_id.
        synpunkter: Rows of `synpunkter` by sentence_id.
        themes: Ids of its themes, with how each came there, by synpunkt_id.
        positions: Rows of `positioner` by source_id and part.
    """

    rows: Mapping[str, list[Row]]
    svar: dict[str, Row]
    sentences: dict[str, Row]
    synpunkter: dict[str, Row]
    themes: dict[str, dict[str, Row]]
    positions: dict[tuple[str, str], Row]


def open_draft(tables: Mapping[str, pd.DataFrame]) -> Draft:
    """Copy the tables into a draft."""
    rows = {name: [_plain(row) for row in table.to_dict("records")] for name, table in tables.items()}
    themes: dict[str, dict[str, Row]] = {}
    for row in rows["tema_synpunkt"]:
        themes.setdefault(row["synpunkt_id"], {})[row["theme_id"]] = row
    return Draft(
        rows=rows,
        svar={row["source_id"]: row for row in rows["svar"]},
        sentences={row["sentence_id"]: row for row in rows["meningar"]},
        synpunkter={row["sentence_id"]: row for row in rows["synpunkter"]},
        themes=themes,
        positions={(row["source_id"], row["part"]): row for row in rows["positioner"]},
    )


def close_draft(draft: Draft) -> dict[str, pd.DataFrame]:
    """Give the tables of a draft, counted anew and checked against their models."""
    members = [row for placed in draft.themes.values() for row in placed.values()]
    changed = {
        "synpunkter": list(draft.synpunkter.values()),
        "tema_synpunkt": members,
        "positioner": list(draft.positions.values()),
        "svar": _count_answers(draft),
        "teman": _count_themes(draft, members),
    }
    return {name: build(MODELS[name], changed.get(name, rows)) for name, rows in draft.rows.items()}


def set_position(draft: Draft, source_id: str, part: str, position: str) -> None:
    """Set a position; an empty one takes it away, which for the whole is framgår ej.

    The sentence that showed the old position stays only if it may show the new one too.
    """
    found = draft.positions.pop((source_id, part), None)
    position = position or (str(Position.FRAMGAR_EJ) if part == WHOLE else "")
    evidence = found["sentence_id"] if found and _same_way(found["position"], position) else ""
    svar = draft.svar[source_id]
    if position:
        draft.positions[source_id, part] = {
            "source_id": source_id,
            "remissinstans": svar["remissinstans"],
            "part": part,
            "position": position,
            "sentence_id": evidence,
            "origin": str(Origin.GRANSKNING),
        }
    if part == WHOLE:
        svar.update(position=position, position_evidence_id=evidence)


def set_themes(draft: Draft, sentence_id: str, theme_ids: Sequence[str]) -> None:
    """Place a synpunkt in these themes and no others."""
    synpunkt_id = draft.synpunkter[sentence_id]["synpunkt_id"]
    base = {"synpunkt_id": synpunkt_id, "strength": 1.0, "origin": str(Origin.GRANSKNING)}
    draft.themes[synpunkt_id] = {theme_id: {"theme_id": theme_id, **base} for theme_id in theme_ids}


def set_own_view(draft: Draft, sentence_id: str, own_view: bool) -> None:
    """Say whether a sentence is own view; what is none leaves register and themes, and shows no position."""
    sentence = draft.sentences[sentence_id]
    if not own_view:
        sentence.update(own_view=False, stance="", type="", cue=str(Origin.GRANSKNING))
        gone = draft.synpunkter.pop(sentence_id, None)
        if gone:
            draft.themes.pop(gone["synpunkt_id"], None)
        _take_away_evidence(draft, sentence_id)
    elif not sentence["own_view"]:
        neutral = {"stance": str(Stance.NEUTRAL), "type": str(SynpunktType.INFORMATION)}
        sentence.update(own_view=True, cue=str(Origin.GRANSKNING), **neutral)
        if not sentence["duplicate_of"]:
            draft.synpunkter[sentence_id] = _make_synpunkt(draft, sentence)


def set_label(draft: Draft, sentence_id: str, column: str, code: str) -> None:
    """Set stance or type of a sentence of own view, and of its synpunkt."""
    draft.sentences[sentence_id].update({column: code, "cue": str(Origin.GRANSKNING)})
    if sentence_id in draft.synpunkter:
        draft.synpunkter[sentence_id][column] = code


def _plain(row: Mapping[Any, Any]) -> Row:
    return {str(name): value for name, value in row.items()}


def _same_way(found: str, position: str) -> bool:
    """Tell whether the sentence that shows one position may show the other too: both for, or both against."""
    return any(found in way and position in way for way in (_APPROVING, _OBJECTING, {Position.AVSTAR}))


def _take_away_evidence(draft: Draft, sentence_id: str) -> None:
    """Take away the positions that rest on a sentence alone which is no own view."""
    for (source_id, part), row in list(draft.positions.items()):
        if row["sentence_id"] == sentence_id:
            set_position(draft, source_id, part, "")


def _make_synpunkt(draft: Draft, sentence: Row) -> Row:
    """Make a synpunkt of a sentence; without tagging at hand, its words stand for their base forms."""
    kept = ("sentence_id", "source_id", "text", "section", "stance", "type", "parts", "page")
    place = (sentence["source_id"], sentence["paragraph"])
    paragraph = [row["text"] for row in draft.rows["meningar"] if (row["source_id"], row["paragraph"]) == place]
    return {
        **{name: sentence[name] for name in kept},
        "synpunkt_id": f"s-{sentence['sentence_id'].removeprefix('m-')}",
        "remissinstans": draft.svar[sentence["source_id"]]["remissinstans"],
        "lemmas": " ".join(_LETTERS.findall(sentence["text"].lower())),
        "context": " ".join(paragraph),
        "heading": "",
    }


def _count_answers(draft: Draft) -> list[Row]:
    sources = [row["source_id"] for row in draft.synpunkter.values()]
    return [{**answer, "synpunkter": sources.count(answer["source_id"])} for answer in draft.rows["svar"]]


def _count_themes(draft: Draft, members: Sequence[Row]) -> list[Row]:
    by_id = {row["synpunkt_id"]: row for row in draft.synpunkter.values()}
    placed: dict[str, list[Row]] = {}
    for row in members:
        placed.setdefault(row["theme_id"], []).append(by_id[row["synpunkt_id"]])
    return [{**theme, **_figures(theme, placed.get(theme["theme_id"], []))} for theme in draft.rows["teman"]]


def _figures(theme: Row, members: Sequence[Row]) -> dict[str, Any]:
    ids = {row["synpunkt_id"] for row in members}
    return {
        **count_theme([row["remissinstans"] for row in members], (row["stance"] for row in members)),
        "examples": ";".join(one for one in theme["examples"].split(";") if one in ids),
    }
