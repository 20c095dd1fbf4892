"""Passages: what must be quoted together, what is left out, and that every letter is the document's."""

from dataclasses import replace
from typing import Any

import pytest

from remissnlp import comparison
from remissnlp.errors import CheckFailedError
from remissnlp.sammanstallning import Sammanstallning, check
from remissnlp.sammanstallning.passages import Passages
from remissnlp.themes.discovery import REMAINDER


def _passages(text: str, *sentences: tuple[str, str]) -> Passages:
    """Make passages of a text and its sentences, each with its stance; a sentence is found after the one before."""
    rows: list[dict[str, Any]] = []
    end = 0
    for n, (sentence, stance) in enumerate(sentences):
        start = text.index(sentence, end)
        end = start + len(sentence)
        place = {"source_id": "svar", "n": n, "paragraph": 0, "page": 1, "start": start, "end": end, "boxes": ""}
        rows.append({**place, "sentence_id": f"m-{n}", "text": sentence, "stance": stance})
    synpunkter = [{**row, "synpunkt_id": f"s-{row['n']}", "type": "request"} for row in rows if row["stance"]]
    return Passages(tuple(rows), tuple(synpunkter), {"svar": text}, {"svar": "Nämnden"})


def test_a_chain_of_leaning_sentences_is_followed_back_but_not_for_ever() -> None:
    sentences = ("Planen är bra.", "Dock är den dyr.", "Därför behövs pengar.", "Detta måste lösas.")
    passages = _passages(" ".join(sentences), *((one, "neutral") for one in sentences))
    assert passages.quote("m-2").text == "Planen är bra. Dock är den dyr. Därför behövs pengar."
    assert passages.quote("m-3").text == "Dock är den dyr. Därför behövs pengar. Detta måste lösas."


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
