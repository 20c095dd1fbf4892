"""Om remissen: who asked, what and whom, who answered, and what could not be read."""

from remissnlp.corpus import Remiss
from remissnlp.sammanstallning.content import Background, Unread
from remissnlp.sammanstallning.material import Material
from remissnlp.sammanstallning.paragraphs import Paragraph, Strong
from remissnlp.sammanstallning.swedish import counted, enumerate_names, number, start_sentence, write_date
from remissnlp.terms import WHOLE, Position, ReadStatus


def tell_background(material: Material) -> Background:
    """Tell what was sent out, to whom, what came in and what is missing."""
    unread = tuple(
        Unread(material.names[row["source_id"]], row["file"], row["reason"], row["status"] == ReadStatus.DELVIS_LAST)
        for row in material.svar
        if row["status"] != ReadStatus.LAST
    )
    uninvited = _uninvited(material)
    paragraphs = (
        Paragraph((_sent_out(material),)),
        *_paragraph(_invited(material)),
        Paragraph((_came_in(material),)),
        *_paragraph(_silent(material)),
        *_paragraph(_besides(uninvited)),
        *_paragraph(_declined(material)),
        *_unread(unread),
        *_paragraph(_recognised(material)),
    )
    return Background(
        invited=material.remiss.invited,
        answers=len(material.svar),
        read=len(material.read),
        silent=material.silent,
        uninvited=uninvited,
        unread=unread,
        paragraphs=paragraphs,
    )


def tell_facts(remiss: Remiss) -> tuple[tuple[str, str], ...]:
    """Give the few facts that stand on the first page, as pairs; what is not known is said."""
    return (
        ("Remitterat av", remiss.sender or "framgår ej"),
        ("Diarienummer", remiss.dnr or "framgår ej"),
        ("Svar senast", write_date(remiss.deadline) if remiss.deadline else "framgår ej"),
    )


def _paragraph(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((text,)),) if text else ()


def _sent_out(material: Material) -> str:
    remiss, invited = material.remiss, len(material.remiss.invited)
    dnr = f" (dnr {remiss.dnr})" if remiss.dnr else ""
    to_whom = f" till {counted(invited, 'remissinstans')}" if invited else ""
    deadline = f" för yttrande senast {write_date(remiss.deadline)}" if remiss.deadline else ""
    what = f"{remiss.sender} har remitterat" if remiss.sender else "Följande förslag har remitterats:"
    if not remiss.sender:
        return f"{what} {remiss.title}{dnr}.{_missing(material)}"
    return f"{what} {remiss.title}{dnr}{to_whom}{deadline}.{_missing(material)}"


def _missing(material: Material) -> str:
    """Say what the settings of the remiss do not tell, instead of passing it by."""
    remiss = material.remiss
    absent = [
        word
        for word, known in (
            ("avsändare", remiss.sender),
            ("vilka som har fått remissen", remiss.invited),
            ("sista svarsdag", remiss.deadline),
        )
        if not known
    ]
    return f" {start_sentence(enumerate_names(absent))} framgår inte av underlaget." if absent else ""


def _invited(material: Material) -> str:
    invited = material.remiss.invited
    return f"Ärendet har remitterats till {enumerate_names(invited)}." if invited else ""


def _came_in(material: Material) -> str:
    answers = len(material.svar)
    partly = sum(row["status"] == ReadStatus.DELVIS_LAST for row in material.svar)
    unread = sum(row["status"] == ReadStatus.EJ_LAST for row in material.svar)
    came = f"{start_sentence(counted(answers, 'svar'))} har kommit in."
    if not partly and not unread:
        return f"{came} {'Det' if answers == 1 else 'Samtliga'} har kunnat läsas i sin helhet."
    if answers == 1:
        return f"{came} Det har {'endast delvis' if partly else 'inte'} kunnat läsas."
    whole = answers - partly - unread
    counts = ((whole, "i sin helhet"), (partly, "endast delvis"), (unread, "inte alls"))
    said = [f"{number(count, neuter=True)} {how}" for count, how in counts if count]
    said[0] = said[0].replace(" ", " kunnat läsas ", 1)
    return f"{came} Av dem har {enumerate_names(said)}."


def _silent(material: Material) -> str:
    silent = material.silent
    if not material.remiss.invited:
        return ""
    if not silent:
        return "Samtliga inbjudna remissinstanser har svarat."
    return (
        f"{start_sentence(number(len(silent)))} av de inbjudna remissinstanserna har inte svarat: "
        f"{enumerate_names(silent)}."
    )


def _uninvited(material: Material) -> tuple[str, ...]:
    if not material.remiss.invited:
        return ()
    invited = {" ".join(name.lower().split()) for name in material.remiss.invited}
    names = (row["remissinstans"] for row in material.svar)
    return tuple(dict.fromkeys(name for name in names if " ".join(name.lower().split()) not in invited))


def _besides(uninvited: tuple[str, ...]) -> str:
    if not uninvited:
        return ""
    return f"Svar har även kommit in från {enumerate_names(uninvited)}, som inte finns bland de inbjudna."


def _declining(material: Material) -> tuple[str, ...]:
    whole = material.standpoints(part=WHOLE)
    return tuple(standpoint.name for standpoint in whole if standpoint.position is Position.AVSTAR)


def _declined(material: Material) -> str:
    declining = _declining(material)
    return f"{enumerate_names(declining)} avstår från att yttra sig." if declining else ""


def _recognised(material: Material) -> str:
    """Warn of answers whose letters were recognised in a picture, for what is verbatim there is the reading."""
    names = [material.names[row["source_id"]] for row in material.read if row["ocr"]]
    if not names:
        return ""
    whose = "Svaret" if len(names) == 1 else "Svaren"
    return (
        f"{whose} från {enumerate_names(names)} är maskinläst{'' if len(names) == 1 else 'a'} ur bild (OCR). "
        "Citat därifrån kan innehålla läsfel och ska jämföras med sidan."
    )


def _unread(unread: tuple[Unread, ...]) -> tuple[Paragraph, ...]:
    if not unread:
        return ()
    intro = Paragraph(
        (
            "Följande svar har inte kunnat läsas, eller har kunnat läsas endast delvis. "
            "De ska läsas av handläggaren innan sammanställningen används.",
        )
    )
    return (intro, *(Paragraph((Strong(one.name), _why(one)), listed=True) for one in unread))


def _why(one: Unread) -> str:
    how = "delvis läst" if one.partly else "ej läst"
    why = one.reason.removeprefix(f"{one.file}: ")
    return f" ({one.file}), {how}: {why or 'orsaken framgår ej'}."
