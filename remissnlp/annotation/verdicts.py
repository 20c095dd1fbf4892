"""The rules of own view and recital: what section, phrases and voices say of a sentence, and what decided it.

The definitions are those of the labels page (own view, F1 recital, F2 course of the case, F3 procedure).
"""

import re
from dataclasses import dataclass

from remissnlp.annotation.clauses import is_main, part_at_turn
from remissnlp.annotation.extensions import Setting
from remissnlp.annotation.features import (
    BACKGROUND,
)
from remissnlp.annotation.parties import PROPOSER, RESPONDENT, Attribution, Parties
from remissnlp.annotation.signals import (
    CRITICISM,
    NOTHING,
    REQUEST,
    SUPPORT,
    find_signals,
    has_judgement,
    has_request,
    of_kind,
)
from remissnlp.annotation.voices import Voices
from remissnlp.lexicon import read_phrases
from remissnlp.terms import Section

ASKED, ANNOUNCED, INHERITED = "fråga", "inledning till lista", "som inledningen:"
MISSED, RETOLD, CONTINUED, ADDED = "inte", "återgivet:", "fortsätter återgivningen", "+ egen bedömning"
"""Cues that settle a verdict."""

_NEVER = (Section.METADATA, Section.BILAGOR, Section.RESERVATION, Section.OTHER)
_POSITIONS = ("bifall", "avslag", "ingen_erinran", "avstar")
_ASKS = re.compile(r"\b(?:bör|borde|måste|behöver)\b", re.IGNORECASE)
_CITED = re.compile(
    r"(?:I|Av|Enligt|Under)\s+(?:(?:avsnitt\w*|kapit\w+|kap\.|punkt\w*)\s+\d+(?:\.\d+)*|\d{1,2}\.\d{1,2}(?:\.\d+)*)"
    r"(?:\s+och\s+\d+(?:\.\d+)*)?\s+(?!saknas|finns\s+(?:inte|ingen|inget)|bör|borde|måste|behöver)\w+"
)
"""A section of the proposal, named first in a sentence, and what is said to stand there; a law is cited by "§"."""

_POINTER = re.compile(
    r"(?:Se|Jfr\.?|Jämför)\s+(?:t\.?\s?ex\.?|exempelvis|även|bl\.?\s?a\.?|bland annat|vidare|också"
    r"|härom|närmare|not|sid\.?|s\.|prop\.|SOU|Ds|dnr|rapport\w*|webbplats\w*)(?=\s)(?!\s+till\b)"
)
"""A sentence that only points to where more can be read; "se till att" and "se över" ask for something."""

_CONSEQUENCE = ("innebär", "ger", "lägger", "tar", "gör", "leder", "medför", "skapar", "saknar", "ställer")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence is the respondent's own view, who speaks, and the words or rule that decided."""

    own_view: bool
    speaker: str
    cue: str


@dataclass(frozen=True, slots=True)
class Before:
    """What a sentence leans on: the verdict of the one before, and of the lead-in of the list it stands in."""

    verdict: Verdict | None = None
    same_paragraph: bool = False
    lead_in: Verdict | None = None
    own_so_far: bool = False


def judge(
    text: str,
    section: Section,
    before: Before,
    parties: Parties,
    setting: Setting,
    *,
    voices: Voices | None = None,
) -> Verdict:
    """Judge one sentence by rule.

    Args:
        text: The sentence.
        section: Where it stands.
        before: What it may lean on.
        parties: Who is who in this answer.
        setting: The remiss, with the proposal's own sentences.
        voices: Who speaks in it by the parse; None to go by word order.
    """
    if voices is None:
        voices = Voices(tuple(parties.attribute(text, by_name_only=section in BACKGROUND)))
    if section in _NEVER:
        return Verdict(False, "", f"avsnitt: {section.display}")
    stated = _stated_position(text)
    if section is Section.BESLUT:
        return Verdict(bool(stated), RESPONDENT if stated else "", stated or "formellt beslut")
    if normalise(text) in setting.proposal:
        return Verdict(False, PROPOSER, "står i förslaget")
    procedure = _procedure(text)
    if procedure and not stated:
        return Verdict(False, "", procedure)
    if section not in BACKGROUND and text.rstrip(' ”"').endswith("?") and not text.lstrip().startswith(("”", '"')):
        return Verdict(True, RESPONDENT, ASKED)
    return _by_words(text, section, before, voices) or _by_place(text, section, before)


def is_settled(text: str, section: Section, before: Before, verdict: Verdict, setting: Setting) -> bool:
    """Tell whether the rules alone decide.

    They do where a sentence stands in a section without views, in a decision or in the proposal itself, where it asks
    the proposer something or only announces a list, and where it is a list item that its lead-in decides.
    """
    if section in _NEVER or section is Section.BESLUT or normalise(text) in setting.proposal:
        return True
    if verdict.cue in (ASKED, ANNOUNCED) or (
        text.rstrip().endswith(":") and verdict.speaker == PROPOSER and verdict.cue != CONTINUED
    ):
        return True
    if section not in BACKGROUND and (verdict.cue.startswith(RETOLD) or verdict.cue.endswith(f" {MISSED}")):
        return True
    if verdict.own_view and section not in BACKGROUND and _stated_position(text):
        return read_phrases("tredje").first(text) is None
    if verdict.cue.endswith(ADDED) and section not in BACKGROUND:
        turned = part_at_turn(text)
        return bool(turned.granted) and has_judgement(turned.point)
    return before.lead_in is not None and verdict.cue.startswith(INHERITED)


def normalise(text: str) -> str:
    """Reduce a sentence to its words in lower case, to know it again."""
    return " ".join("".join(character if character.isalnum() else " " for character in text.lower()).split())


def _by_words(text: str, section: Section, before: Before, voices: Voices) -> Verdict | None:
    attributions = list(voices.attributions)
    own = _own(text, attributions, voices)
    if text.rstrip().endswith(":") and _announces(text):
        return Verdict(False, RESPONDENT if own else "", ANNOUNCED)
    if voices.misses and section not in BACKGROUND and not before.lead_in:
        return Verdict(True, RESPONDENT, f"{voices.misses} {MISSED}")
    if own and not (voices.retells and _only_notes(own.cue)):
        return Verdict(True, RESPONDENT, own.cue)
    if before.lead_in is not None:
        return _as_lead_in(text, before.lead_in)
    others = [attribution for attribution in attributions if attribution.speaker == PROPOSER]
    recital, cited = read_phrases("referat").first(text), _CITED.match(text)
    if not others and not recital and not cited and not voices.retells:
        return None
    cue = recital.text if recital else others[0].cue if others else cited.group() if cited else voices.retells
    if section not in BACKGROUND and _adds_own(text, cue, voices):
        return Verdict(True, RESPONDENT, f"{cue} {ADDED}")
    return Verdict(False, PROPOSER, f"{RETOLD} {cue}" if voices.retells else cue)


def _only_notes(cue: str) -> bool:
    """Tell whether the respondent only notes something, which with a recital is no view of its own."""
    return read_phrases("noterar").first(cue) is not None


def _own(text: str, attributions: list[Attribution], voices: Voices) -> Attribution | None:
    """Give the respondent's own words, unless they stand inside what the proposer is said to say."""
    if voices.reported:
        own = (a for a in attributions if a.speaker == RESPONDENT)
        return next((a for a in own if not _is_inside(a.start, voices)), None)
    for attribution in attributions:
        if attribution.speaker == PROPOSER and "att" in text[attribution.start :].split()[:6]:
            turned = part_at_turn(text)
            return next(
                (a for a in attributions if a.speaker == RESPONDENT and turned.granted and a.start >= turned.turn), None
            )
        if attribution.speaker == RESPONDENT:
            return attribution
    return None


def _as_lead_in(text: str, lead_in: Verdict) -> Verdict:
    is_sentence = text[:1].isupper() and text.rstrip().endswith((".", "?", "!"))
    if lead_in.speaker == PROPOSER or not (lead_in.own_view or is_sentence):
        return Verdict(False, lead_in.speaker, f"{INHERITED} {lead_in.cue}")
    return Verdict(True, RESPONDENT, f"{INHERITED} {lead_in.cue}")


def _by_place(text: str, section: Section, before: Before) -> Verdict:
    if section in BACKGROUND:
        return Verdict(False, PROPOSER, f"avsnitt: {section.display}")
    recited = before.same_paragraph and before.verdict is not None and before.verdict.speaker == PROPOSER
    if recited and before.verdict and not before.verdict.own_view and _leans(text) and not has_judgement(text):
        return Verdict(False, PROPOSER, CONTINUED)
    if section is Section.SAMMANFATTNING and not before.own_so_far and not has_judgement(text):
        return Verdict(False, PROPOSER, "sammanfattning före egen bedömning")
    return Verdict(True, RESPONDENT, f"avsnitt: {section.display}")


def _stated_position(text: str) -> str:
    hits = (read_phrases(name).first(text) for name in _POSITIONS)
    return next((hit.text for hit in hits if hit), "")


def _procedure(text: str) -> str:
    if pointer := _POINTER.match(text):
        return pointer[0].strip()
    hit = read_phrases("arendegang").first(text)
    if hit is None or has_judgement(text):
        return ""
    return hit.text


def _announces(text: str) -> bool:
    return read_phrases("inledningar").first(text) is not None


def _adds_own(text: str, cue: str, voices: Voices) -> bool:
    """Tell whether a recital goes on to judge: behind a turn, or of the proposal itself and not inside what it says."""
    turned = part_at_turn(text)
    if turned.granted and (has_judgement(turned.point) or has_request(turned.point)):
        return True
    if cue.lower().startswith("som "):
        return _asks(text)
    if voices.reported:
        judged = of_kind(find_signals(text), SUPPORT, CRITICISM, NOTHING, REQUEST)
        theirs = {
            voices.retells,
            *(word for a in voices.attributions if a.speaker == PROPOSER for word in a.cue.split()),
        }
        return any(signal.text not in theirs and not _is_inside(signal.start, voices) for signal in judged)
    says = any(verb in cue.lower().split() for verb in _CONSEQUENCE)
    return has_judgement(text, main_only=not says) or _asks(text)


def _is_inside(offset: int, voices: Voices) -> bool:
    return any(start <= offset < end for start, end in voices.reported)


def _asks(text: str) -> bool:
    match = _ASKS.search(text)
    return match is not None and is_main(text, match.start())


def _leans(text: str) -> bool:
    hit = read_phrases("lutar").first(text)
    return hit is not None and hit.start == 0
