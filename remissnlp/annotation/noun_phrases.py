"""Noun phrases in the forms a heading has: in basic form, with what describes them, or as written under a verb."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from remissnlp.annotation.base_forms import indefinite_adjective, indefinite_noun
from remissnlp.lexicon import read_words

NOUNS = frozenset({"NOUN", "PROPN"})
_LONGEST, _LONGEST_TAIL = 5, 5
_ARTICLES = frozenset({"en", "ett", "någon", "något", "några", "ingen", "inget", "inga"})
_FRONT_ARTICLES = frozenset({"den", "det", "de"})
_POINTING = frozenset({"denna", "sådan", "samma", "densamma", "annan", "vilken", "båda", "vars"})
_COUNTED = frozenset({"all", "varje", "fler", "flera"})
_MEASURES = frozenset(
    {"procent", "krona", "miljon", "miljard", "gång", "år", "dag", "vecka", "månad", "timme", "meter"}
)
_CLAUSAL = frozenset({"VERB", "AUX", "PRON", "NUM", "SYM", "X"})
_WRAPPERS = frozenset({"förslag", "tanke", "idé", "ambition", "skrivning", "resonemang", "ord", "inriktning"})


def things(unit: Span) -> Iterator[str]:
    """Give the things a unit speaks of, in basic form: each noun alone, described, and joined with another."""
    for token in unit:
        if token.pos_ in NOUNS and len(token.text) > 1 and token.text[0].isalpha() and "Gen" not in _case(token):
            yield from _forms(token)


def basic(noun: Token) -> str:
    """Give a noun with its adjectives in indefinite form ("de digitala tjänsterna" → "digitala tjänster")."""
    adjectives = [child for child in noun.lefts if child.dep_ == "amod"]
    if any(not _describes(adjective, noun) for adjective in adjectives):
        return base(noun)
    return " ".join([*(_adjective(adjective, noun) for adjective in adjectives), base(noun)])


def joined(noun: Token) -> str:
    """Give a noun in basic form, with those joined to it by "och"; alone where the whole would be too long."""
    others = [child for child in noun.rights if child.dep_ == "conj" and child.pos_ in NOUNS]
    linked = len(others) == 1 and any(child.lower_ in {"och", "samt"} for child in others[0].lefts)
    whole = f"{basic(noun)} och {basic(others[0])}" if linked and "-" not in {noun.text[-1], others[0].text[-1]} else ""
    return whole if 0 < len(whole.split()) <= _LONGEST else basic(noun)


def base(noun: Token) -> str:
    """Give a noun in indefinite form; a name stays as it is."""
    form = lowered(noun)
    if "Def" not in noun.morph.get("Definite") or noun.pos_ == "PROPN":
        return form
    return indefinite_noun(form, lemma=noun.lemma_, plural=_is_plural(noun), neuter=_is_neuter(noun))


def written(token: Token) -> str:
    """Give a noun phrase as written, without its indefinite article.

    Gives the empty string where it is too long to stand in a heading, has a clause or a number in it, or points at
    something outside ("detta program").
    """
    words = [word for word in token.subtree if not (word.is_punct or _is_dropped(word) or _links(word, token))]
    if not words or len(words) > _LONGEST or any(word.is_punct for word in token.subtree):
        return ""
    if token.pos_ not in NOUNS or any(_breaks(word) for word in words):
        return ""
    return " ".join(lowered(word) for word in words)


def subject_of(token: Token) -> str:
    """Give a subject as written, or, where that is too much for a heading, its noun alone if that is definite."""
    alone = token.pos_ == "NOUN" and "Def" in token.morph.get("Definite") and "Gen" not in _case(token)
    return written(token) or (lowered(token) if alone else "")


def unwrapped(noun: Token) -> Token:
    """Give what a noun that only introduces it is about: "förslaget om testmiljöer" → "testmiljöer"."""
    tails = [child for child in noun.rights if child.dep_ == "nmod" and child.pos_ in NOUNS and has_preposition(child)]
    return tails[0] if noun.lemma_.lower() in _WRAPPERS and tails else noun


def has_preposition(token: Token) -> bool:
    """Tell whether a phrase is led by a preposition."""
    return any(child.dep_ == "case" for child in token.lefts)


def lowered(token: Token) -> str:
    """Give a word in lower case, unless it is a name or an abbreviation."""
    text: str = token.text
    return text if token.pos_ == "PROPN" or text[1:].lower() != text[1:] else text.lower()


def _forms(noun: Token) -> Iterator[str]:
    head, described = base(noun), basic(noun)
    yield from dict.fromkeys((head, described))
    whole = joined(noun)
    if whole != described:
        yield whole
    owners = [child for child in noun.lefts if child.dep_ == "nmod:poss" and child.pos_ == "NOUN"]
    if len(owners) == 1 and not list(owners[0].children):
        yield f"{owners[0].lower_} {lowered(noun)}"
    for child in noun.rights:
        tail = written(child) if child.dep_ == "nmod" and child.i - noun.i < _LONGEST_TAIL else ""
        if tail and has_preposition(child):
            yield f"{head} {tail}"


def _describes(adjective: Token, noun: Token) -> bool:
    """Tell whether an adjective says something of its own and can change form: no function word, no part of a name."""
    plain = adjective.is_alpha and adjective.pos_ in {"ADJ", "VERB"} and not list(adjective.children)
    return plain and noun.pos_ == "NOUN" and adjective.lower_ not in read_words("tema_funktionsord")


def _adjective(adjective: Token, noun: Token) -> str:
    form: str = adjective.lower_
    if "Def" not in noun.morph.get("Definite") and not any(child.dep_ == "nmod:poss" for child in noun.lefts):
        return form
    return indefinite_adjective(form, lemma=adjective.lemma_, plural=_is_plural(noun), neuter=_is_neuter(noun))


def _is_dropped(word: Token) -> bool:
    """Tell whether a word is an article the heading can do without; "den" stays before an adjective."""
    if word.pos_ != "DET":
        return False
    if word.head.lemma_ in _MEASURES:
        return False
    described = any(child.dep_ == "amod" for child in word.head.lefts)
    return word.lower_ in _ARTICLES or (word.lower_ in _FRONT_ARTICLES and not described)


def _links(word: Token, noun: Token) -> bool:
    """Tell whether a word only links the phrase to one before it."""
    return bool(word.dep_ == "cc" and word.head == noun and word.i < noun.i)


def _breaks(word: Token) -> bool:
    if word.lemma_ in _MEASURES and any(child.pos_ in {"NUM", "DET"} for child in word.lefts):
        return True
    if word.pos_ == "DET":
        return word.lemma_.lower() in _POINTING or word.lower_ not in {*_ARTICLES, *_FRONT_ARTICLES} | _all_forms()
    points = word.lemma_.lower() in _POINTING or word.lower_.startswith("sådan")
    return word.pos_ in _CLAUSAL or word.dep_ == "mark" or points or word.like_num


def _all_forms() -> frozenset[str]:
    return _COUNTED | {"alla", "allt"}


def _case(token: Token) -> list[str]:
    return list(token.morph.get("Case"))


def _is_plural(token: Token) -> bool:
    return "Plur" in token.morph.get("Number")


def _is_neuter(token: Token) -> bool:
    return "Neut" in token.morph.get("Gender")
