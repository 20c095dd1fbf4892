"""A made-up remiss with eight answers, small enough to read, with the troubles a sammanställning must stand."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from PIL import Image, ImageDraw

from remissnlp import tables as contracts
from remissnlp.corpus import Part, Remiss
from remissnlp.sammanstallning import Sammanstallning, compose

PAGE = (595.0, 842.0)

# A line is: marks | text. Marks: stance and type by first letters ("+s" positive support, "-c" negative criticism,
# "~r" mixed request, "=i" neutral information ...), parts after "@", "." for a sentence of no own view.
# A blank line parts paragraphs; "## " opens a heading; "--" turns the page.
ANSWERS = {
    "kulturnamnden": (
        "Kulturnämnden",
        "facknamnd",
        "tillstyrker_med_synpunkter",
        """
        ## Sammanfattning
        .|Remissen gäller ett förslag till plan för öppna skolgårdar.
        +s|Kulturnämnden tillstyrker förslaget men ser behov av förtydliganden.

        ## Synpunkter
        +s@1|Öppna skolgårdar ger barn i tätbebyggda områden fler platser att vara på.
        -c@1|Av planen framgår inte vem som ansvarar för skötseln efter skoltid.
        -r@1|Det bör därför preciseras hur kostnaderna ska fördelas mellan nämnderna.

        =r@2|Nämnden vill särskilt betona:
        =r@2|– att konst och lek bör finnas med redan vid utformningen,
        -r@2|– att planen bör kompletteras med en barnkonsekvensanalys.
        --
        =i|Kulturskolan har i dag verksamhet på fjorton skolgårdar.
        """,
    ),
    "socialnamnden": (
        "Socialnämnden",
        "facknamnd",
        "tillstyrker",
        """
        +s|Socialnämnden ställer sig bakom planen.
        +s@1|Öppna skolgårdar kan bidra till en tryggare vardag för barn i området.
        =r@3|Trygghetsarbetet bör samordnas med fältverksamheten.
        """,
    ),
    "fastighets-ab": (
        "Norra Fastighets AB",
        "bolag",
        "avstyrker",
        """
        -c|Bolaget avstyrker förslaget till plan för öppna skolgårdar.
        -c@1|Slitaget på gårdarna kommer att öka utan att planen anvisar några medel.
        -c@1|Av planen framgår inte vem som ansvarar för skötseln efter skoltid.
        --
        -r|Tidplanen bör skjutas fram minst ett år.
        """,
    ),
    "miljonamnden": (
        "Miljö- och hälsoskyddsnämnden",
        "facknamnd",
        "avstyrker_delvis",
        """
        +s|Nämnden är positiv till planens inriktning.
        -c@3|Nämnden motsätter sig dock förslaget om belysning nattetid.
        .|I planen föreslås att gårdarna belyses till midnatt.
        -c@3|Detta stör både kringboende och fladdermöss.
        ~c@2|Förslaget om grönare gårdar är bra, men skötselplanen är för vag.
        =q@2|Hur ska växtvalet göras?
        """,
    ),
    "norra-sdn": (
        "Norra stadsdelsnämnden",
        "stadsdelsnamnd",
        "framgar_ej",
        """
        -c@1|Av planen framgår inte vem som ansvarar för skötseln efter skoltid.
        =r|Föreningslivet bör bjudas in tidigt.
        =i|Nämnden har goda erfarenheter av öppna gårdar vid två skolor.
        """,
    ),
    "raddningstjansten": (
        "Räddningstjänsten",
        "annan",
        "ingen_erinran",
        """
        =i|Räddningstjänsten har inget att erinra mot planen.
        """,
    ),
    "barnens-ratt": (
        "Föreningen Barnens rätt <script>alert(1)</script>",
        "civilsamhalle",
        "tillstyrker_med_synpunkter",
        """
        +s|Föreningen välkomnar och tillstyrker planen.
        -r|=SUMMA(A1:A9) <img src=x onerror=alert(2)> bör strykas ur bilagan.
        -r@2|Planen bör även omfatta fristående skolors gårdar.
        """,
    ),
}
THEMES = {
    "ansvar": ("Oklart ansvar för skötsel och kostnader", ("ansvarar", "kostnader", "skötselplanen", "Slitaget")),
    "trygghet": ("Trygghet och trivsel för barn", ("tryggare", "fler platser", "fältverksamheten", "belysning")),
    "delaktighet": ("Utformning med barn och föreningsliv", ("konst och lek", "Föreningslivet", "barnkonsekvens")),
}
EVIDENCE = ("tillstyrker", "ställer sig bakom", "avstyrker", "motsätter sig", "inget att erinra")
PARTS = (
    Part("1", "Öppna gårdarna efter skoltid"),
    Part("2", "Gör gårdarna grönare"),
    Part("3", "Belys gårdarna"),
)


@dataclass(frozen=True)
class Example:
    """A remiss, its tables and the texts of its documents."""

    remiss: Remiss
    tables: dict[str, pd.DataFrame]
    texts: dict[str, str]
    run: dict[str, Any]

    @property
    def page_sizes(self) -> dict[tuple[str, int], tuple[float, float]]:
        """Size of each page in points."""
        pages = self.tables["meningar"][["source_id", "page"]].drop_duplicates()
        return {(row.source_id, int(row.page)): PAGE for row in pages.itertuples()}

    def page_image(self, source_id: str, page: int) -> Image.Image:
        """Draw a page with its sentences as printed lines."""
        image = Image.new("RGB", (909, 1286), "white")
        draw = ImageDraw.Draw(image)
        scale = image.width / PAGE[0]
        for row in self.tables["meningar"].query("source_id == @source_id").itertuples():
            for number, x0, top, _, _ in json.loads(row.boxes):
                if number == page:
                    draw.text((x0 * scale, top * scale), row.text[:90], fill="black")
        return image


@pytest.fixture(scope="session")
def example() -> Example:
    return build_example()


@pytest.fixture(scope="session")
def composed(example: Example) -> Sammanstallning:
    return compose(example.remiss, example.tables, texts=example.texts, run=example.run)


def build_example(note: str = "Materialet är konstruerat för test.") -> Example:
    """Build the example from `ANSWERS`."""
    texts, meningar, synpunkter, positioner, svar = {}, [], [], [], []
    for source_id, (name, kind, position, source) in ANSWERS.items():
        rows, text = _sentences(source_id, source)
        texts[source_id] = text
        meningar += [{key: value for key, value in row.items() if key != "heading"} for row in rows]
        own = [row for row in rows if row["own_view"]]
        synpunkter += [_synpunkt(row, name) for row in own]
        stands = list(_positions(source_id, name, position, own))
        positioner += stands
        svar.append(_svar(source_id, name, kind, len(own), text, stands[0]))
    svar.append(_unread())
    frames = {"svar": svar, "meningar": meningar, "synpunkter": synpunkter, "positioner": positioner}
    frames |= _themes(synpunkter) | {"overlapp": _overlaps(meningar), "ej_svar": [{"remissinstans": "Trafiknämnden"}]}
    remiss = Remiss(
        folder=Path("skolgardar"),
        title="Plan för öppna skolgårdar",
        sender="Kommunstyrelsen",
        dnr="KS 2024/117",
        deadline="2024-10-01",
        note=note,
        parts=PARTS,
        invited=(*(row["remissinstans"] for row in svar[:6]), "Idrottsnämnden", "Trafiknämnden"),
    )
    built = {name: contracts.build(model, frames[name]) for name, model in contracts.MODELS.items()}
    run = {"version": "0.1.0", "modell": "blank:sv", "bibliotek": {"spacy": "3.8.7"}, "installningar": {"ocr": False}}
    return Example(remiss, built, texts, run)


def _sentences(source_id: str, source: str) -> tuple[list[dict[str, Any]], str]:
    text, rows, paragraph, page, line, heading, fresh = "", [], 0, 1, 0, "", True
    for raw in source.strip().splitlines():
        raw = raw.strip()
        if raw == "--":
            page, line, paragraph, fresh = page + 1, 0, paragraph + 1, True
        elif not raw or raw.startswith("## "):
            paragraph, fresh = paragraph + 1, True
            if raw:
                heading, text = raw[3:], f"{text}\n\n{raw[3:]}" if text else raw[3:]
        else:
            marks, _, words = raw.partition("|")
            item = words.startswith("– ")
            text += ("\n\n" if fresh or item else " ") if text else ""
            fresh, line = False, line + 1
            rows.append(_mening(source_id, len(rows), paragraph, marks, words, len(text), page, line, heading))
            text += words
    return rows, text


def _mening(
    source_id: str, n: int, paragraph: int, marks: str, words: str, start: int, page: int, line: int, heading: str
) -> dict[str, Any]:
    view, _, parts = marks.partition("@")
    stance = {"+": "positive", "-": "negative", "~": "mixed", "=": "neutral"}.get(view[0], "")
    kind = {"s": "support", "c": "criticism", "r": "request", "q": "question", "i": "information"}.get(view[1:], "")
    top = 90 + 30 * line
    return {
        "sentence_id": f"m-{source_id}-{n}",
        "source_id": source_id,
        "n": n,
        "paragraph": paragraph,
        "text": words,
        "section": "sammanfattning" if heading == "Sammanfattning" else "synpunkter",
        "speaker": "respondent" if stance else "proposer",
        "own_view": bool(stance),
        "stance": stance,
        "type": kind,
        "parts": parts.replace(",", ";"),
        "cue": "",
        "page": page,
        "start": start,
        "end": start + len(words),
        "boxes": json.dumps([[page, 72, top, 500, top + 13]]),
        "duplicate_of": "",
        "shared_with": "",
        "heading": heading,
    }


def _synpunkt(row: dict[str, Any], name: str) -> dict[str, Any]:
    kept = ("sentence_id", "source_id", "text", "section", "stance", "type", "parts", "page", "heading")
    lemmas = " ".join(word.strip(".,–") for word in row["text"].lower().split() if len(word) > 4)
    own = {"synpunkt_id": f"s{row['sentence_id'][1:]}", "remissinstans": name, "lemmas": lemmas, "context": row["text"]}
    return {**{key: row[key] for key in kept}, **own}


def _positions(source_id: str, name: str, position: str, own: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    evidence = next((row["sentence_id"] for row in own if any(cue in row["text"] for cue in EVIDENCE)), "")
    base = {"source_id": source_id, "remissinstans": name, "origin": "text"}
    yield {**base, "part": "HELHET", "position": position, "sentence_id": evidence if position != "framgar_ej" else ""}
    if source_id == "miljonamnden":
        yield {**base, "part": "3", "position": "avstyrker", "sentence_id": evidence}
    if source_id == "socialnamnden":
        yield {**base, "part": "1", "position": "tillstyrker", "sentence_id": own[1]["sentence_id"]}


def _svar(source_id: str, name: str, kind: str, synpunkter: int, text: str, position: dict[str, Any]) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "file": f"{source_id}.pdf",
        "sha256": "0" * 64,
        "remissinstans": name,
        "instanstyp": kind,
        "speaker": "kulturförvaltningen" if kind == "facknamnd" else "",
        "handlaggare": "",
        "date": "2024-09-12" if kind != "annan" else "",
        "dnr": f"{source_id[:3].upper()} 2024/5",
        "addressee": "",
        "title": "Svar på remiss",
        "position": position["position"],
        "position_evidence_id": position["sentence_id"],
        "pages": 2,
        "words": len(text.split()),
        "synpunkter": synpunkter,
        "ocr": kind == "bolag",
        "status": "läst",
        "reason": "",
    }


def _unread() -> dict[str, Any]:
    row = _svar("idrottsnamnden", "Idrottsnämnden", "facknamnd", 0, "", {"position": "", "sentence_id": ""})
    reason = "idrottsnamnden.pdf: filen är skadad; be instansen skicka den igen"
    return {**row, "status": "ej läst", "reason": reason, "pages": 0, "date": "", "speaker": "", "dnr": ""}


def _themes(synpunkter: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    teman, members = [], []
    for theme_id, (label, words) in THEMES.items():
        rows = [row for row in synpunkter if any(word in row["text"] for word in words)]
        members += [
            {"theme_id": theme_id, "synpunkt_id": row["synpunkt_id"], "strength": 0.8, "origin": "kluster"}
            for row in rows
        ]
        teman.append(
            {
                "theme_id": theme_id,
                "label": label,
                "description": "",
                "terms": "gårdar;ansvar",
                "origin": "kluster",
                "synpunkter": len(rows),
                "remissinstanser": len({row["source_id"] for row in rows}),
                "for": sum(row["stance"] in ("positive", "mixed") for row in rows),
                "mot": sum(row["stance"] in ("negative", "mixed") for row in rows),
                "stability": 0.7,
                "examples": ";".join(row["synpunkt_id"] for row in rows[:3]),
            }
        )
    return {"teman": teman, "tema_synpunkt": members}


def _overlaps(meningar: list[dict[str, Any]]) -> list[dict[str, Any]]:
    same = [row for row in meningar if row["text"].startswith("Av planen framgår inte")]
    return [
        {
            "sentence_id": row["sentence_id"],
            "other_source_id": other["source_id"],
            "other_text": other["text"],
            "similarity": 1.0,
        }
        for row in same
        for other in same
        if row is not other
    ] + [
        {
            "sentence_id": "m-miljonamnden-2",
            "other_source_id": "forslag",
            "other_text": "Gårdarna belyses till midnatt.",
            "similarity": 0.86,
        }
    ]
