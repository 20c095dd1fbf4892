"""What stands behind the chapters: text in common, the register of every synpunkt, the method."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from remissnlp.corrections import Reviewed
from remissnlp.sammanstallning.content import Doubt, Entry, Shared
from remissnlp.sammanstallning.material import Material, Row
from remissnlp.sammanstallning.paragraphs import Paragraph, Quotation
from remissnlp.sammanstallning.swedish import counted, number, sort_key, start_sentence
from remissnlp.terms import PROPOSAL, Term


def tell_shared(material: Material) -> tuple[Shared, ...]:
    """Tell which answers share text, most sentences first, and which take text over from the proposal."""
    own = {row["sentence_id"]: row for row in material.passages.meningar if row["source_id"] in material.names}
    others: dict[str, set[str]] = {}
    for row in material.overlapp:
        if row["sentence_id"] in own:
            others.setdefault(row["sentence_id"], set()).add(row["other_source_id"])
    groups: dict[tuple[str, ...], list[Row]] = {}
    for sentence_id, sources in others.items():
        answers = sources - {PROPOSAL}
        own_source = own[sentence_id]["source_id"]
        if answers:
            groups.setdefault(tuple(sorted({own_source, *answers})), []).append(own[sentence_id])
        if PROPOSAL in sources:
            groups.setdefault((own_source, PROPOSAL), []).append(own[sentence_id])
    found = [_shared(material, sources, rows) for sources, rows in groups.items()]
    return tuple(sorted(found, key=lambda one: (one.with_proposal, -one.sentences, one.names)))


def make_register(material: Material, quotations: Iterable[Quotation]) -> tuple[Entry, ...]:
    """List every synpunkt by instans and order in the answer, and say whether the text quotes it."""
    quoted = {one for quotation in quotations for one in quotation.synpunkt_ids}
    labels = {row["theme_id"]: row["label"] for row in material.teman}
    themes: dict[str, list[str]] = {}
    for row in material.tema_synpunkt:
        themes.setdefault(row["synpunkt_id"], []).append(labels[row["theme_id"]])
    return tuple(
        Entry(
            number=place,
            synpunkt_id=row["synpunkt_id"],
            sentence_id=row["sentence_id"],
            source_id=row["source_id"],
            name=material.names[row["source_id"]],
            page=int(row["page"]),
            text=row["text"],
            stance=row["stance"],
            type=row["type"],
            parts=tuple(part for part in row["parts"].split(";") if part),
            themes=tuple(themes.get(row["synpunkt_id"], ())),
            quoted=row["synpunkt_id"] in quoted,
            reviewed=row["sentence_id"] in material.seen,
            mark=material.passages.mark(row["source_id"]),
        )
        for place, row in enumerate(material.synpunkter, start=1)
    )


def tell_method(
    register: tuple[Entry, ...], quotations: Iterable[Quotation], reviewed: Reviewed
) -> tuple[Paragraph, ...]:
    """Tell in plain Swedish how the sammanställning was made and what the reader must know of it."""
    passages = {(quotation.source_id, quotation.spans) for quotation in quotations}
    quoted = sum(entry.quoted for entry in register)
    texts = (
        "Sammanställningen är framtagen maskinellt ur remissvaren i PDF. Texten är läst ur filerna och delad i "
        "meningar. För varje mening har bedömts om remissinstansen talar för sig själv eller återger förslaget, om "
        "meningen är positiv eller kritisk till förslaget, och vilka delar av förslaget den gäller. Bedömningarna "
        "följer fasta regler och ordlistor och kan vara fel. De ska granskas av handläggaren.",
        "En synpunkt är en mening eller listpunkt där remissinstansen talar för sig själv. Meningar som upprepas i "
        "samma svar räknas en gång. Ställningstaganden anges bara där svaret uttrycker ett sådant; annars står "
        "”framgår ej”.",
        "Som stöd räknas synpunkter som är positiva till förslaget. Som kritik och begärda ändringar räknas synpunkter "
        "som ifrågasätter förslaget eller som inte kan tillgodoses utan att det ändras. Övriga önskemål, frågor och "
        "upplysningar är varken för eller emot.",
        "Citaten är ordagranna. De är valda så att varje remissinstans är representerad med den synpunkt som tydligast "
        "hör till ämnet och uttrycker stöd, kritik, önskemål eller fråga, och så att de inte upprepar varandra. "
        "En mening som inte kan förstås ensam citeras tillsammans med meningen före, och en listpunkt med sin "
        "inledning. Utelämnad text inne i ett citat markeras med […]. Efter varje citat anges sida i svaret och "
        "nummer i registret.",
        f"Före utskrift har kontrollerats att {_all(len(passages), 'citat')} återfinns ordagrant i "
        f"remissvaren. Av {counted(len(register), 'synpunkt')} citeras {number(quoted)} i texten. "
        f"{_rest(len(register) - quoted)}",
    )
    return tuple(Paragraph((text,)) for text in (*texts, *_tell_review(reviewed)))


def list_doubts(material: Material, register: Iterable[Entry], doubts: pd.DataFrame) -> tuple[Doubt, ...]:
    """Give the synpunkter between two themes that the analyst has not reviewed yet."""
    entries = {entry.synpunkt_id: entry for entry in register if not entry.reviewed}
    labels = {row["theme_id"]: row["label"] for row in material.teman}
    rows = doubts[["synpunkt_id", "theme_id", "other_theme_id"]].itertuples(index=False)
    return tuple(
        Doubt(entries[one], labels[theme], labels[other])
        for one, theme, other in rows
        if one in entries and {theme, other} <= labels.keys()
    )


def describe_settings(run: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give the versions and settings of the run as pairs of Swedish words; empty where the run is not described."""
    libraries = run.get("bibliotek", {})
    settings = run.get("installningar", {})
    pairs = (
        ("Program", f"remissnlp {run['version']}" if run.get("version") else ""),
        ("Språkmodell", str(run.get("modell", ""))),
        ("Python", str(run.get("python", ""))),
        ("Bibliotek", ", ".join(f"{name} {version}" for name, version in libraries.items())),
        (
            "Inställningar",
            "; ".join(f"{_SETTINGS[key]}: {_say(value)}" for key, value in settings.items() if key in _SETTINGS),
        ),
        ("Kördes", str(run.get("datum", ""))),
    )
    return tuple(pair for pair in pairs if pair[1])


_SETTINGS = {
    "model": "språkmodell",
    "ocr": "läsning av bilder (OCR)",
    "n_themes": "antal teman",
    "workers": "filer lästa samtidigt",
    "mask": "maskering av personer",
    "cache": "mellanlagring",
    "form": "form",
    "template": "mall",
    "quotes_per_answer": "citat per remissinstans",
    "quotes_per_theme": "citat per tema",
}


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Term):
        return value.display
    return "valt av programmet" if value is None else str(value)


def _tell_review(reviewed: Reviewed) -> tuple[str, ...]:
    if not reviewed.seen and not reviewed.lost:
        return ()
    seen, applied, lost = len(reviewed.seen), len(reviewed.applied), len(reviewed.lost)
    changed = f"{number(applied) if applied else 'ingen'} av programmets bedömningar"
    told = f"Handläggaren har granskat {counted(seen, 'rad')} med meningar och ställningstaganden och ändrat {changed}."
    fits = f"{start_sentence(counted(lost, 'rättelse'))} passar inte längre på materialet och har inte kunnat göras."
    return (f"{told} {fits}" if lost else told,)


def _all(count: int, noun: str) -> str:
    return f"samtliga {number(count)} {noun}" if count > 1 else counted(count, noun)


def _rest(count: int) -> str:
    if not count:
        return "Ingen synpunkt återges enbart i registret."
    verb = "återges enbart i registret."
    return f"{start_sentence(number(count))} {verb}" if count > 1 else f"En {verb}"


def _shared(material: Material, group: tuple[str, ...], sentences: list[Row]) -> Shared:
    sources = sorted((one for one in group if one != PROPOSAL), key=lambda one: sort_key(material.names.get(one, one)))
    first = min(sentences, key=lambda row: (not row["own_view"], row["source_id"], row["n"]))
    in_first = [row for row in sentences if row["source_id"] == first["source_id"]]
    return Shared(
        source_ids=tuple(sources),
        names=tuple(material.names.get(source, source) for source in sources),
        with_proposal=PROPOSAL in group,
        sentences=len(in_first),
        own_views=sum(bool(row["own_view"]) for row in in_first),
        example=material.passages.quote(first["sentence_id"]),
    )
