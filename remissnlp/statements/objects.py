"""Objects: what the words of a stand concern: the whole proposal, parts of it, one thing in it, or its aim only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from remissnlp.annotation.parts import find_parts
from remissnlp.annotation.subjects import find_named, shared_words
from remissnlp.lexicon import Hit, read_phrases
from remissnlp.statements.stands import APPROVES, DECLINES, NOTHING, REJECTS, Stand

_PLAIN = re.compile(r"(?:till|av)styrk\w*|avslag|avslå\w*|bifall\w*|(?:yrkar )?avslag(?: på)?|instämmer", re.IGNORECASE)
_LIMITED = re.compile(
    r"\bi\s+(?:denna|den|dessa|övriga?|de)\s+del(?:en|ar|arna)?\b|\bpå\s+(?:dessa|denna)\s+punkt(?:er|en)?\b"
    r"|\b(?:kapitel|avsnitt|punkt)\s+\d|\bi fråga om\b|\bvad gäller\b|\bnär det gäller\b|\bbeträffande\b|\bavseende\b",
    re.IGNORECASE,
)
_NARROWED = re.compile(
    r"\s*(?:om(?!\s+(?:inte|det|den|de|man|vi|staten|kommunen)\b)|till|att|i\s+(?:(?:denna|den|dessa|de)\s+)?"
    r"(?:avsnitt\w*|kapit\w+|kap|del|delen|delar\w*|punkt\w*)|i\s+fråga\s+om|vad\s+gäller|avseende|när\s+det)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"\s*(?:om|till)\s+(?:\w+\s+){0,2}\w*"
    r"(?:lag|lagstiftning|strategi|plan|program|policy|riktlinjer|föreskrifter|reglering|taxa|budget|betänkande)\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:bedömning|uppfattning|slutsats|beskrivning|åsikt|iakttagelse|resonemang|utgångspunkt)\w*",
    re.IGNORECASE,
)
_BARRIER = re.compile(r"[;:]|,\s*(?:som|vilket|men|dock|eftersom|då|och)\b|\beftersom\b|\bdå\b|\bför att\b|\bsom\b")
_ADVERBS = re.compile(
    r"^(?:\s*(?:dock|däremot|emellertid|därför|alltså|således|samtidigt|även|också|därmed|helt|bestämt|vidare|inte|ej"
    r"|sig|oss|i sin helhet|i dess helhet|i huvudsak|i stort|i stora drag|i allt väsentligt|mestadels|i princip|bakom"
    r"|på|till|i|mot|fullt ut|det remitterade|remitterade|och fullt|nämnden|kommunen|kontoret|förvaltningen|vi|jag)"
    r"\b[\s,]*)+",
    re.IGNORECASE,
)
_THING = re.compile(
    r"\s*(?:att|en|ett|den|det|de|kravet|krav|tanken|idén|regeln|avgiften|skrivningen)\b", re.IGNORECASE
)
_FRONTED = re.compile(
    r"(?:Den|Det|De|Denna|Dessa)\s+(?:\w+a\s+)?(?!\w*(?:förslag|del|strateg|kapit|avsnitt|åtgärd|plan|program))\w+(?:en|et|an|na)"
)
"""One thing in a part, put first in its clause: "Den avsättningen kan nämnden inte tillstyrka"."""
_ALL = re.compile(r"\b(?:samtliga|alla)\s+(?:\w+\s+)?(?:delstrategi\w*|förslag\w*|delar\w*)", re.IGNORECASE)
_REST = re.compile(
    r"\b(?:övriga|resterande|de andra)\s+(?:\w+\s+)?"
    r"(?:delstrategi\w*|kapit\w+|avsnitt\w*|punkt\w*|delområde\w*|åtgärd\w*)",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"\b(?:övriga|resterande|de andra)\s+(?:\w+\s+)?(?:förslag\w*|delar\w*)", re.IGNORECASE)
_ELSE = re.compile(r"\bi\s+övrigt\b", re.IGNORECASE)
_IT = re.compile(r"\s*(?:detta|det|denna|den|dessa|dem|de)\b\s*(?:[.,;]|$|och\b|i\s)", re.IGNORECASE)
_THAT = re.compile(
    r"\s*(?:det|detta|denna|dessa)\s*(?:$|(?:kan|vill|går|har|ska|måste|bör|anser|tycker|menar|motsätter)\b)",
    re.IGNORECASE,
)
_PART = re.compile(r"\W*(?:delstrategi|förslag|del)", re.IGNORECASE)
_MEETS = re.compile(r"\buppfyller\b", re.IGNORECASE)
_ADOPTED = re.compile(
    r"att\s+(?:\w+\s+)?\w*(?:förslaget|strategin|planen|programmet|policyn)\s+(?:\w+\s+)?(?:antas|genomförs|införs)\b"
)
_ASSESSED = re.compile(r"konsekvensutredning|förslag|redovisning", re.IGNORECASE)
_TOWARDS = re.compile(r"\s*(?:mot|på|i)\s", re.IGNORECASE)
_AGENT = re.compile(r"\s*(?:\w+\s+)?av\s")
_REFUSAL = re.compile(r"avstyrk|motsätt|avslå", re.IGNORECASE)
_PREPOSITION = re.compile(r"(?:under|med|utan|av|från|efter|enligt|vid|för|och|samt)\b", re.IGNORECASE)
_REASON = re.compile(r"\beftersom\b|\bunder förutsättning\b|\bförutsatt\b|\bför att\b|,\s*då\b", re.IGNORECASE)
_GOAL = re.compile(r"(?:del)?mål(?:et|en|sättningen)?\s+(?:om|att|för|på|i)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?:\w+\s+)?att\b")
_OF_SUBJECT = re.compile(r"(?:är|vore)\b(?!.*\bpositiv)", re.IGNORECASE)
_SECTION = re.compile(r"\b(?:avsnitt\w*|kapit\w+|kap\.|punkt\w*|i)\s+\d+\.\d")
_OWNER = re.compile(r"\b\w{4,}s\s+(?=\w)")
_POINTED = re.compile(r"\b(?:detta|denna|dessa|det|den)$", re.IGNORECASE)
_OBJECT_WORDS, _DIRECT_WORDS, _SHORT = 16, 4, 4
_PRAISED = 2  # words of a heading that praise of one thing must speak of to count for the part


@dataclass(frozen=True, slots=True)
class Object:
    """What a stand concerns.

    Attributes:
        whole: The proposal itself.
        parts: Ids of the parts named.
        direct: Whether the parts themselves are meant, and not one thing in them.
        rest: Whether all parts that are not named elsewhere are meant ("övriga delstrategier").
        points_back: Whether it is only pointed at ("detta"), so that the sentence before says what is meant.
        aim: Whether only aim or description is meant.
    """

    whole: bool = False
    parts: tuple[str, ...] = ()
    direct: bool = True
    rest: bool = False
    points_back: bool = False
    aim: bool = False


def find_object(stand: Stand, parts: Sequence[tuple[str, str]], *, place: tuple[str, ...], local: bool) -> Object:
    """Tell what a stand concerns.

    Args:
        stand: The words and their clause.
        parts: Id and heading of each part of the proposal.
        place: Parts that the heading above the sentence, or the first cell of its row, names.
        local: Whether the sentence stands under a heading of its own, so that "förslaget" is the one spoken of there.
    """
    near = _near(stand.after)
    said = f"{stand.before} {near}" if _is_passive(stand.hit) or not near else near
    if _ALL.search(said) and parts:
        return Object(whole=True, parts=tuple(part_id for part_id, _ in parts))
    if _REST.search(f"{stand.before} {near}") and stand.kind in (APPROVES, NOTHING, DECLINES):
        return Object(rest=True, whole=not parts and stand.kind != DECLINES)
    if _OTHERS.search(f"{stand.before} {near}") and stand.kind in (APPROVES, NOTHING):
        return Object()
    if stand.kind == DECLINES and _ELSE.search(f"{stand.before} {near}"):
        return Object()
    if stand.kind == DECLINES:
        return _declined(stand, near, parts)
    named = _named(stand, near, parts)
    if named:
        found = Object(parts=named, direct=_is_direct(stand, parts))
    else:
        found = _unnamed(stand, f"{stand.before} {stand.hit.text} {stand.after}", place, local=local)
    if stand.kind not in (APPROVES, NOTHING) or found.direct or found.points_back:
        return found
    least = _PRAISED if stand.weak and not find_parts(near, parts) else 1
    return replace(found, parts=tuple(one for one in found.parts if _is_of(near, one, parts, least=least)))


def _is_of(near: str, part_id: str, parts: Sequence[tuple[str, str]], *, least: int) -> bool:
    """Tell whether one thing that is approved is what its part is about, so that the part is approved with it.

    "Att en nationell pool byggs upp" is what "En nationell nödvattenpool" proposes; "att den ligger i Växjö" is not.
    """
    heading = next((heading for one, heading in parts if one == part_id), "")
    return shared_words(_OWNER.sub("", near), heading) >= least


def _declined(stand: Stand, near: str, parts: Sequence[tuple[str, str]]) -> Object:
    """Tell what an answer declines to speak of; what stands first only limits it if a limiting word opens it."""
    limit = _LIMITED.search(stand.before)
    opening = stand.before[limit.start() :] if limit else ""
    named = find_named(f"{opening} {near}", parts)
    is_limited = _LIMITED.search(near) or (limit and not read_phrases("helhet").first(opening))
    return Object(whole=not (named or is_limited), parts=named)


def _named(stand: Stand, near: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give the parts that the words concern, unless only a condition or a reason behind the whole names them."""
    close = find_named(f"{stand.before} {stand.hit.text} {near}", parts)
    if close or _concerns_whole(stand, near):
        return close
    return find_named(_REASON.split(stand.after)[0], parts)


def _unnamed(stand: Stand, clause: str, place: tuple[str, ...], *, local: bool) -> Object:
    near = _near(stand.after)
    if _MEETS.search(stand.hit.text):  # Regelrådet's words, of the assessment of consequences
        return Object(whole=True) if _ASSESSED.search(stand.before) else Object(aim=True)
    if stand.kind == REJECTS and _REFUSAL.search(stand.hit.text) and _GOAL.match(near):
        return Object(parts=place, direct=False)
    if _is_aim(stand.hit, near) or _JUDGEMENT.match(near):
        return Object(aim=True)
    if (
        _IT.match(stand.after)
        or (_THAT.match(stand.before) and not near)
        or (stand.weak and not near and not _is_passive(stand.hit))
    ):
        return Object(points_back=True, parts=place)
    if place:
        if stand.weak and _praises_a_thing(stand):
            return Object()
        return Object(parts=place, direct=_is_all(stand, near) and "fråga om" not in stand.after)
    judged = stand.kind != NOTHING or _REFUSAL.search(stand.hit.text)
    whole = _concerns_whole(stand, near) if judged else _is_free_of_views(stand, near, clause)
    return Object(whole=whole and not local)


def _is_all(stand: Stand, near: str) -> bool:
    """Tell whether what is judged under the heading of a part is all of it, and not one thing in it."""
    if stand.kind not in (APPROVES, NOTHING):
        return _THING.match(near) is None and not (not near and _FRONTED.fullmatch(stand.before.strip()))
    head = _OWNER.sub("", near)
    return (
        not head
        or _is_passive(stand.hit)
        or _PART.match(head) is not None
        or read_phrases("helhet").first(head) is not None
    )


def _praises_a_thing(stand: Stand) -> bool:
    """Tell of praise whether it is of one thing in a part and not of the part: "rampen är bra", "bra att ..."."""
    if _CLAUSE.match(_near(stand.after)):
        return True
    if not _OF_SUBJECT.match(stand.hit.text):
        return False
    subject = stand.before.strip(" ,.")
    return bool(subject) and not (
        _POINTED.search(subject) or _PART.match(subject) or read_phrases("helhet").first(subject)
    )


def _is_free_of_views(stand: Stand, near: str, clause: str) -> bool:
    """Tell whether "inga synpunkter" is said of the whole: with no object, or with the proposal as its object."""
    if _LIMITED.search(clause):
        return False
    has_object = _TOWARDS.match(stand.after) and near
    return not has_object or _IT.match(_TOWARDS.sub("", stand.after)) is not None or _concerns_whole(stand, near)


def _near(after: str) -> str:
    """Give the words behind a hit that may be its object, without adverbs and prepositions."""
    words = _ADVERBS.sub("", _BARRIER.split(after)[0].strip()).strip(" .,!?")
    return "" if _PREPOSITION.match(words) else " ".join(words.split()[:_OBJECT_WORDS])


def _is_direct(stand: Stand, parts: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a part itself is approved or rejected, and not one thing or one section in it."""
    near = _near(stand.after)
    if stand.kind == REJECTS and _SECTION.search(f"{stand.before} {stand.after}"):
        return False
    if _THING.match(near) and not _IT.match(stand.after) and " " in near:
        return False
    close = " ".join(near.split()[:_DIRECT_WORDS])
    return bool(find_parts(close, parts) or _PART.match(close) or find_named(stand.before, parts))


def _is_aim(hit: Hit, near: str) -> bool:
    aim, whole = read_phrases("syfte").first(near), read_phrases("helhet").first(near)
    inside = read_phrases("syfte").first(hit.text) is not None and len(hit.text.split()) <= _SHORT
    return inside or bool(aim and (not whole or aim.start < whole.start))


def _concerns_whole(stand: Stand, near: str) -> bool:
    """Tell whether the object of the words is the proposal itself, and not one thing in it."""
    if near.startswith("att "):
        return _ADOPTED.match(near) is not None
    whole = read_phrases("helhet").first(near)
    if whole and (not _is_passive(stand.hit) or whole.start == 0):
        return not (_is_narrowed(whole, near) or re.search(r"\batt\b", near[: whole.start]))
    inside = read_phrases("helhet").first(stand.hit.text)
    if inside:
        return not _NARROWED.match(stand.after) or _TITLED.match(stand.after) is not None
    if _is_passive(stand.hit) and near and not _AGENT.match(stand.after):
        return False
    return _subject_is_whole(stand) or (not near and not _is_passive(stand.hit) and stand.kind != NOTHING)


def _subject_is_whole(stand: Stand) -> bool:
    """Tell of a passive, or of a sentence with its object first, whether what it begins with is the proposal."""
    near = _near(stand.after)
    if near and not _AGENT.match(stand.after) and not _is_passive(stand.hit):
        return False
    subject = read_phrases("helhet").first(stand.before)
    if subject is None:
        return _is_passive(stand.hit) and not stand.before.strip(" .,;:")
    return not _is_narrowed(subject, stand.before)


def _is_narrowed(whole: Hit, text: str) -> bool:
    """Tell whether "förslaget" is one of several: "förslaget om avgifter"; a title ("om ny lag") does not narrow."""
    rest = text[whole.end :]
    is_narrow = _NARROWED.match(rest) and not _TITLED.match(rest)
    return bool(is_narrow and whole.text.lower().startswith("förslag"))


def _is_passive(hit: Hit) -> bool:
    """Tell whether what is approved or rejected is the subject: "tillstyrks", "bör inte antas", "är välkommet"."""
    return any(re.fullmatch(r"\w{3,}[aäkrt]s|välkomm?e[tn]|välkomna|grund", word) for word in hit.text.lower().split())
