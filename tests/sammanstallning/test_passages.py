"""Passages: what must be quoted together, what is left out, and that every letter is the document's."""

from dataclasses import replace
from typing import Any

import pytest

from remissnlp import comparison
from remissnlp.errors import CheckFailedError
from remissnlp.sammanstallning import Sammanstallning, check
from remissnlp.sammanstallning.leaning import leans
from remissnlp.sammanstallning.passages import Passages
from remissnlp.themes.discovery import REMAINDER


def _passages(text: str, *sentences: tuple[str, str]) -> Passages:
    """Make passages of a text and its sentences, each with its stance; a sentence is found after the one before."""
    rows: list[dict[str, Any]] = []
    end = 0
    for n, (sentence, stance) in enumerate(sentences):
        start = text.index(sentence, end)
        end = start + len(sentence)
        paragraph = text.count("\n\n", 0, start)
        place = {
            "source_id": "svar",
            "n": n,
            "paragraph": paragraph,
            "page": 1,
            "start": start,
            "end": end,
            "boxes": "",
        }
        rows.append({**place, "sentence_id": f"m-{n}", "text": sentence, "stance": stance})
    synpunkter = [{**row, "synpunkt_id": f"s-{row['n']}", "type": "request"} for row in rows if row["stance"]]
    return Passages(tuple(rows), tuple(synpunkter), {"svar": text}, {"svar": "Nämnden"})


def test_a_chain_of_leaning_sentences_is_followed_back_but_not_for_ever() -> None:
    sentences = ("Planen är bra.", "Dock är den dyr.", "Därför behövs pengar.", "Detta måste lösas.")
    passages = _passages(" ".join(sentences), *((one, "neutral") for one in sentences))
    assert passages.quote("m-2").text == "Planen är bra. Dock är den dyr. Därför behövs pengar."
    assert passages.quote("m-3").text == "Dock är den dyr. Därför behövs pengar. Detta måste lösas."


def test_a_chain_leaps_over_the_end_of_a_paragraph_once_at_most() -> None:
    text = "Portalen är bra.\n\nDärför behövs den.\n\nDetta måste lösas."
    passages = _passages(text, *((one, "neutral") for one in text.split("\n\n")))
    assert passages.quote("m-2").text == "Därför behövs den.\n\nDetta måste lösas."
    assert passages.quote("m-1").text == "Portalen är bra.\n\nDärför behövs den."


def test_a_sentence_does_not_reach_over_a_heading() -> None:
    passages = _passages(
        "Planen är bra.\n\nKostnader\n\nDetta måste lösas.", ("Planen är bra.", ""), ("Detta måste lösas.", "neutral")
    )
    assert passages.quote("m-1").text == "Detta måste lösas."


def test_bullets_between_the_items_belong_to_the_quotation() -> None:
    text = "Nämnden önskar:\n\n• tydligare mål\n\n• mer tid"
    passages = _passages(text, ("Nämnden önskar:", "neutral"), ("tydligare mål", "neutral"), ("mer tid", "neutral"))
    assert passages.quote("m-0").text == text
    assert passages.quote("m-2").text == "Nämnden önskar: […] mer tid"


def test_passages_that_share_words_become_one() -> None:
    text = "Planen är bra. Dock saknas pengar. Nämnden vill:\n\n– få mer tid\n\n– få mer stöd"
    sentences = ("Planen är bra.", "Dock saknas pengar.", "Nämnden vill:", "– få mer tid", "– få mer stöd")
    passages = _passages(text, *((one, "neutral") for one in sentences))
    made = passages.quote_together(["m-4", "m-0", "m-1", "m-3"])
    assert [one.text for one in made] == [
        "Planen är bra. Dock saknas pengar.",
        "Nämnden vill:\n\n– få mer tid\n\n– få mer stöd",
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("positive", "negative", "mixed"),
        ("neutral", "negative", "negative"),
        ("positive", "neutral", "positive"),
        ("neutral", "neutral", "neutral"),
    ],
)
def test_a_joint_passage_takes_the_direction_its_synpunkter_have_together(
    first: str, second: str, expected: str
) -> None:
    passages = _passages("Planen är bra. Dock är den dyr.", ("Planen är bra.", first), ("Dock är den dyr.", second))
    assert [one.stance for one in passages.quote_together(["m-0", "m-1"])] == [expected]


def test_any_changed_letter_in_any_quotation_is_caught(example, composed: Sammanstallning) -> None:
    for place, answer in enumerate(composed.answers):
        for number, point in enumerate(answer.points):
            middle = len(point.text) // 2
            false = replace(point, text=f"{point.text[:middle]}~{point.text[middle + 1 :]}")
            points = (*answer.points[:number], false, *answer.points[number + 1 :])
            answers = (*composed.answers[:place], replace(answer, points=points), *composed.answers[place + 1 :])
            with pytest.raises(CheckFailedError, match="ordagrant"):
                check(replace(composed, answers=answers), example.tables, example.texts)


def test_the_theme_of_the_rest_has_the_id_that_the_comparison_puts_last() -> None:
    assert REMAINDER.theme_id == comparison.REMAINDER


@pytest.mark.parametrize(
    "text",
    [
        "Dem når inte en digital tjänst.",
        "Ett par av dem bör kunna tas bort.",
        "Den oredan behöver redas ut.",
        "Det ansvaret bör läggas på nämnden.",
        "Att sådant nu får synas är bra.",
        "För skolans del bör ett sådant krav utgå.",
        "Att dessa chefer ska sätta lön efter prestation är inte rimligt.",
        "Universitetet, som har flera projekt i gång, välkomnar detta.",
        "Ansvaret måste då ligga hos beställaren.",
        "I samband med det bör kostnaderna ses över.",
        "I så fall måste texten kompletteras.",
        "När den tas fram är det angeläget att alla får yttra sig.",
        "Kursen behöver för deras del vara kort.",
        "En lika enkel ordning bör gälla för bolagen.",
        "Lagen nämns inte.",
        "Båda bör kunna användas av skolorna.",
    ],
)
def test_a_sentence_that_points_back_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen tillstyrker förslaget.",
        "Nämnden avstyrker.",
        "Den föreslagna ordningen är alltför kostsam.",
        "De nya reglerna bör gälla från årsskiftet.",
        "Det är viktigt att barnens behov beaktas.",
        "Det bör framgå av planen vem som har ansvaret.",
        "I detta sammanhang vill nämnden lyfta fram landsbygdens villkor.",
        "Regionen anser att detta förslag är välgrundat.",
        "Medarbetarna behöver verktyg som hjälper dem i vardagen.",
        "Den som har sin första anställning ska kunna följa med.",
        "När den nya lagen träder i kraft behövs utbildning.",
        "Förvaltningen har i dag tolv enheter med sådana som arbetar natt.",
    ],
)
def test_a_sentence_that_can_be_understood_alone_does_not_lean(text: str) -> None:
    assert not leans(text)


def test_a_lead_in_without_a_colon_is_quoted_with_its_items() -> None:
    text = "Nämnden anser att texten bör kompletteras med\n\n– en tidplan\n\n– en budget"
    sentences = ("Nämnden anser att texten bör kompletteras med", "– en tidplan", "– en budget")
    passages = _passages(text, *((one, "negative") for one in sentences))
    assert passages.quote("m-0").text == text
    assert passages.quote("m-2").text == "Nämnden anser att texten bör kompletteras med […] – en budget"
