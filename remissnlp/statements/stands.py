"""Stands: the words of a sentence that take a stand, how a negation turns them, and the clause they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from remissnlp.lexicon import Hit, read_phrases

APPROVES, REJECTS, DECLINES, NOTHING, NEUTRAL = "bifall", "avslag", "avstar", "ingen_erinran", "tar_ej_stallning"

_QUOTED = re.compile(r"[”“\"»][^”“\"«]*[”“\"«]")
_BREAK = re.compile(r"[;:]|(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\b(?:men|medan)\b|,\s*(?:dock|utan)\b(?! erinran)", re.IGNORECASE)
_NEGATION = re.compile(r"\b(?:inte|ej|icke|aldrig)\b(?!\s+(?:minst|bara|enbart|endast|annat))", re.IGNORECASE)
_FOCUS = re.compile(r"\s+(?:minst|bara|enbart|endast|annat)\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:till skillnad från|i likhet med|liksom|utöver)\s+[^,]+?(?=,|\s(?:ser|är|har|kan|vill|ställer|tillstyrker))",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"\b(?:anser|tycker|finner|menar|bedömer|tror)\s+(?:\w+\s+)?inte\s+att\b[^;:]*$", re.IGNORECASE)
_ENDORSED = re.compile(r"\b(?:delar|instämmer i)\b[^;:]*\b(?:bedömning|uppfattning)\w*\s+att\b", re.IGNORECASE)
_COORDINATED = re.compile(r"(?:\b(?:och|samt|men)|,)\s*(?:(?:vi|därför|dock|även)\s+)*$", re.IGNORECASE)
_NEAR = 4  # words between a verb and the negation that turns it


@dataclass(frozen=True, slots=True)
class Stand:
    """Words that take a stand.

    Attributes:
        kind: "bifall", "avslag", "avstar", "ingen_erinran" or "tar_ej_stallning".
        hit: The words.
        before: What stands before them in their clause.
        after: What stands behind them in their clause.
        weak: Whether the words are praise that counts for a part pointed out, but not for the whole.
    """

    kind: str
    hit: Hit
    before: str
    after: str
    weak: bool = False


def find_stands(text: str) -> list[Stand]:
    """Find the words of a sentence that take a stand, first to last.

    Words inside quotation marks, words that only suppose, and agreement with a critic are left out; where two phrases
    overlap the first of declining, double negation, rejection, nothing to object and approval counts.

    >>> [(s.kind, s.hit.text) for s in find_stands("Vi tillstyrker delstrategi 1 men avstyrker delstrategi 4.")]
    [('bifall', 'tillstyrker'), ('avslag', 'avstyrker')]
    """
    hits = sorted(_hits(text), key=lambda pair: pair[1].start)
    stands = []
    for index, (kind, hit, weak) in enumerate(hits):
        start, end = _clause(text, hit)
        previous = max((h.end for _, h, _ in hits[:index] if h.end <= hit.start), default=0)
        following = min((h.start for _, h, _ in hits[index + 1 :] if h.start >= hit.end), default=len(text))
        before, after = text[max(start, previous) : hit.start], text[hit.end : min(end, following)]
        if previous > start and _COORDINATED.search(before) and after.strip(" ."):
            before = ""  # what stands before "och avstyrker ..." is the object of the verb before
        if not (_is_supposed(text[start : hit.start]) or (kind == REJECTS and _ENDORSED.search(before))):
            stands.append(Stand(_turned(kind, hit, before, after), hit, before, after, weak))
    return stands


def without_asides(text: str) -> str:
    """Drop what only compares with others ("till skillnad från bostadsbolaget")."""
    return _ASIDE.sub(" ", text)


def _hits(text: str) -> Iterator[tuple[str, Hit, bool]]:
    taken = [match.span() for match in _QUOTED.finditer(text)]
    agreeing = read_phrases("medhall").first(text)
    taken += [(agreeing.start, agreeing.end)] if agreeing else []
    for kind, lexicon in (
        (NEUTRAL, "tar_ej_stallning"),
        (DECLINES, "avstar"),
        (NOTHING, "dubbelnekat"),
        (REJECTS, "avslag"),
        (NOTHING, "ingen_erinran"),
        (APPROVES, "bifall"),
        (APPROVES, "valkomnande"),
    ):
        for hit in read_phrases(lexicon).find(text):
            if _FOCUS.match(text[hit.end :]) and _NEGATION.search(hit.text):
                continue
            if all(hit.end <= start or hit.start >= end for start, end in taken):
                taken.append((hit.start, hit.end))
                yield kind, hit, lexicon == "valkomnande"


def _clause(text: str, hit: Hit) -> tuple[int, int]:
    """Give start and end of the clause round a hit: from break to break."""
    breaks = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    start = max((end for _, end in breaks if end <= hit.start), default=0)
    end = min((first for first, _ in breaks if first >= hit.end), default=len(text))
    return start, end


def _is_supposed(before: str) -> bool:
    """Tell whether the words before a hit only suppose what follows ("om förslaget avstyrks", "innan vi kan ...")."""
    last = re.split(r",", before)[-1]
    hit = read_phrases("villkorsinledare").first(last.strip())
    return hit is not None and (hit.start == 0 or " " in hit.text)


def _turned(kind: str, hit: Hit, before: str, after: str) -> str:
    """Turn approval into rejection where it is negated, and rejection into nothing to object."""
    if kind not in (APPROVES, REJECTS) or (kind == REJECTS and _NEGATION.search(hit.text)):
        return kind
    behind = re.split(r",|\batt\b|\bsom\b", after)[0].split()[:_NEAR]
    ahead = re.split(r",|\batt\b|\boch\b|\bsom\b", before)[-1].split()[-_NEAR:]
    is_infinitive = re.match(r"\S+(?:a|as)\b", hit.text) is not None
    is_subordinate = re.search(r"\b(?:att|som)\b[^,]*$", before) is not None
    negated = _NEGATION.search(" ".join(behind[:2])) or (
        _NEGATION.search(" ".join(ahead)) and (is_infinitive or is_subordinate or len(ahead) <= 1)
    )
    negated = negated or _DOUBTED.search(before)
    if not negated and not _NEGATION.search(hit.text):
        return kind
    return REJECTS if kind == APPROVES else NOTHING
