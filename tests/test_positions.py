from pathlib import Path

import pandas as pd
import pytest

from remissnlp.annotation.parts import find_parts
from remissnlp.annotation.subjects import find_headed, find_named
from remissnlp.positions import judge_positions
from remissnlp.statements import find_stands

PARTS = [("1", "Stärk styrningen mot en ökad innovationsförmåga"), ("2", "Utveckla verktyg"), ("3", "Bygg ut stödet")]


def _own(*sentences: tuple[str, str, str] | str) -> pd.DataFrame:
    """Rows of own view: text, stance, parts; a bare text is neutral and names no part."""
    rows = [(s, "neutral", "") if isinstance(s, str) else s for s in sentences]
    return pd.DataFrame(
        [
            {"sentence_id": f"m{n}", "text": text, "section": "synpunkter", "stance": stance, "parts": parts, "n": n}
            for n, (text, stance, parts) in enumerate(rows)
        ],
        columns=["sentence_id", "text", "section", "stance", "parts", "n"],
    )


CRITICAL = ("Tidplanen är för snäv.", "negative", "")


@pytest.mark.parametrize(
    ("sentences", "position", "evidence"),
    [
        (["Nämnden tillstyrker förslaget."], "tillstyrker", "m0"),
        (["Nämnden tillstyrker förslaget.", CRITICAL], "tillstyrker_med_synpunkter", "m0"),
        (["Förslaget tillstyrks under förutsättning att staten betalar."], "tillstyrker_med_synpunkter", "m0"),
        (["Nämnden ställer sig i huvudsak bakom strategin."], "tillstyrker_med_synpunkter", "m0"),
        (["Kontoret ställer sig positivt till förslaget."], "tillstyrker", "m0"),
        (["Kontoret ställer sig positiv till förslaget."], "tillstyrker", "m0"),
        (["Universitetet stödjer inriktningen i strategin."], "tillstyrker", "m0"),
        (["Verket har, utifrån sitt uppdrag, inte några synpunkter på förslaget."], "ingen_erinran", "m0"),
        (["Nämnden har inget att erinra mot förslaget."], "ingen_erinran", "m0"),
        (["I denna del har kommunen inga synpunkter.", CRITICAL], "framgar_ej", ""),
        (["Nämnden avstår från att yttra sig."], "avstar", "m0"),
        (["Domstolen avstår därför från att svara på remissen."], "avstar", "m0"),
        (["Föreningen yrkar avslag på förslaget."], "avstyrker", "m0"),
        (["Vi instämmer i syftet men kan inte ställa oss bakom förslaget."], "avstyrker", "m0"),
        (["Föreningen ställer sig inte bakom strategin."], "avstyrker", "m0"),
        (["Nämnden tillstyrker inte förslaget."], "avstyrker", "m0"),
        (["Verket avstyrker dock förslaget om att kommunerna ska betala."], "avstyrker_delvis", "m0"),
        (["Förbundet motsätter sig att lönen kopplas till mätningar."], "avstyrker_delvis", "m0"),
        (["Nämnden delar syftet med förslaget."], "framgar_ej", ""),
        (["Vi instämmer i revisionens kritik mot förslaget."], "framgar_ej", ""),
        (["Ett av bolagen avstyrker förslaget."], "framgar_ej", ""),
        (["Som nämnden skrev i fjol: ”vi avstyrker förslaget”."], "framgar_ej", ""),
        (["Det är bra att staden tar fram en strategi."], "framgar_ej", ""),
        ([], "framgar_ej", ""),
    ],
)
def test_the_whole_takes_the_first_row_of_the_ladder_that_fits(
    sentences: list[tuple[str, str, str] | str], position: str, evidence: str
) -> None:
    stand = judge_positions(_own(*sentences), parts=PARTS)["HELHET"]
    assert (stand.position, stand.sentence_id) == (position, evidence)


def test_a_sentence_may_approve_some_parts_and_reject_another() -> None:
    own = _own(("Nämnden tillstyrker delstrategi 1 och 2 men avstyrker delstrategi 3.", "mixed", "1;2;3"))
    stands = judge_positions(own, parts=PARTS)
    assert {part: str(stand.position) for part, stand in stands.items()} == {
        "HELHET": "avstyrker_delvis",
        "1": "tillstyrker_med_synpunkter",
        "2": "tillstyrker_med_synpunkter",
        "3": "avstyrker",
    }


def test_list_items_take_the_stand_of_their_lead_in() -> None:
    own = _own(
        "Nämnden avstyrker följande delstrategier:",
        ("delstrategi 2", "negative", "2"),
        ("Delstrategi 3", "negative", "3"),
    )
    stands = judge_positions(own, parts=PARTS)
    assert (stands["2"].position, stands["3"].position) == ("avstyrker", "avstyrker")
    assert stands["2"].sentence_id == "m1"


CHAPTERS = [
    ("1", "Kapitel 4 Avgifter för slam"),
    ("2", "Kapitel 5 Hämtning"),
    ("4", "Kapitel 7 Tillsyn och sanktioner"),
    ("5", "Återvinningscentraler"),
    ("6", "Drift och skötsel"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Förslagen i kapitel 4 och 5 är väl avvägda.", ("1", "2")),
        ("Det som sägs i kap. 7 behöver utvecklas.", ("4",)),
        ("7 Tillsyn och sanktioner", ("4",)),
        ("Tillsynen är svag och sanktionerna är få.", ()),
        ("Drift och skötsel: Ingen erinran.", ("6",)),
        ("3. Drift och skötsel", ("6",)),
        ("Driften och skötseln sköts i dag av entreprenör.", ("6",)),
        ("Hämtning", ("2",)),
        ("Bolagets bilar kör hämtning om natten.", ()),
        ("Öppettiderna vid återvinningscentralerna är för korta.", ("5",)),
        ("Delområde 6 saknar budget.", ("6",)),
    ],
)
def test_parts_are_known_by_their_own_number_and_name(text: str, named: tuple[str, ...]) -> None:
    assert find_parts(text, CHAPTERS) == named


def test_who_declines_to_speak_of_a_part_declines_there_only() -> None:
    own = _own(
        "Vi tillstyrker förslaget i kapitel 5.",
        "Vi avstyrker kapitel 4.",
        "Vad gäller tillsyn och sanktioner avstår vi från att yttra oss.",
    )
    stands = judge_positions(own, parts=CHAPTERS)
    assert {part: str(stand.position) for part, stand in stands.items()} == {
        "HELHET": "avstyrker_delvis",
        "1": "avstyrker",
        "2": "tillstyrker",
        "4": "avstar",
    }


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Vi välkomnar förslaget.", "tillstyrker"),
        ("Detta är bra.", "tillstyrker"),
        ("Förslaget är bra.", "tillstyrker"),
        ("Containrar är en bra lösning.", None),
        ("Det är bra att öppettiderna blir längre.", None),
        ("Vi avstyrker målet om tömning varje vecka.", "avstyrker_delvis"),
    ],
)
def test_praise_of_one_thing_in_a_part_is_no_stand_on_the_part(text: str, position: str | None) -> None:
    stand = judge_positions(_own((text, "neutral", "6")), parts=CHAPTERS).get("6")
    assert (stand and str(stand.position)) == position


SCHOOL = [
    ("1", "Kapitel 3 Skolskjuts och resor"),
    ("2", "Kapitel 4 Ett gemensamt elevregister"),
    ("3", "Kapitel 5 Tillsyn och överklagande"),
    ("4", "Kapitel 6 Elevboenden på landsbygden"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Kommunen avstyrker förslaget om tillsyn.", ("3",)),
        ("Förslagen kring skolskjutsar är otydliga.", ("1",)),
        ("Vad gäller registret saknas en kalkyl.", ("2",)),
        ("Beträffande elevregistret hänvisar vi till regionens svar.", ("2",)),
        ("I fråga om överklaganden bör fristen vara längre.", ("3",)),
        ("När det gäller resorna delar vi bedömningen.", ("1",)),
        ("Avsnittet om boendena är kort.", ("4",)),
        ("Förslaget om tillsyn av registret är oklart.", ("3",)),
        ("Förslagen om skolskjuts och tillsyn hänger ihop.", ("1", "3")),
        ("Förslaget att bygga elevboenden på landsbygden är bra.", ("4",)),
        ("I 5.2 sägs att länsstyrelsen granskar.", ("3",)),
        ("Det som föreslås i avsnitt 4.1 är oklart.", ("2",)),
        ("Av de 5.200 eleverna åker hälften buss.", ()),
        ("Förslaget om det inte finns pengar.", ()),
        ("Förslaget till strategi är bra.", ()),
        ("Vad gäller budgeten har vi inget att tillägga.", ()),
        ("Skolan har egna bussar.", ()),
        ("Tillsynen sköts i dag av kommunen.", ()),
    ],
)
def test_a_part_is_known_by_what_is_said_of_its_subject(text: str, named: tuple[str, ...]) -> None:
    assert find_named(text, SCHOOL) == named


@pytest.mark.parametrize(
    ("heading", "named"),
    [
        ("Registret", ("2",)),
        ("Tillsynen", ("3",)),
        ("Maten i skolan", ()),
        ("Resor och boenden", ("1", "4")),
        ("Nämndens synpunkter", ()),
        ("Övriga frågor", ()),
    ],
)
def test_a_heading_names_a_part_by_its_subject(heading: str, named: tuple[str, ...]) -> None:
    assert find_headed(heading, SCHOOL) == named


@pytest.mark.parametrize(
    ("text", "heading", "expected"),
    [
        ("Vi tillstyrker att ett elevregister inrättas.", "Registret", {"2": "tillstyrker"}),
        ("Vi tillstyrker att uppgifterna gallras efter tre år.", "Registret", {}),
        ("Vi stödjer kravet på lösenord.", "Registret", {}),
        ("Nämnden tillstyrker förslaget.", "Registret", {"2": "tillstyrker"}),
        ("Nämnden har inget att erinra mot avgiftens nivå.", "Tillsynen", {}),
        ("Nämnden har inget att erinra.", "Tillsynen", {"3": "ingen_erinran"}),
        ("Vi avstyrker att uppgifterna gallras.", "Registret", {"2": "avstyrker_delvis"}),
        ("Vi avstyrker förslagen i avsnitten 5.1 och 5.4.", "", {"3": "avstyrker_delvis"}),
        (
            "Vi tillstyrker kapitel 3 och 4 men avstyrker hanteringen av maten i kapitel 6.",
            "",
            {"1": "tillstyrker_med_synpunkter", "2": "tillstyrker_med_synpunkter", "4": "avstyrker_delvis"},
        ),
        (
            "Vi tillstyrker kapitel 3 och avstyrker kapitel 6.",
            "",
            {"1": "tillstyrker_med_synpunkter", "4": "avstyrker"},
        ),
        ("I övrigt har kommunen inget att erinra.", "", {}),
        ("Övriga förslag har vi ingen anledning att motsätta oss.", "", {}),
    ],
)
def test_one_thing_in_a_part_counts_for_the_part_only_if_it_is_what_the_part_is_about(
    text: str, heading: str, expected: dict[str, str]
) -> None:
    stance = "mixed" if "avstyrker" in text and "tillstyrker" in text else "neutral"
    own = _own((text, stance, ";".join(find_named(text, SCHOOL) or find_headed(heading, SCHOOL))))
    stands = judge_positions(own.assign(heading=heading), parts=SCHOOL)
    found = {part: str(stand.position) for part, stand in stands.items() if part != "HELHET"}
    assert found == expected


def test_what_is_rejected_right_after_a_section_is_retold_is_in_that_part() -> None:
    own = _own("Enligt 5.3 får inspektionen stänga en skola.", "Vi motsätter oss att den får göra det utan dom.")
    own = own.assign(paragraph=4, own_view=[False, True])
    assert judge_positions(own, parts=SCHOOL)["3"].position == "avstyrker_delvis"


def test_what_is_only_pointed_at_is_not_the_whole() -> None:
    own = _own("Skolorna ska få betala registret.", "Det kan kommunen inte godta.", "Vi tillstyrker förslaget.")
    assert judge_positions(own, parts=SCHOOL)["HELHET"].position == "avstyrker_delvis"


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Den gallringen kan nämnden inte tillstyrka.", "avstyrker_delvis"),
        ("Den fria tillgången avstyrks.", "avstyrker_delvis"),
        ("Den delen kan nämnden inte tillstyrka.", "avstyrker"),
        ("Det förslaget avstyrks.", "avstyrker"),
    ],
)
def test_one_thing_put_first_and_rejected_under_the_heading_of_a_part_is_a_part_of_it(text: str, position: str) -> None:
    own = _own((text, "negative", "")).assign(heading="Om registret")
    assert judge_positions(own, parts=SCHOOL)["2"].position == position


def test_faults_under_the_same_heading_qualify_the_support_for_a_part() -> None:
    own = _own("Vi tillstyrker att registret inrättas.", ("Skyddet är för svagt.", "negative", "")).assign(
        heading="Om registret"
    )
    assert judge_positions(own, parts=SCHOOL)["2"].position == "tillstyrker_med_synpunkter"


def test_support_for_every_part_is_support_for_the_whole() -> None:
    own = _own(("Vi tillstyrker delstrategi 1–3.", "positive", "1;2;3"))
    assert judge_positions(own, parts=PARTS)["HELHET"].position == "tillstyrker"


def test_support_for_some_parts_says_nothing_of_the_whole() -> None:
    own = _own(("Vi tillstyrker delstrategi 1.", "positive", "1"))
    assert judge_positions(own, parts=PARTS)["HELHET"].position == "framgar_ej"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Besvaras med tjänsteutlåtandet.", []),
        ("Nämnden överlämnar detta som sitt svar.", []),
        ("Nämnden kan inte tillstyrka förslaget.", ["avslag"]),
        ("Vi delar inte bedömningen.", []),
    ],
)
def test_formulas_take_no_stand(text: str, kinds: list[str]) -> None:
    assert [stand.kind for stand in find_stands(text)] == kinds


SENTENCES = Path(__file__).parent / "data" / "sentences" / "positions.tsv"


def _table() -> list[tuple[str, str]]:
    lines = [line for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(text, position) for position, text in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("text", "position"), _table())
def test_one_sentence_alone_takes_this_position(text: str, position: str) -> None:
    own = _own((text, "neutral", ";".join(find_parts(text, PARTS))))
    assert judge_positions(own, parts=PARTS)["HELHET"].position == position
