"""The check stops what is not in the documents or does not add up."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from remissnlp.errors import CheckFailedError
from remissnlp.sammanstallning import Sammanstallning, check
from remissnlp.sammanstallning.paragraphs import Quotation
from remissnlp.terms import Position


def _with_point(composed: Sammanstallning, change: Callable[[Quotation], Quotation]) -> Sammanstallning:
    first, *rest = composed.answers
    changed = replace(first, points=(change(first.points[0]), *first.points[1:]))
    return replace(composed, answers=(changed, *rest))


def test_a_true_sammanstallning_passes(example, composed: Sammanstallning) -> None:
    check(composed, example.tables, example.texts)


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("ordagrant", lambda one: replace(one, text=one.text.replace("bör", "måste"))),
        ("ordagrant", lambda one: replace(one, spans=((one.spans[0][0] + 1, one.spans[0][1]),))),
        ("fel sida", lambda one: replace(one, page=one.page + 1)),
        ("fel sida", lambda one: replace(one, remissinstans="")),
        ("som inte finns i svaret", lambda one: replace(one, sentence_ids=("m-socialnamnden-0",))),
        ("som inte finns i svaret", lambda one: replace(one, sentence_ids=())),
        ("som inte står i citatet", lambda one: replace(one, covers=("s-socialnamnden-0",))),
        ("ingen läst text", lambda one: replace(one, source_id="idrottsnamnden")),
    ],
)
def test_a_false_quotation_is_stopped_and_named(
    example, composed: Sammanstallning, fault: str, change: Callable[[Quotation], Quotation]
) -> None:
    with pytest.raises(CheckFailedError, match=fault):
        check(_with_point(composed, change), example.tables, example.texts)


def test_the_message_names_the_sentence(example, composed: Sammanstallning) -> None:
    false = _with_point(composed, lambda one: replace(one, text="Föreningen jublar."))
    with pytest.raises(CheckFailedError, match=r"”Föreningen jublar\.”"):
        check(false, example.tables, example.texts)


def test_a_position_that_the_table_does_not_hold_is_stopped(example, composed: Sammanstallning) -> None:
    one, *rest = composed.picture.standpoints
    picture = replace(composed.picture, standpoints=(replace(one, position=Position.AVSTYRKER), *rest))
    with pytest.raises(CheckFailedError, match="finns inte i tabellen"):
        check(replace(composed, picture=picture), example.tables, example.texts)


def test_a_synpunkt_that_vanishes_from_the_register_is_stopped(example, composed: Sammanstallning) -> None:
    with pytest.raises(CheckFailedError, match="saknas i registret"):
        check(replace(composed, register=composed.register[1:]), example.tables, example.texts)


def test_a_synpunkt_marked_as_quoted_but_is_not_is_stopped(example, composed: Sammanstallning) -> None:
    register = (replace(composed.register[0], quoted=False), *composed.register[1:])
    with pytest.raises(CheckFailedError, match="anges fel"):
        check(replace(composed, register=register), example.tables, example.texts)


def test_a_count_that_differs_from_the_table_is_stopped(example, composed: Sammanstallning) -> None:
    first, *rest = composed.parts
    with pytest.raises(CheckFailedError, match="i tabellen"):
        check(replace(composed, parts=(replace(first, synpunkter=99), *rest)), example.tables, example.texts)


def test_a_hidden_unread_answer_is_stopped(example, composed: Sammanstallning) -> None:
    background = replace(composed.background, unread=())
    with pytest.raises(CheckFailedError, match="redovisas inte"):
        check(replace(composed, background=background), example.tables, example.texts)
