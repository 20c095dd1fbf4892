"""What a sentence asks for, forbids, welcomes, finds lacking, needed, unclear or otherwise judges, as headings say it.

All rests on the parse; without one there is nothing.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from remissnlp.annotation.noun_phrases import (
    NOUNS,
    basic,
    has_preposition,
    joined,
    subject_of,
    unwrapped,
    written,
)
from remissnlp.annotation.wishes import GLADLY, QUESTIONS, is_barred, is_passive, is_wished, modal_of
from remissnlp.lexicon import read_words

_NOT = frozenset({"inte", "ej", "aldrig", "icke"})
_NONE = frozenset({"ingen", "inget", "inga"})
_LACK = frozenset({"sakna", "saknas", "efterlysa", "efterfråga", "fattas"})
_UNMENTIONED = frozenset({"nämna", "omnämna", "beröra", "behandla", "framgå", "redovisa", "beskriva", "belysa"})
_NEED = frozenset({"behöva", "behövas", "kräva", "krävas"})
_GLAD = frozenset({"välkommen", "positiv", "bra", "god", "utmärkt", "glädjande", "välbehövlig", "efterlängtad"})
_SETTLED = frozenset(
    {"förtydliga", "precisera", "klargöra", "tydliggöra", "definiera", "framgå", "utläsa", "klarlägga", "utreda"}
)
_GRASPED = frozenset({"förstå", "begripa", "se", "veta", "läsa", "tolka", "avgöra", "bedöma", "tydlig", "klar"})
_DEGREES = frozenset({"för", "alltför", "mycket", "svår", "otillräckligt", "inte"})
_TOO = frozenset({"för", "alltför"})
_SUFFICES = frozenset({"räcka", "fungera", "hålla"})
_LONGEST_CLAUSE, _LONGEST_QUESTION = 7, 7
_TIES = {"NOUN": ("case", "nmod", "conj"), "PROPN": ("flat", "conj"), "VERB": ("compound:prt", "obj", "advmod")}

Proposition = tuple[str, str]


def propositions(unit: Span) -> Iterator[Proposition]:
    """Give what a unit says of things, each as its kind and its words."""
    for word in unit:
        if word.pos_ in {"VERB", "AUX"}:
            yield from _of_verb(word)
        elif word.pos_ == "ADJ":
            yield from _of_adjective(word)
        elif word.pos_ == "NOUN" and word.lemma_ == "behov":
            needed = [child for child in word.rights if child.dep_ == "nmod" and child.pos_ in NOUNS]
            of = [child for child in needed if any(case.lower_ == "av" for case in child.lefts)]
            yield from (("behövs", f"{joined(child)} behövs") for child in of)
    yield from _unclear(unit)


def _of_verb(verb: Token) -> Iterator[Proposition]:
    if is_wished(verb):
        yield from _clause("hinder", verb, [], []) if _is_negated(verb) else _wished(verb)
    elif _is_negated(verb) and is_barred(verb):
        yield from _clause("hinder", verb, [], [])
    yield from _lacking(verb)
    yield from _too_much(verb)
    if verb.lemma_ in _NEED and not _is_negated(verb):
        yield from (("behövs", f"{joined(thing)} behövs") for thing in _things(verb, passive=verb.lower_.endswith("s")))
    if verb.lemma_ == "välkomna" and not _is_negated(verb):
        yield from (("välkomnas", f"{joined(thing)} välkomnas") for thing in _things(verb, passive=is_passive(verb)))


def _wished(verb: Token) -> Iterator[Proposition]:
    """Give a wish as an infinitive with what it is to be done to, and as a clause where it says who is to do it."""
    action = _action(verb)
    objects = [phrase for child in verb.children if child.dep_ in {"obj", "nsubj:pass"} if (phrase := written(child))]
    adjuncts = [
        phrase
        for child in verb.rights
        if child.dep_ == "obl" and child.lower_ not in GLADLY and has_preposition(child) and (phrase := written(child))
    ]
    light = verb.lemma_ in read_words("tema_lattaverb") and action == _infinitive(verb)
    if len(objects) > 1:
        objects = [" ".join(objects)]
    tails = [f"{one} {two}" for one in objects for two in adjuncts]
    if not light:
        alone = [one for one in adjuncts if not one.startswith("av ")]
        tails += [*objects, *(alone if not objects or is_passive(verb) else ())]
    yield from (("önskan", f"{action} {tail}") for tail in tails)
    yield from _clause("krav", verb, objects, adjuncts)


def _clause(kind: str, verb: Token, objects: list[str], adjuncts: list[str]) -> Iterator[Proposition]:
    """Give "who or what + modal + verb", where the subject is a thing that can stand alone."""
    wanted = "nsubj:pass" if kind == "hinder" and is_passive(verb) else "nsubj"
    subject = next((phrase for child in verb.lefts if child.dep_ == wanted if (phrase := written(child))), "")
    modal = modal_of(verb)
    modal_form = modal.lower_ if modal is not None else "får"
    if not subject or (kind == "krav" and modal is None):
        return
    inner = [modal_form, "inte"] if kind == "hinder" else [modal_form]
    verb_form = verb.lower_ if "Inf" in verb.morph.get("VerbForm") else f"{verb.lemma_}s"
    rest = [one for one in (_particle(verb), *objects[:1], *adjuncts[:1]) if one]
    text = " ".join([subject, *inner, verb_form, *rest])
    if len(text.split()) <= _LONGEST_CLAUSE and (rest or kind == "hinder"):
        yield kind, text


def _lacking(verb: Token) -> Iterator[Proposition]:
    negated = _is_negated(verb)
    if (verb.lemma_ in _LACK or verb.lower_ in _LACK) and not negated:
        for thing in _things(verb, passive=verb.lower_.endswith("s")):
            yield from (("saknas", f"{form} saknas") for form in dict.fromkeys((joined(thing), basic(thing))))
    elif verb.lemma_ in _UNMENTIONED and (negated or _has_neither(verb)):
        for thing in _things(verb, passive=True):
            if verb.lower_.endswith("s") and (form := written(thing)):
                yield "saknas", f"{form} {verb.lower_} inte"
    for child in verb.children:
        argument = child.dep_ in {"obj", "nsubj", "nsubj:pass"} and child.pos_ == "NOUN"
        if argument and any(word.lower_ in _NONE for word in child.lefts):
            yield "saknas", f"{basic(child)} saknas"


def _too_much(verb: Token) -> Iterator[Proposition]:
    """Give that something "ligger för nära" or "räcker inte"."""
    subjects = [form for child in verb.lefts if child.dep_ == "nsubj" and (form := subject_of(child))]
    present = "Pres" in verb.morph.get("Tense") and not verb.lower_.endswith("s")
    behind = verb.nbor() if verb.i + 2 < len(verb.doc) else verb
    if subjects and present and behind.lower_ in _TOO and behind.nbor().pos_ in {"ADV", "ADJ"}:
        yield "omdöme", f"{subjects[0]} {verb.lower_} {behind.lower_} {behind.nbor().lower_}"
    if subjects and present and verb.lemma_ in _SUFFICES and _is_negated(verb):
        yield "omdöme", f"{subjects[0]} {verb.lower_} inte"


def _of_adjective(word: Token) -> Iterator[Proposition]:
    if not any(child.dep_ == "cop" and child.lower_ in {"är", "vore"} for child in word.children):
        return
    subjects = [unwrapped(child) for child in word.children if child.dep_ == "nsubj" and child.pos_ in NOUNS]
    glad = word.lemma_.lower() in _GLAD and not _is_negated(word)
    clauses = [child for child in word.children if child.dep_ in {"csubj", "ccomp"} and glad]
    topics = [child for clause in clauses for child in clause.lefts if child.dep_ in {"nsubj", "nsubj:pass"}]
    if glad:
        yield from (("välkomnas", f"{joined(one)} välkomnas") for one in (*subjects, *topics) if one.pos_ in NOUNS)
    degree = [child.lower_ for child in word.lefts if child.lower_ in _DEGREES and child.i > word.i - 3]
    bound = any(child.dep_ in {"obl", "obj", "advcl", "xcomp", "ccomp", "conj"} for child in word.rights)
    if not glad and not bound and (degree or not _is_negated(word)):
        yield from (
            ("omdöme", " ".join([form, "är", *degree, word.lower_])) for one in subjects if (form := subject_of(one))
        )


def _unclear(unit: Span) -> Iterator[Proposition]:
    told = False
    for token in unit:
        told = told or _tells_unclear(token)
        if told and token.lower_ in QUESTIONS:
            yield "oklart", "oklart"
        if told and token.lower_ in QUESTIONS - {"när", "om", "var"}:
            yield from (("oklart", f"oklart {clause}") for clause in _questions(token, unit))


def _tells_unclear(token: Token) -> bool:
    if token.lower_.startswith(("oklar", "otydlig")) or token.lemma_ in _SETTLED:
        return True
    near = [*token.children, *token.head.children]
    denied = any(child.lower_ in _NOT or child.lower_.startswith("svår") for child in near)
    return token.lemma_.lower() in _GRASPED and (denied or token.head.lower_.startswith("svår"))


def _questions(start: Token, unit: Span) -> Iterator[str]:
    """Give the beginnings of a subordinate question that are whole in themselves."""
    rest = [token for token in unit if token.i >= start.i]
    for length in range(2, min(len(rest), _LONGEST_QUESTION) + 1):
        words, following = rest[:length], rest[length : length + 1]
        if words[-1].is_punct:
            return
        torn = bool(following) and following[0].dep_ in _TIES.get(words[-1].pos_, ())
        if words[-1].pos_ in _TIES and not torn and any(word.pos_ in {"VERB", "AUX"} for word in words):
            yield " ".join(word.text for word in words)


def _things(verb: Token, *, passive: bool) -> Iterator[Token]:
    wanted = {"nsubj", "nsubj:pass", "obj"} if passive else {"obj"}
    yield from (unwrapped(child) for child in verb.children if child.dep_ in wanted and child.pos_ in NOUNS)


def _action(verb: Token) -> str:
    return f"{_infinitive(verb)} {_particle(verb)}".strip()


def _particle(verb: Token) -> str:
    return " ".join(child.lower_ for child in verb.rights if child.dep_ == "compound:prt")


def _infinitive(verb: Token) -> str:
    if "Inf" not in verb.morph.get("VerbForm"):
        return str(verb.lemma_)
    return str(verb.lower_.removesuffix("s") if is_passive(verb) else verb.lower_)


def _is_negated(word: Token) -> bool:
    return any(child.lower_ in _NOT for child in word.children)


def _has_neither(verb: Token) -> bool:
    return any(word.lower_ == "varken" for word in verb.subtree)
