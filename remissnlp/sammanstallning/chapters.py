"""The chapters of the body: of the remiss, the picture, each subject, each remissinstans."""

from collections.abc import Iterable, Mapping, Sequence

from remissnlp.comparison import REMAINDER
from remissnlp.review import stand_key
from remissnlp.sammanstallning.blocks import Aside, Block, Caption, Cell, Chapter, Table, cell, plain
from remissnlp.sammanstallning.content import Answer, Sammanstallning, Shared, Standpoint, Subject, Views
from remissnlp.sammanstallning.overview import group_names, say_position
from remissnlp.sammanstallning.paragraphs import Paragraph, Piece, Quotation, Strong
from remissnlp.sammanstallning.subjects import DIRECTIONS
from remissnlp.sammanstallning.swedish import counted, enumerate_names, genitive, number, start_sentence
from remissnlp.terms import WHOLE, Position

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


def lay_answer(answer: Answer) -> tuple[Block, ...]:
    """Lay out an answer in Stockholm's manner: position, then its points as quotations, support and critique apart."""
    return (
        Aside(answer.particulars),
        *(Paragraph(tuple(_position_pieces(answer, one))) for one in answer.standpoints if one.part == WHOLE),
        *_points(answer),
        *_left_out(answer),
    )


def lay_part_positions(answer: Answer, headings: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """Lay out what an answer says of the parts it takes a position on."""
    return tuple(
        Paragraph((Strong(f"{name_part(one.part, headings)}: "), f"{_stand(one)}. ", *_shown_once(answer, one)), True)
        for one in answer.standpoints
        if one.part != WHOLE
    )


def _shown_once(answer: Answer, one: Standpoint) -> list[Piece]:
    """Give the evidence; one that already stands above, with another position, is referred to and not given anew."""
    if one.quotation is None:
        return []
    for other in answer.standpoints[: answer.standpoints.index(one)]:
        if other.quotation and set(one.quotation.sentence_ids) <= set(other.quotation.sentence_ids):
            return [f"Se citatet {'ovan' if other.part == WHOLE else f'under del {other.part}'}."]
    return [one.quotation]


def name_part(part: str, headings: Mapping[str, str]) -> str:
    """Give what a part is called: its id and its heading."""
    return f"Del {part}, {headings[part]}" if part in headings else f"Del {part}"


def lay_answer_table(answer: Answer, *, headings: dict[str, str]) -> Table:
    """Lay out an answer as a samrådsredogörelse does: each synpunkt with the sender's comment beside it."""
    comments = dict(answer.comments)
    rows = [
        (
            Cell(_position_cell(answer, one, headings), one.position),
            _comment(comments, one),
        )
        for one in answer.standpoints
    ]
    rows += [
        (Cell((Paragraph((point,)),)), cell(" ".join(comments.get(one, "") for one in point.sentence_ids).strip()))
        for point in answer.points
    ]
    return Table(f"Synpunkter från {answer.name}", ("Synpunkt", "Kommentar"), tuple(rows), (0.6, 0.4), "kommentar")


def _position_cell(answer: Answer, one: Standpoint, headings: Mapping[str, str]) -> tuple[Paragraph, ...]:
    if one.part == WHOLE:
        return (Paragraph(tuple(_position_pieces(answer, one))),)
    said = f"{name_part(one.part, headings)}: {_stand(one)}. "
    return (Paragraph((said, *_shown_once(answer, one))),)


def lay_shared(shared: Sequence[Shared]) -> tuple[Block, ...]:
    """Lay out text that answers have in common, and text taken from the proposal."""
    if not shared:
        return plain(
            "Inga svar delar text med varandra eller med förslaget i den omfattning som programmet söker efter."
        )
    return tuple(Paragraph((Strong(enumerate_names(one.names)), *_share(one)), listed=True) for one in shared)


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
            Paragraph((Strong(one.name), f": {_stand(one)}. ", *_quoted(one.quotation)), listed=True)
            for one in standpoints
        ),
    )


def _view(view: Views) -> tuple[Block, ...]:
    count = f"{counted(view.synpunkter, 'synpunkt')} från {counted(len(view.names), 'remissinstans')}"
    also = f"Även {enumerate_names(view.unquoted)} lämnar synpunkter av detta slag; se registret."
    return (
        Caption(f"{view.heading} ({count})"),
        *(Paragraph((Strong(_who(quotation)), ": ", quotation), listed=True) for quotation in view.quotations),
        *(plain(also if view.quotations else also.replace("Även ", "", 1)) if view.unquoted else ()),
    )


def _who(quotation: Quotation) -> str:
    return enumerate_names([quotation.remissinstans, *(place.remissinstans for place in quotation.also)])


def _position_pieces(answer: Answer, one: Standpoint) -> list[Piece]:
    if one.position is Position.FRAMGAR_EJ:
        return [f"{_unstated(answer.name)}{_mark(one)}."]
    said = f"{answer.name} {say_position(one.position)}{_mark(one)}"
    return [f"{said}: ", one.quotation] if one.quotation else [f"{said}."]


def _unstated(name: str) -> str:
    """Say that a position is not stated; a name with a file in brackets takes no genitive."""
    if name.endswith(")"):
        return f"Ställningstagandet till förslaget som helhet framgår inte av svaret från {name}"
    return f"{genitive(name)} ställningstagande till förslaget som helhet framgår inte av svaret"


def _mark(one: Standpoint) -> str:
    return " (granskat)" if one.reviewed else ""


def _stand(one: Standpoint) -> str:
    return f"{one.position.display}{_mark(one)}"


def _quoted(quotation: Quotation | None) -> tuple[Piece, ...]:
    return (quotation,) if quotation else ()


def _points(answer: Answer) -> tuple[Paragraph, ...]:
    groups = {stance: [point for point in answer.points if point.stance == stance] for stance in DIRECTIONS}
    return tuple(
        Paragraph((Strong(f"{DIRECTIONS[stance]}: "), *_spaced(points))) for stance, points in groups.items() if points
    )


def _spaced(points: Sequence[Quotation]) -> list[Piece]:
    pieces: list[Piece] = []
    for point in points:
        pieces += [" ", point] if pieces else [point]
    return pieces


def _left_out(answer: Answer) -> tuple[Paragraph, ...]:
    if not answer.synpunkter:
        return plain("Svaret innehåller ingen synpunkt i egen sak.")
    if not answer.unquoted:
        return ()
    return plain(f"Ytterligare {counted(answer.unquoted, 'synpunkt')} återges i registret.")


def _comment(comments: dict[str, str], one: Standpoint) -> Cell:
    ids = one.quotation.sentence_ids if one.quotation else ()
    found = [comments.get(each, "") for each in (stand_key(one.source_id, one.part), *ids)]
    return cell(" ".join(text for text in found if text))


def _share(one: Shared) -> list[Piece]:
    sentences = counted(one.sentences, "mening")
    own = f", varav {number(one.own_views)} egen uppfattning" if one.own_views else ", ingen av dem egen uppfattning"
    if one.with_proposal:
        return [f" använder {sentences} som även står i förslaget{own}. Exempel: ", one.example]
    return [f" har {sentences} gemensamt{own}. Exempel: ", one.example]
