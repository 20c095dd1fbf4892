"""Own view or recital: whether the respondent speaks for itself in a sentence, and what decided it.

The definitions are those of the labels page (own view, F1 recital, F2 course of the case, F3 procedure). Rules settle
what the section or the proposal's own words settle; for the rest a classifier weighs the rules' verdict together with
the words, the parse and the place of the sentence. A verdict always keeps the words that decided.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.annotation.classifier import Array, Weights, weights_for
from remissnlp.annotation.clauses import is_main, part_at_turn
from remissnlp.annotation.extensions import Setting, document_of, register, units_of
from remissnlp.annotation.features import (
    BACKGROUND,
    Features,
    describe_setting,
    describe_words,
    mean_vector,
    read_words_of,
)
from remissnlp.annotation.parties import PROPOSER, RESPONDENT, Attribution, Parties, parties_of
from remissnlp.annotation.parts import find_parts
from remissnlp.annotation.signals import has_judgement, has_request
from remissnlp.lexicon import read_phrases
from remissnlp.terms import BlockKind, Section

OWN = "egen uppfattning"
"""What the classifier calls own view."""

_NEVER = (Section.METADATA, Section.BILAGOR, Section.RESERVATION, Section.OTHER)
_POSITIONS = ("bifall", "avslag", "ingen_erinran", "avstar")
_ASKS = re.compile(r"\b(?:bör|borde|måste|behöver)\b", re.IGNORECASE)
_CONSEQUENCE = ("innebär", "ger", "lägger", "tar", "gör", "leder", "medför", "skapar", "saknar", "ställer")


@Language.factory("remiss_speaker")
def make_speaker(nlp: Language, name: str) -> "SpeakerReader":
    """Make the component that tells own view from recital."""
    return SpeakerReader()


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


@dataclass(frozen=True, slots=True)
class Examined:
    """A unit with what is known of it before it is decided.

    Attributes:
        unit: The sentence or list item.
        verdict: What the rules say.
        settled: Whether the rules alone decide.
        features: What the classifier is told.
        vector: Mean vector of its content words.
    """

    unit: Span
    verdict: Verdict
    settled: bool
    features: Features
    vector: Array


class SpeakerReader:
    """Set `parts`, `speaker`, `own_view` and `cue` of every unit."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the units of `doc` in order, each with what stands before it."""
        setting = doc._.setting
        weights = weights_for(document_of(doc).source_id, held_out=setting.held_out)
        usable = weights is not None and weights.knows(doc.vocab)
        for examined in examine(doc):
            note(examined.unit, decide(examined, weights, with_vector=usable), setting)
        return doc


def examine(doc: Doc) -> Iterator[Examined]:
    """Examine the units of `doc` one by one; each must be noted before the next is asked for, which leans on it."""
    parties = parties_of(doc.text, doc._.metadata, doc._.setting)
    before, previous = Before(), None
    for unit in units_of(doc):
        before = _step(doc, before, previous, unit)
        section = Section(unit._.section)
        verdict = judge(unit.text, section, before, parties, doc._.setting)
        features = describe_words(unit, read_words_of(unit, parties)) | describe_setting(unit, previous, parties)
        features |= {f"regel={verdict.own_view}.{verdict.speaker}": 1.0}
        lead_in = before.lead_in
        if lead_in is not None:
            features |= {f"inledning={lead_in.own_view}.{lead_in.speaker}": 1.0}
        yield Examined(unit, verdict, _is_settled(unit.text, section, doc._.setting), features, mean_vector(unit))
        previous = unit


def decide(examined: Examined, weights: Weights | None, *, with_vector: bool) -> Verdict:
    """Weigh the rules' verdict with the rest; where they part, the cue names the features that spoke most."""
    verdict = examined.verdict
    if examined.settled or weights is None:
        return verdict
    odds = weights.log_odds(examined.features, examined.vector if with_vector else None)[OWN]
    if (odds > 0) is verdict.own_view:
        return verdict
    reasons = weights.reasons(examined.features, (OWN,), against=odds <= 0)
    return Verdict(odds > 0, RESPONDENT if odds > 0 else PROPOSER, f"sammanvägt: {reasons}")


def note(unit: Span, verdict: Verdict, setting: Setting) -> None:
    """Write a verdict on its unit, with the parts of the proposal it speaks of."""
    unit._.parts = find_parts(unit.text, setting.parts) or find_parts(unit._.heading, setting.parts)
    unit._.own_view, unit._.speaker, unit._.cue = verdict.own_view, verdict.speaker, verdict.cue


def judge(text: str, section: Section, before: Before, parties: Parties, setting: Setting) -> Verdict:
    """Judge one sentence.

    Args:
        text: The sentence.
        section: Where it stands.
        before: What it may lean on.
        parties: Who is who in this answer.
        setting: The remiss, with the proposal's own sentences.
    """
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
    return _by_words(text, section, before, parties) or _by_place(text, section, before)


def normalise(text: str) -> str:
    """Reduce a sentence to its words in lower case, to know it again."""
    return " ".join("".join(character if character.isalnum() else " " for character in text.lower()).split())


def _is_settled(text: str, section: Section, setting: Setting) -> bool:
    """Tell whether a sentence stands where it cannot be own view, in a decision, or in the proposal itself."""
    return section in _NEVER or section is Section.BESLUT or normalise(text) in setting.proposal


def _by_words(text: str, section: Section, before: Before, parties: Parties) -> Verdict | None:
    attributions = parties.attribute(text, by_name_only=section in BACKGROUND)
    own = _own(text, attributions)
    if text.rstrip().endswith(":") and _announces(text):
        return Verdict(False, RESPONDENT if own else "", "inledning till lista")
    if own:
        return Verdict(True, RESPONDENT, own.cue)
    if before.lead_in is not None:
        return _as_lead_in(text, before.lead_in)
    others = [attribution for attribution in attributions if attribution.speaker == PROPOSER]
    recital = read_phrases("referat").first(text)
    if not others and not recital:
        return None
    cue = recital.text if recital else others[0].cue
    if section not in BACKGROUND and _adds_own(text, cue):
        return Verdict(True, RESPONDENT, f"{cue} + egen bedömning")
    return Verdict(False, PROPOSER, cue)


def _own(text: str, attributions: list[Attribution]) -> Attribution | None:
    """Give the respondent's own words, unless they stand inside what the proposer is said to say."""
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
        return Verdict(False, lead_in.speaker, f"som inledningen: {lead_in.cue}")
    return Verdict(True, RESPONDENT, f"som inledningen: {lead_in.cue}")


def _by_place(text: str, section: Section, before: Before) -> Verdict:
    if section in BACKGROUND:
        return Verdict(False, PROPOSER, f"avsnitt: {section.display}")
    recited = before.same_paragraph and before.verdict is not None and before.verdict.speaker == PROPOSER
    if recited and before.verdict and not before.verdict.own_view and _leans(text) and not has_judgement(text):
        return Verdict(False, PROPOSER, "fortsätter återgivningen")
    if section is Section.SAMMANFATTNING and not before.own_so_far and not has_judgement(text):
        return Verdict(False, PROPOSER, "sammanfattning före egen bedömning")
    return Verdict(True, RESPONDENT, f"avsnitt: {section.display}")


def _stated_position(text: str) -> str:
    hits = (read_phrases(name).first(text) for name in _POSITIONS)
    return next((hit.text for hit in hits if hit), "")


def _procedure(text: str) -> str:
    hit = read_phrases("arendegang").first(text)
    if hit is None or has_judgement(text):
        return ""
    return hit.text


def _announces(text: str) -> bool:
    return read_phrases("inledningar").first(text) is not None


def _adds_own(text: str, cue: str) -> bool:
    """Tell whether a recital goes on to judge: behind a turn, or of the proposal itself and not inside what it says."""
    turned = part_at_turn(text)
    if turned.granted and (has_judgement(turned.point) or has_request(turned.point)):
        return True
    says = any(verb in cue.lower().split() for verb in _CONSEQUENCE)
    return has_judgement(text, main_only=not says) or _asks(text)


def _asks(text: str) -> bool:
    match = _ASKS.search(text)
    return match is not None and is_main(text, match.start())


def _leans(text: str) -> bool:
    hit = read_phrases("lutar").first(text)
    return hit is not None and hit.start == 0


def _step(doc: Doc, before: Before, previous: Span | None, unit: Span) -> Before:
    if previous is None:
        return Before()
    blocks = document_of(doc).blocks
    verdict = Verdict(previous._.own_view, previous._.speaker, previous._.cue)
    in_list = blocks[unit._.block].kind is BlockKind.LIST_ITEM
    opens = in_list and previous.text.rstrip().endswith(":")
    lead_in = (
        verdict
        if opens
        else before.lead_in
        if in_list and blocks[previous._.block].kind is BlockKind.LIST_ITEM
        else None
    )
    same_section = previous._.section == unit._.section
    return Before(
        verdict=verdict,
        same_paragraph=previous._.block == unit._.block,
        lead_in=lead_in,
        own_so_far=same_section and (before.own_so_far or previous._.own_view),
    )
