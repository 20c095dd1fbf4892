import pytest

from remissnlp.pdf.hyphens import Vocabulary, joint


def mended(before: str, after: str, *known: str) -> str:
    between, cut = joint(before, after, Vocabulary(known))
    return before[: len(before) - cut] + between + after


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("Kommunen har inga invänd-", "ningar mot detta", "Kommunen har inga invändningar mot detta"),
        ("inom mark-", "och miljöområdet", "inom mark- och miljöområdet"),
        ("både fritids-", "eller kulturskolan", "både fritids- eller kulturskolan"),
        ("nya e-", "tjänster", "nya e-tjänster"),
        ("stadens IT-", "system", "stadens IT-system"),
        ("en 10-", "årig plan", "en 10-årig plan"),
        ("åren 2016–", "2018", "åren 2016–2018"),
        ("under 2017-", "2018", "under 2017-2018"),
        ("HANDLINGS-", "PLAN för barn", "HANDLINGSPLAN för barn"),
        ("samarbetet Stockholm-", "Uppsala", "samarbetet Stockholm-Uppsala"),
        ("EU-", "kommissionen", "EU-kommissionen"),
        ("PBL-", "utredningen", "PBL-utredningen"),
        ("och/", "eller", "och/eller"),
        ("vi anser", "att det", "vi anser att det"),
        ("ett tankstreck -", "som här", "ett tankstreck - som här"),
        ("ett långt –", "streck", "ett långt – streck"),
        ("gemen-", "samt ansvar", "gemensamt ansvar"),
        ("buller-", "samt luftfrågor", "buller- samt luftfrågor"),
    ],
)
def test_a_line_break_is_mended_as_swedish_is_written(before: str, after: str, whole: str) -> None:
    assert mended(before, after) == whole


def test_the_documents_own_words_decide_where_the_rules_cannot() -> None:
    assert mended("ett icke-", "statligt organ", "varje icke-statligt bolag") == "ett icke-statligt organ"
    assert mended("ett icke-", "statligt organ") == "ett ickestatligt organ"
    assert mended("allt efter-", "som åren går", "eftersom det är så") == "allt eftersom åren går"


def test_a_word_that_a_line_break_cuts_teaches_nothing() -> None:
    assert "invänd" not in Vocabulary(["Vi har inga invänd-"])
    assert "inga" in Vocabulary(["Vi har inga invänd-"])
