"""Per remissinstans: who answers, where it stands, and its points in its own words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from remissnlp.review import stand_key
from remissnlp.sammanstallning.content import Answer, Standpoint
from remissnlp.sammanstallning.material import Material, Row
from remissnlp.sammanstallning.paragraphs import Quotation
from remissnlp.sammanstallning.selection import choose
from remissnlp.sammanstallning.swedish import counted, write_date
from remissnlp.terms import WHOLE, ReadStatus, Stance, SynpunktType

_FEWEST = 3
"""As many synpunkter are quoted of each answer that has them, be they mere information."""


def portray(material: Material, *, quotes: int | None, comments: Mapping[str, str]) -> tuple[Answer, ...]:
    """Portray every answer that could be read, by name.

    Args:
        material: What there is.
        quotes: How many synpunkter of each to quote; None for all.
        comments: The analyst's comments, by the key of the row of the review that each stands in.
    """
    return tuple(_portray(material, row, quotes, comments) for row in material.read)


def _portray(material: Material, svar: Row, quotes: int | None, comments: Mapping[str, str]) -> Answer:
    source_id = svar["source_id"]
    rows = [row for row in material.positioner if row["source_id"] == source_id]
    rows.sort(key=lambda row: (row["part"] != WHOLE, row["part"]))
    standpoints = tuple(material.standpoint(row) for row in rows)
    evidence = [sentence_id for one in standpoints if one.quotation for sentence_id in one.quotation.sentence_ids]
    synpunkter = material.synpunkter_of(source_id)
    left = [row for row in synpunkter if row["sentence_id"] not in evidence]
    chosen = [row["sentence_id"] for row in (left if quotes is None else _choose_telling(left, quotes))]
    standpoints, points = _join(material, standpoints, chosen)
    cited = [*points, *(one.quotation for one in standpoints if one.quotation)]
    quoted = {synpunkt_id for quotation in cited for synpunkt_id in quotation.covers}
    return Answer(
        source_id=source_id,
        name=material.names[source_id],
        date=svar["date"],
        particulars=_particulars(svar),
        standpoints=standpoints,
        points=points,
        synpunkter=len(synpunkter),
        unquoted=sum(row["synpunkt_id"] not in quoted for row in synpunkter),
        comments=tuple((one, comments[one]) for one in _keys(points, standpoints) if comments.get(one)),
    )


def _choose_telling(synpunkter: Sequence[Row], quotes: int) -> list[Row]:
    """Choose what to quote; mere information only where there is little else."""
    informing = [
        row for row in synpunkter if row["type"] == SynpunktType.INFORMATION and row["stance"] == Stance.NEUTRAL
    ]
    chosen = choose([row for row in synpunkter if row not in informing], quotes)
    return [*chosen, *choose(informing, min(quotes, _FEWEST) - len(chosen))]


def _join(
    material: Material, standpoints: tuple[Standpoint, ...], chosen: Sequence[str]
) -> tuple[tuple[Standpoint, ...], tuple[Quotation, ...]]:
    """Quote the chosen sentences; what leans on the position on the whole is quoted with it and not once more."""
    whole = next((one for one in standpoints if one.part == WHOLE and one.quotation), None)
    if whole is None or whole.quotation is None:
        return standpoints, material.passages.quote_together(chosen)
    main = set(whole.quotation.sentence_ids)
    passages = material.passages.quote_together([*chosen, *main])
    joined = next(passage for passage in passages if main & set(passage.sentence_ids))
    points = tuple(passage for passage in passages if not main & set(passage.sentence_ids))
    return tuple(replace(one, quotation=joined) if one is whole else one for one in standpoints), points


def _keys(points: Iterable[Quotation], standpoints: Iterable[Standpoint]) -> list[str]:
    stands = [stand_key(one.source_id, one.part) for one in standpoints]
    evidence = [standpoint.quotation for standpoint in standpoints if standpoint.quotation]
    sentences = [sentence_id for quotation in (*evidence, *points) for sentence_id in quotation.sentence_ids]
    return [*stands, *dict.fromkeys(sentences)]


def _particulars(svar: Row) -> str:
    """Tell of the answer itself: date, diary number, whose words, length; what is not known is said."""
    speaker = svar["speaker"]
    other_speaker = speaker and speaker.lower() not in svar["remissinstans"].lower()
    parts = [
        f"Svar daterat {write_date(svar['date'])}" if svar["date"] else "Svar, datum framgår ej",
        f"dnr {svar['dnr']}" if svar["dnr"] else "",
        f"ordet förs av {speaker}" if other_speaker else "",
        counted(svar["pages"], "sida") if svar["pages"] else "",
        "maskinläst ur bild (OCR)" if svar["ocr"] else "",
        f"delvis läst: {svar['reason']}" if svar["status"] == ReadStatus.DELVIS_LAST else "",
        f"fil {svar['file']}",
    ]
    return f"{', '.join(part for part in parts if part)}."
