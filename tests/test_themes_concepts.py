"""The concepts of remissvar, and what they do to vectors and groups."""

import numpy as np
import pytest

from remissnlp.lexicon import read_table
from remissnlp.themes.clustering import draw_together
from remissnlp.themes.concepts import ConceptVectors, concepts_of
from remissnlp.themes.groups import find_groups, no_groups, place_groups
from remissnlp.themes.text_vectors import TextVectors, unit_rows

NAMES = [name for name, _ in read_table("tema_begrepp")]


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("statsbidraget", "pengar"),
        ("Självkostnaden", "pengar"),
        ("vidareutbildas", "kompetens"),
        ("ikraftträdandet", "tid"),
        ("ansvarsfördelningen", "ansvar"),
        ("mellankommunal samverkan", "samordning"),
        ("definitionen", "oklarhet"),
        ("måluppfyllelsen", "uppföljning"),
        ("blanketterna", "administration"),
        ("sekretessbrytande", "integritet"),
        ("upphandlingsenheten", "upphandling"),
        ("glesbygden", "likvärdighet"),
        ("barnperspektivet", "barn"),
        ("vattentäkten", "vatten"),
    ],
)
def test_word_belongs_to_its_concept(word: str, concept: str):
    assert concept in {NAMES[place] for one in word.split() for place in concepts_of(one)}


@pytest.mark.parametrize("word", ["och", "nämnden", "anser", "förslaget", "dock", "även"])
def test_word_of_every_remissvar_belongs_to_none(word: str):
    assert concepts_of(word) == ()


def test_lexicon_tells_each_concept_once_with_words():
    assert len(set(NAMES)) == len(NAMES)
    assert all(words.split() and len(row) == 2 for row in read_table("tema_begrepp") for words in row[1:])


def test_texts_that_say_the_same_in_other_words_are_near():
    texts = [
        "Det är oklart hur reformen ska finansieras.",
        "Kostnaderna måste täckas av staten.",
        "Handläggarna saknar kurser i ämnet.",
        "Fler behöver vidareutbildas.",
        "Bron bör målas grå.",
    ]
    vectors = ConceptVectors().fit_transform(texts)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 0.2 > likeness[0, 3]
    assert likeness[2, 3] > likeness[2, 1]


def test_text_without_concepts_is_zero_and_the_other_parts_carry_it():
    texts = ["Bron bör målas grå.", "Bron bör målas blå.", "Medel saknas."]
    assert not ConceptVectors().fit(texts).transform(texts[:1]).any()
    np.testing.assert_allclose(np.linalg.norm(TextVectors().fit_transform(texts), axis=1), 1.0)


def test_drawing_together_keeps_what_is_alike_and_parts_what_is_not():
    generator = np.random.default_rng(1)
    middles = unit_rows(generator.normal(size=(2, 30)))
    vectors = unit_rows(np.repeat(middles, 20, axis=0) + 0.3 * generator.normal(size=(40, 30)))
    drawn = draw_together(vectors)
    assert (drawn[:20] @ drawn[:20].T).mean() > (vectors[:20] @ vectors[:20].T).mean() + 0.1
    assert (drawn[:20] @ drawn[20:].T).mean() < 0.5


def test_drawing_together_takes_vectors_of_zeros():
    assert not np.isnan(draw_together(np.zeros((3, 4)))).any()


def test_groups_keep_their_members_and_take_new_middles_in_another_space():
    vectors = unit_rows(np.array([[1.0, 0.1], [1.0, -0.1], [0.1, 1.0], [-0.1, 1.0], [0.7, 0.7]]))
    groups = find_groups(vectors, list("abcde"), n_groups=2, repeats=1)
    other = np.hstack([vectors[:, ::-1], np.zeros((5, 1))])
    placed = place_groups(groups, other)
    assert (placed.members == groups.members).all()
    np.testing.assert_allclose(placed.centres[:, :2], groups.centres[:, ::-1])
    assert placed.floor == pytest.approx(groups.floor)


def test_no_groups_are_placed_as_none():
    assert place_groups(no_groups(2, 3), np.zeros((3, 5))).centres.shape == (0, 5)
