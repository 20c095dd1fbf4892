"""Stance and type of a sentence of own view, by the order and the pairs that the labels page allows.

Rules over the lexicon's cues give a first answer; a classifier weighs it with the words, their scope in the parse and
the sentence before. Only the allowed pairs can come out, and the words that decided are kept in `cue`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log1p

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.annotation.classifier import Array, Weights, weights_for
from remissnlp.annotation.clauses import part_at_turn
from remissnlp.annotation.extensions import document_of, register, units_of
from remissnlp.annotation.features import Features, describe_before, describe_words, mean_vector, read_words_of
from remissnlp.annotation.parties import parties_of
from remissnlp.annotation.signals import CRITICISM, NOTHING, REQUEST, REWRITE, SUPPORT, Signal, find_signals, of_kind
from remissnlp.annotation.speaker import opens_list
from remissnlp.lexicon import read_phrases
from remissnlp.terms import BlockKind, Stance, SynpunktType

_INFORMATION = SynpunktType.INFORMATION
_LAW = re.compile(r"\b(?:enligt|i|av)\s+(?:\d+\s+(?:kap\.|§)|[\w-]*(?:lagen|balken|förordningen)\b)", re.IGNORECASE)
_BURDEN = re.compile(r"\bkommer\s+(?:\w+\s+)?att\s+(?:krävas?|behövas?|behöva|medföra|innebära)\b", re.IGNORECASE)


@Language.factory("remiss_stance")
def make_stance(nlp: Language, name: str) -> "StanceReader":
    """Make the component that tells stance and type."""
    return StanceReader()


Labels = tuple[Stance, SynpunktType, str]
"""Stance, type, and the words that decided."""

PAIRS = (
    (Stance.POSITIVE, SynpunktType.SUPPORT),
    (Stance.MIXED, SynpunktType.SUPPORT),
    (Stance.NEGATIVE, SynpunktType.CRITICISM),
    (Stance.MIXED, SynpunktType.CRITICISM),
    (Stance.NEUTRAL, SynpunktType.REQUEST),
    (Stance.NEGATIVE, SynpunktType.REQUEST),
    (Stance.MIXED, SynpunktType.REQUEST),
    (Stance.NEUTRAL, SynpunktType.QUESTION),
    (Stance.NEGATIVE, SynpunktType.QUESTION),
    (Stance.NEUTRAL, SynpunktType.INFORMATION),
)
"""The pairs of stance and type that the labels page allows."""

GAINS, FAULTS = "vinst", "fel"
"""What the classifier calls the two questions behind a stance: does it approve, does it fault."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A unit of own view before it is decided: the rules' labels, and what the classifier is told."""

    unit: Span
    labels: Labels
    features: Features
    vector: Array


class StanceReader:
    """Set `stance` and `type` of every unit of own view, and add the deciding words to its `cue`."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the units of `doc`; a list item takes its lead-in's labels unless it says something else itself."""
        document = document_of(doc)
        weights = weights_for(document.source_id, held_out=doc._.setting.held_out)
        usable = weights is not None and weights.knows(doc.vocab)
        lead_in: Labels | None = None
        for examined in examine(doc):
            unit = examined.unit
            in_list = document.blocks[unit._.block].kind is BlockKind.LIST_ITEM
            if unit._.own_view:
                labels = decide(examined, weights, with_vector=usable)
                if in_list and lead_in and _only_continues(unit.text, labels):
                    labels = lead_in
                note(unit, labels)
            if not in_list:
                opens = unit._.own_view and opens_list(unit)
                lead_in = (Stance(unit._.stance), SynpunktType(unit._.type), unit._.cue) if opens else None
        return doc


def examine(doc: Doc) -> Iterator[Examined]:
    """Examine the units of `doc` one by one; each must be noted before the next is asked for, which leans on it."""
    parties = parties_of(doc.text, doc._.metadata, doc._.setting)
    previous = None
    for unit in units_of(doc):
        labels = judge_stance(unit.text)
        features = describe_words(unit, read_words_of(unit, parties)) | describe_before(unit, previous)
        features |= {f"regel={labels[0]}": 1.0, f"regel={labels[1]}": 1.0, f"regel={labels[0]}.{labels[1]}": 1.0}
        yield Examined(unit, labels, features, mean_vector(unit))
        previous = unit


def decide(examined: Examined, weights: Weights | None, *, with_vector: bool) -> Labels:
    """Weigh the rules' labels with the rest; where they part, the cue names the features that spoke most."""
    if weights is None or _has_nothing_to_say(examined) or _rejects_outright(examined):
        return examined.labels
    odds = weights.log_odds(examined.features, examined.vector if with_vector else None)
    asks = _is_question(examined.unit.text)
    open_pairs = [pair for pair in PAIRS if (pair[1] is SynpunktType.QUESTION) is asks]
    stance, kind = max(open_pairs, key=lambda pair: score(pair, odds))
    condition = read_phrases("forbehall").first(examined.unit.text)
    if stance is Stance.POSITIVE and condition:
        return Stance.MIXED, kind, condition.text
    if (stance, kind) == examined.labels[:2]:
        return examined.labels
    reasons = weights.reasons(examined.features, (f"par={stance}.{kind}", f"slag={kind}"))
    return stance, kind, f"sammanvägt: {reasons}"


def score(pair: tuple[Stance, SynpunktType], odds: dict[str, float]) -> float:
    """Score a pair: the log-probabilities of the pair itself, of its type, and of the two halves of its stance."""
    stance, kind = pair
    gains = odds[GAINS] if stance in (Stance.POSITIVE, Stance.MIXED) else -odds[GAINS]
    faults = odds[FAULTS] if stance in (Stance.NEGATIVE, Stance.MIXED) else -odds[FAULTS]
    return sum(map(_log_probability, (odds[f"par={stance}.{kind}"], odds[f"slag={kind}"], gains, faults)))


def note(unit: Span, labels: Labels) -> None:
    """Write labels on their unit, and the words that decided behind what decided own view."""
    unit._.stance, unit._.type = str(labels[0]), str(labels[1])
    if labels[2] and labels[2] not in unit._.cue:
        unit._.cue = f"{unit._.cue}; {labels[2]}".strip("; ")


def judge_stance(text: str) -> Labels:
    """Judge a sentence of own view: its stance to the proposal, its type, and the words that decided.

    >>> judge_stance("Nämnden ser positivt på förslaget men anser att tidplanen är för snäv.")[:2]
    (<Stance.MIXED: 'mixed'>, <SynpunktType.CRITICISM: 'criticism'>)
    """
    turned = part_at_turn(text)
    granted, point = find_signals(turned.granted) if turned.granted else (), find_signals(turned.point)
    kind, cue = _type(turned.point, point)
    if kind is SynpunktType.INFORMATION and granted:
        kind, cue = _type(turned.granted, granted)
    stance = _stance(kind, granted, point)
    return stance, kind, cue


def _type(text: str, signals: tuple[Signal, ...]) -> tuple[SynpunktType, str]:
    if _is_question(text):
        return SynpunktType.QUESTION, "?"
    nothing = of_kind(signals, NOTHING, main_only=False)
    requests = [] if _LAW.search(text) or _BURDEN.search(text) else of_kind(signals, REQUEST)
    requests = [signal for signal in requests if not _backs(signals, signal)]
    faults, gains = of_kind(signals, CRITICISM), of_kind(signals, SUPPORT)
    if nothing and not requests:
        return SynpunktType.INFORMATION, nothing[0].text
    if requests:
        return SynpunktType.REQUEST, requests[0].text
    if faults:
        return SynpunktType.CRITICISM, faults[0].text
    if gains:
        return SynpunktType.SUPPORT, gains[0].text
    return SynpunktType.INFORMATION, ""


def _backs(signals: tuple[Signal, ...], request: Signal) -> bool:
    """Tell whether a request stands under words of support ("instämmer i att … bör") and so only backs the proposal."""
    return any(
        signal.kind == SUPPORT and signal.main and signal.start <= request.start <= signal.start + 12
        for signal in signals
    )


def _stance(kind: SynpunktType, granted: tuple[Signal, ...], point: tuple[Signal, ...]) -> Stance:
    gains = of_kind(granted, SUPPORT) + of_kind(point, SUPPORT)
    faults = of_kind(granted, CRITICISM) + of_kind(point, CRITICISM)
    rewrites = of_kind(point, REWRITE, main_only=False) if kind is SynpunktType.REQUEST else []
    if kind is SynpunktType.INFORMATION:
        return Stance.NEUTRAL
    if kind is SynpunktType.SUPPORT:
        return Stance.MIXED if faults else Stance.POSITIVE
    if kind is SynpunktType.CRITICISM:
        return Stance.MIXED if gains else Stance.NEGATIVE
    if kind is SynpunktType.REQUEST and of_kind(granted, SUPPORT):
        return Stance.MIXED
    return Stance.NEGATIVE if faults or rewrites else Stance.NEUTRAL


def _has_nothing_to_say(examined: Examined) -> bool:
    """Tell whether a sentence says that there are no comments, and nothing besides."""
    signals = find_signals(examined.unit.text)
    judged = of_kind(signals, SUPPORT, CRITICISM, REQUEST, REWRITE)
    return bool(of_kind(signals, NOTHING, main_only=False)) and not judged and examined.labels[1] is _INFORMATION


def _rejects_outright(examined: Examined) -> bool:
    """Tell whether a sentence rejects in so many words ("motsätter sig", "avstyrker") and neither grants nor asks."""
    text = examined.unit.text
    hit = read_phrases("avslag").first(text)
    plain = not part_at_turn(text).granted and not of_kind(find_signals(text), SUPPORT, REQUEST)
    return hit is not None and plain and examined.labels[:2] == (Stance.NEGATIVE, SynpunktType.CRITICISM)


def _only_continues(text: str, labels: Labels) -> bool:
    is_sentence = text[:1].isupper() and text.rstrip().endswith((".", "?"))
    return not is_sentence or labels[1] is SynpunktType.INFORMATION


def _is_question(text: str) -> bool:
    return text.rstrip(' ”"').endswith("?")


def _log_probability(odds: float) -> float:
    return -log1p(exp(-odds)) if odds > -30 else odds
