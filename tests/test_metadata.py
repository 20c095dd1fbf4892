"""Heads of letters, drawn as (x, y, text) on a page, and what is to be read off them."""

import pytest

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.dates import find_dates
from remissnlp.annotation.extensions import Setting
from remissnlp.annotation.letterhead import body_start
from remissnlp.annotation.metadata import read_metadata
from remissnlp.annotation.numbers import is_departments, read_lone_number, read_number
from remissnlp.annotation.persons import read_persons
from remissnlp.document import Block, Document, Furniture, Line, Page
from remissnlp.terms import BlockKind

BODY = "Det här är brödtexten, som börjar under huvudet och går vidare över ett par rader med flera ord i."
H, M, P = BlockKind.HEADING, BlockKind.METADATA, BlockKind.PARAGRAPH
Piece = tuple[float, float, str, BlockKind]


def page(*pieces: Piece | tuple[float, float, str], body: str = BODY, apart: tuple[Furniture, ...] = ()) -> Document:
    """Draw a page: each piece a block of one line, ten points high, five points a character; then the body."""
    text, blocks, lines = "", [], []
    for piece in (*pieces, (70.0, 400.0, body, P)):
        x, top, said = piece[:3]
        kind = piece[3] if len(piece) == 4 else M
        text += "\n\n" if text else ""
        start = len(text)
        text += said
        blocks.append(Block(kind, start, len(text), level=1 if kind is H else 0))
        edges = tuple(x + 5.0 * n for n in range(len(said) + 1))
        lines.append(Line(start, len(text), 1, top, top + 10, edges))
    return Document("a", text, tuple(blocks), tuple(lines), apart, (Page(1, 595, 842),))


def header(text: str, role: str = "header", top: float = 20) -> Furniture:
    return Furniture(text, 1, (70, top, 500, top + 12 * (text.count("\n") + 1)), role)


def read(document: Document, **setting: object) -> dict[str, str]:
    return vars(read_metadata(document, Setting(**setting)))  # type: ignore[arg-type]


def test_a_label_may_stand_in_front_of_beside_or_above_its_value() -> None:
    beside = page((70, 50, "Handläggare:"), (200, 50, "Lisa Holm"), (70, 70, "Dnr:"), (200, 70, "KN 2021/77"))
    above = page((70, 50, "Handläggare"), (300, 50, "Vår beteckning"), (70, 62, "Lisa Holm"), (300, 62, "KN 2021/77"))
    front = page((70, 50, "Handläggare: Lisa Holm, utredare"), (70, 70, "Diarienummer KN 2021/77"))
    for document in (beside, above, front):
        assert (read(document)["handlaggare"], read(document)["dnr"]) == ("Lisa Holm", "KN 2021/77")


def test_two_labels_on_one_printed_line_have_their_values_below() -> None:
    document = page((70, 50, "Handläggare:" + " " * 40 + "Diarienr:"), (70, 62, "Per Åhs"), (330, 62, "2020.117 KS"))
    assert (read(document)["handlaggare"], read(document)["dnr"]) == ("Per Åhs", "2020.117 KS")


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (["Datum 2021-03-04", "Ert datum 2020-12-01"], "2021-03-04"),
        (["Ert datum 2020-12-01", "2021-03-04"], "2021-03-04"),
        (["Nämndens sammanträde 2021-04-01", "2021-03-04"], "2021-03-04"),
        (["Svar senast 2021-04-30", "Malmö den 4 mars 2021"], "2021-03-04"),
        (["Ankom 2021-03-09", "4 mars 2021"], "2021-03-04"),
        (["Sammanträdesdatum", "2021-03-04"], ""),
        (["Sammanträdesprotokoll", "Sammanträdesdatum 2021-03-04"], "2021-03-04"),
        (["Göteborg 4/3 2021"], "2021-03-04"),
        (["Remissen daterad 2020-11-02"], ""),
        (["Skickat: den 4 mars 2021 21:14"], "2021-03-04"),
    ],
)
def test_the_date_is_the_documents_own(lines: list[str], date: str) -> None:
    document = page(*((70.0, 50.0 + 12 * n, line) for n, line in enumerate(lines)))
    assert read(document)["date"] == date


def test_a_letter_dated_at_its_signature_has_that_date() -> None:
    document = page((70, 50, "Till Kulturdepartementet"), body=BODY)
    text = document.text + "\n\nKalmar den 5 maj 2022"
    blocks = (*document.blocks, Block(BlockKind.SIGNATURE, len(document.text) + 2, len(text)))
    assert read(Document("a", text, blocks, document.lines))["date"] == "2022-05-05"


@pytest.mark.parametrize(
    ("lines", "dnr"),
    [
        (["Vår beteckning", "ABC 2021:14", "Er beteckning", "Fi2021/00123"], "ABC 2021:14"),
        (["Er beteckning Fi2021/00123"], ""),
        (["Dnr Ju2021/01234", "Till Justitiedepartementet"], ""),
        (["Dnr 100-1/2021"], ""),
        (["Ert dnr: 100-1/2021", "Vårt dnr: 1.6-22/2021"], "1.6-22/2021"),
        (["§ 14", "Dnr KS/2021:55"], "KS/2021:55"),
        (["§ 14 2021.055 KS"], "2021.055 KS"),
        (["Dnr E2021-00031 Sida 1 (4)"], "E2021-00031"),
        (["Dnr"], ""),
        (["Telefon 08-508 27 100"], ""),
        (["Datum 2021-03-04"], ""),
    ],
)
def test_the_diary_number_is_the_answers_own(lines: list[str], dnr: str) -> None:
    document = page(*((70.0, 50.0 + 24 * (n // 2) + 11 * (n % 2), line) for n, line in enumerate(lines)))
    assert read(document, sender_dnr="100-1/2021")["dnr"] == dnr


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann-Marie Öst 0500-49 80 00", "Ann-Marie Öst"),
        ("Utredningssekreterare Göran af Klint", "Göran af Klint"),
        ("Bo Ek Miljöstrateg", "Bo Ek"),
        ("Eva Lund och Bo Ek", "Eva Lund och Bo Ek"),
        ("Kansliet", ""),
        ("08-123 45 67", ""),
        ("jurist", ""),
    ],
)
def test_a_name_is_read_without_its_title_or_telephone(text: str, names: str) -> None:
    assert read_persons(text) == names


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("KS 2020/123", "KS 2020/123"),
        ("2.4.1-14-2021, 2021-05-06", "2.4.1-14-2021"),
        ("BUN-2021-77 Sid 1", "BUN-2021-77"),
        ("V-2021-0034", "V-2021-0034"),
        ("20210504", ""),
        ("saknas", ""),
    ],
)
def test_a_diary_number_ends_where_something_else_begins(text: str, number: str) -> None:
    assert read_number(text) == number


def test_numbers_of_the_government_offices_are_known() -> None:
    assert is_departments("(KN2026/00741)")
    assert not is_departments("KS2026/741A-2")
    assert read_lone_number("2021-03-04") == ""


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("den 3:e maj 2020", ["2020-05-03"]),
        ("2020-02-30", []),
        ("1.12.2019", ["2019-12-01"]),
        ("20190301", ["2019-03-01"]),
        ("SFS 2010:900 och 08-508 20 190", []),
        ("2015-2016", []),
    ],
)
def test_only_days_that_exist_are_dates(text: str, dates: list[str]) -> None:
    assert [iso for iso, _ in find_dates(text)] == dates


def test_a_namnd_that_its_office_writes_to_answers_itself_and_the_office_speaks() -> None:
    document = page(
        (70, 50, "Handläggare"),
        (70, 62, "Ida Berg"),
        (70, 90, "Till"),
        (70, 102, "Kulturnämnden"),
        (70, 130, "Remiss om biblioteksplan. Svar till kommunstyrelsen", H),
        body="Kulturförvaltningen ställer sig bakom planen, som ger biblioteken de uppgifter de redan har i dag.",
        apart=(header("Tjänsteutlåtande\nDnr 1.2-30/2021"), header("Kulturförvaltningen\nBox 1", "letterhead", 700)),
    )
    found = read(document, sender="Kommunstyrelsen")
    assert (found["remissinstans"], found["instanstyp"]) == ("Kulturnämnden", "facknamnd")
    assert (found["speaker"], found["addressee"]) == ("Kulturförvaltningen", "Kulturnämnden")
    assert found["title"] == "Remiss om biblioteksplan. Svar till kommunstyrelsen"


def test_an_agency_is_known_by_letterhead_and_verbs_and_not_by_whom_it_writes_to() -> None:
    document = page(
        (70, 60, "Finansdepartementet"),
        (70, 72, "103 33 Stockholm"),
        (70, 100, "Yttrande över promemorian Ny avgift", H),
        body="Fiskeriverket tillstyrker förslaget. Verket har inga ytterligare synpunkter på promemorian i denna del.",
        apart=(header("Fiskeriverket\nDatum 2021-03-04\nVår beteckning 12-34/2021"),),
    )
    found = read(document)
    assert (found["remissinstans"], found["instanstyp"]) == ("Fiskeriverket", "statlig_myndighet")
    assert (found["addressee"], found["dnr"], found["date"]) == ("Finansdepartementet", "12-34/2021", "2021-03-04")


def test_minutes_of_a_kommunstyrelse_that_answers_the_state_are_the_kommuns() -> None:
    document = page(
        (70, 50, "Kommunstyrelsen"),
        (70, 70, "§ 12 Yttrande över remiss om lotsning", H),
        (70, 90, "Kommunstyrelsens beslut", H),
        body="Kommunstyrelsen beslutar att lämna yttrandet till Infrastrukturdepartementet som svar på remissen.",
        apart=(header("Sunnanviks kommun\nPROTOKOLLSUTDRAG\nSammanträdesdatum 2021-03-04"),),
    )
    found = read(document)
    assert (found["remissinstans"], found["addressee"]) == ("Sunnanviks kommun", "")
    assert found["title"] == "Yttrande över remiss om lotsning"


def test_a_kommun_answers_where_its_own_office_writes_to_its_kommunstyrelse() -> None:
    document = page(
        (70, 50, "Tjänsteskrivelse"),
        (70, 70, "Miljöförvaltningen"),
        (70, 90, "Till"),
        (70, 102, "Kommunstyrelsen"),
        (70, 130, "Yttrande över betänkandet om slamtömning", H),
        (70, 160, "Förslag till beslut", H),
        body="Norrviks kommun har fått betänkandet på remiss. Miljöförvaltningen avstyrker förslaget om avgifter.",
    )
    invited = ("Sundhults kommun", "Norrviks kommun")
    found = read(document, sender="Klimatdepartementet", invited=invited)
    assert (found["remissinstans"], found["instanstyp"]) == ("Norrviks kommun", "kommun")
    found = read(document, sender="Klimatdepartementet", invited=(*invited, "Kommunstyrelsen"))
    assert found["remissinstans"] == "Kommunstyrelsen"


def test_a_body_goes_by_the_name_it_was_asked_by() -> None:
    document = page(
        (70, 60, "Utbildningsdepartementet"),
        (70, 100, "Yttrande över promemorian Ny timplan", H),
        body="Skolverket tillstyrker förslaget. Verket har inga ytterligare synpunkter på promemorian i denna del.",
        apart=(header("Skolverket\nDatum 2021-03-04"),),
    )
    assert read(document, invited=("Statens skolverk",))["remissinstans"] == "Statens skolverk"
    assert read(document, invited=("Statens kulturråd",))["remissinstans"] == "Skolverket"


def test_a_row_of_a_table_that_says_something_is_no_part_of_the_letterhead() -> None:
    rows = [(70, 120, "Samråd", BlockKind.TABLE_ROW)]
    said = "Buller | Föreningen anser att tiden för samråd är för kort och bör förlängas."
    document = page((70, 40, "Vägplan för Norra Ekvik", H), *rows, (70, 140, said, BlockKind.TABLE_ROW))
    assert body_start(document) == 2


def test_an_office_may_be_named_by_two_words() -> None:
    document = page(
        (70, 50, "Tekniska kontoret"),
        (70, 90, "Till"),
        (70, 102, "Tekniska nämnden"),
        (70, 130, "Svar på remiss om gatubelysning", H),
        (70, 160, "Förslag till beslut", H),
    )
    found = read(document, sender="Kommunstyrelsen")
    assert (found["remissinstans"], found["speaker"]) == ("Tekniska nämnden", "Tekniska kontoret")


def test_a_private_person_is_named_by_town_only() -> None:
    document = page(
        (70, 50, "Ture Lindkvist"),
        (70, 62, "Årsta"),
        (70, 90, "Synpunkter på cykelplanen"),
        body="Jag cyklar varje dag och har bott här i trettio år. Min fråga är när banan blir klar, för jag väntar.",
    )
    found = read(document)
    assert (found["remissinstans"], found["instanstyp"]) == ("Privatperson, Årsta", "privatperson")
    assert (found["handlaggare"], found["speaker"]) == ("", "")


def test_an_unread_field_is_empty_and_an_override_wins() -> None:
    document = page((70, 50, "Utan huvud"))
    assert read(document, overrides={"remissinstans": "Sportklubben Ess"})["remissinstans"] == "Sportklubben Ess"
    assert read(document)["addressee"] == ""


def test_the_one_who_presented_an_agencys_case_is_its_handlaggare() -> None:
    document = page((70, 50, "Remissvar"))
    text = (
        document.text + "\n\nBeslutet har fattats av generaldirektör Bo Ek. Föredragande har varit juristen Eva Lund."
    )
    blocks = (*document.blocks, Block(P, len(document.text) + 2, len(text)))
    assert read(Document("a", text, blocks, document.lines))["handlaggare"] == "Eva Lund"


@pytest.mark.parametrize(
    ("name", "seats", "kind"),
    [
        ("Umeå Parkerings AB", (), "bolag"),
        ("AB Gävlegårdarna", (), "naringsliv"),
        ("Kristianstads Renhållnings AB", (), "bolag"),
        ("Örebro Bostäder AB", (), "bolag"),
        ("Luleå Hamn AB", (), "bolag"),
        ("Falkenbergs Bryggeri AB", (), "naringsliv"),
        ("Svenska Parkerings AB", (), "naringsliv"),
        ("Ekviks Parkerings AB", (), "naringsliv"),
        ("Ekviks Parkerings AB", ("Ekviks kommun",), "bolag"),
        ("Ekviks Mässa AB", ("Ekviks kommun, kommunstyrelsen",), "bolag"),
        ("AB Ekviksmark", ("Ekviks kommun",), "naringsliv"),
        ("Ekviks byalag", ("Ekviks kommun",), "civilsamhalle"),
        ("Nordtvätt AB", ("Ekviks kommun",), "naringsliv"),
    ],
)
def test_a_company_named_after_a_municipality_is_municipal(name: str, seats: tuple[str, ...], kind: str) -> None:
    assert str(instanstyp_of(name, *seats)) == kind


def _letter(*lines: str, body: str) -> Document:
    """Make a letter of lines of the head, a heading first among them marked with "# ", and a body."""
    texts = [line.removeprefix("# ") for line in lines] + [body]
    kinds = [BlockKind.HEADING if line.startswith("# ") else BlockKind.METADATA for line in lines]
    starts = [sum(len(text) + 2 for text in texts[:index]) for index in range(len(texts))]
    blocks = tuple(
        Block(kind, start, start + len(text), level=int(kind is BlockKind.HEADING))
        for kind, start, text in zip([*kinds, BlockKind.PARAGRAPH], starts, texts, strict=True)
    )
    return Document("svar", "\n\n".join(texts), blocks, ())


def test_a_title_that_reads_as_a_heading_of_views_is_the_title() -> None:
    letter = _letter(
        "Datum: 2026-03-04",
        "# Yttrande över SOU 2025:11 Lösa hundar",
        "# Kopplet",
        body="Verket tillstyrker förslaget om koppel i tätort.",
    )
    assert read_metadata(letter, Setting()).title == "Yttrande över SOU 2025:11 Lösa hundar"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Ekviks tingsrätt", "Ekviks tingsrätt, mark- och miljödomstolen"),
        ("Sundets tingsrätt", "Mark- och miljödomstolen"),
    ],
)
def test_a_body_asked_by_two_levels_goes_by_both_where_both_stand(head: str, name: str) -> None:
    letter = _letter(
        head,
        "Mark- och miljödomstolen",
        "Till Försvarsdepartementet",
        body="Mark- och miljödomstolen avstyrker förslaget. Mark- och miljödomstolen anser att fristen är för kort.",
    )
    invited = ("Ekviks tingsrätt, mark- och miljödomstolen", "Verket för hundar")
    assert read_metadata(letter, Setting(invited=invited)).remissinstans == name


def test_the_office_speaks_where_it_writes_to_its_own_kommunstyrelse() -> None:
    letter = _letter(
        "Ekviks kommun",
        "Kommunledningsförvaltningen",
        "Till Kommunstyrelsen",
        "# Yttrande över betänkandet Lösa hundar",
        "# Förslag till beslut",
        body="Kommunstyrelsen sänder yttrandet till departementet. Kommunen tillstyrker förslaget.",
    )
    found = read_metadata(letter, Setting(sender="Justitiedepartementet", invited=("Ekviks kommun",)))
    assert (found.remissinstans, found.speaker) == ("Ekviks kommun", "Kommunledningsförvaltningen")


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Hundliv (HL) är branschorganisation för 40 kennlar.", "naringsliv"),
        ("Hundliv är en ideell förening för hundar.", "civilsamhalle"),
        ("Hundliv är det största fackförbundet för hundförare.", "facklig"),
        ("Hundliv har en branschorganisation bland sina medlemmar.", "annan"),
    ],
)
def test_a_body_whose_name_says_nothing_is_what_it_calls_itself(said: str, kind: str) -> None:
    letter = _letter("Hundliv", "Till Justitiedepartementet", body=f"{said} Hundliv tillstyrker förslaget.")
    found = read_metadata(letter, Setting(invited=("Hundliv",)))
    assert (found.remissinstans, found.instanstyp) == ("Hundliv", kind)


def test_a_private_person_lives_at_the_post_town() -> None:
    letter = _letter(
        "Ada Prov", "Lillbyn", "570 12 Storbyn", body="Jag tycker att förslaget är bra. Jag har bott här i många år."
    )
    assert read_metadata(letter, Setting()).remissinstans == "Privatperson, Storbyn"
