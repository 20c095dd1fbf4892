import pytest

from remissnlp.annotation.extensions import Metadata, Setting
from remissnlp.annotation.parties import parties_of
from remissnlp.annotation.verdicts import Before, Verdict, judge
from remissnlp.terms import Section

METADATA = Metadata(remissinstans="Kulturnämnden", instanstyp="facknamnd", speaker="Kulturförvaltningen")
SETTING = Setting(sender="Kommunstyrelsen", proposal=frozenset({"innovation ska synas i stadens budget"}))
PARTIES = parties_of("", METADATA, SETTING)


def _own(text: str, section: Section = Section.SYNPUNKTER, before: Before | None = None) -> bool:
    return judge(text, section, before or Before(), PARTIES, SETTING).own_view


@pytest.mark.parametrize(
    ("sentence", "own_view"),
    [
        ("Förvaltningen anser att begreppet är oklart.", True),
        ("Staden måste därför, menar kulturförvaltningen, ta ett samlat ansvar.", True),
        ("Enligt nämndens mening är tidplanen snäv.", True),
        ("Det finns en risk att arbetet stannar av.", True),
        ("Det bör framgå vem som ansvarar.", True),
        ("Strategin saknar en tidplan.", True),
        ("Vi delar inte den bilden.", True),
        ("Stadsledningskontoret föreslår att varje nämnd utser en samordnare.", False),
        ("Enligt stadsledningskontoret är en innovation något nytt.", False),
        ("I förslaget definieras innovation som något värdeskapande.", False),
        ("Vidare anges att arbetet ska följas upp.", False),
        ("Innovation ska synas i stadens budget.", False),
        ("Strategin omfattar sex delstrategier.", False),
        ("Kommunstyrelsen har remitterat förslaget till nämnden för yttrande.", False),
        ("Nedan redovisas förvaltningens synpunkter.", False),
        ("Förvaltningen har följande synpunkter:", False),
        ("Strategin anger att ansvaret är delat, men det är oklart hur.", True),
        ("I 4.3 uppges att fem kilometer är nog.", False),
        ("Enligt 5.2 ska länet peka ut platserna.", False),
        ("Av avsnitt 6.1 följer att nämnden betalar.", False),
        ("I kapitel 8 räknas biblioteken upp.", False),
        ("I kapitel 8 saknas biblioteken.", True),
        ("I 4.3 borde biblioteken nämnas.", True),
        ("I 4.3 finns ingen beräkning.", True),
        ("Enligt 4 kap. 39 § regeringsformen gäller motsatsen.", True),
        ("I 4,3 procent av lånen är boken försenad.", True),
        ("Utredningens samlade bedömning är att lånen ökar.", False),
        ("I uppdraget ingick att räkna på kostnaden.", False),
        ("Se t.ex. museernas årsböcker för åren 2010–2014.", False),
        ("Se även handboken, s. 14.", False),
        ("Jfr prop. 2009/10:3 s. 12.", False),
        ("Se till att arkiven får egna lokaler.", True),
        ("Se även till att arkiven får egna lokaler.", True),
    ],
)
def test_subject_and_verb_tell_own_view_from_recital(sentence: str, own_view: bool) -> None:
    assert _own(sentence) is own_view


@pytest.mark.parametrize(
    ("sentence", "section", "own_view"),
    [
        ("Kontoret har därför genomfört en kartläggning.", Section.ARENDET, False),
        ("Kulturnämnden besvarar remissen med tjänsteutlåtandet.", Section.BESLUT, False),
        ("Kulturnämnden tillstyrker förslaget.", Section.BESLUT, True),
        ("Nämnden avstår från att yttra sig.", Section.BESLUT, True),
        ("Nämnden borde ha yrkat avslag.", Section.RESERVATION, False),
        ("Stockholm växer.", Section.BAKGRUND, False),
        ("Stockholm växer.", Section.SYNPUNKTER, True),
    ],
)
def test_the_section_decides_what_the_words_leave_open(sentence: str, section: Section, own_view: bool) -> None:
    assert _own(sentence, section) is own_view


def test_a_list_of_somebody_elses_conclusions_is_recital() -> None:
    before = Before(lead_in=Verdict(False, "proposer", "slutsatser"))
    assert not _own("Det behövs mer samverkan.", before=before)


def test_a_list_under_the_respondents_own_wish_is_own_view() -> None:
    before = Before(lead_in=Verdict(True, "respondent", "förvaltningen vill"))
    assert _own("att utbildningen får kosta", before=before)


def test_every_verdict_says_what_decided() -> None:
    for text in ("Stockholm växer.", "Förvaltningen anser det.", "Strategin omfattar sex delar."):
        assert judge(text, Section.SYNPUNKTER, Before(), PARTIES, SETTING).cue
