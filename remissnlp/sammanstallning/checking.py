"""The check before anything is written: quotations word for word, every synpunkt in its place, counts that agree."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from remissnlp.errors import CheckFailedError
from remissnlp.sammanstallning.content import Sammanstallning, Subject
from remissnlp.sammanstallning.paragraphs import ELLIPSIS, Quotation
from remissnlp.sammanstallning.swedish import number
from remissnlp.terms import WHOLE, ReadStatus, Stance

Row = Mapping[str, Any]
_SHOWN = 80


def check(sammanstallning: Sammanstallning, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]) -> None:
    """Check the sammanställning against its tables and documents.

    Every quotation is a verbatim slice of its document, piece by piece, on the page and with the ids the tables give;
    every synpunkt is quoted or stands in the remainder; counts and names agree with the tables.

    Raises:
        CheckFailedError: At the first fault, naming the sentence or the count.
    """
    meningar = _by(tables["meningar"], "sentence_id")
    synpunkter = _by(tables["synpunkter"], "synpunkt_id")
    for quotation in sammanstallning.quotations():
        _check_words(quotation, texts)
        _check_place(quotation, meningar, synpunkter)
    _check_standpoints(sammanstallning, tables["positioner"])
    _check_register(sammanstallning, synpunkter)
    _check_sources(sammanstallning, tables)
    _check_themes(sammanstallning, tables, synpunkter)
    _check_sentences(sammanstallning)


def _check_words(quotation: Quotation, texts: Mapping[str, str]) -> None:
    text = texts.get(quotation.source_id)
    if text is None:
        _fail(quotation, "svaret har ingen läst text")
        return
    slices = [text[start:end] for start, end in quotation.spans]
    if not slices or any(not piece.strip() for piece in slices) or f" {ELLIPSIS} ".join(slices) != quotation.text:
        _fail(quotation, "står inte ordagrant i svaret")
    if list(quotation.spans) != sorted(quotation.spans):
        _fail(quotation, "delarna står inte i svarets ordning")


def _check_place(quotation: Quotation, meningar: Mapping[str, Row], synpunkter: Mapping[str, Row]) -> None:
    rows = [meningar.get(sentence_id) for sentence_id in quotation.sentence_ids]
    if not rows or any(row is None or row["source_id"] != quotation.source_id for row in rows):
        _fail(quotation, "hänvisar till en mening som inte finns i svaret")
    first = rows[0]
    if first is not None and (int(first["page"]) != quotation.page or not quotation.remissinstans):
        _fail(quotation, "saknar remissinstans eller har fel sida")
    for row in rows:
        if row is not None and not any(start <= row["start"] and row["end"] <= end for start, end in quotation.spans):
            _fail(quotation, f"rymmer inte meningen {row['sentence_id']}")
    for synpunkt_id in quotation.covers:
        row = synpunkter.get(synpunkt_id)
        if row is None or row["sentence_id"] not in quotation.sentence_ids:
            _fail(quotation, f"anger synpunkten {synpunkt_id}, som inte står i citatet")
    for place in quotation.also:
        twin, own = synpunkter.get(place.synpunkt_id), synpunkter.get(quotation.synpunkt_id)
        if twin is None or own is None or twin["text"].lower().split() != own["text"].lower().split():
            _fail(quotation, f"sägs stå även i {place.remissinstans}, men gör det inte")


def _check_standpoints(sammanstallning: Sammanstallning, positioner: pd.DataFrame) -> None:
    known = {(row["source_id"], row["part"]): row for row in positioner.to_dict("records")}
    shown = [
        *sammanstallning.picture.standpoints,
        *(standpoint for part in sammanstallning.parts for standpoint in part.standpoints),
        *(standpoint for answer in sammanstallning.answers for standpoint in answer.standpoints),
    ]
    for one in shown:
        row = known.get((one.source_id, one.part))
        if row is None or row["position"] != one.position:
            raise CheckFailedError(f"{one.name}: ställningstagandet {one.position.display} finns inte i tabellen")
        evidence = set(row["sentence_id"].split(";")) - {""}
        if evidence and (one.quotation is None or not evidence & set(one.quotation.sentence_ids)):
            raise CheckFailedError(f"{one.name}: belägget för {one.position.display} är inte meningen i tabellen")
    whole = sum(part == WHOLE for _, part in known)
    if len(sammanstallning.picture.standpoints) != whole:
        raise CheckFailedError(f"ställningstaganden till helheten: {whole} i tabellen, fler eller färre i texten")


def _check_register(sammanstallning: Sammanstallning, synpunkter: Mapping[str, Row]) -> None:
    listed = [entry.synpunkt_id for entry in sammanstallning.register]
    for synpunkt_id in sorted(set(synpunkter) ^ set(listed)):
        text = synpunkter.get(synpunkt_id, {}).get("text", "")
        raise CheckFailedError(f"synpunkten {synpunkt_id} saknas i registret eller i tabellen: {text[:_SHOWN]}")
    if len(set(listed)) != len(listed):
        raise CheckFailedError("samma synpunkt står två gånger i registret")
    placed = {one for quotation in sammanstallning.quotations() for one in quotation.synpunkt_ids}
    for entry in sammanstallning.register:
        row = synpunkter[entry.synpunkt_id]
        if entry.text != row["text"] or entry.page != int(row["page"]):
            raise CheckFailedError(f"registret nr {entry.number}: text eller sida stämmer inte: {entry.text[:_SHOWN]}")
        if entry.quoted != (entry.synpunkt_id in placed):
            raise CheckFailedError(
                f"registret nr {entry.number} anges fel som citerad eller inte: {entry.text[:_SHOWN]}"
            )


def _check_sources(sammanstallning: Sammanstallning, tables: Mapping[str, pd.DataFrame]) -> None:
    background, svar = sammanstallning.background, tables["svar"]
    unread = int((svar["status"] == ReadStatus.EJ_LAST).sum())
    if background.answers != len(svar) or background.read + unread != len(svar):
        raise CheckFailedError(f"antal svar stämmer inte: {len(svar)} i tabellen, {background.answers} i texten")
    if len(background.unread) != int((svar["status"] != ReadStatus.LAST).sum()):
        raise CheckFailedError("alla svar som inte kunnat läsas i sin helhet redovisas inte")
    if sorted(background.silent) != sorted(tables["ej_svar"]["remissinstans"]):
        raise CheckFailedError("de som inte har svarat stämmer inte med tabellen")
    if len(sammanstallning.answers) != background.read:
        raise CheckFailedError("alla svar som har lästs redovisas inte per remissinstans")


def _check_themes(
    sammanstallning: Sammanstallning, tables: Mapping[str, pd.DataFrame], synpunkter: Mapping[str, Row]
) -> None:
    if {theme.subject_id for theme in sammanstallning.themes} != set(tables["teman"]["theme_id"]):
        raise CheckFailedError("alla teman i tabellen redovisas inte i texten")
    counted = {
        row["theme_id"]: (row["synpunkter"], row["remissinstanser"]) for row in tables["teman"].to_dict("records")
    }
    for theme in sammanstallning.themes:
        if counted[theme.subject_id] != (theme.synpunkter, len(theme.names)):
            raise CheckFailedError(f"{theme.heading}: antalet synpunkter eller remissinstanser är inte tabellens")
    members = tables["tema_synpunkt"].groupby("theme_id")["synpunkt_id"].agg(set).to_dict()
    for theme in sammanstallning.themes:
        _check_subject(theme, [synpunkter[one] for one in members.get(theme.subject_id, set()) if one in synpunkter])
    for part in sammanstallning.parts:
        _check_subject(part, [row for row in synpunkter.values() if part.subject_id in row["parts"].split(";")])


def _check_subject(subject: Subject, rows: list[Row]) -> None:
    counts = (len(rows), len({row["remissinstans"] for row in rows}))
    if counts != (subject.synpunkter, len(subject.names)):
        raise CheckFailedError(
            f"{subject.heading}: {counts[0]} synpunkter från {counts[1]} remissinstanser i tabellen, "
            f"{subject.synpunkter} från {len(subject.names)} i texten"
        )
    for stances, names in (
        ((Stance.POSITIVE, Stance.MIXED), subject.positive),
        ((Stance.NEGATIVE, Stance.MIXED), subject.negative),
    ):
        if len({row["remissinstans"] for row in rows if row["stance"] in stances}) != len(names):
            raise CheckFailedError(f"{subject.heading}: antalet för och emot stämmer inte med tabellen")


def _check_sentences(sammanstallning: Sammanstallning) -> None:
    """Check the program's own sentences on positions and on the remainder against the data they tell of."""
    own = " ".join(paragraph.own_text for paragraph in sammanstallning.picture.paragraphs)
    for one in sammanstallning.picture.standpoints:
        if one.name not in own:
            raise CheckFailedError(f"{one.name}: ställningstagandet nämns inte i den sammanfattande bilden")
    method = " ".join(paragraph.own_text for paragraph in sammanstallning.method)
    quoted = len(sammanstallning.register) - len(sammanstallning.remainder)
    if f"citeras {number(quoted)} i texten" not in method:
        raise CheckFailedError(f"antalet citerade synpunkter ({quoted}) stämmer inte med texten om metod")


def _by(table: pd.DataFrame, key: str) -> dict[str, Row]:
    return {str(row[key]): {str(name): cell for name, cell in row.items()} for row in table.to_dict("records")}


def _fail(quotation: Quotation, fault: str) -> None:
    text = " ".join(quotation.text.split())
    raise CheckFailedError(f"{quotation.remissinstans}, sida {quotation.page}: citatet {fault}: ”{text[:_SHOWN]}”")
