"""Sammanfattande bild: where the remissinstanser stand, majority first, then those with objections, by name."""

from collections.abc import Sequence
from itertools import groupby

from remissnlp.sammanstallning.content import Picture, Standpoint, Subject
from remissnlp.sammanstallning.material import Material
from remissnlp.sammanstallning.paragraphs import Paragraph, Strong
from remissnlp.sammanstallning.swedish import counted, enumerate_names, number, start_sentence
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
_MOST_NAMES = 6
_APPROVE = "tillstyrker förslaget, med eller utan synpunkter, eller har ingen erinran mot det"
_OBJECT = "avstyrker det helt eller delvis"


def draw_picture(material: Material, themes: Sequence[Subject], parts: Sequence[Subject]) -> Picture:
    """Draw the picture: positions on the whole, objections in their own words, agreement and disagreement."""
    standpoints = material.standpoints(part=WHOLE)
    paragraphs = (
        *_majority(standpoints, len({row["remissinstans"] for row in material.read})),
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


def _majority(standpoints: Sequence[Standpoint], instanser: int) -> tuple[Paragraph, ...]:
    total = len(standpoints)
    if not total:
        return (Paragraph(("Inget svar har kunnat läsas, och inget ställningstagande kan därför redovisas.",)),)
    if total == 1:
        return ()
    approving = sum(standpoint.position in _APPROVING for standpoint in standpoints)
    objecting = sum(standpoint.position in _OBJECTING for standpoint in standpoints)
    who = _who_answered(total, instanser)
    if approving == total:
        return (Paragraph((f"Samtliga {who} {_APPROVE}.",)),)
    if approving * 2 > total:
        return (Paragraph((f"En majoritet, {number(approving)} av de {who}, {_APPROVE}.",)),)
    if objecting * 2 > total:
        return (Paragraph((f"En majoritet, {number(objecting)} av de {who}, avstyrker förslaget helt eller delvis.",)),)
    silent = total - approving - objecting
    return (
        Paragraph(
            (
                f"Ingen hållning till förslaget som helhet delas av en majoritet av de {who}. "
                f"{start_sentence(_none(approving))} {_APPROVE}, {_none(objecting)} {_OBJECT} och {_none(silent)} "
                "avstår från att yttra sig eller tar inte ställning.",
            )
        ),
    )


def _who_answered(answers: int, instanser: int) -> str:
    """Speak of remissinstanser, or of answers where an instans has sent several."""
    if answers == instanser:
        return f"{number(answers)} remissinstanser vars svar har kunnat läsas"
    return f"{number(answers)} svar som har kunnat läsas"


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
        if max(len(theme.positive), len(theme.negative)) >= _FEWEST_NAMES and not (theme.positive and theme.negative)
    ]
    one_way.sort(key=lambda theme: (-len(theme.positive) - len(theme.negative), theme.heading))
    shown = one_way[:_MOST_THEMES]
    where = "där de som framför stöd eller kritik gör det i samma riktning."
    return _list_themes(f"Störst enighet råder i {_following(shown)}, {where}", shown)


def _disagreement(themes: Sequence[Subject]) -> tuple[Paragraph, ...]:
    """Name the themes where some speak for and others against, and at least three speak at all."""
    divided = [
        theme
        for theme in themes
        if len(theme.names) >= _FEWEST_NAMES
        and set(theme.positive) - set(theme.negative)
        and set(theme.negative) - set(theme.positive)
    ]
    divided.sort(key=lambda theme: (-min(len(theme.positive), len(theme.negative)), -len(theme.names), theme.heading))
    shown = divided[:_MOST_THEMES]
    return _list_themes(f"Mest går meningarna isär i {_following(shown)}, där både stöd och kritik framförs.", shown)


def _following(themes: Sequence[Subject]) -> str:
    return "följande tema" if len(themes) == 1 else f"följande {number(len(themes))} teman"


def _list_themes(intro: str, themes: Sequence[Subject]) -> tuple[Paragraph, ...]:
    items = (Paragraph((Strong(theme.heading), f". {_directions(theme)}"), listed=True) for theme in themes)
    return (Paragraph((intro,)), *items) if themes else ()


def _directions(theme: Subject) -> str:
    """Tell who speaks for and who against; those who do both are named apart."""
    both = [name for name in theme.positive if name in theme.negative]
    said = [
        f"{what} framförs av {_name_or_count(names)}."
        for what, names in (
            ("Stöd", [name for name in theme.positive if name not in both]),
            ("Kritik eller begäran om ändring", [name for name in theme.negative if name not in both]),
            ("Både stöd och kritik", both),
        )
        if names
    ]
    return " ".join(said)


def _name_or_count(names: Sequence[str]) -> str:
    return enumerate_names(names) if len(names) <= _MOST_NAMES else counted(len(names), "remissinstans")
