"""The order of a written sammanställning: what comes in which chapter, by the form it follows."""

from collections.abc import Callable, Sequence

from remissnlp.comparison import Figure
from remissnlp.sammanstallning.answer_chapters import lay_answer, lay_answer_table, lay_part_positions
from remissnlp.sammanstallning.blocks import Block, Cell, Chapter, Table, cell, plain
from remissnlp.sammanstallning.chapters import (
    lay_background,
    lay_chapters,
    lay_picture,
    lay_shared,
    lay_subject,
)
from remissnlp.sammanstallning.content import Answer, Entry, Sammanstallning, Standpoint
from remissnlp.sammanstallning.swedish import counted, number, start_sentence
from remissnlp.terms import WHOLE, Form, Position, Stance, SynpunktType

_Maker = Callable[[Sammanstallning, int], Chapter | None]

_NAME_SHARE = 0.2
_LONGEST_POSITION = len("synpunkter")

TITLES = {
    Form.STOCKHOLM: "Sammanställning av remissvar",
    Form.REGERINGSKANSLIET: "Remissammanställning",
    Form.SAMRADSREDOGORELSE: "Samrådsredogörelse",
}
"""What the document is called in each form."""


def outline(sammanstallning: Sammanstallning, *, figures: Sequence[Figure] = ()) -> tuple[Chapter, ...]:
    """Lay out the whole: numbered chapters in the order of the form, then the appendices."""
    body: list[Chapter] = []
    for make in _ORDER[sammanstallning.form]:
        chapter = make(sammanstallning, len(body) + 1)
        if chapter:
            body.append(chapter)
    return (*body, *_appendices(sammanstallning, figures))


def part_headings(sammanstallning: Sammanstallning) -> dict[str, str]:
    """Give the heading of each part by id."""
    return {part.subject_id: part.heading for part in sammanstallning.parts}


def _about(sammanstallning: Sammanstallning, place: int) -> Chapter:
    heading = "Inledning" if sammanstallning.form is Form.REGERINGSKANSLIET else "Om remissen"
    return Chapter("remissen", f"{place} {heading}", lay_background(sammanstallning))


def _picture(sammanstallning: Sammanstallning, place: int) -> Chapter:
    return Chapter("bild", f"{place} Sammanfattande bild", lay_picture(sammanstallning))


def _whole(sammanstallning: Sammanstallning, place: int) -> Chapter:
    blocks = lay_subject(sammanstallning.whole, what="förslaget som helhet")
    if sammanstallning.form is Form.REGERINGSKANSLIET:
        blocks = (*lay_picture(sammanstallning), *blocks)
    return Chapter("overgripande", f"{place} Övergripande synpunkter", blocks)


def _parts(sammanstallning: Sammanstallning, place: int) -> Chapter | None:
    if not sammanstallning.parts:
        return None
    heading = "Synpunkter per förslag" if sammanstallning.form is Form.REGERINGSKANSLIET else "Synpunkter per del"
    chapters = lay_chapters(sammanstallning.parts, key="del", number_=place, what="delen")
    return Chapter("delar", f"{place} {heading}", chapters=chapters)


def _themes(sammanstallning: Sammanstallning, place: int) -> Chapter | None:
    if not sammanstallning.themes:
        return None
    intro = (
        f"Synpunkterna har förts till {counted(len(sammanstallning.named_themes), 'tema')}. "
        "En synpunkt kan höra till flera."
    )
    outside = sum(not entry.themes for entry in sammanstallning.register)
    if outside:
        intro += f" {start_sentence(counted(outside, 'synpunkt'))} hör inte till något tema och finns i registret."
    if sammanstallning.reason:
        intro += f" Antalet är valt så: {sammanstallning.reason}."
    if sammanstallning.doubts:
        between = start_sentence(counted(len(sammanstallning.doubts), "synpunkt"))
        intro += f" {between} mellan två teman står i arbetsbokens blad Gränsfall, att placera för hand."
    chapters = lay_chapters(sammanstallning.themes, key="tema", number_=place, what="temat")
    return Chapter("teman", f"{place} Synpunkter per tema", plain(intro), chapters)


def _answers(sammanstallning: Sammanstallning, place: int) -> Chapter:
    heading = "Remissinstanserna" if sammanstallning.form is Form.STOCKHOLM else "Synpunkter per remissinstans"
    chapters = tuple(
        Chapter(f"svar-{answer.source_id}", answer.name, _answer_blocks(sammanstallning, answer))
        for answer in sammanstallning.answers
    )
    return Chapter("svar", f"{place} {heading}", chapters=chapters)


def _answer_blocks(sammanstallning: Sammanstallning, answer: Answer) -> tuple[Block, ...]:
    blocks = lay_answer(answer)
    on_parts = lay_part_positions(answer, part_headings(sammanstallning))
    return (*blocks[:2], *on_parts, *blocks[2:])


def _comments(sammanstallning: Sammanstallning, place: int) -> Chapter:
    headings = part_headings(sammanstallning)
    chapters = tuple(
        Chapter(f"svar-{answer.source_id}", answer.name, (lay_answer_table(answer, headings=headings),))
        for answer in sammanstallning.answers
    )
    return Chapter("svar", f"{place} Synpunkter och kommentarer", chapters=chapters)


def _came_in(sammanstallning: Sammanstallning, place: int) -> Chapter:
    whole = {one.source_id: one for one in sammanstallning.picture.standpoints}
    rows = tuple(
        (cell(answer.name), cell(answer.date or "framgår ej"), cell(_remark(whole.get(answer.source_id))))
        for answer in sammanstallning.answers
    )
    unread = tuple(
        (cell(one.name), cell("framgår ej"), cell("Ej läst"))
        for one in sammanstallning.background.unread
        if not one.partly
    )
    table = Table(
        "Inkomna svar", ("Remissinstans", "Datum", "Anmärkning"), (*rows, *unread), (0.55, 0.2, 0.25), "inkomna"
    )
    return Chapter("inkomna", f"{place} Inkomna svar", (table,))


def _remark(one: Standpoint | None) -> str:
    if one and one.position is Position.INGEN_ERINRAN:
        return "Ingen erinran"
    return "Avstår" if one and one.position is Position.AVSTAR else "Kommentar"


def _shared(sammanstallning: Sammanstallning, place: int) -> Chapter:
    return Chapter("overlapp", f"{place} Text som återkommer i flera svar", lay_shared(sammanstallning.shared))


_ORDER: dict[Form, tuple[_Maker, ...]] = {
    Form.STOCKHOLM: (_about, _picture, _answers, _whole, _parts, _themes, _shared),
    Form.REGERINGSKANSLIET: (_about, _whole, _parts, _themes, _answers, _shared),
    Form.SAMRADSREDOGORELSE: (_about, _came_in, _picture, _comments, _parts, _themes, _shared),
}


def _appendices(sammanstallning: Sammanstallning, figures: Sequence[Figure]) -> tuple[Chapter, ...]:
    made = [
        Chapter("matris", "Ställningstaganden per remissinstans och del", (_matrix(sammanstallning),), wide=True),
        Chapter("register", "Register över samtliga synpunkter", _register(sammanstallning), wide=True),
        Chapter("metod", "Så är sammanställningen gjord", _method(sammanstallning)),
    ]
    if figures:
        made.insert(1, Chapter("figurer", "Jämförelser", tuple(figures)))
    return tuple(
        Chapter(one.key, f"Bilaga {place}. {one.heading}", one.blocks, one.chapters, one.wide)
        for place, one in enumerate(made, start=1)
    )


def _matrix(sammanstallning: Sammanstallning) -> Table:
    parts = sammanstallning.parts
    rows = tuple(
        (cell(answer.name), *(_stand(answer, part) for part in (WHOLE, *(one.subject_id for one in parts))))
        for answer in sammanstallning.answers
    )
    titles = ("Helheten", *(f"{one.subject_id}. {one.heading}" for one in parts))
    return Table(
        "Ställningstaganden per remissinstans och del; tom ruta: inget ställningstagande till delen",
        ("Remissinstans", *titles),
        rows,
        (_NAME_SHARE, *_shares(titles)),
        "matris",
    )


def _shares(titles: Sequence[str]) -> tuple[float, ...]:
    """Share the width that the names leave among the columns, by the longest word of each, so that none is broken."""
    longest = [max(_LONGEST_POSITION, *(len(word) for word in title.split())) for title in titles]
    return tuple((1 - _NAME_SHARE) * length / sum(longest) for length in longest)


def _stand(answer: Answer, part: str) -> Cell:
    one = next((one for one in answer.standpoints if one.part == part), None)
    if one is None:
        return cell("")
    page = f" ({one.quotation.mark}\u00a0{one.quotation.page})" if one.quotation else ""
    return cell(f"{start_sentence(one.position.display)}{page}", position=one.position)


def _register(sammanstallning: Sammanstallning) -> tuple[Block, ...]:
    entries, left = sammanstallning.register, len(sammanstallning.remainder)
    intro = f"Registret upptar {counted(len(entries), 'synpunkt')}. {_tell_remainder(len(entries), left)}"
    table = Table(
        "Register över samtliga synpunkter",
        ("Nr", "Remissinstans", "Sida", "Synpunkt", "Hållning", "Slag", "Del", "Tema"),
        tuple(_entry_row(entry) for entry in entries),
        (0.05, 0.17, 0.05, 0.37, 0.07, 0.08, 0.05, 0.16),
        "register",
    )
    return (*plain(intro), table)


def _tell_remainder(total: int, left: int) -> str:
    if not left:
        return "Samtliga citeras i texten."
    quoted = f"{start_sentence(number(total - left))} av dem citeras i texten"
    return f"{quoted}; {number(left)} återges endast här och är märkta med *."


def _entry_row(entry: Entry) -> tuple[Cell, ...]:
    return (
        cell(f"{entry.number}{'' if entry.quoted else '*'}"),
        cell(entry.name),
        cell(str(entry.page)),
        cell(entry.text),
        cell(Stance(entry.stance).display),
        cell(SynpunktType(entry.type).display),
        cell(", ".join(entry.parts)),
        cell("; ".join(entry.themes)),
    )


def _method(sammanstallning: Sammanstallning) -> tuple[Block, ...]:
    rows = tuple((cell(name), cell(value)) for name, value in sammanstallning.settings)
    table = Table("Versioner och inställningar", ("Uppgift", "Värde"), rows, (0.25, 0.75), "metod")
    return (*sammanstallning.method, *((table,) if rows else ()))
