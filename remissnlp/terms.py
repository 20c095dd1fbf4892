"""The closed vocabularies: the code in the tables, and the word that people see."""

from enum import StrEnum


class Term(StrEnum):
    """A closed set of codes, each with the Swedish word shown to people.

    >>> Stance.NEGATIVE, Stance.NEGATIVE.display
    (<Stance.NEGATIVE: 'negative'>, 'kritisk')
    """

    display: str

    def __new__(cls, code: str, display: str = "") -> "Term":
        """Make a member that equals its code and carries its display name."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.display = display
        return member


class Section(Term):
    """The part of an answer that a sentence stands in."""

    METADATA = "metadata", "Brevhuvud"
    BESLUT = "beslut", "Förslag till beslut"
    SAMMANFATTNING = "sammanfattning", "Sammanfattning"
    BAKGRUND = "bakgrund", "Bakgrund"
    ARENDET = "arendet", "Ärendet"
    SYNPUNKTER = "synpunkter", "Synpunkter"
    RESERVATION = "reservation", "Reservation"
    BILAGOR = "bilagor", "Bilagor"
    OTHER = "other", "Övrigt"


class Stance(Term):
    """What a sentence of own view says of the proposal."""

    POSITIVE = "positive", "positiv"
    NEGATIVE = "negative", "kritisk"
    MIXED = "mixed", "blandad"
    NEUTRAL = "neutral", "neutral"


class SynpunktType(Term):
    """What a sentence of own view does."""

    SUPPORT = "support", "stöd"
    CRITICISM = "criticism", "kritik"
    REQUEST = "request", "önskemål"
    QUESTION = "question", "fråga"
    INFORMATION = "information", "upplysning"


class Position(Term):
    """Where a remissinstans stands on the whole or a part, most approving first."""

    TILLSTYRKER = "tillstyrker", "tillstyrker"
    TILLSTYRKER_MED_SYNPUNKTER = "tillstyrker_med_synpunkter", "tillstyrker med synpunkter"
    INGEN_ERINRAN = "ingen_erinran", "ingen erinran"
    AVSTAR = "avstar", "avstår"
    AVSTYRKER_DELVIS = "avstyrker_delvis", "avstyrker delvis"
    AVSTYRKER = "avstyrker", "avstyrker"
    FRAMGAR_EJ = "framgar_ej", "framgår ej"


class Instanstyp(Term):
    """What kind of body a remissinstans is."""

    FACKNAMND = "facknamnd", "facknämnd"
    STADSDELSNAMND = "stadsdelsnamnd", "stadsdelsnämnd"
    BOLAG = "bolag", "kommunalt bolag"
    KOMMUN = "kommun", "kommun"
    REGION = "region", "region"
    STATLIG_MYNDIGHET = "statlig_myndighet", "statlig myndighet"
    DOMSTOL = "domstol", "domstol"
    UNIVERSITET = "universitet", "universitet eller högskola"
    FACKLIG = "facklig", "facklig organisation"
    NARINGSLIV = "naringsliv", "näringsliv"
    CIVILSAMHALLE = "civilsamhalle", "civilsamhälle"
    PRIVATPERSON = "privatperson", "privatperson"
    ANNAN = "annan", "annan"


class ReadStatus(Term):
    """How much of a file could be read."""

    LAST = "läst", "läst"
    DELVIS_LAST = "delvis läst", "delvis läst"
    EJ_LAST = "ej läst", "ej läst"


class BlockKind(Term):
    """What a piece of a page is; furniture alone stands outside the running text."""

    HEADING = "heading", "rubrik"
    PARAGRAPH = "paragraph", "stycke"
    LIST_ITEM = "list_item", "listpunkt"
    TABLE_ROW = "table_row", "tabellrad"
    FOOTNOTE = "footnote", "fotnot"
    METADATA = "metadata", "uppgifter"
    SIGNATURE = "signature", "underskrift"
    FURNITURE = "furniture", "sidhuvud, sidfot och marginal"


class PlaceKind(Term):
    """What the number of a place in an answer counts: pages of a PDF, paragraphs of other files."""

    SIDA = "sida", "sida"
    STYCKE = "stycke", "stycke"


PLACE_MARKS = {PlaceKind.SIDA: "s.", PlaceKind.STYCKE: "st."}
"""What stands before the number of a place in a citation."""


class MaskKind(Term):
    """What kind of personal detail was covered."""

    NAMN = "namn", "namn"
    EPOST = "epost", "e-post"
    TELEFON = "telefon", "telefon"
    PERSONNUMMER = "personnummer", "personnummer"
    ADRESS = "adress", "adress"


class Origin(Term):
    """Who placed a synpunkt in a theme, or set a position."""

    KLUSTER = "kluster", "klustring"
    KODBOK = "kodbok", "kodbok"
    GRANSKNING = "granskning", "granskad"
    TEXT = "text", "ur texten"


class Form(Term):
    """Whose way of writing the Word document follows: which chapters, in which order."""

    STOCKHOLM = "stockholm", "Stockholms stad, beredning"
    REGERINGSKANSLIET = "regeringskansliet", "Regeringskansliet, remissammanställning"
    SAMRADSREDOGORELSE = "samradsredogorelse", "samrådsredogörelse"


WHOLE = "HELHET"
"""The `part` of a position on the whole proposal."""

PROPOSAL = "forslag"
"""The `other_source_id` of a passage shared with the proposal."""
