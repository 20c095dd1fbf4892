"""Finding: the statements of one answer, in order, each with what it concerns and what goes with it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from remissnlp.annotation.subjects import find_headed, find_named
from remissnlp.lexicon import read_phrases
from remissnlp.statements.objects import Object, find_object
from remissnlp.statements.stands import NEUTRAL, REJECTS, Stand, find_stands, without_asides
from remissnlp.terms import Section, Stance

_LOCAL = re.compile(
    r"^\s*(?:\d+(?:\.\d+)+\.?|(?:kap\w*|avsnitt|punkt|§)\s*\d+)\b|^\s*förslag(?:et|en)?\s+(?:om|till)\b", re.IGNORECASE
)
_SOME = re.compile(
    r"\b(?:en|ett|två|tre|fyra|fem|sex|några|flera|flertalet|majoriteten|par|vissa|många|flesta|övriga|samtliga)\s+(?:av\s+)?"
    r"(?:\w+\s+){0,2}(?:\w*bolag(?:en)?|nämnder(?:na)?|\w*instanser(?:na)?|kommuner(?:na)?|ledamöter(?:na)?|partier(?:na)?"
    r"|medlemmar(?:na)?|myndigheter(?:na)?|dessa|dem)\b|\b(?:dotter|bostads)bolagen?\b",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\((?:S|M|SD|C|V|KD|L|MP|FP|FI|-)\)")
_CLEAR = re.compile(r"till?styrk|avstyrk|avslag|ställer sig|står bakom", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a row of `meningar` says that matters for a position."""

    sentence_id: str
    text: str
    section: Section
    stance: str
    parts: tuple[str, ...]
    n: int
    own: bool = True
    heading: str = ""
    paragraph: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that take a stand.

    Attributes:
        kind: As in `Stand`.
        whole: Whether they concern the proposal as a whole.
        parts: Ids of the parts they concern.
        direct: Whether they concern these parts themselves, and not one thing in them.
        rest: Whether they concern all parts not named elsewhere.
        conditional: Whether a condition or limit goes with them ("under förutsättning att", "i huvudsak").
        critical: Whether the sentence also faults the proposal.
        clear: Whether the words are those of a decision ("tillstyrker"), and no milder.
        sentence_id: The sentence.
        section: Where it stands.
        n: Its order in the answer.
        heading: The heading above it.
    """

    kind: str
    whole: bool
    parts: tuple[str, ...]
    direct: bool
    rest: bool
    conditional: bool
    critical: bool
    clear: bool
    sentence_id: str
    section: Section
    n: int
    heading: str = ""


def find_statements(meningar: pd.DataFrame, *, parts: Sequence[tuple[str, str]] = ()) -> list[Statement]:
    """Find the statements in the sentences of own view of one answer, given as rows of `meningar` in order.

    Sentences that are not own view take no stand, but a sentence of own view may point back at them ("detta").
    """
    statements: list[Statement] = []
    lead_in: Statement | None = None
    named: tuple[str, ...] = ()
    retold: tuple[str, ...] = ()
    paragraph = -1
    for sentence in read_sentences(meningar):
        retold = retold if sentence.paragraph == paragraph else ()
        found = list(_in_sentence(sentence, parts, named, retold)) if sentence.own else []
        if sentence.own and not found and lead_in and sentence.parts:
            found = [_as_lead_in(lead_in, sentence)]
        statements += found
        lead_in = found[-1] if found and (lead_in or sentence.text.rstrip().endswith(":")) else None
        named = find_named(sentence.text, parts) or (named if sentence.text[:1].islower() else ())
        retold, paragraph = () if found else named, sentence.paragraph
    return statements


def _as_lead_in(lead_in: Statement, item: Sentence) -> Statement:
    """Say of the parts that a list item names what its lead-in says."""
    placed = replace(lead_in, sentence_id=item.sentence_id, n=item.n, section=item.section)
    return replace(placed, parts=item.parts, whole=False, rest=False, direct=True)


def read_sentences(meningar: pd.DataFrame) -> Iterator[Sentence]:
    """Read rows of `meningar`; without the column own_view all are own."""
    for row in meningar.to_dict("records"):
        ids = tuple(part for part in row["parts"].split(";") if part)
        yield Sentence(
            row["sentence_id"],
            row["text"],
            Section(row["section"]),
            row["stance"],
            ids,
            row["n"],
            own=bool(row.get("own_view", True)),
            heading=str(row.get("heading", "") or ""),
            paragraph=int(row.get("paragraph", -1)),
        )


def _in_sentence(
    sentence: Sentence, parts: Sequence[tuple[str, str]], before: tuple[str, ...], retold: tuple[str, ...]
) -> Iterator[Statement]:
    """Find the statements of a sentence, given the parts that the one before names, and those if it takes no stand."""
    text = without_asides(sentence.text)
    in_text = find_named(sentence.text, parts)
    place = find_headed(sentence.heading, parts) or (() if in_text else sentence.parts)
    local = _LOCAL.search(sentence.heading) is not None and sentence.section is Section.SYNPUNKTER
    for stand in find_stands(text):
        if _by_other(stand):
            continue
        found = find_object(stand, parts, place=place, local=local)
        found = replace(found, parts=before or found.parts) if found.points_back else found
        if stand.kind == REJECTS and len(retold) == 1 and not (found.whole or found.parts or found.aim):
            found = replace(found, parts=retold, direct=False)  # one thing in what has just been retold
        statement = _statement(sentence, stand, found)
        if statement:
            yield statement


def _statement(sentence: Sentence, stand: Stand, found: Object) -> Statement | None:
    """Make a statement, unless the words concern nothing that can be approved or rejected."""
    says_nothing = not (found.whole or found.parts or found.rest)
    if found.aim or (stand.weak and not found.parts) or (says_nothing and stand.kind not in (REJECTS, NEUTRAL)):
        return None
    words = f"{stand.before} {stand.hit.text} {stand.after}"
    return Statement(
        stand.kind,
        found.whole or stand.kind == NEUTRAL,
        found.parts,
        found.direct,
        found.rest,
        read_phrases("villkor").first(words) is not None,
        sentence.stance in (Stance.NEGATIVE, Stance.MIXED),
        _CLEAR.search(stand.hit.text) is not None,
        sentence.sentence_id,
        sentence.section,
        sentence.n,
        sentence.heading,
    )


def _by_other(stand: Stand) -> bool:
    """Tell whether somebody else takes the stand: "ett av bolagen avstyrker", "avstyrks av flera nämnder"."""
    subject = re.split(r"[,;:]|\b(?:men|och|att)\b", stand.before)[-1]
    agent = re.match(r"\s*(?:\w+\s+)?av\s+", stand.after)
    near = stand.after[:60]
    return _is_other(subject) or bool(agent and _is_other(near)) or _PARTY.search(stand.before) is not None


def _is_other(text: str) -> bool:
    return read_phrases("tredje").first(text) is not None or _SOME.search(text) is not None
