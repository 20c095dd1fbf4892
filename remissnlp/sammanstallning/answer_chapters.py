"""The chapter of a remissinstans: position, then its points as quotations; or a table with comments beside them."""

from collections.abc import Mapping, Sequence

from remissnlp.review import stand_key
from remissnlp.sammanstallning.blocks import Aside, Block, Cell, Table, cell, plain
from remissnlp.sammanstallning.content import Answer, Standpoint
from remissnlp.sammanstallning.overview import say_position
from remissnlp.sammanstallning.paragraphs import Paragraph, Piece, Quotation, Strong
from remissnlp.sammanstallning.subjects import DIRECTIONS
from remissnlp.sammanstallning.swedish import counted, genitive
from remissnlp.terms import WHOLE, Position


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
        Paragraph(
            (Strong(f"{name_part(one.part, headings)}: "), f"{tell_stand(one)}. ", *_shown_once(answer, one)), True
        )
        for one in answer.standpoints
        if one.part != WHOLE
    )


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


def name_part(part: str, headings: Mapping[str, str]) -> str:
    """Give what a part is called: its id and its heading."""
    return f"Del {part}, {headings[part]}" if part in headings else f"Del {part}"


def tell_stand(one: Standpoint) -> str:
    """Tell a position, and whether an analyst has set it."""
    return f"{one.position.display}{_mark(one)}"


def give_quotation(quotation: Quotation | None) -> tuple[Piece, ...]:
    """Give the evidence of a position, if there is any."""
    return (quotation,) if quotation else ()


def _shown_once(answer: Answer, one: Standpoint) -> list[Piece]:
    """Give the evidence; one that already stands above, with another position, is referred to and not given anew."""
    if one.quotation is None:
        return []
    for other in answer.standpoints[: answer.standpoints.index(one)]:
        if other.quotation and set(one.quotation.sentence_ids) <= set(other.quotation.sentence_ids):
            return [f"Se citatet {'ovan' if other.part == WHOLE else f'under del {other.part}'}."]
    return [one.quotation]


def _position_cell(answer: Answer, one: Standpoint, headings: Mapping[str, str]) -> tuple[Paragraph, ...]:
    if one.part == WHOLE:
        return (Paragraph(tuple(_position_pieces(answer, one))),)
    said = f"{name_part(one.part, headings)}: {tell_stand(one)}. "
    return (Paragraph((said, *_shown_once(answer, one))),)


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
