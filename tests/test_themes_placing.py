"""Placing by evidence: neighbours in a paragraph, keywords and examples, and trees walked as they were grown."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from remissnlp.themes import Codebook, CodebookTheme, ThemeModel
from remissnlp.themes.evidence import neighbours
from remissnlp.themes.frame import as_frame
from remissnlp.themes.placing import load_trees
from scripts.train_placing.material import list_tables, read_remiss, vary
from scripts.train_placing.train import write

PARAGRAPH = ("Hamnen behöver muddras.", "Det gäller främst inloppet.", "Kostnaden är okänd.")


def synpunkter() -> pd.DataFrame:
    rows = [("a", text, " ".join(PARAGRAPH)) for text in PARAGRAPH]
    rows += [("b", "Färjan bör gå oftare.", "Färjan bör gå oftare.")]
    return as_frame(pd.DataFrame(rows, columns=["source_id", "text", "context"]))


@pytest.mark.parametrize("order", [[0, 1, 2, 3], [3, 2, 0, 1], [1, 0, 3, 2]])
def test_neighbours_are_those_of_the_paragraph_in_whatever_order_rows_come(order: list[int]):
    frame = synpunkter().iloc[order].reset_index(drop=True)
    before, behind = neighbours(frame)
    texts = [*frame["text"], ""]
    found = {text: (texts[b], texts[a]) for text, b, a in zip(frame["text"], before, behind, strict=True)}
    assert found[PARAGRAPH[1]] == (PARAGRAPH[0], PARAGRAPH[2])
    assert found[PARAGRAPH[0]] == ("", PARAGRAPH[1])
    assert found["Färjan bör gå oftare."] == ("", "")


def test_trees_are_walked_as_they_were_grown(tmp_path: Path):
    generator = np.random.default_rng(3)
    rows = generator.normal(size=(800, 5))
    gold = (rows[:, 0] * rows[:, 1] > 0.2) | (rows[:, 4] > 1)
    model = HistGradientBoostingClassifier(max_iter=12, max_leaf_nodes=6, random_state=0).fit(rows, gold)
    write(tmp_path / "trees.npz", model)
    unseen = generator.normal(size=(300, 5))
    found = load_trees(tmp_path / "trees.npz").predict(unseen)
    np.testing.assert_allclose(found, model.predict_proba(unseen)[:, 1])
    assert load_trees(tmp_path / "trees.npz").predict(unseen[:0]).shape == (0,)
    with pytest.raises(ValueError, match="5 kinds of evidence, not 4"):
        load_trees(tmp_path / "trees.npz").predict(unseen[:, :4])


def test_follow_up_sentence_goes_with_the_one_before_it():
    themes = (CodebookTheme("hamn", "Hamnens djup och muddring"), CodebookTheme("farja", "Färjans turer"))
    frame = synpunkter()
    scores = ThemeModel(codebook=Codebook(themes), repeats=1).fit(frame).score_themes(frame)
    assert scores[1, 0] > scores[1, 1]


def test_training_codebooks_name_only_themes_that_are_there_and_keep_a_synpunkt_out_of_the_examples():
    frame, themes = read_remiss(list_tables()[0])
    cases = list(vary(frame, themes, np.random.default_rng(0)))
    for case in cases:
        assert case.gold.shape == (len(frame), len(case.codebook.themes))
        for place, theme in enumerate(case.codebook.themes):
            given = frame["synpunkt_id"].isin(theme.examples).to_numpy()
            assert case.gold[given, place].all()
            assert (case.gold[:, place] & ~given).any()
