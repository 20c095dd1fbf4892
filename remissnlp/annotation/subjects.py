"""Parts named by their content: "förslaget om tillsyn" where a part is called "Tillsyn och överklagande"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from remissnlp.annotation.parts import find_parts
from remissnlp.lexicon import read_phrases

_ABOUT = re.compile(
    r"\b(?:(?:förslag|avsnitt|kapitl|kapitel|del|punkt|fråg|del(?:område|mål))(?:et|en|an|orna|arna|erna)?\s+"
    r"(?:om|kring|rörande|gällande|avseende|till|att)"
    r"|vad\s+gäller|när\s+det\s+gäller|i\s+fråga\s+om|beträffande|angående|avseende|rörande)\s+(?!(?:inte|ej|det|man|vi|ingen|inget)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,.;:?!()]|\s(?:som|när|eftersom|om|har|är|ska|bör|kan|är|finns|instämmer|anser|\w+styrk\w+)\s")
_CLAUSE_END = re.compile(r"[,.;:?!]")
_WORD = re.compile(r"\w+")
_LINKS = frozenset(["av", "för", "i", "till", "på", "med", "från", "vid", "genom", "mellan", "inom", "hos"])
_ENDINGS = (
    *("ernas", "arnas", "ornas", "erna", "arna", "orna", "andet", "ande", "ens", "ets", "nas", "ena"),
    *("en", "et", "er", "ar", "or", "na", "s", "n", "t", "a", "e"),
)
_QUALITY = re.compile(r"(?:ell|ella|ellt|al|ala|alt|isk|iska|iskt|lig|liga|ligt|ade|ad|sam|samma|ny|nya|nytt)")
_SURE = 2  # words of one heading that a clause must have to be of its part
_LONG, _SHORT, _OPENS = (
    5,
    4,
    7,
)  # letters of a base that tells by itself, beside another, and as first part of a compound


def find_subjects(text: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Find the parts whose subject a sentence speaks of in so many words: "förslaget om …", "vad gäller …".

    >>> parts = [("1", "Tillsyn och överklagande"), ("2", "Ett nationellt register")]
    >>> find_subjects("Kommunen avstyrker förslaget om tillsyn.", parts)
    ('1',)
    """
    named = {one for match in _ABOUT.finditer(text) for one in _of_phrase(text[match.end() :], parts)}
    return tuple(part_id for part_id, _ in parts if part_id in named)


def find_named(text: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Find the parts a sentence names, by number, name or subject."""
    return find_parts(text, parts) or find_subjects(text, parts)


def find_headed(heading: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Find the parts a heading is of, by number, name or subject."""
    return find_parts(heading, parts) or name_subject(heading, parts)


def name_subject(phrase: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give the parts that the nouns of a phrase belong to, each by a word that stands in no other part's heading.

    What stands behind a preposition only tells more of the first noun: "tillsyn av registret" is of tillsyn.
    """
    found: list[str] = []
    words = [word.lower() for word in _WORD.findall(phrase)]
    for word in words:
        if found and word in _LINKS:
            break
        holders = [
            part_id for part_id, heading in parts if any(_tells(word, one, words) for one in _heading_words(heading))
        ]
        if len(holders) == 1 and holders[0] not in found:
            found += holders
    return tuple(found)


def shared_words(text: str, heading: str, *, telling: bool = False) -> int:
    """Count the words of a heading that a text speaks of, in any form or as part of a compound.

    Args:
        text: What is searched.
        heading: Heading of a part.
        telling: Leave out words that any remiss may have ("kommun", "plan").
    """
    said = dict.fromkeys(word for word in _WORD.findall(text.lower()) if len(word) >= _SHORT)
    words = [_forms(word) for word in said if not telling or _is_telling(word)]
    return sum(any(_alike(forms, wanted) for forms in words) for wanted in _heading_words(heading))


def _of_phrase(rest: str, parts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Give the parts that what follows "förslaget om" is of: by its nouns, else by two words that one heading has."""
    found = name_subject(_STOP.split(rest)[0], parts)
    counts = {part_id: shared_words(_CLAUSE_END.split(rest)[0], heading, telling=True) for part_id, heading in parts}
    most = max(counts.values(), default=0)
    closest = tuple(part_id for part_id, count in counts.items() if count == most)
    return found or (closest if most >= _SURE and len(closest) == 1 else ())


def _tells(word: str, wanted: tuple[str, ...], words: Sequence[str]) -> bool:
    """Tell whether a word of a phrase speaks of a word of a heading, and tells more than any heading would."""
    if _QUALITY.search(word[-4:]) and not word.endswith("het"):
        return False
    bases = tuple(base for base in _forms(word) if len(base) >= (_SHORT if len(words) > 1 else _LONG))
    return _is_telling(word) and _alike(bases, wanted)


@lru_cache(maxsize=4096)
def _is_telling(word: str) -> bool:
    return all(read_phrases(name).first(word) is None for name in ("tema_allmanna", "helhet"))


def _alike(bases: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether two words are one, or one the head (or the long beginning) of a compound that the other is."""
    return any(
        base == one
        or (len(one) - len(base) > 2 and one.endswith(base))
        or (len(one) >= _OPENS and base.startswith(one))
        for base in bases
        for one in wanted
    )


@lru_cache(maxsize=1024)
def _heading_words(heading: str) -> tuple[tuple[str, ...], ...]:
    words = [word.lower() for word in _WORD.findall(heading) if len(word) > _SHORT and not word.isdigit()]
    return tuple(_forms(word) for word in dict.fromkeys(words))


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, ...]:
    """Give a word and what it may be without its ending, none shorter than four letters."""
    return tuple(dict.fromkeys(_stems(word)))


def _stems(word: str) -> Iterator[str]:
    yield word
    if word.endswith(("ret", "ren")) and len(word) > _LONG + 1:  # registret, centret
        yield f"{word[:-3]}er"
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORT:
            yield word[: -len(ending)]
