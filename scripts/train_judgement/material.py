"""Read labelled answers, and make each a Doc whose units, sections and metadata are the labelled ones.

So the components that judge are measured by themselves, apart from how well a PDF was read or a heading understood.
"""

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from remissnlp.annotation.extensions import UNITS, Metadata, Setting, register
from remissnlp.annotation.pipeline import COMPONENTS
from remissnlp.document import Block, Document
from remissnlp.terms import BlockKind, Section

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Row:
    """A unit with its labels; `stance` and `type` are empty where it is not the respondent's own view."""

    text: str
    section: str
    own_view: bool
    stance: str = ""
    type: str = ""
    kind: str = "paragraph"
    paragraph: int = 0
    heading: str = ""


@dataclass(frozen=True)
class Labelled:
    """An answer with its labels.

    Attributes:
        source_id: Its name.
        rows: Its units in order.
        metadata: What its head would have said.
        sender: Who sent the remiss out.
    """

    source_id: str
    rows: tuple[Row, ...]
    metadata: Metadata = field(default_factory=Metadata)
    sender: str = ""


def read_sentences(path: Path) -> list[Labelled]:
    """Read the project's own labelled sentences, a table with a row a sentence (`data/README.md` tells the columns)."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_own(name, list(group)) for name, group in groupby(rows, key=lambda row: row["answer"])]


def read_corpus(folder: Path) -> list[Labelled]:
    """Read the labelled answers of a corpus folder."""
    remiss = tomllib.loads((folder / "remiss.toml").read_text(encoding="utf-8"))
    answers = tomllib.loads((folder / "gold" / "svar.toml").read_text(encoding="utf-8"))
    return [
        read_gold(path, answers.get(path.stem, {}), remiss.get("avsandare", ""))
        for path in sorted((folder / "gold").glob("*.jsonl"))
    ]


def read_gold(path: Path, answer: dict[str, str], sender: str) -> Labelled:
    """Read one file of gold units; where it tells no paragraphs, the units of a section are taken as one."""
    units = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    names = {name: answer.get(name, "") for name in ("remissinstans", "instanstyp", "speaker", "addressee")}
    return Labelled(path.stem, tuple(_gold_row(unit) for unit in units), Metadata(**names), sender)


def make_doc(labelled: Labelled, nlp: Language) -> Doc:
    """Tag an answer and give it the labelled units and sections; nothing is judged yet."""
    register()
    groups = list(_blocks_of(labelled.rows))
    pieces = [_piece(group) for group in groups]
    marked = (_mark(nlp.make_doc(piece), group) for piece, group in zip(pieces, groups, strict=True))
    doc = Doc.from_docs(list(nlp.pipe(marked, disable=[*COMPONENTS, "senter"])), ensure_whitespace=False)
    if doc is None or doc.text != "".join(pieces):
        raise ValueError(f"{labelled.source_id}: the tagged text differs from the labelled one")
    doc._.document = Document(labelled.source_id, doc.text, tuple(_blocks(groups, pieces)), ())
    doc._.metadata, doc._.setting = labelled.metadata, Setting(sender=labelled.sender, held_out=True)
    doc.spans[UNITS] = [doc.char_span(start, end, alignment_mode="expand") for start, end in _places(groups, pieces)]
    blocks = [index for index, group in enumerate(groups) for _ in group]
    for unit, row, block in zip(doc.spans[UNITS], labelled.rows, blocks, strict=True):
        unit._.section, unit._.heading, unit._.block = Section(row.section), row.heading, block
    return doc


def judge(labelled: Labelled, nlp: Language) -> Doc:
    """Make the Doc of an answer and let the components judge it."""
    doc = make_doc(labelled, nlp)
    for component in ("remiss_speaker", "remiss_stance"):
        doc = nlp.get_pipe(component)(doc)
    return doc


def _own(name: str, rows: list[dict[str, str]]) -> Labelled:
    first = rows[0]
    metadata = Metadata(
        remissinstans=first["remissinstans"],
        speaker=first["speaker"],
        addressee=first["addressee"],
    )
    return Labelled(name, tuple(_own_row(row) for row in rows), metadata, first["sender"])


def _own_row(row: dict[str, str]) -> Row:
    own = row["own_view"] == "true"
    return Row(
        row["text"], row["section"], own, row["stance"], row["type"], row["kind"], int(row["paragraph"]), row["heading"]
    )


def _gold_row(unit: dict[str, str | bool | int]) -> Row:
    text = str(unit["text"])
    kind = str(unit.get("kind") or ("list_item" if text.startswith(("- ", "e ")) else "paragraph"))
    return Row(
        text,
        str(unit["section"]),
        bool(unit["own_view"]),
        str(unit.get("stance") or ""),
        str(unit.get("type") or ""),
        kind,
        int(unit.get("paragraph", 0)) or (int(unit["i"]) if kind == "list_item" else 0),
        str(unit.get("heading") or unit["section"]),
    )


def _mark(doc: Doc, group: list[Row]) -> Doc:
    """Set the sentence starts of an untagged block where its rows start."""
    starts = {start for start, _ in _places([group], [doc.text])}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def _blocks_of(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Group rows into blocks: the sentences of a paragraph together, every list item by itself."""
    for (_, kind), group in groupby(rows, key=lambda row: (row.paragraph, row.kind)):
        members = list(group)
        yield from [members] if kind == "paragraph" else [[row] for row in members]


def _piece(group: Iterable[Row]) -> str:
    return " ".join(row.text for row in group) + "\n\n"


def _places(groups: list[list[Row]], pieces: list[str]) -> Iterator[tuple[int, int]]:
    offset = 0
    for group, piece in zip(groups, pieces, strict=True):
        start = offset
        for row in group:
            yield start, start + len(row.text)
            start += len(row.text) + 1
        offset += len(piece)


def _blocks(groups: list[list[Row]], pieces: list[str]) -> Iterator[Block]:
    offset = 0
    for group, piece in zip(groups, pieces, strict=True):
        yield Block(BlockKind(group[0].kind), offset, offset + len(piece.rstrip("\n")))
        offset += len(piece)
