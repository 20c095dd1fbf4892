"""Statements: the words of a sentence that approve, reject, decline or find nothing to object to, and of what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from remissnlp.lexicon import Hit, read_phrases
from remissnlp.terms import Section, Stance

APPROVES, REJECTS, DECLINES, NOTHING = "bifall", "avslag", "avstar", "ingen_erinran"

_PLAIN = re.compile(r"(?:till|av)styrk\w*|avslag|avslå\w*|bifall\w*", re.IGNORECASE)
_LIMITED = re.compile(
    r"\bi\s+(?:denna|den|dessa|övriga?)\s+del(?:ar)?\b|\bi\s+övrigt\b|\bpå\s+dessa\s+punkter\b", re.IGNORECASE
)
_NARROWED = re.compile(r"\s*(?:om|att|på|i\s+avsnitt|i\s+kapitel)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[”“\"»][^”“\"«]*[”“\"«]")
_OBJECT_WORDS = 9
_BARRIER = re.compile(r"[;:]|\bmen\b")
_ADVERBS = re.compile(
    r"\b(?:dock|däremot|emellertid|därför|alltså|således|samtidigt|även|också|därmed|helt|bestämt)\b\s*"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that take a stand.

    Attributes:
        kind: "bifall", "avslag", "avstar" or "ingen_erinran".
        whole: Whether they concern the proposal as a whole.
        parts: Ids of the parts they concern.
        conditional: Whether a condition or limit goes with them ("under förutsättning att", "i huvudsak").
        critical: Whether the sentence also faults the proposal.
        sentence_id: The sentence.
        section: Where it stands.
        n: Its order in the answer.
    """

    kind: str
    whole: bool
    parts: tuple[str, ...]
    conditional: bool
    critical: bool
    sentence_id: str
    section: Section
    n: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a row of `meningar` says that matters for a position."""

    sentence_id: str
    text: str
    section: Section
    stance: str
    parts: tuple[str, ...]
    n: int


def find_statements(own: pd.DataFrame) -> list[Statement]:
    """Find the statements in the sentences of own view of one answer, given as rows of `meningar` in order."""
    statements: list[Statement] = []
    lead_in: Statement | None = None
    for sentence in _sentences(own):
        found = list(_in_sentence(sentence))
        if not found and lead_in and sentence.parts:
            found = [_statement(sentence, lead_in.kind, parts=sentence.parts, conditional=lead_in.conditional)]
        statements += found
        lead_in = found[-1] if found and (lead_in or sentence.text.rstrip().endswith(":")) else None
    return statements


def find_stands(text: str) -> list[tuple[str, Hit]]:
    """Find the words of a sentence that take a stand, first to last; where two overlap, the rejecting ones count.

    >>> [(kind, hit.text) for kind, hit in find_stands("Vi tillstyrker delstrategi 1 men avstyrker delstrategi 4.")]
    [('bifall', 'tillstyrker'), ('avslag', 'avstyrker')]
    """
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    found: list[tuple[str, Hit]] = []
    for kind in (DECLINES, REJECTS, NOTHING, APPROVES):
        for hit in read_phrases(kind).find(text):
            inside_quote = any(start <= hit.start < end for start, end in quoted)
            if not inside_quote and all(hit.end <= other.start or hit.start >= other.end for _, other in found):
                found.append((kind, hit))
    agreeing = read_phrases("medhall").first(text)
    kept = [(kind, hit) for kind, hit in found if not (agreeing and agreeing.start <= hit.start < agreeing.end)]
    return sorted(kept, key=lambda pair: pair[1].start)


def _sentences(own: pd.DataFrame) -> Iterator[Sentence]:
    for row in own.to_dict("records"):
        parts = tuple(part for part in row["parts"].split(";") if part)
        yield Sentence(row["sentence_id"], row["text"], Section(row["section"]), row["stance"], parts, row["n"])


def _in_sentence(sentence: Sentence) -> Iterator[Statement]:
    text, stands = sentence.text, find_stands(sentence.text)
    for index, (kind, hit) in enumerate(stands):
        previous = stands[index - 1][1].end if index else 0
        following = stands[index + 1][1].start if index + 1 < len(stands) else len(text)
        before, after = text[previous : hit.start], text[hit.end : following]
        statement = None if _by_other(before, after) else _judge(sentence, kind, hit, before, after)
        if statement:
            yield statement


def _judge(sentence: Sentence, kind: str, hit: Hit, before: str, after: str) -> Statement | None:
    conditional = read_phrases("villkor").first(f"{before} {hit.text} {after}") is not None
    if kind == DECLINES:
        return _statement(sentence, kind, whole=True, conditional=conditional)
    named = _named_parts(sentence.parts, before, after)
    if named:
        return _statement(sentence, kind, parts=named, conditional=conditional)
    if kind == NOTHING:
        return _statement(sentence, kind, whole=not _LIMITED.search(sentence.text), conditional=conditional)
    if _concerns_whole(hit, before, after):
        return _statement(sentence, kind, whole=True, conditional=conditional)
    return _statement(sentence, kind, conditional=conditional) if kind == REJECTS else None


def _named_parts(parts: tuple[str, ...], before: str, after: str) -> tuple[str, ...]:
    """Give the parts that these very words concern, when the sentence takes more stands than one."""
    if not parts:
        return ()
    numbers = set(re.findall(r"\d+", after)) or set(re.findall(r"\d+", before))
    ranges = re.findall(r"(\d+)\s*(?:–|-|till)\s*(\d+)", after) or re.findall(r"(\d+)\s*(?:–|-|till)\s*(\d+)", before)
    numbers |= {str(number) for low, high in ranges for number in range(int(low), int(high) + 1)}
    return tuple(part for part in parts if part in numbers) or parts


def _concerns_whole(hit: Hit, before: str, after: str) -> bool:
    """Tell whether the object of the words is the proposal itself, not its aim and not one thing in it."""
    near = " ".join(_ADVERBS.sub("", _BARRIER.split(after)[0]).split()[:_OBJECT_WORDS])
    if read_phrases("syfte").first(hit.text):
        return False
    whole, aim = read_phrases("helhet").first(near), read_phrases("syfte").first(near)
    if aim and (not whole or aim.start < whole.start):
        return False
    if whole:
        return not (_NARROWED.match(near[whole.end :]) and whole.text.lower().startswith("förslag"))
    inside = read_phrases("helhet").first(hit.text)
    if inside:
        return True
    stands_alone = bool(_PLAIN.fullmatch(hit.text) or not near) and not _has_object(near)
    return stands_alone or _is_passive(hit, before)


def _has_object(near: str) -> bool:
    return re.match(r"\s*(?:att|till|en|ett|den|det|de)\b", near) is not None


def _is_passive(hit: Hit, before: str) -> bool:
    return hit.text.lower().split()[0].endswith("s") and read_phrases("helhet").first(before) is not None


def _by_other(before: str, after: str) -> bool:
    """Tell whether somebody else takes the stand: "ett av bolagen avstyrker", "avstyrks av flera nämnder"."""
    subject = re.split(r"[,;:]|\b(?:men|och|att)\b", before)[-1]
    agent = re.match(r"\s*av\s+", after)
    return read_phrases("tredje").first(subject) is not None or bool(agent and read_phrases("tredje").first(after[:60]))


def _statement(
    sentence: Sentence, kind: str, *, whole: bool = False, parts: tuple[str, ...] = (), conditional: bool = False
) -> Statement:
    critical = sentence.stance in (Stance.NEGATIVE, Stance.MIXED)
    return Statement(kind, whole, parts, conditional, critical, sentence.sentence_id, sentence.section, sentence.n)
