"""The grammar around the quotations."""

import pytest

from remissnlp.sammanstallning.leaning import is_item, leans
from remissnlp.sammanstallning.swedish import counted, enumerate_names, genitive, number, sort_key, write_date


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kulturnämnden", "Kulturnämndens"),
        ("Borås", "Borås"),
        ("Uppsala kommun", "Uppsala kommuns"),
        ("Stockholms Stadshus AB", "Stockholms Stadshus AB:s"),
        ("SKR", "SKR:s"),
        ("Försvarsmakten", "Försvarsmaktens"),
        ("Svenska Taxiförbundet Mix", "Svenska Taxiförbundet Mix"),
    ],
)
def test_genitives_follow_the_rules_of_writing(name: str, expected: str) -> None:
    assert genitive(name) == expected


@pytest.mark.parametrize(
    ("count", "noun", "expected"),
    [
        (1, "remissinstans", "en remissinstans"),
        (2, "remissinstans", "två remissinstanser"),
        (12, "synpunkt", "tolv synpunkter"),
        (13, "synpunkt", "13 synpunkter"),
        (1, "svar", "ett svar"),
        (3, "svar", "tre svar"),
        (1, "tema", "ett tema"),
        (2, "tema", "två teman"),
        (0, "synpunkt", "inga synpunkter"),
    ],
)
def test_numbers_up_to_twelve_are_words_and_agree_with_the_noun(count: int, noun: str, expected: str) -> None:
    assert counted(count, noun) == expected


def test_large_numbers_are_parted_by_a_hard_space() -> None:
    assert number(12345) == "12\u00a0345"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["A-nämnden"], "A-nämnden"),
        (["A-nämnden", "B-nämnden"], "A-nämnden och B-nämnden"),
        (["A-nämnden", "B-nämnden", "C-bolaget"], "A-nämnden, B-nämnden och C-bolaget"),
        (["A-nämnden", "Miljö- och byggnämnden"], "A-nämnden samt Miljö- och byggnämnden"),
    ],
)
def test_names_are_joined_so_that_the_list_reads_one_way(names: list[str], expected: str) -> None:
    assert enumerate_names(names) == expected


def test_dates_are_written_out_and_what_is_no_date_is_left() -> None:
    assert write_date("2015-10-05") == "den 5 oktober 2015"
    assert write_date("i höst") == "i höst"


def test_swedish_letters_come_last_whatever_the_locale() -> None:
    assert sorted(["Ösmo", "Arboga", "Ärla", "Åmål", "Visby"], key=sort_key) == [
        "Arboga",
        "Visby",
        "Åmål",
        "Ärla",
        "Ösmo",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dock måste ansvaret framgå.", True),
        ("Detta innebär en risk.", True),
        ("Dessa medel räcker inte.", True),
        ("Därför bör tidplanen ändras.", True),
        ("Vidare anser nämnden att kostnaderna underskattas.", True),
        ("Den saknar en budget.", True),
        ("Det innebär ökade kostnader.", True),
        ("De bör få ersättning.", True),
        ("Nämnden anser därför att planen bör dras tillbaka.", True),
        ("Det bör därför preciseras.", True),
        ("Den föreslagna planen saknar budget.", False),
        ("De åtgärder som föreslås räcker inte.", False),
        ("Det är viktigt att ansvaret framgår.", False),
        ("Det finns en risk att kostnaderna ökar.", False),
        ("Det bör framgå hur planen ska följas upp.", False),
        ("Även om planen är bra saknas pengar.", False),
        ("Nämnden tillstyrker förslaget.", False),
    ],
)
def test_a_sentence_that_points_back_leans_on_the_one_before(text: str, expected: bool) -> None:
    assert leans(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("– att planen kompletteras", True),
        ("• Ökad trygghet", True),
        ("1. Stärk styrningen", True),
        ("a) ansvaret", True),
        ("att planen kompletteras", True),
        ("2015 antogs planen.", False),
        ("Planen kompletteras.", False),
    ],
)
def test_list_items_are_known_by_their_mark_or_small_letter(text: str, expected: bool) -> None:
    assert is_item(text) is expected
