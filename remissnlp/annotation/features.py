"""Features: what the classifier is told of a sentence, as named numbers a person can read.

A party's name is replaced by its role, a figure by 0, so that what is learned of one answer holds for the next.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Span, Token

from remissnlp.annotation.clauses import part_at_turn
from remissnlp.annotation.extensions import document_of
from remissnlp.annotation.grammar import is_negated, main_words, relations, root_of
from remissnlp.annotation.parties import Parties
from remissnlp.annotation.signals import find_signals
from remissnlp.annotation.voices import Voices, roles_of
from remissnlp.lexicon import read_phrases
from remissnlp.terms import BlockKind, Section

Features = dict[str, float]
BACKGROUND = (Section.BAKGRUND, Section.ARENDET)
_LISTS = ("referat", "arendegang", "inledningar", "lutar", "bifall", "avslag", "ingen_erinran", "avstar", "tredje")
_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "AUX", "PROPN"})
_ARGUMENTS = frozenset({"nsubj", "csubj", "obl", "aux", "obj"})
_FULL_LENGTH = 60
_LAW = re.compile(r"\b\d+\s*(?:kap\.|§)|\b\w{4,}(?:lagen|balken|förordningen)\b|\(\d{4}:\d+\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a unit as the classifier sees them.

    Attributes:
        tokens: Its tokens, with a party's name of several words as its first.
        lemmas: For each token its lemma in lower case, a role in capitals, or "0".
        roles: The party named at a place in the Doc.
    """

    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    roles: dict[int, str]


def read_words_of(unit: Span, parties: Parties) -> Words:
    """Read the words of a unit, with its parties by role; under a background heading "kontoret" is the proposer."""
    roles = roles_of(unit, parties, by_name_only=unit._.section in BACKGROUND)
    tokens: list[Token] = []
    lemmas: list[str] = []
    for token in unit:
        lemma = _lemma(token, roles)
        if token.is_space or (lemmas and lemmas[-1] == lemma and token.i in roles):
            continue
        tokens.append(token)
        lemmas.append(lemma)
    return Words(tuple(tokens), tuple(lemmas), roles)


def describe_words(unit: Span, words: Words) -> Features:
    """Describe the words of a unit: which, where in the sentence, negated or not, and how they hang together."""
    found: Features = {"längd": min(len(words.tokens), _FULL_LENGTH) / (_FULL_LENGTH / 2)}
    names = [*_by_place(unit, words), *_by_order(words), *_by_parse(unit, words), *_by_signals(unit)]
    found.update(dict.fromkeys(names, 1.0))
    return found


def describe_setting(unit: Span, previous: Span | None, voices: Voices) -> Features:
    """Describe where a unit stands: its section, what stands before it, and the phrases of the lexicon in it."""
    section = unit._.section
    blocks = document_of(unit.doc).blocks
    names = [f"avsnitt={section}", f"bakgrund={section in BACKGROUND}", f"block={blocks[unit._.block].kind}"]
    if previous is None:
        names.append("före=inget")
    else:
        names.append(f"före={previous._.own_view}.{previous._.block == unit._.block}")
    names += [f"talar={attribution.speaker}" for attribution in voices.attributions]
    told = (("återger", voices.reported), ("huvudverb återger", voices.retells), ("huvudverb saknar", voices.misses))
    names += [name for name, holds in told if holds]
    for name in _LISTS:
        hit = read_phrases(name).first(unit.text)
        if hit:
            names += [f"fras={name}", f"fras={name}.{hit.start == 0}"]
    return dict.fromkeys(names, 1.0)


def describe_before(unit: Span, previous: Span | None) -> Features:
    """Describe what was found of the unit before, and whether this one is a list item."""
    is_item = document_of(unit.doc).blocks[unit._.block].kind is BlockKind.LIST_ITEM
    before = f"{previous._.stance}.{previous._.type}" if previous is not None else "inget"
    return {f"före={before}": 1.0, f"punkt={is_item}": 1.0}


def mean_vector(unit: Span) -> NDArray[np.float32]:
    """Give the mean of the vectors of a unit's content words, of length one; zeros where the pipeline has none."""
    chosen = [token.vector for token in unit if token.pos_ in _CONTENT and not token.is_stop]
    chosen = chosen or [token.vector for token in unit]
    mean = np.mean(np.asarray(chosen, dtype=np.float32), axis=0)
    return np.asarray(mean / (np.linalg.norm(mean) + 1e-9), dtype=np.float32)


def _by_place(unit: Span, words: Words) -> Iterator[str]:
    """Name each word: anywhere, in the main clause or not, before or behind the turn, negated."""
    main, turned = main_words(unit), part_at_turn(unit.text)
    for token, lemma in zip(words.tokens, words.lemmas, strict=True):
        if token.is_punct and lemma not in "?!:;":
            continue
        yield f"ord={lemma}"
        yield f"{'huvudsats' if token.i in main or token.head.i in main else 'bisats'}={lemma}"
        if turned.granted:
            yield f"{'poäng' if token.idx - unit.start_char >= turned.turn else 'medgivande'}={lemma}"
        if is_negated(token):
            yield f"nekat={lemma}"


def _by_order(words: Words) -> Iterator[str]:
    line = ["^", *words.lemmas, "$"]
    for index, lemma in enumerate(line[1:]):
        yield f"följd={line[index]} {lemma}"
    if len(words.lemmas) > 1:
        yield f"början={words.lemmas[0]} {words.lemmas[1]}"


def _by_parse(unit: Span, words: Words) -> Iterator[str]:
    root = root_of(unit)
    if root is None:
        return
    lemmas = {token.i: lemma for token, lemma in zip(words.tokens, words.lemmas, strict=True)}
    morph = "|".join(value for field in ("VerbForm", "Mood", "Tense", "Voice") for value in root.morph.get(field))
    yield from (f"rot={lemmas.get(root.i, root.lemma_)}", f"rotens ordklass={root.pos_}", f"rotens form={morph}")
    for child in (child for child in root.children if not child.is_space):
        yield f"led={child.dep_}"
        if child.dep_.split(":")[0] in _ARGUMENTS:
            yield f"{child.dep_}={lemmas.get(child.i, child.lemma_.lower())}"
    for relation in relations(unit, words.roles):
        yield f"{relation.link}={relation.party}"
        yield f"{relation.link}={relation.party} {relation.verb}"


def _by_signals(unit: Span) -> Iterator[str]:
    turned = part_at_turn(unit.text)
    for signal in find_signals(unit.text):
        yield f"signal={signal.kind}.{signal.main}"
        place = "" if not turned.granted else "poäng" if signal.start >= turned.turn else "medgivande"
        yield f"signal={signal.kind}.{place}"
    if _LAW.search(unit.text):
        yield "lagrum"


def _lemma(token: Token, roles: dict[int, str]) -> str:
    if token.i in roles:
        return roles[token.i].upper()
    if any(character.isdigit() for character in token.text):
        return "0"
    return str(token.text.lower() if token.pos_ == "AUX" else token.lemma_.lower())  # "skulle" is not "ska"
