"""Grammar: what the dependency parse says of a sentence: its main clause, who its verbs belong to, what is negated.

Every function gives an empty answer where the pipeline has no parser; the rules over words then stand alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Span, Token

from remissnlp.lexicon import read_words

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass"})
_CARRIED_ON = frozenset({"ccomp", "xcomp", "conj", "parataxis"})
_SOURCES = frozenset({"enligt"})
_OPENERS = frozenset({"att", "hur", "om", "huruvida", "vad", "vilken", "vem", "varför"})


@dataclass(frozen=True, slots=True)
class Relation:
    """How a party stands to a verb.

    Attributes:
        party: Who: the role given to the token.
        link: "subject", "agent" ("välkomnas av nämnden"), "source" ("enligt utredningen"), "owner" ("nämndens mening").
        verb: Lemma of the verb or noun it belongs to.
        token: The token that names the party.
    """

    party: str
    link: str
    verb: str
    token: Token


def has_parse(unit: Span) -> bool:
    """Tell whether the words of a unit have been parsed."""
    return bool(unit.doc.has_annotation("DEP"))


def root_of(unit: Span) -> Token | None:
    """Give the head of a unit's main clause: the first word whose own head is itself or stands outside the unit."""
    if not has_parse(unit):
        return None
    return next((token for token in unit if _is_top(token, unit) and not token.is_space and not token.is_punct), None)


def heads_of(unit: Span) -> list[Token]:
    """Give the heads of the clauses that say what the sentence says: its root and what carries that on."""
    root = root_of(unit)
    return [] if root is None else [token for token in _carried_on(root) if unit.start <= token.i < unit.end]


def main_words(unit: Span) -> frozenset[int]:
    """Give the places of the words of what the sentence itself says.

    They are the main clause's head, the heads of the clauses that carry its statement on ("anser att …", "… och …"),
    and all that hangs directly on these.
    """
    return frozenset(token.i for head in heads_of(unit) for token in (head, *head.children))


def relations(unit: Span, roles: Mapping[int, str]) -> list[Relation]:
    """Find how the parties named in a unit stand to its verbs, in the order of the text.

    Args:
        unit: A sentence.
        roles: The party that each place in the Doc names, where it names one.
    """
    if not has_parse(unit):
        return []
    found = []
    for token in unit:
        if token.i in roles and roles.get(token.head.i) != roles[token.i]:
            link = _link(token)
            if link:
                found.append(Relation(roles[token.i], link, token.head.lemma_.lower(), token))
    return found


def reported(unit: Span, verbs: Iterable[Token]) -> list[tuple[int, int]]:
    """Give the offsets in a unit of what verbs of saying report: the clauses under them, from "att" or "hur" on."""
    found = []
    for verb in verbs:
        for child in verb.children:
            words = sorted(child.subtree, key=lambda token: token.i)
            first = next((token for token in words if token.dep_ == "mark" and token.lemma_.lower() in _OPENERS), None)
            if first is not None and child.dep_ not in ("conj", "parataxis"):
                found.append((first.idx - unit.start_char, words[-1].idx + len(words[-1]) - unit.start_char))
    return found


def is_negated(token: Token) -> bool:
    """Tell whether a negation hangs on a word: "delar inte", "inga synpunkter", "kan inte ställa sig bakom"."""
    subjects = [child for child in token.children if child.dep_ in _SUBJECTS and child.pos_ != "VERB"]
    words = [*token.children, *(word for subject in subjects for word in subject.children if word.i < subject.i)]
    return any(word.lemma_.lower() in _negations() or word.text.lower() in _negations() for word in words)


def _link(token: Token) -> str:
    if token.dep_ in _SUBJECTS:
        return "subject"
    if token.dep_ == "obl:agent":
        return "agent"
    case = next((child.lemma_.lower() for child in token.children if child.dep_ == "case"), "")
    if token.dep_.startswith(("obl", "nmod")) and case in _SOURCES:
        return "source"
    return "owner" if token.dep_ == "nmod:poss" else ""


def _is_top(token: Token, unit: Span) -> bool:
    return token.head == token or not unit.start <= token.head.i < unit.end


def _carried_on(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ in _CARRIED_ON:
            yield from _carried_on(child)


def _negations() -> frozenset[str]:
    return frozenset(read_words("negationer"))
