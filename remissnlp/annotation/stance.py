"""Stance and type of a sentence of own view, by the order and the pairs that the labels page allows."""

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.annotation.clauses import part_at_turn
from remissnlp.annotation.extensions import document_of, register, units_of
from remissnlp.annotation.signals import CRITICISM, NOTHING, REQUEST, REWRITE, SUPPORT, Signal, find_signals, of_kind
from remissnlp.terms import BlockKind, Stance, SynpunktType

_LAW = re.compile(r"\b(?:enligt|i|av)\s+(?:\d+\s+(?:kap\.|§)|[\w-]*(?:lagen|balken|förordningen)\b)", re.IGNORECASE)
_BURDEN = re.compile(r"\bkommer\s+(?:\w+\s+)?att\s+(?:krävas?|behövas?|behöva|medföra|innebära)\b", re.IGNORECASE)


@Language.factory("remiss_stance")
def make_stance(nlp: Language, name: str) -> "StanceReader":
    """Make the component that tells stance and type."""
    return StanceReader()


class StanceReader:
    """Set `stance` and `type` of every unit of own view, and add the deciding words to its `cue`."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Judge the units of `doc`; a list item takes its lead-in's labels unless it says something else itself."""
        lead_in: tuple[Stance, SynpunktType, str] | None = None
        blocks = document_of(doc).blocks
        for unit in units_of(doc):
            in_list = blocks[unit._.block].kind is BlockKind.LIST_ITEM
            if unit._.own_view:
                labels = judge_stance(unit.text)
                if in_list and lead_in and _only_continues(unit.text, labels):
                    labels = lead_in
                _note(unit, labels)
            if not in_list:
                opens = unit._.own_view and unit.text.rstrip().endswith(":")
                lead_in = (Stance(unit._.stance), SynpunktType(unit._.type), unit._.cue) if opens else None
        return doc


def judge_stance(text: str) -> tuple[Stance, SynpunktType, str]:
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
    if text.rstrip(' ”"').endswith("?"):
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


def _only_continues(text: str, labels: tuple[Stance, SynpunktType, str]) -> bool:
    is_sentence = text[:1].isupper() and text.rstrip().endswith((".", "?"))
    return not is_sentence or labels[1] is SynpunktType.INFORMATION


def _note(unit: Span, labels: tuple[Stance, SynpunktType, str]) -> None:
    unit._.stance, unit._.type = str(labels[0]), str(labels[1])
    if labels[2] and labels[2] not in unit._.cue:
        unit._.cue = f"{unit._.cue}; {labels[2]}".strip("; ")
