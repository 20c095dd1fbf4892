import pytest
import spacy

from remissnlp.annotation.extensions import plain_document, units_of
from remissnlp.annotation.sections import Sections, section_of, tell_sections
from remissnlp.annotation.sentences import Sentences
from remissnlp.document import Block, Document
from remissnlp.terms import BlockKind, Section


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Förslag till beslut", "beslut"),
        ("Sammanfattning", "sammanfattning"),
        ("Remissen", "bakgrund"),
        ("Ärendet", "arendet"),
        ("Ärendets beredning", "bakgrund"),
        ("Kulturförvaltningens synpunkter och förslag", "synpunkter"),
        ("4. Förvaltningens bedömning", "synpunkter"),
        ("Allmänna synpunkter", "synpunkter"),
        ("Universitetets ställningstagande", "synpunkter"),
        ("Reservation av två ledamöter", "reservation"),
        ("Bilaga 2. Särskilt uttalande", "reservation"),
        ("Bilagor", "bilagor"),
        ("Slut", "other"),
        ("Reservation anfördes av Berit Ås (M) och Olle Ny (KD)", "reservation"),
        ("Skriftlig reservation", "reservation"),
        ("Bilaga 1 Reservation (SD)", "reservation"),
        ("Särskilt uttalande av Vänsterpartiet", "reservation"),
        ("Ersättaryttrande från Liberalerna", "reservation"),
        ("Protokollsanteckning", "reservation"),
        ("Kommunstyrelsens beslut", "beslut"),
        ("Förslag till beslut i kommunfullmäktige", "beslut"),
        ("Yrkanden", "bakgrund"),
        ("Beslutsgång", "bakgrund"),
        ("Inställning till förslaget", "synpunkter"),
        ("Förvaltningens övervägande", "synpunkter"),
        ("Ekonomiska konsekvenser", "synpunkter"),
        ("Slutsatser", "synpunkter"),
        ("Expediering", "bilagor"),
        ("Naturreservat", None),
        ("Delstrategi 3", None),
        ("Utbildning av medarbetare", None),
    ],
)
def test_a_heading_opens_its_section(heading: str, section: str | None) -> None:
    assert section_of(heading) == section


def _document(*pieces: tuple[BlockKind, int, str]) -> Document:
    text, blocks = "", []
    for kind, level, piece in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(piece), level=level))
        text += piece
    return Document("a", text, tuple(blocks), ())


HEADING, PARAGRAPH = BlockKind.HEADING, BlockKind.PARAGRAPH


def test_a_letter_without_headings_is_the_respondents_view() -> None:
    document = _document((BlockKind.METADATA, 0, "2015-09-01"), (PARAGRAPH, 0, "Jag tycker att det är bra."))
    assert [section for section, _ in tell_sections(document)] == [Section.METADATA, Section.SYNPUNKTER]


def test_subheadings_stay_in_their_section_and_a_reservation_lasts_to_the_end() -> None:
    document = _document(
        (HEADING, 1, "Svar på remiss"),
        (HEADING, 2, "Nämndens synpunkter"),
        (HEADING, 3, "Delstrategi 1"),
        (PARAGRAPH, 0, "Bra."),
        (HEADING, 2, "Reservation"),
        (HEADING, 3, "Förslag till beslut"),
        (PARAGRAPH, 0, "Vi yrkar avslag."),
    )
    found = tell_sections(document)
    assert found[3] == (Section.SYNPUNKTER, "Delstrategi 1")
    assert found[6][0] is Section.RESERVATION


def test_an_unknown_heading_after_the_summary_opens_the_views() -> None:
    document = _document(
        (HEADING, 2, "Sammanfattning"), (PARAGRAPH, 0, "a"), (HEADING, 2, "Avsnitt 3.2 Tillsyn"), (PARAGRAPH, 0, "b")
    )
    assert [section for section, _ in tell_sections(document)][1::2] == [Section.SAMMANFATTNING, Section.SYNPUNKTER]


def test_a_reservation_in_running_text_opens_its_section_until_an_office_speaks_again() -> None:
    document = _document(
        (HEADING, 2, "Beslut"),
        (PARAGRAPH, 0, "Nämnden tillstyrker planen."),
        (PARAGRAPH, 0, "Reservation anfördes av Berit Ås (M) enligt följande."),
        (PARAGRAPH, 0, "Planen borde ha avslagits."),
        (HEADING, 3, "Sammanfattning"),
        (PARAGRAPH, 0, "Den är för dyr."),
        (HEADING, 2, "Kulturförvaltningens synpunkter"),
        (PARAGRAPH, 0, "Planen är bra."),
    )
    sections = [section for section, _ in tell_sections(document)]
    assert sections[2:6] == [Section.RESERVATION] * 4
    assert sections[7] is Section.SYNPUNKTER


@pytest.mark.parametrize(
    ("text", "closes"),
    [
        ("Brunnen sinade aldrig förr, men i somras tog vattnet slut i juli.", False),
        ("Slut.", True),
        ("Hälsningar från oss i Ekvik!", True),
        ("Yttrandet har fastställts av dekan Eva Ek.", True),
        ("Beslut har fattats av generaldirektören efter föredragning av Bo Al.", True),
        ("Ärendet har handlagts av utredaren Bo Al.", True),
        ("Avtalet är slut och bör förnyas.", False),
    ],
)
def test_only_a_closing_line_closes(text: str, closes: bool) -> None:
    document = plain_document(f"Nämnden tillstyrker förslaget.\n\nTiden är kort.\n\n{text}")
    doc = spacy.blank("sv")(document.text)
    for make in (Sentences, Sections):
        doc = make()(doc)
    assert (units_of(doc)[-1]._.section == "other") is closes


def test_the_first_subject_after_an_opening_leads_into_the_views() -> None:
    text = (
        "Yttrande över Vattenplanen\n\nUniversitetet har läst planen.\n\nTorkan i söder\n\nPlanen tar inte upp den.\n\n"
        "Rättsliga synpunkter\n\nLagen är otydlig.\n\nDeltar inte i beslutet\n\nTre ledamöter står utanför."
    )
    found = [str(section) for section, _ in tell_sections(plain_document(text))]
    assert found[3::2] == ["synpunkter", "synpunkter", "reservation"]
