"""Whether a sentence can be understood alone, or leans on what stands before it."""

import re

from remissnlp.lexicon import read_phrases

_WORD = re.compile(r"[\w-]+")
_MARKER = re.compile(r"^\s*(?:[-–—•·▪◦*‣●○]|\(?\d{1,2}[.)]|\(?[a-zåäö]\))\s+")
_CONNECTIVES = frozenset(
    {"dock", "därför", "däremot", "således", "därmed", "emellertid", "alltså", "följaktligen", "likaså", "därigenom"}
)
_REACH = 5
_NOT_LEANING = re.compile(
    r"^(?:även om|samtidigt som|samma dag|då|den som|de som|det som|och så vidare)\b", re.IGNORECASE
)
_PRONOUNS = frozenset({"den", "det", "de"})
_VERBS = frozenset(
    {
        "ska",
        "skall",
        "skulle",
        "kan",
        "kunde",
        "måste",
        "får",
        "fick",
        "vill",
        "ville",
        "har",
        "hade",
        "bör",
        "borde",
        "behöver",
        "blir",
        "blev",
        "är",
        "var",
        "gör",
        "ger",
        "innebär",
        "innehåller",
        "medför",
        "saknar",
        "leder",
        "kräver",
        "gäller",
        "förutsätter",
        "omfattar",
        "bidrar",
        "riskerar",
        "syftar",
        "beskriver",
        "framgår",
        "betyder",
        "underlättar",
        "försvårar",
        "påverkar",
        "berör",
    }
)
_EXPLETIVE = re.compile(
    r"^det\s+(?:finns|saknas|krävs|behövs|råder|återstår|föreligger|framgår|pågår|görs)\b"
    r"|^det\s+(?:är|vore|blir|kan|bör|måste|ska|skulle|har|behöver)\b(?:\s+[\w-]+){0,7}[\s,]+(?:att|om|som|hur|vad)\b",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Tell whether a sentence leans on the one before: "Dock", "Detta", "Därför", a pronoun, a small first letter.

    >>> leans("Dock måste ansvaret framgå."), leans("Det är viktigt att ansvaret framgår."), leans("Den saknar budget.")
    (True, False, True)
    >>> leans("Den föreslagna strategin saknar budget."), leans("Nämnden avstyrker därför förslaget.")
    (False, True)
    """
    words = [word.lower() for word in _WORD.findall(text)[: _REACH + 1]]
    if not words or _NOT_LEANING.match(text):
        return False
    if text[:1].islower():
        return True
    if _CONNECTIVES & set(words[:_REACH]):
        return True
    if words[0] in _PRONOUNS:
        return _is_pronoun(text, words)
    return read_phrases("lutar").pattern.match(text) is not None


def is_item(text: str) -> bool:
    """Tell whether the text is an item of a list: it opens with a bullet or number, or in lower case.

    >>> is_item("– att begreppet definieras"), is_item("2. Utveckla verktyg"), is_item("Nämnden tillstyrker.")
    (True, True, False)
    """
    return bool(_MARKER.match(text)) or text.lstrip()[:1].islower()


def leads_in(text: str) -> bool:
    """Tell whether the text announces what follows."""
    return text.rstrip().endswith(":")


def _is_pronoun(text: str, words: list[str]) -> bool:
    if words[0] == "det":
        return len(words) > 1 and _EXPLETIVE.match(text) is None and words[1] in _VERBS
    return len(words) > 1 and words[1] in _VERBS
