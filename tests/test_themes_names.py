"""Names of themes: what a remiss speaks of throughout, empty words and names of places do not alone name a theme."""

import numpy as np
import pandas as pd
import pytest

from remissnlp.themes.alike import Merge, find_alike, find_telling, merge_groups
from remissnlp.themes.everyday import find_everyday
from remissnlp.themes.frame import as_frame
from remissnlp.themes.groups import Groups, keep_groups
from remissnlp.themes.model import ThemeModel
from remissnlp.themes.naming import name_members
from remissnlp.themes.telling import weigh_words
from remissnlp.themes.wording import NAMED, Phrase, Wording, word_synpunkter

_SUBJECTS = ["taxan", "bryggan", "isen", "rådet", "larmet"]


def _harbour() -> pd.DataFrame:
    """Give thirty synpunkter of six instanser, on five subjects, all of which speak of the plan for the harbour."""
    rows = [
        (f"Hamnplanen ger {subject} en ny plats enligt svar {who}.", f"sak: hamnplan; sak: {subject[:-1]}", f"i{who}")
        for subject in _SUBJECTS
        for who in range(6)
    ]
    return as_frame(pd.DataFrame(rows, columns=["text", "phrases", "remissinstans"]))


def test_what_all_speak_of_everywhere_names_no_theme():
    frame = _harbour()
    names = name_members([np.arange(place, place + 6) for place in range(0, 30, 6)], frame)
    assert not [name for name in names if name.casefold() == "hamnplan"]


def test_words_of_most_instanser_and_many_themes_are_everyday():
    frame = _harbour()
    wordings = word_synpunkter(frame)
    everyday = find_everyday([wordings[place : place + 6] for place in range(0, 30, 6)])
    assert "hamnpl" in {stem for stem in everyday if stem.startswith("hamn")}
    assert "tax" not in everyday


def test_a_small_group_whose_synpunkter_speak_of_nothing_in_common_is_no_theme_unless_no_group_is():
    frame = as_frame(
        pd.DataFrame(
            [
                ("Färjan går för sällan.", "sak: färja"),
                ("Färjorna bör gå oftare.", "sak: färja"),
                ("Isen ligger länge.", "sak: is"),
                ("Rådet får vänta.", "sak: råd"),
                ("Larmet hörs inte.", "sak: larm"),
                ("Bryggan är smal.", "sak: brygga"),
            ],
            columns=["text", "phrases"],
        )
    )
    wordings = word_synpunkter(frame)
    assert find_telling([wordings[:2], wordings[2:4], wordings[2:]]) == [0, 2]
    found = Groups(np.eye(2), np.array([0, 0, 1, 1]), 0.2, (0.9, 0.8), "två grupper")
    left = keep_groups(found, [0], "utan gemensam sak")
    assert left.members.tolist() == [0, 0, -1, -1]
    assert (left.stability, left.reason) == ((0.9,), "två grupper, liksom 1 utan gemensam sak")
    assert keep_groups(found, [], "utan gemensam sak") is found


@pytest.mark.parametrize("themes", [1, 3])
def test_a_few_themes_do_not_tell_what_is_everyday(themes: int):
    wordings = word_synpunkter(_harbour())
    assert not find_everyday([wordings[place * 6 : place * 6 + 6] for place in range(themes)])


@pytest.mark.parametrize(
    ("empty", "telling"), [("ökning", "buller"), ("förhållande", "skolskjuts"), ("situation", "samebyar")]
)
def test_a_word_that_goes_with_everything_weighs_less(empty: str, telling: str):
    assert weigh_words(Phrase(NAMED, empty, (empty,)), frozenset()) < weigh_words(
        Phrase(NAMED, telling, (telling,)), frozenset()
    )


def test_a_place_keeps_its_capital_and_is_not_put_in_a_form_nobody_wrote():
    texts = ["Bron vid Kvarngatan ska rivas.", "Gamla bron vid Kvarngatan är dyr."]
    table = pd.DataFrame({"text": texts, "source_id": ["a", "b"], "phrases": "sak: kvarngata; sak: bro vid kvarngatan"})
    assert name_members([np.arange(2)], as_frame(table)) == ["Bro vid Kvarngatan"]


def _groups(angle: float) -> Groups:
    """Give three groups of three synpunkter among thirty, the first two at an angle (degrees) to each other."""
    turn = np.radians(angle)
    centres = np.array([[1, 0, 0], [np.cos(turn), np.sin(turn), 0], [0, 0, 1.0]])
    return Groups(centres, np.repeat([0, 1, 2, -1], [3, 3, 3, 21]), 0.1, (0.9, 0.6, 0.8), "tre grupper")


def _said(*nouns: str) -> list[Wording]:
    return word_synpunkter(as_frame(pd.DataFrame({"text": nouns, "phrases": [f"sak: {noun}" for noun in nouns]})))


_FERRY, _BRIDGE = _said("färja", "färja", "tur"), _said("bro", "bro", "pelare")


@pytest.mark.parametrize(
    ("angle", "second", "into"),
    [
        (60, _said("färja", "färja", "kaj"), (0, 0, 1)),
        (89, _said("färja", "färja", "kaj"), (0, 1, 2)),
        (60, _said("lots", "lots", "kaj"), (0, 1, 2)),
        (60, _said("färja", "lots", "lots"), (0, 1, 2)),
    ],
)
def test_groups_near_each_other_and_about_one_thing_are_one_theme(angle: float, second: list[Wording], into: tuple):
    assert find_alike(_groups(angle), [_FERRY, second, _BRIDGE]).into == into


def test_merged_groups_keep_their_members_and_tell_why():
    groups = _groups(60)
    merged = merge_groups(groups, Merge((0, 0, 1)))
    assert merged.members.tolist() == [*[0] * 6, *[1] * 3, *[-1] * 21]
    assert merged.stability == (0.6, 0.8)
    assert np.allclose(np.linalg.norm(merged.centres, axis=1), 1)
    assert merged.reason == "tre grupper; 1 som sade detsamma som en annan gick upp i den"
    assert merge_groups(groups, Merge((0, 1, 2))) is groups


def test_a_wished_number_of_themes_is_kept():
    frame = _harbour()
    for wish in (2, 4):
        assert len(ThemeModel(wish, repeats=1).fit(frame).themes_) == wish
