"""Whether a sentence can be understood alone, or leans on what stands before it."""

import re

from remissnlp.lexicon import read_phrases, read_words

_WORD = re.compile(r"[\w-]+")
_MARKER = re.compile(r"^\s*(?:[-–—•·▪◦*‣●○]|\(?\d{1,2}[.)]|\(?[a-zåäö]\))\s+")
_CONNECTIVES = frozenset(
    {"dock", "därför", "däremot", "således", "därmed", "emellertid", "alltså", "följaktligen", "likaså", "därigenom"}
)
_REACH = 5
_REACH_INSIDE = 8
_FEWEST_WORDS = 5
_NOT_LEANING = re.compile(
    r"^(?:även om|samtidigt som|samma dag|då|den som|de som|det som|dem som|och så vidare)\b", re.IGNORECASE
)
_PRONOUNS = frozenset({"den", "det", "de"})
_EXPLETIVE = re.compile(
    r"^det\s+(?:finns|saknas|krävs|behövs|råder|återstår|föreligger|framgår|pågår|görs)\b"
    r"|^det\s+(?:är|vore|blir|kan|bör|måste|ska|skulle|har|behöver)\b(?:\s+[\w-]+){0,7}[\s,]+(?:att|om|som|hur|vad)\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:[ae]?n|[ae]?t|(?:ar|er|or)na)$")
_CONDITION = re.compile(
    r"^(?:när|om|innan|eftersom|sedan|medan|så länge|förrän|tills)\s+(?:den|de|dessa|detta|dem)\s+([\w-]+)",
    re.IGNORECASE,
)
_POINTS_AT_END = re.compile(r"\b(?:detta|dessa|dem|därtill|därefter|däri|härtill)\s*[.!?]?$", re.IGNORECASE)
_STANDS = re.compile(r"\b(?:till|av)styrk|\bavslag|\berinr|\binvänd|\byttra", re.IGNORECASE)


def leans(text: str) -> bool:
    """Tell whether a sentence leans on the one before: "Dock", "Detta", "Därför", a pronoun, a small first letter.

    >>> leans("Dock måste ansvaret framgå."), leans("Det är viktigt att ansvaret framgår."), leans("Den saknar budget.")
    (True, False, True)
    >>> leans("Den föreslagna strategin saknar budget."), leans("Nämnden avstyrker därför förslaget.")
    (False, True)
    >>> leans("För nämndens del bör ett sådant mål mätas."), leans("Nämnden avstyrker detta förslag i sin helhet.")
    (True, False)
    """
    words = [word.lower() for word in _WORD.findall(text)[:_REACH_INSIDE]]
    if not words or _NOT_LEANING.match(text):
        return False
    if text[:1].islower() or _says_too_little(text):
        return True
    if _CONNECTIVES & set(words[:_REACH]):
        return True
    if words[0] in _PRONOUNS:
        return _is_pronoun(text, words)
    return _opens_leaning(text) or _points_back(text)


def is_item(text: str) -> bool:
    """Tell whether the text is an item of a list: it opens with a bullet or number, or in lower case.

    >>> is_item("– att begreppet definieras"), is_item("2. Utveckla verktyg"), is_item("Nämnden tillstyrker.")
    (True, True, False)
    """
    return bool(_MARKER.match(text)) or text.lstrip()[:1].islower()


def leads_in(text: str) -> bool:
    """Tell whether the text announces what follows."""
    return text.rstrip().endswith(":")


def breaks_off(text: str) -> bool:
    """Tell whether the text ends in the midst of a sentence, as the lead-in of a list without a colon does.

    >>> breaks_off("Texten måste kompletteras med"), breaks_off("Texten måste kompletteras."), breaks_off("Mål 2")
    (True, False, False)
    """
    return re.search(r"\s(?:att|med|av|för|till|om|på|i|och|eller|som|är|vid|från|genom)\s*$", text) is not None


def _says_too_little(text: str) -> bool:
    """Tell whether the sentence is so short that it is a remark on the one before: "Lagen nämns inte."."""
    return len(text.split()) < _FEWEST_WORDS and text.rstrip()[-1:] in ".!?" and _STANDS.search(text) is None


def _opens_leaning(text: str) -> bool:
    if read_phrases("lutar_inte").pattern.match(text):
        return False
    condition = _CONDITION.match(text)
    if condition and (condition.group(1).lower() in _verbs() or condition.group(1).lower().endswith(("s", "r"))):
        return True
    return read_phrases("lutar").pattern.match(text) is not None


def _points_back(text: str) -> bool:
    """Tell whether a word early in the sentence, or its last one, stands for something said before."""
    if _POINTS_AT_END.search(text):
        return True
    reach = [match.end() for match in _WORD.finditer(text)][:_REACH_INSIDE][-1]
    excused = [(hit.start, hit.end) for hit in read_phrases("lutar_inte").find(text)]
    return any(
        hit.end <= reach and not any(start < hit.end and hit.start < end for start, end in excused)
        for hit in read_phrases("lutar_inne").find(text)
    )


def _is_pronoun(text: str, words: list[str]) -> bool:
    """Tell whether an opening "den", "det" or "de" stands for a thing, or points one out that was just spoken of."""
    if len(words) == 1 or _EXPLETIVE.match(text):
        return False
    if words[1] in _verbs():
        return True
    return len(words) > 2 and words[2] in _verbs() and _DEFINITE.search(words[1]) is not None


def _verbs() -> frozenset[str]:
    return frozenset(read_words("lutar_verb"))
