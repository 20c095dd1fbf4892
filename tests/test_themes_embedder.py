"""The bundled embedder, the parts of the representation, and the models a user may bring."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from remissnlp.errors import PipelineError
from remissnlp.themes.embedder import FOLDER, SentenceEmbedder, StaticEmbedder
from remissnlp.themes.pieces import Pieces, cut_texts
from remissnlp.themes.representation import ContextVectors
from remissnlp.themes.text_vectors import TextVectors, WordTfidf
from remissnlp.themes.words import Compounds

TEXTS = [
    "Bussarna går för sällan på landsbygden.",
    "Kollektivtrafiken behöver tätare turer utanför tätorten.",
    "Elever med dyslexi får inte det stöd de behöver i skolan.",
    "Specialpedagoger saknas på grundskolorna.",
]


def test_texts_on_one_subject_lie_nearer_than_on_another():
    vectors = StaticEmbedder().fit_transform(TEXTS)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > max(likeness[0, 2], likeness[0, 3])
    assert likeness[2, 3] > max(likeness[2, 0], likeness[2, 1])


def test_vectors_have_length_one_and_do_not_depend_on_the_other_texts():
    together = StaticEmbedder().fit_transform(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1)
    np.testing.assert_allclose(together[2:3], StaticEmbedder().fit(TEXTS).transform([TEXTS[2]]))


@pytest.mark.parametrize("text", ["", "12 345", "§"])
def test_text_without_letters_has_no_direction(text: str):
    assert not StaticEmbedder().fit_transform([text]).any()


def test_embedder_in_the_package_is_small_and_has_its_card():
    sizes = {path.name: path.stat().st_size for path in FOLDER.iterdir()}
    assert sizes.pop("fields.npz") < 8_000_000
    assert sum(sizes.values()) < 15_000_000
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert "Licence" in card
    assert "Sources" in card


def test_pieces_cover_words_never_seen():
    assert Pieces(["_väg", "avgift", "_"]).cut("vägavgift") == [0, 1]
    assert cut_texts(["Vägavgift väg!"], [Pieces(["_väg", "avgift"])], {}) == [[0, 1, 0]]


def test_sentence_transformer_that_is_not_there_is_told_and_never_fetched():
    with pytest.raises(PipelineError, match="nagon/modell"):
        SentenceEmbedder("nagon/modell").fit(TEXTS)


def test_user_may_bring_another_embedder():
    class Counter(StaticEmbedder):
        def transform(self, X):  # noqa: N803
            return np.array([[len(text), text.count("e"), 1.0] for text in X])

    vectors = TextVectors(chars=0, concepts=0, fields=0, embedder=Counter()).fit_transform(TEXTS)
    assert vectors.shape == (4, 3)
    assert isinstance(clone(TextVectors(embedder=Counter())).embedder, Counter)


def test_representation_without_any_part_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        TextVectors(chars=0, embedding=0, concepts=0, fields=0).fit(TEXTS)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("innovationsbegreppet", ("innovation", "begrepp")),
        ("kvalitetsprogrammet", ("kvalitet", "program")),
        ("tidplanen", ("tid", "plan")),
        ("innovation", ("innovation",)),
        ("skolskjuts", ("skolskjuts",)),
    ],
)
def test_compounds_are_split_by_the_words_of_the_material(word: str, parts: tuple[str, ...]):
    compounds = Compounds(["innovation begrepp kvalitet program tiden planen"])
    assert compounds.split(word) == tuple(part for one in parts for part in compounds.split(one))


def test_word_tfidf_brings_inflections_and_parts_together():
    vectors = WordTfidf().fit_transform(["Kvalitetsprogrammet gäller.", "Ett program för kvalitet.", "Bussen kom."])
    likeness = (vectors @ vectors.T).toarray()
    assert likeness[0, 1] > 0.3
    assert likeness[0, 2] == 0


def frame(**columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"text": ["Det behöver ändras.", "Det är för lite."], "source_id": ["a", "b"], **columns})


def test_paragraph_tells_what_a_bare_sentence_is_about():
    about = frame(
        context=["Bussarna går sällan. Det behöver ändras.", "Turtätheten i kollektivtrafiken. Det är för lite."]
    )
    alone, within = (ContextVectors(centring=0).fit_transform(table) for table in (frame(), about))
    assert within[0] @ within[1] > alone[0] @ alone[1]


def test_heading_every_answer_has_changes_nothing_and_one_of_its_own_does():
    plain = ContextVectors().fit_transform(frame())
    np.testing.assert_allclose(ContextVectors().fit_transform(frame(heading=["Förvaltningens synpunkter"] * 2)), plain)
    assert not np.allclose(ContextVectors().fit_transform(frame(heading=["Skolskjuts", "Skolskjuts"])), plain)


def test_centring_takes_away_what_an_answer_always_says():
    table = pd.DataFrame(
        {
            "text": [
                f"Idrottsföreningen i Norrby anser att {what}." for what in ("bussen går sällan", "skolan är trång")
            ],
            "source_id": ["a", "a"],
        }
    )
    with_it, without = (ContextVectors(centring=c).fit_transform(table) for c in (0.5, 0.0))
    assert with_it[0] @ with_it[1] < without[0] @ without[1]


def test_missing_folder_is_told(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        StaticEmbedder(tmp_path).fit(TEXTS)
