"""The respondent: which body it is that answers."""

import re
from collections import Counter

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.extensions import Setting
from remissnlp.annotation.letterhead import Letterhead, label_of
from remissnlp.annotation.naming import weigh_names
from remissnlp.annotation.office import body_written_to, count_offices
from remissnlp.annotation.persons import read_person
from remissnlp.document import Document
from remissnlp.terms import Instanstyp

_ENOUGH = 2
_NAMNDER = (Instanstyp.FACKNAMND, Instanstyp.STADSDELSNAMND)
_NO_BODY = frozenset(["regeringen", "riksdagen", "utredningen", "kommittén", "regeringskansliet", "kommunen"])
_INTERNAL = re.compile(r"tjänste(?:utlåtande|skrivelse)|förvaltningens utlåtande", re.IGNORECASE)
_PERSONAL = re.compile(r"\b(?:jag|mig|min|mina|mitt)\b", re.IGNORECASE)
_TOWN = re.compile(r"(?:\d{3} ?\d\d )?([A-ZÅÄÖ][a-zåäö]{2,}(?:-[A-ZÅÄÖ][a-zåäö]+)?)")
_VERDICT = (
    r"(?:(?:till|av)styrker|instämmer|välkomnar|motsätter sig|ställer sig|delar|anser|har (?:inget|inga|ingen))\b"
)
_STATE = re.compile(r"departement|regering|myndighet|verket|styrelsen$", re.IGNORECASE)


def find_remissinstans(document: Document, head: Letterhead, addressee: str, setting: Setting) -> str:
    """Name the body that answers; the empty string where nothing names it.

    A nämnd that its own office writes to answers itself. Else the body with most to show for it; a private person
    where nobody else is named and the text says "jag".
    """
    written_to = body_written_to(addressee)
    weights = weigh_names(document, head, setting.invited)
    if written_to.lower() != setting.sender.lower() and _is_own_namnd(document, head, written_to):
        return _kommun_behind(written_to, weights, setting.sender, setting) or written_to
    to_others = {name.lower() for name in (written_to, addressee) if not _judges(name, document.text)}
    others = {setting.sender.lower(), *to_others, *_NO_BODY}
    named = Counter({name: points for name, points in weights.items() if _may_answer(name, points, others)})
    if not named:
        return _private(document, head)
    best = max(named, key=lambda name: (named[name], len(name)))
    return _kommun_behind(best, named, addressee, setting) or best


def _judges(name: str, text: str) -> bool:
    """Tell whether a text lets a body itself judge the proposal, as only the one who answers does in its own answer."""
    return bool(name) and re.search(rf"\b{re.escape(name)} {_VERDICT}", text) is not None


def _may_answer(name: str, points: int, others: set[str]) -> bool:
    return points >= _ENOUGH and name.lower() not in others and not name.lower().endswith("departementet")


def _is_own_namnd(document: Document, head: Letterhead, name: str) -> bool:
    """Tell whether the body written to is the nämnd of the office that writes."""
    if instanstyp_of(name) not in _NAMNDER:
        return False
    lowered = document.text.lower()
    internal = any(_INTERNAL.search(cell.text) for cell in head.cells)
    proposes = "förslag till beslut" in lowered or f"{name.lower()} beslutar" in lowered
    return internal or proposes or (bool(count_offices(document, head)) and "nämnden föreslås besluta" in lowered)


def _kommun_behind(best: str, named: Counter[str], asking: str, setting: Setting) -> str:
    """Give the kommun whose kommunstyrelse answers the state, unless the remiss asked the nämnd itself."""
    asked = {name.lower() for name in setting.invited}
    kommuner = [name for name, _ in named.most_common() if instanstyp_of(name) is Instanstyp.KOMMUN]
    kommuner = [name for name in kommuner if name.lower() in asked] or kommuner
    is_styrelse = best.lower().startswith(("kommunstyrelse", "kommunfullmäktige"))
    if not is_styrelse or best.lower() in asked or not kommuner:
        return ""
    return kommuner[0] if _STATE.search(asking) or not asking else ""


def _private(document: Document, head: Letterhead) -> str:
    """Name a private person by town only: that they are private is what a sammanställning needs to say."""
    if len(_PERSONAL.findall(document.text)) < _ENOUGH:
        return ""
    cells = [cell for cell in head.cells if cell.role in ("text", "header") and label_of(cell.text) is None]
    signs = any(read_person(cell.text) for cell in cells)
    towns = [match for cell in cells if signs and (match := _TOWN.fullmatch(cell.text.strip()))]
    towns.sort(key=lambda match: not match.group()[0].isdigit())  # the post town before a village named above it
    town = towns[0].group(1) if towns else ""
    return f"Privatperson, {town}" if town else "Privatperson"
