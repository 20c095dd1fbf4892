"""Clauses without a parse: where a sentence turns, what is subordinate, and how far a negation reaches.

Rules of thumb over words, which hold where the pipeline brings no parse; `grammar` reads the parse.
"""

import re
from dataclasses import dataclass

from remissnlp.lexicon import Hit, Phrases, read_phrases, read_words

_SUBORDINATORS = frozenset(
    [
        *("att", "hur", "vad", "vilka", "vilken", "vilket", "som", "där", "när", "eftersom", "medan", "ifall"),
        *("huruvida", "varför", "vem", "då", "innan", "vars"),
    ]
)
_BOUNDARY = re.compile(r"[,;:–()]|\b(?:och|men|samt|utan)\b", re.IGNORECASE)
_WORDS = re.compile(r"\w[\w-]*")
_GOVERNORS = re.compile(
    r"(?:anser|menar|bedömer|tycker|tror|framför|framhåller|konstaterar|föreslår|påpekar|poängterar|betonar|understryker|"
    r"noterar|framhålla|påpeka|betona|understryka|poängtera|tillägga|mening|uppfattning|uppfattningen|finner|vill|säga|"
    r"innebär|medför|gör|hävdar|befarar|också|även|så|är)(?:\s+(?:också|även|därför|dock|vidare|dessutom|emellertid|därmed|"
    r"sammanfattningsvis|[\w-]+(?:kontoret|förvaltningen|nämnden|förbundet|bolaget|universitetet|föreningen)|vi|jag|kontoret))*\s*$",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"är|var|vore|har|hade|kan|kunde|ska|skall|skulle|bör|borde|måste|får|fick|vill|blir|blev|finns|fanns|gäller|gällde|"
    r"innebär|ger|ges|gör|görs|gjordes|ligger|låg|berörs|framgår|saknas|saknar|krävs|behövs|behöver|avses|medför|skapar|"
    r"föreslår|anger|anges|ser|går|kommer|står|tar|tas|sker|drivs|bedrivs|stärker|stöder|stödjer|leder|\w{3,}(?:erar|eras|ade|ades)"
)
_AIM = re.compile(r"\bför\s+att\b|\bi\s+syfte\s+att\b|\bså\s+att\b", re.IGNORECASE)
_REACH_AFTER, _REACH_BEFORE = 3, 3


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence parted at its turn: what is granted first, and the point that is made.

    `granted` is empty where the sentence does not turn; `point` starts at offset `turn`.
    """

    granted: str
    point: str
    turn: int


def part_at_turn(text: str) -> Clauses:
    """Part a sentence at "men", "dock" and the like.

    >>> part_at_turn("Nämnden ser positivt på förslaget men saknar en tidplan.").point
    'men saknar en tidplan.'
    """
    for hit in _turns().find(text):
        if hit.start > 0 and len(_WORDS.findall(text[: hit.start])) > 1:
            start = _clause_start(text, hit)
            return Clauses(text[:start], text[start:], start)
    return Clauses("", text, 0)


def opens_with_turn(text: str) -> bool:
    """Tell whether a sentence itself turns against the one before ("Dock ...", "Däremot ...", "Men ...")."""
    hit = _turns().first(text)
    return hit is not None and hit.start == 0


def is_main(text: str, start: int) -> bool:
    """Tell whether the words at `start` belong to what the sentence itself says, not to a subordinate clause.

    An att-clause under a verb of opinion counts as main: "anser att strategin bör antas" says *bör* itself. So does
    what comments on all that goes before: ", vilket är en brist".
    """
    left = text[:start]
    boundaries = list(_BOUNDARY.finditer(left))
    offset = boundaries[-1].end() if boundaries else 0
    words = [(match.group().lower(), match.start() + offset) for match in _WORDS.finditer(left[offset:])]
    openers = [place for place, (word, at) in enumerate(words) if _opens(word, at, offset, left)]
    if not openers:
        return True
    word, at = words[openers[-1]]
    between = [following for following, _ in words[openers[-1] + 1 :]]
    if _has_finite_verb(between, relative=word == "som"):
        return True
    if word == "vilket" and left[:at].rstrip().endswith(","):
        return True
    before = left[:at].rstrip(" ,")
    return bool(word == "att" and _GOVERNORS.search(before) and not _AIM.search(left[max(0, at - 10) :]))


def _opens(word: str, at: int, offset: int, left: str) -> bool:
    return word in _SUBORDINATORS or (word == "om" and not left[offset:at].strip())


def _has_finite_verb(words: list[str], *, relative: bool) -> bool:
    """Tell whether a subordinate clause has had its verb, so that what follows is the main clause again."""
    return any(_FINITE.fullmatch(word) for word in words) or (relative and len(words) > 1)


def is_negated(text: str, hit: Hit) -> bool:
    """Tell whether a negation stands close enough to `hit` to turn it round, after its verb or before it."""
    if _negations().first(hit.text):
        return False
    after = " ".join(re.split(r"[,;:.]|\batt\b|\bmen\b", text[hit.end :], maxsplit=1)[0].split()[:_REACH_AFTER])
    before = " ".join(re.split(r"[,;:.]|\batt\b|\bmen\b|\boch\b", text[: hit.start])[-1].split()[-_REACH_BEFORE:])
    return _negates(after) or _negates(before)


def _negates(words: str) -> bool:
    return _negations().first(words) is not None and read_phrases("fokusnegationer").first(words) is None


def _negations() -> Phrases:
    return read_phrases("negationer")


def _turns() -> Phrases:
    return read_phrases("motsats")


def _clause_start(text: str, hit: Hit) -> int:
    """Give where the turning clause starts: at "men" itself; for "dock", at the comma or "och" before."""
    if hit.text.lower() in read_words("motsats")[:1] or "samtidigt" in hit.text.lower():
        return hit.start
    boundaries = [match.end() for match in re.finditer(r"[,;]|\boch\b", text[: hit.start])]
    return boundaries[-1] if boundaries else 0
