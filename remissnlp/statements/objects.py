"""Objects: what the words of a stand concern: the whole proposal, parts of it, one thing in it, or its aim only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from remissnlp.annotation.parts import find_parts
from remissnlp.annotation.subjects import find_named, shared_words
from remissnlp.lexicon import Hit, read_phrases
from remissnlp.statements import cues
from remissnlp.statements.stands import APPROVES, DECLINES, NOTHING, REJECTS, Stand

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
    if cues.ALL.search(said) and parts:
        return Object(whole=True, parts=tuple(part_id for part_id, _ in parts))
    if cues.REST.search(f"{stand.before} {near}") and stand.kind in (APPROVES, NOTHING, DECLINES):
        return Object(rest=True, whole=not parts and stand.kind != DECLINES)
    if cues.OTHERS.search(f"{stand.before} {near}") and stand.kind in (APPROVES, NOTHING):
        return Object()
    if stand.kind == DECLINES and cues.ELSE.search(f"{stand.before} {near}"):
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
    return shared_words(cues.OWNER.sub("", near), heading) >= least


def _declined(stand: Stand, near: str, parts: Sequence[tuple[str, str]]) -> Object:
    """Tell what an answer declines to speak of; what stands first only limits it if a limiting word opens it."""
    limit = cues.LIMITED.search(stand.before)
    opening = stand.before[limit.start() :] if limit else ""
    named = find_named(f"{opening} {near}", parts)
    is_limited = cues.LIMITED.search(near) or (limit and not read_phrases("helhet").first(opening))
    return Object(whole=not (named or is_limited), parts=named)


def _named(stand: Stand, near: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give the parts that the words concern, unless only a condition or a reason behind the whole names them."""
    close = find_named(f"{stand.before} {stand.hit.text} {near}", parts)
    if close or _concerns_whole(stand, near):
        return close
    return find_named(cues.REASON.split(stand.after)[0], parts)


def _unnamed(stand: Stand, clause: str, place: tuple[str, ...], *, local: bool) -> Object:
    near = _near(stand.after)
    if cues.MEETS.search(stand.hit.text):  # Regelrådet's words, of the assessment of consequences
        return Object(whole=True) if cues.ASSESSED.search(stand.before) else Object(aim=True)
    if stand.kind == REJECTS and cues.REFUSAL.search(stand.hit.text) and cues.GOAL.match(near):
        return Object(parts=place, direct=False)
    if _is_aim(stand.hit, near) or cues.JUDGEMENT.match(near):
        return Object(aim=True)
    if (
        cues.IT.match(stand.after)
        or (cues.THAT.match(stand.before) and not near)
        or (stand.weak and not near and not _is_passive(stand.hit))
    ):
        return Object(points_back=True, parts=place)
    if place:
        if stand.weak and _praises_a_thing(stand):
            return Object()
        return Object(parts=place, direct=_is_all(stand, near) and "fråga om" not in stand.after)
    judged = stand.kind != NOTHING or cues.REFUSAL.search(stand.hit.text)
    whole = _concerns_whole(stand, near) if judged else _is_free_of_views(stand, near, clause)
    return Object(whole=whole and not local)


def _is_all(stand: Stand, near: str) -> bool:
    """Tell whether what is judged under the heading of a part is all of it, and not one thing in it."""
    if stand.kind not in (APPROVES, NOTHING):
        return cues.THING.match(near) is None and not (not near and cues.FRONTED.fullmatch(stand.before.strip()))
    head = cues.OWNER.sub("", near)
    return (
        not head
        or _is_passive(stand.hit)
        or cues.PART.match(head) is not None
        or read_phrases("helhet").first(head) is not None
    )


def _praises_a_thing(stand: Stand) -> bool:
    """Tell of praise whether it is of one thing in a part and not of the part: "rampen är bra", "bra att ..."."""
    if cues.CLAUSE.match(_near(stand.after)):
        return True
    if not cues.OF_SUBJECT.match(stand.hit.text):
        return False
    subject = stand.before.strip(" ,.")
    return bool(subject) and not (
        cues.POINTED.search(subject) or cues.PART.match(subject) or read_phrases("helhet").first(subject)
    )


def _is_free_of_views(stand: Stand, near: str, clause: str) -> bool:
    """Tell whether "inga synpunkter" is said of the whole: with no object, or with the proposal as its object."""
    if cues.LIMITED.search(clause):
        return False
    has_object = cues.TOWARDS.match(stand.after) and near
    return (
        not has_object or cues.IT.match(cues.TOWARDS.sub("", stand.after)) is not None or _concerns_whole(stand, near)
    )


def _near(after: str) -> str:
    """Give the words behind a hit that may be its object, without adverbs and prepositions."""
    words = cues.ADVERBS.sub("", cues.BARRIER.split(after)[0].strip()).strip(" .,!?")
    return "" if cues.PREPOSITION.match(words) else " ".join(words.split()[:_OBJECT_WORDS])


def _is_direct(stand: Stand, parts: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a part itself is approved or rejected, and not one thing or one section in it."""
    near = _near(stand.after)
    if stand.kind == REJECTS and cues.SECTION.search(f"{stand.before} {stand.after}"):
        return False
    if cues.THING.match(near) and not cues.IT.match(stand.after) and " " in near:
        return False
    close = " ".join(near.split()[:_DIRECT_WORDS])
    return bool(find_parts(close, parts) or cues.PART.match(close) or find_named(stand.before, parts))


def _is_aim(hit: Hit, near: str) -> bool:
    aim, whole = read_phrases("syfte").first(near), read_phrases("helhet").first(near)
    inside = read_phrases("syfte").first(hit.text) is not None and len(hit.text.split()) <= _SHORT
    return inside or bool(aim and (not whole or aim.start < whole.start))


def _concerns_whole(stand: Stand, near: str) -> bool:
    """Tell whether the object of the words is the proposal itself, and not one thing in it."""
    if near.startswith("att "):
        return cues.ADOPTED.match(near) is not None
    whole = read_phrases("helhet").first(near)
    if whole and (not _is_passive(stand.hit) or whole.start == 0):
        return not (_is_narrowed(whole, near) or re.search(r"\batt\b", near[: whole.start]))
    inside = read_phrases("helhet").first(stand.hit.text)
    if inside:
        return not cues.NARROWED.match(stand.after) or cues.TITLED.match(stand.after) is not None
    if _is_passive(stand.hit) and near and not cues.AGENT.match(stand.after):
        return False
    return _subject_is_whole(stand) or (not near and not _is_passive(stand.hit) and stand.kind != NOTHING)


def _subject_is_whole(stand: Stand) -> bool:
    """Tell of a passive, or of a sentence with its object first, whether what it begins with is the proposal."""
    near = _near(stand.after)
    if near and not cues.AGENT.match(stand.after) and not _is_passive(stand.hit):
        return False
    subject = read_phrases("helhet").first(stand.before)
    if subject is None:
        return _is_passive(stand.hit) and not stand.before.strip(" .,;:")
    return not _is_narrowed(subject, stand.before)


def _is_narrowed(whole: Hit, text: str) -> bool:
    """Tell whether "förslaget" is one of several: "förslaget om avgifter"; a title ("om ny lag") does not narrow."""
    rest = text[whole.end :]
    is_narrow = cues.NARROWED.match(rest) and not cues.TITLED.match(rest)
    return bool(is_narrow and whole.text.lower().startswith("förslag"))


def _is_passive(hit: Hit) -> bool:
    """Tell whether what is approved or rejected is the subject: "tillstyrks", "bör inte antas", "är välkommet"."""
    return any(re.fullmatch(r"\w{3,}[aäkrt]s|välkomm?e[tn]|välkomna|grund", word) for word in hit.text.lower().split())
