"""Voices: who is let to speak in a sentence, by the parse where it ties a name to a verb, else by word order."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from remissnlp.annotation.grammar import Relation, has_parse, heads_of, is_negated, relations, reported
from remissnlp.annotation.parties import OPINION, PROPOSER, RESPONDENT, Attribution, Parties
from remissnlp.lexicon import Phrases, read_phrases

_WISHES = frozenset({"böra", "behöva", "måste", "kunna", "borde"})
_PLACES = frozenset({"i", "av", "på", "under", "inom"})
_HELPERS = frozenset({"aux", "aux:pass", "cop", "compound:prt", "obj"})


@dataclass(frozen=True, slots=True)
class Voices:
    """Who is let to speak in a sentence, and which stretches of it are what the proposer says.

    Attributes:
        attributions: The parties with words of their own, in the order of the text.
        reported: Start and end of each stretch that the proposer is said to say; empty without a parse.
        retells: The main verb with which the sentence only says what the proposal says; empty if it does not.
        misses: The negated main verb that says what the proposal leaves out ("framgår inte"); empty if there is none.
    """

    attributions: tuple[Attribution, ...]
    reported: tuple[tuple[int, int], ...] = ()
    retells: str = ""
    misses: str = ""


def voices_of(unit: Span, parties: Parties, *, by_name_only: bool = False) -> Voices:
    """Find who speaks in a unit: by the parse where it ties a name to a verb, by word order where it does not.

    Args:
        unit: A sentence.
        parties: Who is who in this answer.
        by_name_only: Leave out short forms, where "kontoret" may be the proposer.
    """
    by_order = parties.attribute(unit.text, by_name_only=by_name_only)
    if not has_parse(unit):
        return Voices(tuple(by_order))
    roles = roles_of(unit, parties, by_name_only=by_name_only)
    found = relations(unit, roles)
    tied = {relation.token.idx - unit.start_char for relation in found}
    parsed = [attribution for relation in found for attribution in _attributed(unit, relation)]
    loose = [attribution for attribution in by_order if not any(_covers(attribution, place) for place in tied)]
    verbs = [relation.token.head for relation in found if relation.party == PROPOSER and relation.link != "owner"]
    verbs += [token for token in unit if _is_impersonal(token)]
    return Voices(
        tuple(sorted([*parsed, *loose], key=lambda attribution: attribution.start)),
        tuple(reported(unit, verbs)),
        retells=_retells(unit, found, roles),
        misses=next((token.text for token in heads_of(unit) if _is_impersonal(token) and is_negated(token)), ""),
    )


def roles_of(unit: Span, parties: Parties, *, by_name_only: bool = False) -> dict[int, str]:
    """Give the party named at each place of the Doc that a unit covers."""
    respondent = parties.respondent_by_name if by_name_only else parties.respondent
    return {**dict(_named(unit, parties.proposer, PROPOSER)), **dict(_named(unit, respondent, RESPONDENT))}


def _named(unit: Span, names: Phrases, party: str) -> Iterator[tuple[int, str]]:
    for hit in names.find(unit.text):
        for token in unit:
            if hit.start <= token.idx - unit.start_char < hit.end:
                yield token.i, party


def _attributed(unit: Span, relation: Relation) -> Iterator[Attribution]:
    """Turn a relation into an attribution, if its verb is one that the party speaks with."""
    token, start = relation.token, relation.token.idx - unit.start_char
    own = relation.party == RESPONDENT
    words = read_phrases("asiktsverb" if own else "referatverb")
    if relation.link == "source" and not own:
        yield Attribution(PROPOSER, f"enligt {token.text}", start)
    elif relation.link == "source" or (own and relation.link == "owner" and OPINION.match(f" {token.head.text}")):
        yield Attribution(
            RESPONDENT, f"{token.text} {token.head.text}" if relation.link == "owner" else token.text, start
        )
    elif relation.link in ("subject", "agent"):
        verb = _verb_at(unit, token.head, words) or (own and relation.link == "agent" and token.head.text)
        if verb:
            yield Attribution(relation.party, f"{token.text} {verb}", start)


def _verb_at(unit: Span, head: Token, words: Phrases) -> str:
    """Give the phrase of speaking that covers a verb or one of its auxiliaries."""
    places = [
        token.idx - unit.start_char for token in (head, *head.children) if token is head or token.dep_ in _HELPERS
    ]
    return next((hit.text for hit in words.find(unit.text) if any(hit.start <= at < hit.end for at in places)), "")


def _retells(unit: Span, found: list[Relation], roles: dict[int, str]) -> str:
    """Give the main verb with which the proposal or its maker says something, unless negated or only wished for."""
    theirs = {relation.token.head.i for relation in found if relation.party == PROPOSER and relation.link == "subject"}
    for token in heads_of(unit):
        active = token.i in theirs and read_phrases("aterger").covers(token.text)
        says = active or (_is_impersonal(token) and _stands_in_the_proposal(token, roles))
        wished = any(child.dep_ == "aux" and child.lemma_.lower() in _WISHES for child in token.children)
        if says and not wished and not is_negated(token):
            return str(token.text)
    return ""


def _stands_in_the_proposal(verb: Token, roles: dict[int, str]) -> bool:
    """Tell whether "anges" speaks of the proposal: by name, by a part of it, or with no place named at all."""
    if any(child.dep_ == "obl:agent" for child in verb.children):
        return False
    places = [child for child in verb.children if child.dep_ == "obl" and _case(child) in _PLACES]
    words = [word for place in places for word in place.subtree]
    named = {roles.get(word.i) for word in words}
    if RESPONDENT in named:
        return False
    return not places or PROPOSER in named or any(read_phrases("delar").covers(word.text) for word in words)


def _case(token: Token) -> str:
    return next((child.text.lower() for child in token.children if child.dep_ == "case"), "")


def _is_impersonal(token: Token) -> bool:
    """Tell whether a word is a verb of saying that nobody is named to say: "anges", "beskrivs", "står"."""
    return token.pos_ in ("VERB", "AUX") and read_phrases("aterges").covers(token.text)


def _covers(attribution: Attribution, place: int) -> bool:
    return attribution.start <= place < attribution.start + len(attribution.cue)
