"""Positions: where a remissinstans stands on the whole and on each part, always with the sentence that says it.

The ladder's order decides: the first row from the top that fits, and *framgår ej* where the text does not say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from remissnlp.annotation.sections import section_of
from remissnlp.statements import APPROVES, DECLINES, NEUTRAL, NOTHING, REJECTS, Statement, find_statements
from remissnlp.tables import Positioner, build
from remissnlp.terms import WHOLE, Origin, Position, Section, Stance, SynpunktType

_PREFERRED = {Section.SAMMANFATTNING: 0, Section.BESLUT: 1, Section.SYNPUNKTER: 2}
_TURN = re.compile(r"\b(?:men|dock|samtidigt|däremot|emellertid)\b", re.IGNORECASE)
_WEIGHED = "sammanvägt"  # how the cue says that a learned weighing decided
_MANY, _LARGE_SHARE, _TWICE = 4, 0.25, 2
_APPROVING = (Position.TILLSTYRKER, Position.TILLSTYRKER_MED_SYNPUNKTER)


@dataclass(frozen=True, slots=True)
class Stand:
    """A position, and the sentence that says it; the id is empty only for framgår ej."""

    position: Position
    sentence_id: str = ""


def find_positions(
    meningar: pd.DataFrame, *, remissinstanser: dict[str, str], parts: Sequence[tuple[str, str]] = ()
) -> pd.DataFrame:
    """Make the table `positioner`: for each answer one row for the whole and one for each part it takes a stand on.

    Args:
        meningar: The table `meningar`; a column `heading` beside it tells what a sentence stands under.
        remissinstanser: Name of the body by source_id; one row a source comes out even if it has no sentence.
        parts: Id and heading of each part of the proposal.
    """
    rows = []
    for source_id, name in remissinstanser.items():
        stands = judge_positions(meningar[meningar["source_id"] == source_id], parts=parts)
        rows += [
            {
                "source_id": source_id,
                "remissinstans": name,
                "part": part,
                "position": str(stand.position),
                "sentence_id": stand.sentence_id,
                "origin": str(Origin.TEXT),
            }
            for part, stand in stands.items()
        ]
    return build(Positioner, rows)


def judge_positions(meningar: pd.DataFrame, *, parts: Sequence[tuple[str, str]] = ()) -> dict[str, Stand]:
    """Judge one answer by its sentences, of which those of own view take a stand; `HELHET` comes first."""
    statements = _with_rest(find_statements(meningar, parts=parts), [part_id for part_id, _ in parts])
    own = meningar[meningar["own_view"].astype(bool)] if "own_view" in meningar else meningar
    critical = own[own["stance"].isin([Stance.NEGATIVE, Stance.MIXED])]
    on_parts = {
        part_id: _on_part(statements, part_id, faulted=_is_faulted(part_id, critical, statements))
        for part_id, _ in parts
    }
    stands = {part_id: stand for part_id, stand in on_parts.items() if stand}
    whole = _on_whole(statements, has_critique=_has_critique(own, critical, {s.sentence_id for s in statements}))
    return {WHOLE: whole or _from_parts(stands, parts) or Stand(Position.FRAMGAR_EJ), **stands}


def _has_critique(own: pd.DataFrame, critical: pd.DataFrame, said: set[str]) -> bool:
    """Tell whether an answer criticises: plainly once, or so often that single misreadings cannot account for it.

    The sentences that take the stand count only where they turn ("tillstyrker ... men").
    """
    turns = critical["text"].str.contains(_TURN)
    counted = critical[turns | ~critical["sentence_id"].isin(said)]
    plain = counted[_is_told(counted)]
    if "type" in plain and not plain.empty:
        plain = plain[plain["type"] == SynpunktType.CRITICISM]
    return not plain.empty or len(counted) >= _MANY or len(counted) > _LARGE_SHARE * len(own)


def _is_faulted(part_id: str, critical: pd.DataFrame, statements: list[Statement]) -> bool:
    """Tell whether an answer faults a part, plainly or twice: where it names it, or under the heading of its stand."""
    headings = {s.heading for s in statements if part_id in s.parts and s.heading and section_of(s.heading) is None}
    here = critical[
        [
            part_id in row["parts"].split(";") or (not row["parts"] and row.get("heading", "") in headings)
            for row in critical.to_dict("records")
        ]
    ]
    return len(here) >= _TWICE or bool(_is_told(here).any())


def _is_told(sentences: pd.DataFrame) -> "pd.Series[bool]":
    """Tell of sentences whether words decided their stance, and not a weighing of many small things."""
    if "cue" not in sentences:
        return pd.Series(True, index=sentences.index)
    return ~sentences["cue"].str.contains(_WEIGHED, regex=False)


def _with_rest(statements: list[Statement], parts: list[str]) -> list[Statement]:
    """Say of "övriga delstrategier" which they are: those that no other statement names."""
    named = {part for statement in statements for part in statement.parts}
    rest = tuple(part for part in parts if part not in named)
    return [replace(s, parts=rest, direct=True) if s.rest and not s.parts else s for s in statements]


def _on_whole(statements: list[Statement], *, has_critique: bool) -> Stand | None:
    whole = [statement for statement in statements if statement.whole]
    approves, rejects = _of(whole, APPROVES), _of(whole, REJECTS)
    declines, nothing = _of(whole, DECLINES), _of(whole, NOTHING)
    partly = [s for s in _of(statements, REJECTS) if not s.whole]
    if declines and not approves and not rejects:
        return _stand(Position.AVSTAR, declines)
    if _of(whole, NEUTRAL) and not any(s.clear for s in approves + rejects):
        return _stand(Position.AVSTYRKER_DELVIS, partly) if partly else Stand(Position.FRAMGAR_EJ)
    if nothing and not has_critique and not (rejects or partly or approves):
        return _stand(Position.INGEN_ERINRAN, nothing)
    if rejects:
        return _stand(Position.AVSTYRKER, rejects)
    if partly:
        return _stand(Position.AVSTYRKER_DELVIS, partly)
    if not approves:
        return None
    reserved = has_critique or any(statement.conditional for statement in approves)
    return _stand(Position.TILLSTYRKER_MED_SYNPUNKTER if reserved else Position.TILLSTYRKER, approves)


def _on_part(statements: list[Statement], part_id: str, *, faulted: bool) -> Stand | None:
    here = [statement for statement in statements if part_id in statement.parts]
    approves, rejects, nothing = _of(here, APPROVES), _of(here, REJECTS), _of(here, NOTHING)
    if rejects:
        is_all = any(statement.direct for statement in rejects) and not approves
        return _stand(Position.AVSTYRKER if is_all else Position.AVSTYRKER_DELVIS, rejects)
    if approves:
        reserved = faulted or any(statement.conditional or statement.critical for statement in approves)
        return _stand(Position.TILLSTYRKER_MED_SYNPUNKTER if reserved else Position.TILLSTYRKER, approves)
    if nothing:
        return _stand(Position.INGEN_ERINRAN, nothing)
    declines = _of(here, DECLINES)
    return _stand(Position.AVSTAR, declines) if declines else None


def _from_parts(stands: dict[str, Stand], parts: Sequence[tuple[str, str]]) -> Stand | None:
    """Support for every part of the proposal is support for the whole, as the labels page says."""
    if not parts or len(stands) < len(parts) or any(stand.position not in _APPROVING for stand in stands.values()):
        return None
    reserved = next((s for s in stands.values() if s.position is Position.TILLSTYRKER_MED_SYNPUNKTER), None)
    return reserved or next(iter(stands.values()))


def _of(statements: Iterable[Statement], kind: str) -> list[Statement]:
    return [statement for statement in statements if statement.kind == kind]


def _stand(position: Position, statements: list[Statement]) -> Stand:
    """Take the clearest words, in the order summary, decision, views."""
    best = min(statements, key=lambda s: (not s.clear, _PREFERRED.get(s.section, 3), s.n))
    return Stand(position, best.sentence_id)
