"""Texts are told by the questions whose words they use."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from remissnlp.themes.embedder import FOLDER, StaticEmbedder
from remissnlp.themes.semantic_fields import FieldVectors, load_fields
from remissnlp.themes.text_vectors import TextVectors
from remissnlp.themes.vector_parts import Spanned

FIELDS = Path(__file__).parents[1] / "scripts" / "train_embedder" / "fields"

SAME_QUESTION = [
    ("Plogbilen kommer långt efter att vi har åkt till jobbet.", "Halkbekämpningen på gångbanorna måste bli bättre."),
    ("Gummigranulatet följer med dagvattnet ut i sjön.", "Konstgräsplanerna bör läggas utan plast."),
    ("Hyrorna får inte höjas när stammarna byts.", "Hyresgästerna har inte råd att bo kvar efter renoveringen."),
    ("Många äldre saknar bank-id och smart telefon.", "Det digitala utanförskapet måste beaktas."),
]


@pytest.mark.parametrize("place", range(len(SAME_QUESTION)))
def test_texts_without_a_word_in_common_are_alike_when_they_speak_of_the_same_question(place):
    texts = [text for pair in SAME_QUESTION for text in pair]
    vectors = FieldVectors().fit(texts).transform(texts)
    likeness = (vectors @ vectors.T).toarray()
    others = [other for other in range(len(texts)) if other // 2 != place]
    assert likeness[2 * place, 2 * place + 1] > 1.5 * likeness[2 * place, others].max()


def test_a_text_without_content_recalls_no_field():
    model = FieldVectors().fit([text for pair in SAME_QUESTION for text in pair])
    assert model.transform(["", "och så är det", "12 §", "Vi tillstyrker förslaget."]).nnz == 0


@pytest.mark.parametrize("count", [1, 2])
def test_one_text_or_two_recall_fields_as_they_do_among_others(count: int):
    few = list(SAME_QUESTION[0])[:count]
    model = FieldVectors().fit(few)
    vectors = model.transform([*few, SAME_QUESTION[0][1], SAME_QUESTION[2][0]])
    likeness = (vectors[0] @ vectors.T).toarray()[0]
    assert likeness[-2] > 1.5 * likeness[-1]


def test_rows_have_length_one_and_few_fields_and_do_not_depend_on_what_else_is_asked_of():
    texts = [text for pair in SAME_QUESTION for text in pair]
    model = FieldVectors().fit(texts)
    together, alone = model.transform(texts).toarray(), model.transform(texts[3:4]).toarray()
    assert np.allclose(np.linalg.norm(together, axis=1), 1)
    assert np.allclose(together[3:4], alone, atol=1e-6)
    assert (together > 0).sum(axis=1).max() < 100 < together.shape[1]
    assert model.transform([]).shape == (0, together.shape[1])


def test_the_fields_in_the_package_are_those_of_the_source():
    lines = [line for path in FIELDS.glob("*.txt") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(load_fields(FOLDER).vectors) == len(lines)
    assert all(": " in line and ". " in line.partition(": ")[0] for line in lines)


def test_few_texts_are_held_against_others_exactly():
    texts, others = [text for pair in SAME_QUESTION[:3] for text in pair], ["Hyrans storlek", "Elever på lov"]
    sparse = FieldVectors().fit(texts)
    reduced = Spanned(FieldVectors(), 115, 0).fit(texts)
    exact = (sparse.transform(others) @ sparse.transform(texts).T).toarray()
    assert np.allclose(reduced.transform(others) @ reduced.transform(texts).T, exact, atol=1e-6)
    assert reduced.transform(texts).shape[1] == len(texts) + 1


def test_an_embedder_without_fields_beside_it_is_held_against_those_of_the_package(tmp_path: Path):
    for name in ("vectors.npz", "large.txt", "small.txt"):
        (tmp_path / name).symlink_to(FOLDER / name)
    texts = [text for pair in SAME_QUESTION for text in pair]
    own = TextVectors(embedder=StaticEmbedder(tmp_path)).fit_transform(texts)
    assert np.allclose(own, TextVectors().fit_transform(texts))


def test_what_is_remembered_is_the_same_and_cannot_be_written_on_and_is_not_kept_in_a_file():
    texts = [text for pair in SAME_QUESTION for text in pair]
    model = TextVectors().fit(texts)
    first, again = model.embed_parts(texts), model.embed_parts(texts)
    assert all(one is two for one, two in zip(first, again, strict=True))
    with pytest.raises(ValueError, match="read-only"):
        first[0][:] = 0
    kept = pickle.loads(pickle.dumps(model))
    assert not kept.remembered_.found
    assert np.allclose(kept.transform(texts), model.transform(texts))
    assert not np.shares_memory(model.fit(texts[::-1]).embed_parts(texts)[0], first[0])
