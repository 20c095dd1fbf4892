"""Phrases of a sentence that a theme could be named by: its noun phrases, and what it asks for, lacks or finds unclear.

They rest on the parse; where the pipeline brings none, there are noun phrases alone. Each is written "kind: words", in
the form a heading has.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from remissnlp.annotation.base_forms import indefinite_adjective, indefinite_noun
from remissnlp.lexicon import read_words

SEPARATOR = "; "
_LONGEST_OBJECT, _LONGEST_CLAUSE = 5, 7
_NOUNS = frozenset({"NOUN", "PROPN"})
_MODALS = frozenset({"böra", "skola", "måste", "behöva"})
_OBJECTS = ("obj", "nsubj:pass")
_QUESTIONS = frozenset({"vem", "vad", "hur", "vilken", "vilka", "vilket", "när", "varför", "huruvida"})
_SETTLED = frozenset(
    {"förtydliga", "precisera", "klargöra", "tydliggöra", "definiera", "framgå", "utläsa", "klarlägga"}
)
_LACK = frozenset({"sakna", "saknas", "efterlysa", "efterfråga", "sakna(s)"})
_TIES = {"NOUN": ("case", "nmod", "conj"), "PROPN": ("flat", "conj"), "VERB": ("compound:prt", "obj", "advmod")}
_LEFT_OUT = frozenset({"DET", "PUNCT"})


def phrases_of(unit: Span) -> str:
    """Give the phrases of a unit, each once, in the order they stand."""
    found = [*_noun_phrases(unit), *_requests(unit), *_lacks(unit), *_unclear(unit), *_judgements(unit)]
    tidy = (" ".join(f"{kind}: {text}".replace(";", ",").split()) for kind, text in found if text)
    return SEPARATOR.join(dict.fromkeys(tidy))


def _noun_phrases(unit: Span) -> Iterator[tuple[str, str]]:
    for token in unit:
        if token.pos_ in _NOUNS and len(token.text) > 1 and token.text[0].isalpha() and "Gen" not in _case(token):
            yield from (("sak", phrase) for phrase in _forms(token))


def _forms(noun: Token) -> Iterator[str]:
    """Give a noun in basic form: alone, with its adjectives, and with what follows a preposition."""
    head = _base(noun)
    yield head
    adjectives = [child for child in noun.lefts if child.dep_ == "amod" and _says_something(child)]
    described = " ".join([*(_adjective(adjective, noun) for adjective in adjectives), head])
    if adjectives:
        yield described
    for child in noun.rights:
        tail = _written(child) if child.dep_ == "nmod" and child.i - noun.i < _LONGEST_OBJECT else ""
        if tail and _has_preposition(child):
            yield f"{head} {tail}"


def _requests(unit: Span) -> Iterator[tuple[str, str]]:
    for verb in unit:
        if verb.pos_ == "VERB" and _is_asked(verb) and not _is_negated(verb) and verb.lemma_ not in _light_verbs():
            particle = " ".join(child.lower_ for child in verb.rights if child.dep_ == "compound:prt")
            infinitive = f"{_infinitive(verb)} {particle}".strip()
            objects = [_written(child) for child in verb.children if child.dep_ in _OBJECTS]
            adjuncts = [_written(child) for child in verb.rights if child.dep_ == "obl" and _has_preposition(child)]
            for tail in (*objects, *adjuncts, *(f"{one} {two}" for one in objects for two in adjuncts)):
                yield "önskan", f"{infinitive} {tail}" if tail else ""


def _lacks(unit: Span) -> Iterator[tuple[str, str]]:
    for verb in unit:
        if verb.lemma_ in _LACK or verb.lower_ == "saknas":
            passive = verb.lower_.endswith("s")
            wanted = ("nsubj", "nsubj:pass", "obj") if passive else ("obj",)
            for child in verb.children:
                if child.dep_ in wanted and child.pos_ in _NOUNS:
                    yield from (("saknas", f"{form} saknas") for form in (_base(child), _written(child)) if form)


def _unclear(unit: Span) -> Iterator[tuple[str, str]]:
    told = False
    for token in unit:
        told = told or token.lemma_ in _SETTLED or token.lower_.startswith(("oklar", "otydlig"))
        if told and token.lower_ in _QUESTIONS:
            yield from (("oklart", f"oklart {clause}") for clause in _clauses(token, unit))


def _judgements(unit: Span) -> Iterator[tuple[str, str]]:
    for word in unit:
        if word.pos_ != "ADJ" or not any(child.dep_ == "cop" and child.lower_ == "är" for child in word.children):
            continue
        degree = [child.lower_ for child in word.lefts if child.dep_ == "advmod" and child.i > word.i - 3]
        subjects = [_written(child) for child in word.lefts if child.dep_ == "nsubj" and child.pos_ == "NOUN"]
        for subject in subjects if not _is_negated(word) else []:
            yield "omdöme", " ".join([subject, "är", *degree, word.lower_]) if subject else ""


def _clauses(start: Token, unit: Span) -> Iterator[str]:
    """Give the beginnings of a subordinate question that are whole in themselves."""
    rest = [token for token in unit if token.i >= start.i]
    for length in range(2, min(len(rest), _LONGEST_CLAUSE) + 1):
        words, following = rest[:length], rest[length : length + 1]
        if words[-1].is_punct:
            return
        torn = bool(following) and following[0].dep_ in _TIES.get(words[-1].pos_, ())
        if words[-1].pos_ in _TIES and not torn and any(word.pos_ in {"VERB", "AUX"} for word in words):
            yield " ".join(word.text for word in words)


def _written(token: Token) -> str:
    """Give a phrase as written, without its articles; the empty string where it is too long or has a clause in it."""
    words = [word for word in token.subtree if not (word.pos_ in _LEFT_OUT and word.head == token)]
    if not words or len(words) > _LONGEST_OBJECT or len(words) < words[-1].i - words[0].i:
        return ""
    if token.pos_ not in _NOUNS or any(word.pos_ in {"VERB", "AUX", "PRON"} or word.dep_ == "mark" for word in words):
        return ""
    return " ".join(word.text if word.pos_ == "PROPN" or word.i > word.sent.start else _lower(word) for word in words)


def _base(noun: Token) -> str:
    form = _lower(noun)
    if "Def" not in noun.morph.get("Definite") or noun.pos_ == "PROPN":
        return form
    return indefinite_noun(form, lemma=noun.lemma_, plural=_is_plural(noun), neuter=_is_neuter(noun))


def _adjective(adjective: Token, noun: Token) -> str:
    form: str = adjective.lower_
    if "Def" not in noun.morph.get("Definite") and not any(child.dep_ == "nmod:poss" for child in noun.lefts):
        return form
    return indefinite_adjective(form, lemma=adjective.lemma_, plural=_is_plural(noun), neuter=_is_neuter(noun))


def _is_asked(verb: Token) -> bool:
    if "Inf" not in verb.morph.get("VerbForm"):
        return False
    if any(child.dep_ == "aux" and child.lemma_ in _MODALS for child in verb.lefts):
        return True
    return verb.dep_ in {"xcomp", "csubj"} and (verb.head.lemma_ in _MODALS or verb.head.lemma_ == "viktig")


def _is_negated(word: Token) -> bool:
    return any(child.lower_ in {"inte", "ej", "aldrig"} for child in word.children)


def _infinitive(verb: Token) -> str:
    passive = "Pass" in verb.morph.get("Voice") or any(child.dep_ == "nsubj:pass" for child in verb.children)
    return str(verb.lower_.removesuffix("s") if passive else verb.lower_)


def _has_preposition(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.lefts)


def _says_something(adjective: Token) -> bool:
    return adjective.is_alpha and adjective.lower_ not in read_words("tema_funktionsord")


def _light_verbs() -> tuple[str, ...]:
    return read_words("tema_lattaverb")


def _lower(token: Token) -> str:
    text: str = token.text
    return text if token.pos_ == "PROPN" or text[1:].lower() != text[1:] else text.lower()


def _case(token: Token) -> list[str]:
    return list(token.morph.get("Case"))


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number")


def _is_neuter(token: Token) -> bool:
    return "Neut" in token.morph.get("Gender")
