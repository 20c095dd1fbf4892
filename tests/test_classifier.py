import json
from pathlib import Path

import numpy as np
import pytest

from remissnlp import models
from remissnlp.annotation.classifier import FOLDER, Weights, read_weights, weights_for, write_weights


def _weights(**changes: object) -> Weights:
    made: dict[str, object] = {
        "outputs": ("egen uppfattning",),
        "places": {"ord=anse": 0, "ord=föreslå": 1},
        "weights": np.array([[2.0], [-2.0]], dtype=np.float32),
        "vector_weights": np.array([[1.0]], dtype=np.float32),
        "bias": np.array([0.5], dtype=np.float32),
        "centre": np.array([0.25], dtype=np.float32),
        "probes": np.zeros(4, dtype=np.float32),
        "left_out": frozenset({"kulturnamnden"}),
    }
    return Weights(**(made | changes))  # type: ignore[arg-type]


def test_the_log_odds_are_a_sum_that_can_be_checked_by_hand() -> None:
    odds = _weights().log_odds({"ord=anse": 1.0, "ord=okänt": 1.0}, np.array([1.25], dtype=np.float32))
    assert odds == {"egen uppfattning": pytest.approx(0.5 + 2.0 + 1.0)}


def test_without_a_vector_a_sentence_counts_as_one_in_the_middle() -> None:
    assert _weights().log_odds({}, None) == {"egen uppfattning": pytest.approx(0.5)}


def test_reasons_name_the_words_that_spoke_for_the_answer() -> None:
    features = {"ord=anse": 1.0, "ord=föreslå": 1.0}
    assert _weights().reasons(features, ("egen uppfattning",)) == "”anse”"
    assert _weights().reasons(features, ("egen uppfattning",), against=True) == "”föreslå”"


def test_weights_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    write_weights(_weights(), path)
    back = read_weights(path)
    assert (back.outputs, back.places, back.left_out) == (_weights().outputs, _weights().places, _weights().left_out)
    np.testing.assert_array_equal(back.weights, _weights().weights)


def test_the_bundled_weights_fit_the_bundled_vectors() -> None:
    weights = weights_for("okänd", held_out=False)
    assert weights is not None
    assert weights.knows(models.load().vocab)


def test_every_answer_of_the_example_corpus_can_be_judged_by_weights_that_have_not_seen_it() -> None:
    gold = Path(__file__).parents[1] / "corpus" / "innovationsstrategi-2015" / "gold"
    for path in gold.glob("*.jsonl"):
        name = json.loads(path.read_text(encoding="utf-8").splitlines()[0])["doc"]
        weights = weights_for(name, held_out=True)
        assert weights is not None
        assert name in weights.left_out, f"{name}: kör scripts/train_judgement/train.py {gold.parent}"


def test_an_answer_that_was_never_learned_from_is_judged_by_all_the_weights() -> None:
    assert weights_for("aldrig sedd", held_out=True) is read_weights(FOLDER / "all.npz")
