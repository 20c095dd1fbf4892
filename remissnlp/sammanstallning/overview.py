"""Sammanfattande bild: where the remissinstanser stand, majority first, then those with objections, by name."""

from collections.abc import Sequence
from itertools import groupby

from remissnlp.sammanstallning.content import Picture, Standpoint, Subject
from remissnlp.sammanstallning.material import Material
from remissnlp.sammanstallning.paragraphs import Paragraph, Strong
from remissnlp.sammanstallning.swedish import counted, enumerate_names, number
from remissnlp.terms import WHOLE, Position

_APPROVING = (Position.TILLSTYRKER, Position.TILLSTYRKER_MED_SYNPUNKTER, Position.INGEN_ERINRAN)
_OBJECTING = (Position.AVSTYRKER_DELVIS, Position.AVSTYRKER)
_SAYS = {
    Position.TILLSTYRKER: "tillstyrker förslaget",
    Position.TILLSTYRKER_MED_SYNPUNKTER: "tillstyrker förslaget med synpunkter",
    Position.INGEN_ERINRAN: "har ingen erinran mot förslaget",
    Position.AVSTAR: "avstår från att yttra sig",
    Position.AVSTYRKER_DELVIS: "avstyrker förslaget delvis",
    Position.AVSTYRKER: "avstyrker förslaget",
}
_FEWEST_NAMES = 3
_MOST_THEMES = 3


def draw_picture(material: Material, themes: Sequence[Subject], parts: Sequence[Subject]) -> Picture:
    """Draw the picture: positions on the whole, objections in their own words, agreement and disagreement."""
    standpoints = material.standpoints(part=WHOLE)
    paragraphs = (
        *_majority(standpoints),
        *_named(standpoints),
        *_objections(standpoints),
        *_on_parts(parts),
        *_agreement(themes),
        *_disagreement(themes),
    )
    return Picture(standpoints, paragraphs)


def say_position(position: Position) -> str:
    """Give the verb phrase of a position: what follows the name of the instans."""
    return _SAYS[position]


def say_who(position: Position, names: Sequence[str]) -> str:
    """Say in one sentence which instanser take a position on the whole.

    >>> say_who(Position.AVSTYRKER, ["Kulturnämnden", "Socialnämnden"])
    'Kulturnämnden och Socialnämnden avstyrker förslaget.'
    """
    who = enumerate_names(names)
    if position is Position.FRAMGAR_EJ:
        whose = "svaret" if len(names) == 1 else "svaren"
        return f"Ställningstagandet till förslaget som helhet framgår inte av {whose} från {who}."
    return f"{who} {_SAYS[position]}."


def _majority(standpoints: Sequence[Standpoint]) -> tuple[Paragraph, ...]:
    total = len(standpoints)
    if not total:
        return (Paragraph(("Inget svar har kunnat läsas, och inget ställningstagande kan därför redovisas.",)),)
    approving = sum(standpoint.position in _APPROVING for standpoint in standpoints)
    objecting = sum(standpoint.position in _OBJECTING for standpoint in standpoints)
    if total == 1:
        return ()
    who = f"{number(total)} remissinstanser vars svar har kunnat läsas"
    of_all = f"av de {who}"
    if approving == total:
        what = "tillstyrker förslaget, i förekommande fall med synpunkter, eller har ingen erinran mot det"
        return (Paragraph((f"Samtliga {who} {what}.",)),)
    if approving * 2 > total:
        what = "tillstyrker förslaget, i förekommande fall med synpunkter, eller har ingen erinran mot det"
        return (Paragraph((f"En majoritet, {number(approving)} {of_all}, {what}.",)),)
    if objecting * 2 > total:
        what = "avstyrker förslaget helt eller delvis"
        return (Paragraph((f"En majoritet, {number(objecting)} {of_all}, {what}.",)),)
    return (
        Paragraph(
            (
                f"Ingen majoritet {of_all} uttrycker samma hållning till förslaget som helhet: "
                f"{_none(approving)} tillstyrker det, med eller utan synpunkter, eller har ingen erinran, "
                f"{_none(objecting)} avstyrker det helt eller delvis och {_none(total - approving - objecting)} "
                "avstår eller uttrycker inget ställningstagande.",
            )
        ),
    )


def _none(count: int) -> str:
    return number(count) if count else "ingen"


def _named(standpoints: Sequence[Standpoint]) -> tuple[Paragraph, ...]:
    said = [say_who(position, names) for position, names in group_names(standpoints)]
    return (Paragraph((" ".join(said),)),) if said else ()


def group_names(standpoints: Sequence[Standpoint]) -> list[tuple[Position, list[str]]]:
    """Group names by position, the commonest first among those that approve, then the others down the ladder."""
    order = list(Position)
    ordered = sorted(standpoints, key=lambda one: order.index(one.position))
    grouped = [(position, [one.name for one in ones]) for position, ones in groupby(ordered, key=lambda o: o.position)]
    return sorted(grouped, key=lambda pair: (pair[0] not in _APPROVING, -len(pair[1]) * (pair[0] in _APPROVING)))


def _objections(standpoints: Sequence[Standpoint]) -> tuple[Paragraph, ...]:
    objecting = [one for one in standpoints if one.position in _OBJECTING and one.quotation]
    if not objecting:
        return ()
    return (
        Paragraph(("Avstyrkandet uttrycks på följande sätt.",)),
        *(
            Paragraph((Strong(one.name), ": ", one.quotation), listed=True)
            for one in objecting
            if one.quotation is not None
        ),
    )


def _on_parts(parts: Sequence[Subject]) -> tuple[Paragraph, ...]:
    against = [(part, [one.name for one in part.standpoints if one.position in _OBJECTING]) for part in parts]
    sentences = [
        f"Del {part.subject_id} ({part.heading}) avstyrks helt eller delvis av {enumerate_names(names)}."
        for part, names in against
        if names
    ]
    return (Paragraph((" ".join(sentences),)),) if sentences else ()


def _agreement(themes: Sequence[Subject]) -> tuple[Paragraph, ...]:
    """Name the themes where at least three speak and all who take a direction take the same."""
    one_way = [
        theme
        for theme in themes
        if len(theme.names) >= _FEWEST_NAMES
        and (len(theme.positive) >= _FEWEST_NAMES or len(theme.negative) >= _FEWEST_NAMES)
        and not (theme.positive and theme.negative)
    ]
    one_way.sort(key=lambda theme: (-len(theme.positive) - len(theme.negative), theme.heading))
    items = tuple(Paragraph((Strong(theme.heading), f": {_directions(theme)}"), listed=True) for theme in one_way)
    intro = "Störst enighet råder i följande teman, där de som uttrycker stöd eller kritik gör det i samma riktning."
    return (Paragraph((intro,)), *items[:_MOST_THEMES]) if items else ()


def _disagreement(themes: Sequence[Subject]) -> tuple[Paragraph, ...]:
    divided = [
        theme
        for theme in themes
        if set(theme.positive) - set(theme.negative) and set(theme.negative) - set(theme.positive)
    ]
    divided.sort(key=lambda theme: (-min(len(theme.positive), len(theme.negative)), -len(theme.names), theme.heading))
    items = tuple(Paragraph((Strong(theme.heading), f": {_directions(theme)}"), listed=True) for theme in divided)
    intro = "Mest går meningarna isär i följande teman, där både stöd och kritik framförs."
    return (Paragraph((intro,)), *items[:_MOST_THEMES]) if items else ()


def _directions(theme: Subject) -> str:
    positive = f"{counted(len(theme.positive), 'remissinstans')} framför stöd" if theme.positive else ""
    negative = f"{number(len(theme.negative))} framför kritik eller begär ändring" if theme.negative else ""
    if not positive:
        negative = f"{counted(len(theme.negative), 'remissinstans')} framför kritik eller begär ändring"
    both = [part for part in (positive, negative) if part]
    return f"{' och '.join(both)}."
