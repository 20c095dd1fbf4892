"""The chapters of the body: of the remiss, the picture, each subject, each remissinstans."""

from collections.abc import Iterable, Sequence

from remissnlp.comparison import REMAINDER
from remissnlp.sammanstallning.answer_chapters import give_quotation, tell_stand
from remissnlp.sammanstallning.blocks import Aside, Block, Caption, Chapter, Table, cell, plain
from remissnlp.sammanstallning.content import Sammanstallning, Shared, Standpoint, Subject, Views
from remissnlp.sammanstallning.overview import group_names
from remissnlp.sammanstallning.paragraphs import Paragraph, Piece, Quotation, Strong
from remissnlp.sammanstallning.swedish import counted, enumerate_names, number, start_sentence

READING = (
    "Citaten är ordagranna. Inom parentes anges sidan i svaret och synpunktens nummer i registret, som upptar "
    "samtliga synpunkter. Utelämnad text markeras med […]."
)


def lay_background(sammanstallning: Sammanstallning) -> tuple[Block, ...]:
    """Lay out what was sent out, to whom and what came in."""
    return (*sammanstallning.background.paragraphs, Aside(READING))


def lay_picture(sammanstallning: Sammanstallning) -> tuple[Block, ...]:
    """Lay out the positions counted and named."""
    rows = tuple(
        (
            cell(start_sentence(position.display), position=position),
            cell(str(len(names))),
            cell(enumerate_names(names)),
        )
        for position, names in group_names(sammanstallning.picture.standpoints)
    )
    table = Table(
        "Ställningstaganden till förslaget som helhet",
        ("Ställningstagande", "Antal", "Remissinstanser"),
        rows,
        (0.25, 0.1, 0.65),
        "stallning",
    )
    return (*sammanstallning.picture.paragraphs, *((table,) if rows else ()))


def lay_subject(subject: Subject, *, what: str) -> tuple[Block, ...]:
    """Lay out a theme, a part or the whole: how many speak of it, positions, then support and critique apart.

    Args:
        subject: What it is.
        what: How the program's own words speak of it: "temat", "delen", "förslaget som helhet".
    """
    return (
        *(plain(subject.description) if subject.description else ()),
        Paragraph((_how_many(subject, what),)),
        *_stands(subject.standpoints, what),
        *(block for view in subject.views for block in _view(view)),
    )


def lay_shared(shared: Sequence[Shared]) -> tuple[Block, ...]:
    """Lay out text in common: own views one by one with an example, recital and formulas in a few lines."""
    if not shared:
        return plain(
            "Inga svar delar text med varandra eller med förslaget i den omfattning som programmet söker efter."
        )
    own = [one for one in shared if one.own_views]
    intro = "Följande svar har meningar gemensamt, eller har övertagit dem ur förslaget, där de talar i egen sak."
    return (
        *plain(*([intro] if own else [])),
        *(Paragraph((Strong(enumerate_names(one.names)), *_share(one)), listed=True) for one in own),
        *plain(*_tell_recital([one for one in shared if not one.own_views])),
    )


def _tell_recital(shared: Sequence[Shared]) -> tuple[str, ...]:
    """Tell in a line each how much recital answers have in common, and what they repeat of the proposal."""
    between = sum(one.sentences for one in shared if not one.with_proposal)
    taken = [f"{one.names[0]} ({one.sentences})" for one in shared if one.with_proposal]
    said = []
    if between:
        meningar = counted(between, "mening")
        said.append(f"{start_sentence(meningar)} av återgivande eller formellt slag står i flera svar.")
    if taken:
        said.append(f"Meningar som återger förslaget ordagrant eller nästan ordagrant: {enumerate_names(taken)}.")
    return (*said, "Samtliga finns i arbetsboken, bladet Överlapp.") if said else ()


def lay_chapters(subjects: Iterable[Subject], *, key: str, number_: int, what: str) -> tuple[Chapter, ...]:
    """Lay out subjects as numbered chapters one level down."""
    return tuple(
        Chapter(
            f"{key}-{subject.subject_id}",
            f"{number_}.{place} {subject.heading}{f' (del {subject.subject_id})' if key == 'del' else ''}",
            lay_subject(subject, what=what),
        )
        for place, subject in enumerate(subjects, start=1)
    )


def _how_many(subject: Subject, what: str) -> str:
    if not subject.synpunkter:
        return f"Ingen remissinstans lämnar någon särskild synpunkt på {what}."
    who = start_sentence(counted(len(subject.names), "remissinstans"))
    about = "som inte hör till något av temana" if subject.subject_id == REMAINDER else f"som rör {what}"
    return f"{who} lämnar {counted(subject.synpunkter, 'synpunkt')} {about}. {_directions(subject)}"


def _directions(subject: Subject) -> str:
    positive, negative = len(subject.positive), len(subject.negative)
    if not positive and not negative:
        whose = "Synpunkten" if subject.synpunkter == 1 else "Ingen av synpunkterna"
        return f"{whose} är {'varken ' * (subject.synpunkter == 1)}för eller emot förslaget."
    if len(subject.names) == 1:
        said = ["stöd"] * bool(positive) + ["kritik eller begäran om ändring"] * bool(negative)
        return f"Den framför {'både ' * (len(said) - 1)}{enumerate_names(said)}."
    if not positive:
        return f"{start_sentence(number(negative))} framför kritik eller begär ändring, ingen framför stöd."
    critique = number(negative) if negative else "ingen"
    return f"{start_sentence(number(positive))} framför stöd, {critique} framför kritik eller begär ändring."


def _stands(standpoints: Sequence[Standpoint], what: str) -> tuple[Block, ...]:
    if not standpoints:
        return ()
    return (
        Caption(f"Ställningstaganden till {what}"),
        *(
            Paragraph((Strong(one.name), f": {tell_stand(one)}. ", *give_quotation(one.quotation)), listed=True)
            for one in standpoints
        ),
    )


def _view(view: Views) -> tuple[Block, ...]:
    count = f"{counted(view.synpunkter, 'synpunkt')} från {counted(len(view.names), 'remissinstans')}"
    return (
        Caption(f"{view.heading} ({count})"),
        *(Paragraph((Strong(_who(quotation)), ": ", quotation), listed=True) for quotation in view.quotations),
        *plain(*_tell_rest(view)),
    )


def _tell_rest(view: Views) -> tuple[str, ...]:
    """Say who else speaks in this direction, and where to read it."""
    said = []
    if view.above:
        also = "även " if view.quotations else ""
        what = "ställningstagandet" if len(view.above) == 1 else "ställningstagandena"
        said.append(f"Se {also}{what} ovan från {enumerate_names(view.above)}.")
    if view.unquoted:
        also = "Även " if view.quotations or view.above else ""
        said.append(f"{also}{enumerate_names(view.unquoted)} lämnar synpunkter av detta slag; se registret.")
    return (" ".join(said),) if said else ()


def _who(quotation: Quotation) -> str:
    return enumerate_names([quotation.remissinstans, *(place.remissinstans for place in quotation.also)])


def _share(one: Shared) -> list[Piece]:
    what = "meningar som även står i förslaget" if one.with_proposal else "meningar gemensamt"
    what = what.replace("meningar", "mening", 1) if one.sentences == 1 else what
    number_of = number(one.sentences)
    if one.sentences == 1:
        own = ", i egen sak"
    elif one.own_views == one.sentences:
        own = ", samtliga i egen sak"
    else:
        own = f", varav {number(one.own_views)} i egen sak"
    return [f" har {number_of} {what}{own}. Exempel: ", one.example]
