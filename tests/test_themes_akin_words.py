"""Words held against their like: other words for the same matter count, and function words do not."""

import numpy as np
import pandas as pd
import pytest

from remissnlp.themes.akin_words import AkinWords

THEMES = ["Skolskjuts och busslinjer", "Kommunernas kostnader och ersättning"]


def score(*texts: str) -> list[np.ndarray]:
    frame = pd.DataFrame({"text": texts, "context": texts})
    return AkinWords(THEMES).score_views(frame)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Eleverna reser länge med tåg till sina skolor.", 0),
        ("Vem ska betala för detta, när budgeten redan är ansträngd?", 1),
    ],
)
def test_other_words_for_the_same_matter_are_found(text: str, theme: int):
    for scores in score(text):
        assert scores[0].argmax() == theme


def test_a_text_that_says_the_name_takes_up_all_of_the_theme():
    taken_up, accounted_for, *_ = score("Skolskjuts och busslinjer.", "Det är bra att skolskjuts nämns.")
    assert taken_up[0, 0] == pytest.approx(1, abs=1e-5)
    assert accounted_for[0, 0] == pytest.approx(1, abs=1e-5)
    assert taken_up[1, 0] < 1


def test_every_synpunkt_has_its_row_in_whatever_order_and_however_often_it_is_said():
    texts = ["Bussen går sällan.", "Det kostar för mycket.", "Bussen går sällan."]
    for scores, alone in zip(score(*texts), score(texts[1]), strict=True):
        assert scores.shape == (3, 2)
        np.testing.assert_array_equal(scores[0], scores[2])
        np.testing.assert_allclose(scores[1], alone[0], rtol=1e-5)


@pytest.mark.parametrize("text", ["", "och att det är", "2015 § 14"])
def test_texts_without_content_words_are_like_no_theme(text: str):
    assert all(not scores[0].any() for scores in score(text))


def test_themes_without_content_words_and_no_texts_at_all():
    frame = pd.DataFrame({"text": ["Bussen går sällan."], "context": ["Bussen går sällan."]})
    assert all(scores.shape == (1, 2) for scores in AkinWords(["och", "Bussar"]).score_views(frame))
    assert all(scores.shape == (0, 2) for scores in AkinWords(THEMES).score_views(frame.iloc[:0]))
