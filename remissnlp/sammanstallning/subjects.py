"""What is said of a theme, of a part of the proposal and of the whole: support and critique apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from remissnlp.comparison import REMAINDER
from remissnlp.lexicon import read_phrases
from remissnlp.sammanstallning.content import Subject, Views
from remissnlp.sammanstallning.material import Material, Row
from remissnlp.sammanstallning.paragraphs import Quotation
from remissnlp.sammanstallning.selection import choose, choose_one_each
from remissnlp.sammanstallning.swedish import sort_key
from remissnlp.terms import WHOLE, Stance

DIRECTIONS = {
    Stance.POSITIVE: "Stöd",
    Stance.NEGATIVE: "Kritik och begärda ändringar",
    Stance.MIXED: "Både stöd och kritik",
    Stance.NEUTRAL: "Övriga önskemål, frågor och upplysningar",
}
"""The headings that synpunkter are parted under, by their stance towards the proposal."""


def tell_whole(material: Material, *, quotes: int) -> Subject:
    """Tell what is said of the proposal as a whole: synpunkter that name it, take a direction and name no part."""
    rows = [row for row in material.synpunkter if _concerns_whole(row)]
    return _subject(material, WHOLE, "Övergripande synpunkter", rows, quotes=quotes)


def tell_part(material: Material, part_id: str, heading: str, *, quotes: int) -> Subject:
    """Tell what is said of a part: positions on it, then the synpunkter that speak of it and show no position."""
    standpoints = material.standpoints(part=part_id)
    above = frozenset(one for stand in standpoints if stand.quotation for one in stand.quotation.synpunkt_ids)
    subject = _subject(material, part_id, heading, material.on_part(part_id), quotes=quotes, above=above)
    return replace(subject, standpoints=standpoints)


def tell_themes(material: Material, *, quotes: int) -> tuple[Subject, ...]:
    """Tell what is said in each theme, those that most instanser speak in first."""
    by_id = {row["synpunkt_id"]: row for row in material.synpunkter}
    strengths: dict[str, dict[str, float]] = {}
    for row in material.tema_synpunkt:
        if row["synpunkt_id"] in by_id:
            strengths.setdefault(row["theme_id"], {})[row["synpunkt_id"]] = float(row["strength"])
    order = {synpunkt_id: place for place, synpunkt_id in enumerate(by_id)}
    texts = {row["text"] for row in material.synpunkter}
    subjects = []
    for theme in material.teman:
        strength = strengths.get(theme["theme_id"], {})
        rows = [by_id[synpunkt_id] for synpunkt_id in sorted(strength, key=order.__getitem__)]
        subject = _subject(material, theme["theme_id"], theme["label"], rows, quotes=quotes, strength=strength)
        # A found theme is described by a typical synpunkt, which must not pass for the program's own words.
        own_words = "" if theme["description"] in texts or theme["theme_id"] == REMAINDER else theme["description"]
        subjects.append(replace(subject, description=own_words))
    return tuple(sorted(subjects, key=_theme_order))


def _theme_order(subject: Subject) -> tuple[bool, int, int, str]:
    return subject.subject_id == REMAINDER, -len(subject.names), -subject.synpunkter, subject.heading


def _concerns_whole(row: Row) -> bool:
    return (
        not row["parts"] and row["stance"] != Stance.NEUTRAL and read_phrases("helhet").first(row["text"]) is not None
    )


def _subject(
    material: Material,
    subject_id: str,
    heading: str,
    rows: Sequence[Row],
    *,
    quotes: int,
    strength: Mapping[str, float] | None = None,
    above: frozenset[str] = frozenset(),
) -> Subject:
    """Tell of a subject; synpunkter in `above` are quoted with the positions that stand above and not once more."""
    by_stance = {stance: [row for row in rows if row["stance"] == stance] for stance in DIRECTIONS}
    left = {stance: [row for row in group if row["synpunkt_id"] not in above] for stance, group in by_stance.items()}
    chosen = _choose_quoted(left, quotes, strength or {})
    views = tuple(
        _views(material, DIRECTIONS[stance], group, [row for row in chosen if row["stance"] == stance], above)
        for stance, group in by_stance.items()
        if group
    )
    mixed = by_stance[Stance.MIXED]
    return Subject(
        subject_id=subject_id,
        heading=heading,
        description="",
        synpunkter=len(rows),
        names=material.names_of(rows),
        positive=material.names_of([*by_stance[Stance.POSITIVE], *mixed]),
        negative=material.names_of([*by_stance[Stance.NEGATIVE], *mixed]),
        standpoints=(),
        views=views,
    )


def _choose_quoted(by_stance: Mapping[Stance, list[Row]], quotes: int, strength: Mapping[str, float]) -> list[Row]:
    """Choose the best synpunkt of each answer in each direction; a neutral one only of those who take no direction.

    Where not all can be quoted, each direction gets its share, and those who take none what is left.
    """
    directed = {
        stance: choose_one_each(rows, strength=strength)
        for stance, rows in by_stance.items()
        if stance != Stance.NEUTRAL and rows
    }
    speaking = {row["source_id"] for rows in directed.values() for row in rows}
    neutral = [row for row in by_stance[Stance.NEUTRAL] if row["source_id"] not in speaking]
    shares = _share_out(quotes, [len(rows) for rows in directed.values()])
    taken = [
        row
        for rows, share in zip(directed.values(), shares, strict=True)
        for row in choose(rows, share, strength=strength)
    ]
    return [*taken, *choose(choose_one_each(neutral, strength=strength), quotes - len(taken), strength=strength)]


def _share_out(total: int, wanted: Sequence[int]) -> list[int]:
    """Share a number among those who want some of it, one at a time to the one who has the least of what it wants.

    >>> _share_out(12, [9, 9, 2]), _share_out(12, [3, 4]), _share_out(2, [5, 1, 1])
    ([5, 5, 2], [3, 4], [1, 1, 0])
    """
    shares = [0] * len(wanted)
    for _ in range(min(total, sum(wanted))):
        hungry = [place for place, share in enumerate(shares) if share < wanted[place]]
        shares[min(hungry, key=lambda place: shares[place] / wanted[place])] += 1
    return shares


def _views(
    material: Material, heading: str, rows: Sequence[Row], chosen: Iterable[Row], above: frozenset[str]
) -> Views:
    ordered = sorted(chosen, key=lambda row: (sort_key(material.names[row["source_id"]]), row["source_id"]))
    quotations = _without_twins([material.passages.quote(row["sentence_id"]) for row in ordered])
    names = material.names_of(rows)
    sources = {quotation.source_id for quotation in quotations}
    sources |= {place.source_id for quotation in quotations for place in quotation.also}
    quoted = {row["remissinstans"] for row in rows if row["source_id"] in sources}
    shown = tuple(name for name in material.names_of(row for row in rows if row["synpunkt_id"] in above))
    left = material.names_of(row for row in rows if row["synpunkt_id"] not in above)
    return Views(
        heading=heading,
        quotations=quotations,
        synpunkter=len(rows),
        names=names,
        unquoted=tuple(name for name in left if name not in quoted),
        above=shown,
    )


def _without_twins(quotations: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """Leave out a quotation whose words already stand in an earlier one, which names both places."""
    kept: list[Quotation] = []
    for quotation in quotations:
        if not any(quotation.synpunkt_id in earlier.synpunkt_ids for earlier in kept):
            kept.append(quotation)
    return tuple(kept)
