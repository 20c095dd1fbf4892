"""The contract of every table: its columns, what they hold, and a check before anything is written.

Each model's columns carry a `title` (the Swedish heading people see) and a `description`; the data dictionary is made
from them. Lists inside a cell are strings parted by ";". An absent value is the empty string, never NaN.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.typing import Series

from remissnlp.terms import Instanstyp, Origin, PlaceKind, Position, ReadStatus, Section, Stance, SynpunktType, Term


def _codes(*vocabularies: type[Term], empty: bool = False) -> list[str]:
    codes = [str(term) for vocabulary in vocabularies for term in vocabulary]
    return ["", *codes] if empty else codes


class Table(pa.DataFrameModel):
    """What all tables share: exactly their columns, in their order, converted to their types."""

    class Config:
        """Refuse unknown columns and wrong order; convert what can be converted."""

        strict = True
        ordered = True
        coerce = True


class Svar(Table):
    """One row a file that came in."""

    source_id: Series[str] = pa.Field(unique=True, title="Id", description="stabilt id av filens namn")
    file: Series[str] = pa.Field(title="Fil", description="filens namn i svar/")
    sha256: Series[str] = pa.Field(title="SHA-256", description="kontrollsumma av filen")
    remissinstans: Series[str] = pa.Field(title="Remissinstans", description="den som svarar")
    instanstyp: Series[str] = pa.Field(title="Typ", isin=_codes(Instanstyp), description="slag av instans")
    speaker: Series[str] = pa.Field(title="Talar", description="kontor eller förvaltning som för ordet")
    handlaggare: Series[str] = pa.Field(title="Handläggare", description="handläggarens namn")
    date: Series[str] = pa.Field(
        title="Datum", str_matches=r"^(\d{4}-\d{2}-\d{2})?$", description="svarets eget datum, ISO 8601"
    )
    dnr: Series[str] = pa.Field(title="Dnr", description="svarets eget diarienummer")
    addressee: Series[str] = pa.Field(title="Till", description="den svaret är ställt till")
    title: Series[str] = pa.Field(title="Rubrik", description="svarets rubrik")
    position: Series[str] = pa.Field(
        title="Ställningstagande", isin=_codes(Position, empty=True), description="till helheten; tomt om ej läst"
    )
    position_evidence_id: Series[str] = pa.Field(title="Belägg", description="sentence_id, som i positioner")
    pages: Series[int] = pa.Field(title="Sidor", ge=0, description="antal sidor")
    plats: Series[str] = pa.Field(
        default="sida", title="Plats", isin=_codes(PlaceKind), description="vad sidnumren räknar: sida eller stycke"
    )
    words: Series[int] = pa.Field(title="Ord", ge=0, description="ord i löpande text")
    synpunkter: Series[int] = pa.Field(title="Synpunkter", ge=0, description="antal synpunkter")
    ocr: Series[bool] = pa.Field(title="OCR", description="om texten är maskinläst ur en bild")
    status: Series[str] = pa.Field(title="Läst", isin=_codes(ReadStatus), description="läst, delvis läst, ej läst")
    reason: Series[str] = pa.Field(title="Anmärkning", description="varför inte, och vad man kan göra")


class Meningar(Table):
    """One row a sentence or list item of the running text."""

    sentence_id: Series[str] = pa.Field(unique=True, title="Id", description="stabilt id av källa och text")
    source_id: Series[str] = pa.Field(title="Svar", description="svarets id")
    n: Series[int] = pa.Field(ge=0, title="Nr", description="ordning i svaret, från 0")
    paragraph: Series[int] = pa.Field(ge=0, title="Stycke", description="styckets nummer i svaret, från 0")
    text: Series[str] = pa.Field(title="Text", str_length={"min_value": 1}, description="ordagrant")
    section: Series[str] = pa.Field(title="Avsnitt", isin=_codes(Section), description="del av svaret")
    speaker: Series[str] = pa.Field(title="Talar", description="respondent, proposer, third eller tomt")
    own_view: Series[bool] = pa.Field(title="Egen uppfattning", description="instansen talar för sig själv")
    stance: Series[str] = pa.Field(title="Hållning", isin=_codes(Stance, empty=True), description="till förslaget")
    type: Series[str] = pa.Field(title="Slag", isin=_codes(SynpunktType, empty=True), description="vad meningen gör")
    parts: Series[str] = pa.Field(title="Delar", description="id för de delar den talar om")
    cue: Series[str] = pa.Field(title="Grund", description="vad som avgjorde")
    page: Series[int] = pa.Field(ge=1, title="Sida", description="första sidan, från 1")
    start: Series[int] = pa.Field(ge=0, title="Början", description="tecken i svarets text, från 0")
    end: Series[int] = pa.Field(ge=1, title="Slut", description="tecknet efter det sista")
    boxes: Series[str] = pa.Field(title="Rutor", description="JSON: [sida, x0, top, x1, bottom] i punkter, per rad")
    duplicate_of: Series[str] = pa.Field(title="Upprepar", description="sentence_id i samma svar")
    shared_with: Series[str] = pa.Field(title="Delas med", description="source_id för andra svar med samma mening")


class Synpunkter(Table):
    """One row an own-view sentence that is not a repetition."""

    synpunkt_id: Series[str] = pa.Field(unique=True, title="Id", description="stabilt id")
    sentence_id: Series[str] = pa.Field(unique=True, title="Mening", description="meningens id")
    source_id: Series[str] = pa.Field(title="Svar", description="svarets id")
    remissinstans: Series[str] = pa.Field(title="Remissinstans", description="den som svarar")
    text: Series[str] = pa.Field(title="Synpunkt", str_length={"min_value": 1}, description="ordagrant")
    lemmas: Series[str] = pa.Field(title="Grundformer", description="innehållsord i grundform")
    section: Series[str] = pa.Field(title="Avsnitt", isin=_codes(Section), description="del av svaret")
    stance: Series[str] = pa.Field(title="Hållning", isin=_codes(Stance), description="till förslaget")
    type: Series[str] = pa.Field(title="Slag", isin=_codes(SynpunktType), description="vad den gör")
    parts: Series[str] = pa.Field(title="Delar", description="id för de delar den talar om")
    page: Series[int] = pa.Field(ge=1, title="Sida", description="första sidan, från 1")
    context: Series[str] = pa.Field(title="Sammanhang", description="stycket den står i")
    heading: Series[str] = pa.Field(title="Rubrik", description="närmaste rubrik ovanför")
    phrases: Series[str] = pa.Field(title="Fraser", default="", description="vad ett tema kan heta efter, i grundform")


class Teman(Table):
    """One row a theme."""

    theme_id: Series[str] = pa.Field(unique=True, title="Id", description="stabilt id")
    label: Series[str] = pa.Field(title="Tema", str_length={"min_value": 1}, description="namn")
    description: Series[str] = pa.Field(title="Beskrivning", description="vad temat rymmer")
    terms: Series[str] = pa.Field(title="Termer", description="utmärkande ord")
    origin: Series[str] = pa.Field(title="Ursprung", isin=_codes(Origin), description="kodbok eller kluster")
    synpunkter: Series[int] = pa.Field(ge=0, title="Synpunkter", description="antal")
    remissinstanser: Series[int] = pa.Field(ge=0, title="Remissinstanser", description="antal")
    for_: Series[int] = pa.Field(alias="for", ge=0, title="För", description="synpunkter positiva till förslaget")
    mot: Series[int] = pa.Field(ge=0, title="Mot", description="synpunkter kritiska mot förslaget")
    stability: Series[float] = pa.Field(ge=0, le=1, title="Stabilitet", description="0–1, omtag med färre svar")
    examples: Series[str] = pa.Field(title="Exempel", description="synpunkt_id, bäst först")


class TemaSynpunkt(Table):
    """One row a synpunkt in a theme; many to many."""

    theme_id: Series[str] = pa.Field(title="Tema", description="temats id")
    synpunkt_id: Series[str] = pa.Field(title="Synpunkt", description="synpunktens id")
    strength: Series[float] = pa.Field(ge=0, le=1, title="Styrka", description="0–1")
    origin: Series[str] = pa.Field(title="Ursprung", isin=_codes(Origin), description="kluster, kodbok, granskning")


class Positioner(Table):
    """One row a position of an instans on the whole or a part."""

    source_id: Series[str] = pa.Field(title="Svar", description="svarets id")
    remissinstans: Series[str] = pa.Field(title="Remissinstans", description="den som svarar")
    part: Series[str] = pa.Field(title="Del", description="HELHET eller delens id")
    position: Series[str] = pa.Field(title="Ställningstagande", isin=_codes(Position), description="var den står")
    sentence_id: Series[str] = pa.Field(
        title="Belägg", description="meningen som säger det; tomt vid framgår ej och när granskaren satt ett eget"
    )
    origin: Series[str] = pa.Field(title="Ursprung", isin=_codes(Origin), description="ur texten eller granskad")


class Overlapp(Table):
    """One row a passage that also stands elsewhere."""

    sentence_id: Series[str] = pa.Field(title="Mening", description="meningens id")
    other_source_id: Series[str] = pa.Field(title="Även i", description="annat svars id, eller forslag")
    other_text: Series[str] = pa.Field(title="Där", description="ordagrant")
    similarity: Series[float] = pa.Field(ge=0, le=1, title="Likhet", description="0–1")


class EjSvar(Table):
    """One row an invited body without an answer."""

    remissinstans: Series[str] = pa.Field(title="Remissinstans", description="inbjuden som inte svarat")


_INTRODUCTION = """# Tabeller

Varje tabell skrivs som `tabeller/<namn>.parquet` och `.csv` (UTF-8 med BOM, semikolon). Listor i en cell skiljs åt med
semikolon; det som saknas är tomt. Sidan är gjord av `remissnlp tabeller`."""

MODELS: dict[str, type[Table]] = {
    "svar": Svar,
    "meningar": Meningar,
    "synpunkter": Synpunkter,
    "teman": Teman,
    "tema_synpunkt": TemaSynpunkt,
    "positioner": Positioner,
    "overlapp": Overlapp,
    "ej_svar": EjSvar,
}


_PURPOSES = {
    "svar": "En rad för varje fil som har kommit in.",
    "meningar": "En rad för varje mening eller listpunkt i den löpande texten.",
    "synpunkter": "En rad för varje mening med egen uppfattning som inte är en upprepning.",
    "teman": "En rad för varje tema.",
    "tema_synpunkt": "En rad för varje synpunkt i ett tema; en synpunkt kan höra till flera.",
    "positioner": "En rad för varje ställningstagande till helheten eller en del.",
    "overlapp": "En rad för varje mening som även står någon annanstans.",
    "ej_svar": "En rad för varje inbjuden som inte har svarat.",
}


def columns(model: type[Table]) -> list[str]:
    """Give a table's column names in order."""
    return list(model.to_schema().columns)


def display_names(model: type[Table]) -> dict[str, str]:
    """Give the Swedish heading of each column."""
    return {name: column.title or name for name, column in model.to_schema().columns.items()}


def build(model: type[Table], rows: Iterable[Mapping[Any, Any]]) -> pd.DataFrame:
    """Make a checked table of rows; no rows give an empty table with the right columns.

    Raises:
        pandera.errors.SchemaError: If a row breaks the contract, which is a fault of the program.
    """
    return check(model, pd.DataFrame([dict(row) for row in rows], columns=columns(model)))


def check(model: type[Table], frame: pd.DataFrame) -> pd.DataFrame:
    """Check a table against its model and give it back in the model's types."""
    return pd.DataFrame(model.validate(frame.reset_index(drop=True)))


def dictionary() -> str:
    """Write the data dictionary as Markdown, a table for each table."""
    return "\n\n".join([_INTRODUCTION, *(_describe(name, model) for name, model in MODELS.items())]) + "\n"


def _describe(name: str, model: type[Table]) -> str:
    rows = [
        f"| `{column.name}` | {column.title} | {column.dtype} | {column.description} |"
        for column in model.to_schema().columns.values()
    ]
    return "\n".join(
        [
            f"## {name}",
            "",
            _PURPOSES[name],
            "",
            "| kolumn | visas som | typ | innehåll |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
    )
