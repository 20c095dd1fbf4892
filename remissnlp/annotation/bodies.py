"""Bodies: the kind a remissinstans is of, and the names it goes by in its own text."""

import re
from collections.abc import Iterable
from functools import cache

from remissnlp.annotation.companies import is_municipal_company
from remissnlp.lexicon import Phrases, read_table
from remissnlp.terms import Instanstyp

_PARENTHESIS = re.compile(r"\s*\([^)]*\)")
_SHORT = 4  # letters of a name that may be somebody else's short form too
_NEDAN = re.compile(
    r"\((?:nedan|härefter|fortsättningsvis|i det följande|här)\s*(?:kalla[dt]\w*|benämn[td]\w*)?"
    r"\s*[”\"]?([\w &-]+?)[”\"]?\)"
)


@cache
def instanstyp_of(name: str, *seats: str) -> Instanstyp:
    """Tell what kind of body a name is of; `annan` where the name does not say.

    Args:
        name: Its name.
        seats: Bodies of the remiss; a company named after a municipality among them is that municipality's.

    >>> instanstyp_of("Södermalms stadsdelsnämnd")
    <Instanstyp.STADSDELSNAMND: 'stadsdelsnamnd'>
    """
    plain = _PARENTHESIS.sub("", " ".join(name.split())).strip(" ,")
    forms = dict.fromkeys([plain, plain.split(",")[0]])
    kinds = (kind for form in forms for kind, phrase in _kinds() if phrase.covers(form))
    kind = next(kinds, Instanstyp.ANNAN)
    return Instanstyp.BOLAG if kind is Instanstyp.NARINGSLIV and is_municipal_company(plain, seats) else kind


@cache
def other_names(name: str) -> frozenset[str]:
    """Give the lower-case names that a known body goes by beside this one, but no abbreviations.

    >>> sorted(other_names("Statens skolverk"))
    ['skolverket']
    """
    for _, *columns in read_table("instanser"):
        names = [other for column in columns for other in column.split("|") if not other.isupper()]
        lowered = {other.lower() for other in names if len(other) > _SHORT}
        if name.lower() in lowered:
            return frozenset(lowered - {name.lower()})
    return frozenset()


def short_forms(names: Iterable[str]) -> frozenset[str]:
    """Give the lower-case short forms that bodies with these names go by ("kontoret", "nämnden").

    >>> sorted(short_forms(["Kulturnämnden", "Kulturförvaltningen"]))
    ['förvaltningen', 'nämnden']
    """
    lowered = [name.lower() for name in names if name]
    return frozenset(short for short, ending in read_table("kortformer") if any(_has_end(n, ending) for n in lowered))


def declared_short_forms(text: str) -> frozenset[str]:
    """Give the lower-case short forms that a text sets itself, as in "(nedan kallat koncernen)"."""
    return frozenset(match.group(1).strip().lower() for match in _NEDAN.finditer(text))


@cache
def _kinds() -> tuple[tuple[Instanstyp, Phrases], ...]:
    return tuple((Instanstyp(kind), Phrases([name])) for kind, name in read_table("instanstyper"))


def _has_end(name: str, ending: str) -> bool:
    return any(word.rstrip("s") == ending or word.endswith((ending, f"{ending}s")) for word in name.split())
