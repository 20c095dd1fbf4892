"""Signals: the cues of support, criticism and request in a sentence, and how each is to be taken."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from remissnlp.annotation.clauses import is_main, is_negated
from remissnlp.lexicon import Hit, read_phrases

SUPPORT, CRITICISM, REQUEST, REWRITE, NOTHING = "stöd", "kritik", "önskemål", "omskrivning", "ingen synpunkt"

_LISTS = (
    (SUPPORT, ("stod",)),
    (CRITICISM, ("kritik",)),
    (REQUEST, ("onskemal",)),
    (REWRITE, ("omskrivning",)),
    (NOTHING, ("ingen_erinran", "avstar")),
)
_HEARSAY = re.compile(r"\b(?:lär|torde|sägs|påstås|uppges|ryktas)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signal:
    """A cue in a sentence: its kind, its words, where it stands, and how it is to be taken."""

    kind: str
    text: str
    start: int
    main: bool


@lru_cache(maxsize=4096)
def find_signals(text: str) -> tuple[Signal, ...]:
    """Find the cues of `text` in order; support that is negated comes out as criticism, negated criticism not at all.

    Words of support inside a phrase of criticism ("instämmer i kritiken") do not count, nor what others are said to
    think ("lär ha tillstyrkt").
    """
    faults = list(read_phrases("kritik").find(text))
    found = [signal for kind, names in _LISTS for name in names for signal in _of_kind(text, kind, name, faults)]
    return tuple(sorted(found, key=lambda signal: signal.start))


def of_kind(signals: Iterable[Signal], *kinds: str, main_only: bool = True) -> list[Signal]:
    """Pick the signals of some kinds; by default only those that the sentence itself says."""
    return [signal for signal in signals if signal.kind in kinds and (signal.main or not main_only)]


def has_judgement(text: str, *, main_only: bool = True) -> bool:
    """Tell whether `text` judges: supports, faults, or has nothing to object."""
    return bool(of_kind(find_signals(text), SUPPORT, CRITICISM, NOTHING, main_only=main_only))


def has_request(text: str) -> bool:
    """Tell whether `text` asks for something."""
    return bool(of_kind(find_signals(text), REQUEST))


def _of_kind(text: str, kind: str, name: str, faults: list[Hit]) -> list[Signal]:
    signals = []
    for hit in read_phrases(name).find(text):
        if kind == SUPPORT and (_is_inside(hit, faults) or _HEARSAY.search(text[: hit.start])):
            continue
        negated = _is_turned_round(text, kind, hit)
        if not (negated and kind == CRITICISM):
            turned = CRITICISM if negated else kind
            signals.append(Signal(turned, hit.text, hit.start, is_main(text, hit.start)))
    return signals


def _is_inside(hit: Hit, faults: list[Hit]) -> bool:
    return any(fault.start < hit.end and hit.start < fault.end for fault in faults)


def _is_turned_round(text: str, kind: str, hit: Hit) -> bool:
    """Tell whether a negation turns a cue: near it, or inside a cue of support ("ställer sig inte bakom")."""
    if kind not in (SUPPORT, CRITICISM):
        return False
    inside = read_phrases("negationer").first(hit.text) is not None
    return inside if inside and kind == SUPPORT else is_negated(text, hit)
