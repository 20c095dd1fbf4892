"""Naming: every place in an answer that names the body it comes from, and what each is worth."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from remissnlp.annotation.bodies import instanstyp_of, other_names
from remissnlp.annotation.letterhead import Letterhead, label_of
from remissnlp.document import Document
from remissnlp.terms import BlockKind, Instanstyp

_NAME = r"[A-ZÅÄÖ][\wåäöÅÄÖé&-]*(?:,? (?:och|i|för|på|av|över|mot|om|&|[\wåäöÅÄÖé&-]+)){0,8}?"
_SAYS = (
    r"(?:till|av)styrker|avstår|har|hade|är|ställer|välkomnar|lämnar|besvarar|yttrar|delar|instämmer|anser|menar|bedömer"
    r"|stödjer|stöder|yrkar|tackar|ser|vill|konstaterar|föreslår|kan|finner|motsätter|noterar|saknar|avger|avböjer"
    r"|beslutar|överlämnar|organiserar|företräder"
)
_SUBJECT = re.compile(rf"(?:^|(?<=[.!?:] )|(?<=\n))({_NAME})(?: \([^)]*\))?,? (?:{_SAYS})\b", re.MULTILINE)
_INVERTED = re.compile(rf"\b(?:{_SAYS}|enligt) ({_NAME})(?=[ ,.])")
_OWNED = re.compile(rf"({_NAME})s (?:yttrande|remissvar|svar|synpunkter|ställningstagande|inställning|bedömning)\b")
_SIGNED = re.compile(rf"^För ({_NAME})\s*$", re.MULTILINE)
_POST = re.compile(r"^(?:Post(?:adress)?|Besök(?:sadress)?)\s*:?\s*")
_DOMAIN = re.compile(r"[\w-]+(?=\.(?:se|nu|org|com|eu|net)\b)")
_PLAIN = str.maketrans("åäöéü", "aaoeu")
_END = re.compile(r"(?<!-),| [·|–] ")
_LONGEST = 80
_FEWEST, _SHORTEST = 2, 6
_COMMON = ("förslaget", "planen", "strategin", "utredningen", "promemorian", "betänkandet")
_MOST = 3  # mentions as a subject that count


def weigh_names(document: Document, head: Letterhead, invited: Iterable[str]) -> Counter[str]:
    """Weigh the bodies that an answer names as its own.

    Letterhead, footer, signature and title count three, as does a line of the head that is the subject of a verb of
    opinion, whatever kind of body it names; an address on the web and an invited name in the head two, the
    subject of a verb of opinion one, at most three times.
    """
    names = list(invited)
    heading = "\n".join(cell.text for cell in head.cells).lower()
    weights: Counter[str] = Counter()
    for points, found in (
        (3, _letterhead_names(document, head)),
        (3, _typed(_SIGNED.findall(document.text))),
        (3, _owners(document)),
        (3, _alone_and_speaking(document, head)),
        (2, (name for name in names if name.lower() in heading)),
        (1, (name for name in names if name.lower() in document.text.lower())),
    ):
        weights.update(dict.fromkeys(found, points))
    weights.update({name: min(count, _MOST) for name, count in Counter(_subjects(document)).items()})
    domains = " ".join(_DOMAIN.findall(heading)).replace("-", "")
    weights.update({name: 2 for name in list(weights) if len(_key(name)) > 4 and _key(name) in domains})
    whole = [
        name for name in names if all(level in document.text.lower() or level in heading for level in _levels(name))
    ]
    return _merge(weights, names, {level: name for name in whole for level in _levels(name)})


def _letterhead_names(document: Document, head: Letterhead) -> Iterator[str]:
    """Give the bodies that a line of head or furniture names by itself, or two lines of furniture together."""
    lines = [cell.text for cell in head.unlabelled() if not head.belongs_to(cell)]
    labelled = (label_of(cell.text) for cell in head.cells)
    lines += [label[1] for label in labelled if label and label[0] == "annat"]
    yield from _typed(line for line in lines if len(line) > 2 and line[:1].isupper() and not line.endswith("."))
    apart = [cell for cell in head.cells if cell.role != "text"]
    joined = (f"{one.text}{gap}{other.text}" for one, other in pairwise(apart) for gap in (" ", ""))
    yield from _typed(name for name in joined if name.lower() in document.text.lower())


def _alone_and_speaking(document: Document, head: Letterhead) -> Iterator[str]:
    """Give the lines of the head, of any kind of name, that the text makes the subject of a verb of opinion."""
    subjects = {" ".join(match.group(1).split()).lower() for match in _SUBJECT.finditer(document.text)}
    for cell in head.unlabelled():
        name = cell.text.strip(" .")
        if name.lower() in subjects and not _is_short(name):
            yield name


def _owners(document: Document) -> Iterator[str]:
    """Give the bodies that titles and headings say own the answer ("Kammarkollegiets yttrande")."""
    for block in document.blocks:
        if block.kind is BlockKind.HEADING:
            yield from _typed(_OWNED.findall(" ".join(document.block_text(block).split())))


def _subjects(document: Document) -> Iterator[str]:
    yield from _typed(match.group(1) for match in _SUBJECT.finditer(document.text))
    yield from _typed(match.group(1) for match in _INVERTED.finditer(document.text))


def _is_short(name: str) -> bool:
    """Tell whether a name is too short to name a body by itself ("nämnden", "vi", "förslaget")."""
    return (
        len(name.split()) < _FEWEST and (len(name) < _SHORTEST or name.lower().endswith(_COMMON)) and not name.isupper()
    )


def _typed(names: Iterable[str]) -> Iterator[str]:
    """Give the names that say what kind of body they are of; "nämnden" and "kommunen" are too short to name one."""
    for name in names:
        clean = _END.split(_POST.sub("", " ".join(name.split())), maxsplit=1)[0].strip(" .:·|,")
        long_enough = len(clean.split()) > 1 or len(clean) > 8 or clean.isupper()
        if long_enough and len(clean) < _LONGEST and instanstyp_of(clean) is not Instanstyp.ANNAN:
            yield clean


def _merge(weights: Counter[str], invited: list[str], levels: dict[str, str]) -> Counter[str]:
    """Add up one body's forms: a genitive, another case, another of its names; the invited name stands for all."""
    known = {name.lower(): name for name in [*reversed(list(weights)), *invited]}
    others = {other: name for name in invited for other in other_names(name)}
    known |= {other: name for other, name in others.items() if other not in {name.lower() for name in invited}}
    known |= levels
    merged: Counter[str] = Counter()
    for name, points in weights.items():
        key = name.lower()
        merged[known[key[:-1] if key.endswith("s") and key[:-1] in known else key]] += points
    return merged


def _levels(name: str) -> list[str]:
    """Give the levels of a name that has several ("Lunds tingsrätt, mark- och miljödomstolen") by themselves."""
    levels = [level.strip().lower() for level in name.split(",")]
    return [level for level in levels if len(level) > _SHORTEST] if len(levels) > 1 else []


def _key(name: str) -> str:
    return name.lower().translate(_PLAIN).replace(" ", "").replace("-", "")
