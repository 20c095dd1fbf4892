"""Phrases a theme could be named by, taken out of a sentence: what it asks for, finds unclear, lacks or fears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from remissnlp.lexicon import read_words
from remissnlp.themes.words import function_words, is_content, is_general, tokenize

LONGEST = 8
_MODAL = r"(?:bör|borde|ska|skall|måste|behöver|kan med fördel)"
_ADVERB = (
    r"(?:(?:också|även|därför|dock|vidare|därmed|tydligt|tydligare|bättre|i högre grad|i större utsträckning|snarast|"
    r"dessutom|särskilt|mer|redan|alltid|noga|ytterligare|således|sammantaget|i stället|istället|kunna|få|"
    r"fortsatt|gemensamt|närmare|aktivt|på sikt|i första hand) )*"
)
_UNCLEAR = (
    r"(?:oklart|otydligt|framgår (?:dock |heller |det |därmed |det dock )*(?:inte|ej)(?: heller)?(?: tydligt| klart)?|"
    r"inte (?:heller )?(?:helt |fullt |tillräckligt )?(?:tydligt?|klart)|går inte att (?:utläsa|förstå|bedöma)|"
    r"svårt att (?:utläsa|förstå|bedöma|avgöra|se)|saknas (?:besked|beskrivning|uppgift)(?:er)? om|"
    r"(?:förtydliga|förtydligas|tydliggöra|tydliggöras|precisera|preciseras|klargöra|klargöras|definiera|definieras))"
)
_QUESTION = r"(?:vad|hur|vem|vilka|vilken|vilket|när|på vilket sätt)"
_JUDGED = r"(?:är|upplevs(?: som)?|framstår som)"
_DEGREE = r"(?:(?:alltför|för|inte|mycket|delvis|otillräckligt|svagt|knappast|helt) )"
_CLAUSE_END = re.compile(
    r"[,;:()–—]| - | så att | för att | eftersom | då | innan | medan | vilket | utan att | men | när "
)
_PRONOUNS = frozenset(
    [
        *("detta", "dessa", "denna", "dem", "dess", "man", "vi", "vår", "våra", "vårt", "han", "hon", "ni", "jag"),
        *("sådan", "sådana", "sådant", "sin", "sina", "sitt", "där", "här", "därav", "deras"),
    ]
)
_PREPOSITIONS = frozenset(
    ["av", "för", "i", "om", "med", "på", "till", "mellan", "kring", "inom", "hos", "från", "mot", "under", "genom"]
)
_INNER = _PREPOSITIONS | {"och", "en", "ett", "den", "det", "de", "samt", "eller"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A candidate name: the kind of phrase, and its words as they would be shown."""

    kind: str
    text: str


def candidates(sentence: str) -> Iterator[Phrase]:
    """Give every phrase of a sentence that could name its theme; at most `LONGEST` words each.

    >>> [phrase.text for phrase in candidates("Arbetet bör samordnas med kvalitetsprogrammet.")][1]
    'Samordna med kvalitetsprogrammet'
    """
    sentence = " ".join(sentence.split()).rstrip(".!?")
    for find in (_unclear, _lacking, _feared, _requested, _requested_of, _judged, _nominal):
        for phrase in find(sentence):
            if _is_readable(phrase.text):
                yield Phrase(phrase.kind, phrase.text[0].upper() + phrase.text[1:])


@cache
def infinitives() -> frozenset[str]:
    """Give the verbs in base form that names are built on."""
    return frozenset(read_words("tema_verb"))


@cache
def is_verb(word: str) -> bool:
    """Tell whether a word is a form of one of the listed verbs, as far as its shape tells."""
    word = word.casefold()
    for ending, bases in _VERB_ENDINGS:
        if word.endswith(ending) and any(word[: len(word) - len(ending)] + base in infinitives() for base in bases):
            return True
    return word in {"är", "har", "får", "går", "ger", "ser", "står", "anser", "menar", "tycker", "vill", "kräver"}


_VERB_ENDINGS = (
    *(("as", ("a",)), ("ar", ("a",)), ("ade", ("a",)), ("ats", ("a",)), ("ades", ("a",)), ("er", ("a",))),
    *(("s", ("a", "", "as")), ("des", ("a",)), ("de", ("a",)), ("te", ("a",)), ("", ("", "a")), ("r", ("",))),
)


def _unclear(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(rf"\b{_UNCLEAR}[ ,]+({_QUESTION}\b.*)", sentence, re.IGNORECASE):
        yield from (Phrase("oklart", f"oklart {tail}") for tail in _heads(match[1], 7))
    for match in re.finditer(
        r"\b(?:oklart|otydligt|oklarheter|otydlighet) (?:kring|om|i fråga om) (.*)", sentence, re.I
    ):
        yield from (Phrase("oklart", f"oklart om {tail}") for tail in _heads(match[1], 5) if tail.split()[0] != "det")


def _lacking(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(
        r"\b(?:saknar|saknas|efterlyser|efterfrågar|brist på)(?: dock| även| också)? (.*)", sentence
    ):
        yield from (Phrase("saknas", f"{_bare(head)} saknas") for head in _heads(match[1], 6) if _starts_nominal(head))
    for match in re.finditer(r"([^,;:]*?) (?:dock )?(?:saknas|är underfinansierat|räcker inte)\b", sentence):
        yield from (Phrase("saknas", f"{_bare(tail)} saknas") for tail in _tails(match[1], 5))


def _feared(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(r"\b[Rr]isk(?:en|er|erna)? (för|att) (.*)", sentence):
        yield from (Phrase("risk", f"risk {match[1]} {tail}") for tail in _heads(match[2], 6))


def _requested(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(rf"\b{_MODAL} {_ADVERB}([a-zåäöé]+) (.*)", sentence):
        verb = match[1].casefold()
        if verb in infinitives():
            yield from (Phrase("önskemål", f"{verb} {tail}") for tail in _heads(match[2], 7))
    for match in re.finditer(r"\b(?:viktigt|angeläget|nödvändigt|avgörande|önskvärt) att ([a-zåäö]+) (.*)", sentence):
        if match[1] in infinitives():
            yield from (Phrase("önskemål", f"{match[1]} {tail}") for tail in _heads(match[2], 7))
    for match in re.finditer(r"\b([Bb]ehov(?:et)?|[Vv]ikten|[Kk]rav(?:en)?) (av|på) (.*)", sentence):
        word = {"be": "behov", "vi": "vikten", "kr": "krav"}[match[1][:2].casefold()]
        yield from (Phrase("önskemål", f"{word} {match[2]} {tail}") for tail in _heads(match[3], 5))


def _requested_of(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(rf"([^,;:]*?) {_MODAL} {_ADVERB}([a-zåäöé]+)s\b ?(.*)", sentence):
        verb = _active(match[2])
        if not verb:
            continue
        objects = [_bare(tail) for tail in _tails(match[1], 5)]
        yield from (Phrase("önskemål", f"{verb} {target}") for target in objects)
        after = (
            list(_heads(match[3], 6)) if match[3].split(" ")[0] in _PREPOSITIONS | {"upp", "ut", "in", "fram"} else []
        )
        yield from (Phrase("önskemål", f"{verb} {tail}") for tail in after)
        yield from (Phrase("önskemål", f"{verb} {target} {tail}") for target in objects for tail in after)


def _judged(sentence: str) -> Iterator[Phrase]:
    for match in re.finditer(rf"([^,;:]*?) ({_JUDGED} (?:{_DEGREE}+|(?=o)|(?=bristfällig))\w+)", sentence):
        last = match[2].split()[-1]
        if is_content(last) and not is_verb(last):
            yield from (Phrase("omdöme", f"{tail} {match[2]}") for tail in _tails(match[1], 4))


def _nominal(sentence: str) -> Iterator[Phrase]:
    words = sentence.split()
    for start in range(len(words)):
        for end in range(start + 1, min(start + 6, len(words)) + 1):
            chunk = words[start:end]
            if any(word[-1] in ",;:()" for word in chunk[:-1]):
                break
            bare = [word.strip(",;:()”\"'") for word in chunk]
            if _is_nominal(bare) and bare[0].casefold() not in function_words():
                yield Phrase("benämning", " ".join(bare))


def _is_nominal(words: list[str]) -> bool:
    inner = all(word.casefold() in _INNER or word.casefold() not in function_words() for word in words)
    ends = words[-1].casefold() not in function_words() and not words[-1].casefold().endswith(("a", "t", "iga"))
    adjectival = words[-1].casefold().endswith(("het", "et", "tet")) or ends
    return inner and adjectival and not any(is_verb(word) for word in words)


def _starts_nominal(head: str) -> bool:
    first = head.split()[0].casefold()
    return first not in _PREPOSITIONS and not is_verb(first)


def _heads(text: str, longest: int) -> Iterator[str]:
    """Give the beginnings of a clause that end in a content word, up to `longest` words."""
    words = _CLAUSE_END.split(f"{text} ", maxsplit=1)[0].split()
    for length in range(1, min(longest, len(words)) + 1):
        if _may_end(words[length - 1], words[length : length + 1]):
            yield " ".join(words[:length])


def _tails(text: str, longest: int) -> Iterator[str]:
    """Give the ends of a clause that could be its subject, up to `longest` words."""
    words = re.split(r"\b(?:att|och att|som|men|därför)\b", text)[-1].split()
    for length in range(1, min(longest, len(words)) + 1):
        tail, before = words[-length:], words[:-length][-4:]
        if _is_inside(before):
            continue
        if is_verb(tail[0]) or tail[0].casefold() in {"att", "det"}:
            return
        if tail[0].casefold() not in function_words() and _may_end(tail[-1], []):
            yield " ".join(tail)


def _is_inside(before: list[str]) -> bool:
    """Tell whether a phrase after these words would be torn out of a longer one."""
    lowered = [word.casefold() for word in before]
    return bool(lowered) and (
        lowered[-1] in _PREPOSITIONS or (lowered[-1] == "och" and bool(_PREPOSITIONS & {*lowered}))
    )


def _may_end(word: str, following: list[str]) -> bool:
    if word.casefold() in function_words() or not tokenize(word):
        return False
    adjective = word.endswith(("iga", "liga", "ska", "nde", "ade", "ta")) and bool(following)
    return not adjective or following[0].casefold() in function_words()


def _bare(phrase: str) -> str:
    words = phrase.split()
    while words and words[0].casefold() in {"en", "ett", "det", "den", "de", "någon", "något", "några", "tydliga"}:
        words = words[1:]
    return " ".join([words[0].lower() if words[0][1:].islower() else words[0], *words[1:]]) if words else ""


def _active(stem: str) -> str:
    return next((form for form in (stem, f"{stem}a") if form in infinitives()), "")


def _is_readable(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= LONGEST or any(character.isdigit() for character in text):
        return False
    if any(word.casefold() in _PRONOUNS for word in words):
        return False
    return any(is_content(word) for word in words) and not _ends_badly(words[-1])


def _ends_badly(word: str) -> bool:
    return word.casefold() in function_words() or (is_general(word) and is_verb(word))
