"""Own view or recital: whether the respondent speaks for itself in a sentence, and what decided it.

The definitions are those of the labels page (own view, F1 recital, F2 course of the case, F3 procedure). Rules settle
what the section or the proposal's own words settle; for the rest a classifier weighs the rules' verdict together with
the words, the parse and the place of the sentence. A verdict always keeps the words that decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.annotation.classifier import Array, Weights, weights_for
from remissnlp.annotation.extensions import Setting, document_of, register, units_of
from remissnlp.annotation.features import (
    BACKGROUND,
    Features,
    describe_setting,
    describe_words,
    mean_vector,
    read_words_of,
)
from remissnlp.annotation.parties import PROPOSER, RESPONDENT, parties_of
from remissnlp.annotation.subjects import find_headed, find_named
from remissnlp.annotation.verdicts import Before, Verdict, is_settled, judge
from remissnlp.annotation.voices import voices_of
from remissnlp.terms import BlockKind, Section

OWN = "egen uppfattning"
"""What the classifier calls own view."""


@Language.factory("remiss_speaker")
def make_speaker(nlp: Language, name: str) -> "SpeakerReader":
    """Make the component that tells own view from recital."""
    return SpeakerReader()


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
        voices = voices_of(unit, parties, by_name_only=section in BACKGROUND)
        verdict = judge(unit.text, section, before, parties, doc._.setting, voices=voices)
        features = describe_words(unit, read_words_of(unit, parties)) | describe_setting(unit, previous, voices)
        features |= {f"regel={verdict.own_view}.{verdict.speaker}": 1.0}
        lead_in = before.lead_in
        if lead_in is not None:
            features |= {f"inledning={lead_in.own_view}.{lead_in.speaker}": 1.0}
        settled = is_settled(unit.text, section, before, verdict, doc._.setting)
        yield Examined(unit, verdict, settled, features, mean_vector(unit))
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
    named = find_named(unit.text, setting.parts) or find_named(_row_so_far(unit), setting.parts)
    unit._.parts = named or find_headed(unit._.heading, setting.parts)
    unit._.own_view, unit._.speaker, unit._.cue = verdict.own_view, verdict.speaker, verdict.cue


def _row_so_far(unit: Span) -> str:
    """Give what stands before a unit in its table row, whose first cell tells what the row is of."""
    document = document_of(unit.doc)
    block = document.blocks[unit._.block]
    return document.text[block.start : unit.start_char] if block.kind is BlockKind.TABLE_ROW else ""


def opens_list(unit: Span) -> bool:
    """Tell whether a unit leads on to a list: it ends with a colon, or without any closing mark."""
    return not unit.text.rstrip().endswith((".", "!", "?", "”", ")"))


def _step(doc: Doc, before: Before, previous: Span | None, unit: Span) -> Before:
    if previous is None:
        return Before()
    blocks = document_of(doc).blocks
    verdict = Verdict(previous._.own_view, previous._.speaker, previous._.cue)
    in_list = blocks[unit._.block].kind is BlockKind.LIST_ITEM
    opens = in_list and opens_list(previous) and blocks[previous._.block].kind is not BlockKind.LIST_ITEM
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
