"""Gold labels written from the sources: sentences, answers and themes."""

import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tomli_w

from remissnlp.terms import Position
from typeset.parse import SourceError
from typeset.source import Answer, Placed, Statement, place_sentences

_FIELDS = ("remissinstans", "instanstyp", "speaker", "handlaggare", "date", "dnr", "addressee", "title")
_NOTICE = "# Skriven av scripts/typeset_corpus.py ur kallor/. Ändra i källan, inte här.\n\n"


def gold_files(answers: Sequence[Answer], themes: Path) -> dict[str, str]:
    """Give the content of every gold file by its name.

    Args:
        answers: The answers, without the proposal.
        themes: A TOML file with `[[tema]]` id, namn, beskrivning.

    Raises:
        SourceError: If a sentence has a theme that is not in the file, or stands for no own view and has one.
    """
    # Of a damaged answer nobody can read a sentence, so gold holds none of it, and no position.
    rows = {answer.source_id: list(place_sentences(answer)) for answer in answers if not answer.damaged}
    files = {f"{source_id}.jsonl": _jsonl(source_id, placed) for source_id, placed in rows.items()}
    files["svar.toml"] = _NOTICE + tomli_w.dumps({answer.source_id: _answer(answer) for answer in answers})
    known = tomllib.loads(themes.read_text(encoding="utf-8"))["tema"]
    files["teman.toml"] = _NOTICE + tomli_w.dumps({"tema": list(_themes(known, rows))}, multiline_strings=False)
    return files


def _jsonl(source_id: str, placed: Sequence[Placed]) -> str:
    return "".join(json.dumps(_sentence(source_id, row), ensure_ascii=False) + "\n" for row in placed)


def _sentence(source_id: str, row: Placed) -> dict[str, Any]:
    label = row.label
    optional = {"stance": label.stance, "type": label.type, "parts": label.parts, "themes": label.themes}
    return {
        "doc": source_id,
        "i": row.i,
        "text": row.text,
        "section": row.section,
        "own_view": label.own_view,
        **{key: value for key, value in optional.items() if value},
        "paragraph": row.paragraph,
        "heading": row.heading,
        "kind": row.kind,
    }


def _answer(answer: Answer) -> dict[str, Any]:
    whole = answer.position
    if whole is None:
        raise SourceError(f"{answer.source_id}: no position")
    return {
        "fil": f"svar/{answer.source_id}.pdf",
        **{name: getattr(answer, name) or "" for name in _FIELDS},
        # Who sent a damaged answer is known from its covering mail; what it says of itself is lost.
        **(dict.fromkeys(_FIELDS[2:], "") if answer.damaged else {}),
        "konstruerad": answer.constructed,
        "layout": answer.layout,
        "skadad": answer.damaged,
        **_statement(Statement(Position.FRAMGAR_EJ) if answer.damaged else whole),
        "parts": {} if answer.damaged else {part: _statement(row) for part, row in answer.parts.items()},
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "position": str(statement.position),
        "evidence": list(statement.evidence),
        "evidence_text": list(statement.evidence_text),
    }


def _themes(known: Sequence[dict[str, str]], rows: dict[str, list[Placed]]) -> Iterator[dict[str, Any]]:
    ids = {theme["id"] for theme in known}
    placed = [(f"{source_id}:{row.i}", row) for source_id, some in sorted(rows.items()) for row in some]
    for key, row in placed:
        if unknown := set(row.label.themes) - ids:
            raise SourceError(f"{key}: unknown theme {', '.join(sorted(unknown))}")
    for theme in known:
        yield {**theme, "synpunkter": [key for key, row in placed if theme["id"] in row.label.themes]}
