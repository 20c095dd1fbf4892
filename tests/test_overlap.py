import pandas as pd

from remissnlp.overlap import Passage, find_matches, mark_overlaps

LONG = "Staden behöver satsa på utbildning om begreppet för att nå den önskade utvecklingen"
SHARPENED = "Staden måste satsa på utbildning om begreppet för att nå den önskade utvecklingen"


def _sentences(*rows: tuple[str, str, str, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["sentence_id", "source_id", "text", "own_view"]).assign(
        n=range(len(rows)), duplicate_of="", shared_with=""
    )


def test_a_sentence_repeated_in_an_answer_points_at_its_first_place_also_when_sharpened() -> None:
    marked, overlapp = mark_overlaps(
        _sentences(("a1", "a", LONG, True), ("a2", "a", LONG, True), ("a3", "a", SHARPENED, True))
    )
    assert marked["duplicate_of"].tolist() == ["", "a1", "a1"]
    assert overlapp.empty


def test_a_view_is_no_repetition_of_a_recital() -> None:
    marked, _ = mark_overlaps(_sentences(("a1", "a", LONG, False), ("a2", "a", LONG, True)))
    assert marked["duplicate_of"].tolist() == ["", ""]


def test_answers_that_share_a_sentence_name_each_other() -> None:
    marked, overlapp = mark_overlaps(
        _sentences(("a1", "a", LONG, True), ("b1", "b", SHARPENED, True), ("c1", "c", "Något helt annat.", True))
    )
    assert marked["shared_with"].tolist() == ["b", "a", ""]
    assert overlapp["other_source_id"].tolist() == ["b", "a"]
    assert overlapp["similarity"].between(0.85, 1).all()


def test_text_from_the_proposal_is_told() -> None:
    _, overlapp = mark_overlaps(_sentences(("a1", "a", LONG, False)), [SHARPENED])
    assert overlapp["other_source_id"].tolist() == ["forslag"]
    assert overlapp["other_text"].tolist() == [SHARPENED]


def test_short_formulas_are_not_called_shared() -> None:
    marked, overlapp = mark_overlaps(
        _sentences(
            ("a1", "a", "Nämnden tillstyrker förslaget.", True), ("b1", "b", "Nämnden tillstyrker förslaget.", True)
        )
    )
    assert marked["shared_with"].tolist() == ["", ""]
    assert overlapp.empty


def test_matches_keep_the_order_of_the_passages() -> None:
    matches = find_matches([Passage("1", "a", LONG), Passage("2", "b", "Annat"), Passage("3", "c", LONG)])
    assert [(match.first, match.second, match.similarity) for match in matches] == [(0, 2, 1.0)]


def test_no_sentences_give_empty_tables() -> None:
    marked, overlapp = mark_overlaps(_sentences())
    assert marked.empty
    assert overlapp.empty
