"""Source files read: TOML front matter between `+++`, then a labelled sentence a line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from remissnlp.terms import Instanstyp, Position, Section, Stance, SynpunktType
from typeset.source import (
    ALLOWED_PAIRS,
    Answer,
    Footnote,
    Heading,
    Label,
    PageBreak,
    Paragraph,
    Placed,
    Sentence,
    Statement,
    Table,
    TextBlock,
    number_blocks,
)

_STANCES = {"pos": Stance.POSITIVE, "neg": Stance.NEGATIVE, "mix": Stance.MIXED, "neu": Stance.NEUTRAL}
_TYPES = {
    "sup": SynpunktType.SUPPORT,
    "cri": SynpunktType.CRITICISM,
    "req": SynpunktType.REQUEST,
    "que": SynpunktType.QUESTION,
    "inf": SynpunktType.INFORMATION,
}
_FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^(#{1,3}) (.+?)(?: \{(?P<section>\w+)\})?$")
_SECTION = re.compile(r"^\{(?P<section>\w+)\}$")
_TAG = r"-|[a-z]{3}\.[a-z]{3}(?: [a-z][a-z,-]*)?(?: @\w+)*"
_ROW = re.compile(rf"^(?:({_TAG}) )?\|\| (.+)$")
_NOTE = re.compile(rf"^\[\^(\d+)\] ({_TAG}) \| (.+)$")
_LINE = re.compile(rf"^(?:(\*|\d+\.|[a-z]\)) )?({_TAG}) \| (.+)$")
_PLAIN_FIELDS = ("speaker", "handlaggare", "date", "dnr", "sender_dnr", "addressee")


class SourceError(ValueError):
    """A source file says something that the format or the annotation rules do not allow."""


def read_source(path: Path) -> Answer:
    """Read one source file.

    Raises:
        SourceError: If front matter, a line, a label or the evidence of a position is not as the format has it.
    """
    match = _FRONT.match(path.read_text(encoding="utf-8"))
    if not match:
        raise SourceError(f"{path.name}: no front matter between two lines +++")
    try:
        front = tomllib.loads(match.group(1))
        blocks = tuple(parse_body(match.group(2)))
        return _answer(path.stem, front, blocks)
    except (tomllib.TOMLDecodeError, SourceError, KeyError, ValueError) as error:
        raise SourceError(f"{path.name}: {error}") from error


def parse_body(body: str) -> Iterator[TextBlock]:
    """Parse the lines under the front matter to blocks."""
    section = Section.OTHER
    open_lines: list[str] = []
    for line in [*body.splitlines(), ""]:
        line = line.rstrip()
        if _is_content(line):
            if _starts_block(line, open_lines):
                yield from _close(open_lines, section)
                open_lines = []
            open_lines.append(line)
            continue
        yield from _close(open_lines, section)
        open_lines = []
        section = _section_of(line, section)
        if heading := _HEADING.match(line):
            yield Heading(heading.group(2), len(heading.group(1)))
        elif line == "---":
            yield PageBreak()
        elif line and not _SECTION.match(line):
            raise SourceError(f"cannot read the line {line!r}")


def parse_label(tag: str) -> Label:
    """Parse a tag such as `neu.req resurser,tidplan @2 @3`; a single hyphen is no own view.

    Raises:
        SourceError: If the pair of stance and type is not allowed.
    """
    if tag == "-":
        return Label()
    pair, *rest = tag.split()
    stance, kind = (codes.get(code) for codes, code in zip((_STANCES, _TYPES), pair.split("."), strict=True))
    if stance is None or kind is None or (stance, kind) not in ALLOWED_PAIRS:
        raise SourceError(f"{pair} is no allowed pair of stance and type")
    themes = tuple(theme for word in rest if not word.startswith("@") for theme in word.split(","))
    return Label(stance, kind, themes, tuple(word[1:] for word in rest if word.startswith("@")))


def _is_content(line: str) -> bool:
    return any(pattern.match(line) for pattern in (_ROW, _NOTE, _LINE))


def _starts_block(line: str, open_lines: Sequence[str]) -> bool:
    """Tell whether a line parts from those above it although no blank line stands between."""
    if not open_lines:
        return False
    if row := _ROW.match(line):
        return row.group(1) is None or not _ROW.match(open_lines[0])
    if _NOTE.match(line) or _ROW.match(open_lines[0]) or _NOTE.match(open_lines[-1]):
        return True
    match = _LINE.match(line)
    return match is not None and match.group(1) is not None


def _close(lines: Sequence[str], section: Section) -> Iterator[TextBlock]:
    if not lines:
        return
    if _ROW.match(lines[0]):
        yield _table(lines, section)
    elif note := _NOTE.match(lines[0]):
        yield Footnote(note.group(1), Sentence(note.group(3), parse_label(note.group(2))), section)
    else:
        matches = [match for line in lines if (match := _LINE.match(line))]
        sentences = tuple(Sentence(match.group(3), parse_label(match.group(2))) for match in matches)
        yield Paragraph(sentences, section, matches[0].group(1) or "")


def _table(lines: Sequence[str], section: Section) -> Table:
    header, *rows = [match for line in lines if (match := _ROW.match(line))]
    if header.group(1) is not None or any(row.group(1) is None for row in rows):
        raise SourceError("a table has a header row without a label, and a label on every other row")
    cells = [tuple(cell.strip() for cell in row.group(2).split(" | ")) for row in (header, *rows)]
    if len({len(row) for row in cells}) != 1:
        raise SourceError(f"the rows of a table differ in length: {cells[0]}")
    labels = (parse_label(row.group(1)) for row in rows)
    return Table(cells[0], tuple(zip(cells[1:], labels, strict=True)), section)


def _section_of(line: str, current: Section) -> Section:
    match = _HEADING.match(line) or _SECTION.match(line)
    return Section(match["section"]) if match and match["section"] else current


def _answer(source_id: str, front: dict[str, Any], blocks: tuple[TextBlock, ...]) -> Answer:
    placed = list(number_blocks(blocks))
    return Answer(
        source_id=source_id,
        title=front["title"],
        layout=front["layout"],
        constructed=front["constructed"],
        damaged=front.get("damaged", False),
        address=tuple(front.get("address", ())),
        signatures=tuple((name, office) for name, office in front.get("signatures", ())),
        parts={
            part: _statement(row["position"], row["evidence"], placed)
            for part, row in sorted(front.get("parts", {}).items())
        },
        blocks=blocks,
        **{name: front.get(name, "") for name in _PLAIN_FIELDS},
        **({} if front["layout"] == "forslag" else _stated(front, placed)),
    )


def _stated(front: dict[str, Any], placed: Sequence[Placed]) -> dict[str, Any]:
    """Read what an answer says of itself and the proposal does not."""
    return {
        "remissinstans": front["remissinstans"],
        "instanstyp": Instanstyp(front["instanstyp"]),
        "position": _statement(front["position"], front["evidence"], placed),
    }


def _statement(position: str, evidence: str | list[str], placed: Sequence[Placed]) -> Statement:
    """Find the sentences that state a position; of a sentence that recurs, the first.

    Raises:
        SourceError: If the evidence is no sentence of the body, or there is none but for framgar_ej.
    """
    texts = [Sentence(text, Label()).text for text in ([evidence] if isinstance(evidence, str) else evidence)]
    if bool(texts) == (position == Position.FRAMGAR_EJ):
        raise SourceError(f"{position} with evidence {texts}")
    found = [next((row.i for row in placed if row.text == text), None) for text in texts]
    if None in found:
        raise SourceError(f"evidence is no sentence of the text: {texts[found.index(None)]!r}")
    return Statement(Position(position), tuple(i for i in found if i is not None), tuple(texts))
