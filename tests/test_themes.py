"""Themes: what a group of synpunkter becomes, whatever their number, and the contract of the estimator."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sklearn import set_config
from sklearn.base import clone
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer

from remissnlp import tables
from remissnlp.annotation import load_pipeline, phrases_of
from remissnlp.themes import ThemeModel, find_themes
from remissnlp.themes.discovery import _typical
from remissnlp.themes.frame import as_frame
from remissnlp.themes.groups import Groups, _without_loose
from remissnlp.themes.naming import name_members

DATA = Path(__file__).parent / "data" / "themes_digital_service.tsv"
COLUMNS = ["remissinstans", "paragraph", "heading", "stance", "type", "gold", "text"]


@pytest.fixture(scope="module")
def synpunkter() -> pd.DataFrame:
    """Constructed synpunkter of twelve instanser on a made-up plan for digital service."""
    frame = pd.read_csv(DATA, sep="\t", comment="#", names=COLUMNS, dtype=str, keep_default_na=False)
    paragraphs = frame.groupby(["remissinstans", "paragraph"])["text"]
    nlp = load_pipeline()
    return frame.assign(
        synpunkt_id=[f"s{number:02d}" for number in range(len(frame))],
        source_id=frame["remissinstans"].str.casefold().str.replace(" ", "-"),
        context=paragraphs.transform(" ".join),
        lemmas="",
        phrases=[phrases_of(nlp(text)[:]) for text in frame["text"]],
    )


@pytest.fixture(scope="module")
def themes(synpunkter: pd.DataFrame):
    return find_themes(synpunkter)


def groups_of(themes) -> dict[str, set[str]]:
    return {theme: set(rows["synpunkt_id"]) for theme, rows in themes.tema_synpunkt.groupby("theme_id")}


def test_tables_keep_their_contract(themes):
    tables.check(tables.Teman, themes.teman)
    tables.check(tables.TemaSynpunkt, themes.tema_synpunkt)


def test_every_synpunkt_stands_in_a_theme_or_in_the_remainder(themes, synpunkter):
    assert set(themes.tema_synpunkt["synpunkt_id"]) == set(synpunkter["synpunkt_id"])


def test_counts_of_a_theme_are_those_of_its_synpunkter(themes, synpunkter):
    placed = themes.tema_synpunkt.merge(synpunkter, on="synpunkt_id").groupby("theme_id")
    teman = themes.teman.set_index("theme_id")
    assert teman["synpunkter"].to_dict() == placed["synpunkt_id"].count().to_dict()
    assert teman["remissinstanser"].to_dict() == placed["remissinstans"].nunique().to_dict()
    assert teman["mot"].to_dict() == placed["stance"].apply(lambda stance: (stance == "negative").sum()).to_dict()


def test_synpunkter_of_one_subject_come_together(themes, synpunkter):
    gold = synpunkter.set_index("synpunkt_id")["gold"]
    found = [gold[list(ids)].value_counts(normalize=True).iloc[0] for ids in groups_of(themes).values()]
    assert np.mean(found) > 0.85


def test_names_are_phrases_in_basic_form(themes):
    labels = set(themes.teman["label"])
    assert {"Samordna med it-programmet", "Oklart vem som ansvarar", "Digitalt utanförskap"} <= labels
    assert any(label.startswith("Tidplan") for label in labels)
    assert any(label.startswith("Finansiering") and label.endswith(" saknas") for label in labels)
    assert all(len(label.split()) <= 7 for label in labels)


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Hamnavgiften är för hög.", "Vi anser att hamnavgiften är alltför hög."], "Hamnavgiften är"),
        (
            ["Riktlinjer för bullerskydd saknas.", "Nämnden saknar riktlinjer för bullerskydd."],
            "Riktlinjer för bullers",
        ),
        (["Det är oklart vem som bekostar snöröjningen."] * 2, "Oklart vem som bekostar"),
        (["Skolorna behöver fler kuratorer.", "Det krävs fler kuratorer i skolorna."], "Kuratorer behövs"),
        (["Cykelparkeringen bör byggas ut.", "Staden måste bygga ut cykelparkeringen."], "Bygga ut cykelparkering"),
    ],
)
def test_name_says_what_several_instanser_say(texts: list[str], name: str):
    nlp = load_pipeline()
    other = ["Biblioteken har lånat ut böcker sedan länge.", "Bokbussen besöker byarna varje vecka."]
    table = pd.DataFrame({"text": [*texts, *other], "source_id": ["a", "b", "a", "b"]})
    table["phrases"] = [phrases_of(nlp(text)[:]) for text in table["text"]]
    names = name_members([np.array([0, 1]), np.array([2, 3])], as_frame(table))
    assert names[0].startswith(name), names


def test_what_one_instans_alone_wishes_is_no_name_of_a_theme_of_many():
    nlp = load_pipeline()
    texts = [
        "Badplatsen bör stängas.",
        *(f"Badplatsen besöks av många {who}." for who in ("barn", "äldre", "turister")),
    ]
    texts += ["Badplatsen ligger nära skogen.", "Vid badplatsen finns bryggor.", "Badplatsen har en lång strand."]
    table = pd.DataFrame({"text": texts, "source_id": list("abcdefg")})
    table["phrases"] = [phrases_of(nlp(text)[:]) for text in table["text"]]
    assert not name_members([np.arange(7)], as_frame(table))[0].startswith("Stänga")


def test_names_hold_no_remissinstans(themes, synpunkter):
    instanser = {name.casefold() for name in synpunkter["remissinstans"]}
    assert not any(instans in label.casefold() for label in themes.teman["label"] for instans in instanser)


def test_description_is_a_verbatim_synpunkt_of_the_theme(themes, synpunkter):
    texts = synpunkter.set_index("synpunkt_id")["text"]
    found = themes.teman[themes.teman["theme_id"] != "ovrigt"].set_index("theme_id")["description"]
    assert all(description in set(texts[list(groups_of(themes)[theme])]) for theme, description in found.items())


def test_examples_come_from_different_instanser(themes, synpunkter):
    instans = synpunkter.set_index("synpunkt_id")["remissinstans"]
    for row in themes.teman.itertuples():
        examples = row.examples.split(";")
        assert instans[examples].nunique() == min(len(examples), row.remissinstanser)


@pytest.mark.parametrize(
    "text",
    [
        "Kulturnämnden tillstyrker förslaget till plan för digital service.",
        "Trafiknämnden ställer sig bakom planen.",
        "Kyrkogårdsnämnden har inget att erinra mot förslaget.",
    ],
)
def test_a_bare_position_belongs_to_no_theme(themes, synpunkter, text):
    (synpunkt_id,) = synpunkter.loc[synpunkter["text"] == text, "synpunkt_id"]
    placed = themes.tema_synpunkt.set_index("synpunkt_id")
    assert placed.loc[synpunkt_id, "theme_id"] == "ovrigt"


def test_same_input_gives_same_tables(themes, synpunkter):
    again = find_themes(synpunkter)
    pd.testing.assert_frame_equal(again.teman, themes.teman)
    pd.testing.assert_frame_equal(again.tema_synpunkt, themes.tema_synpunkt)


def test_find_themes_leaves_its_argument_alone(synpunkter):
    before = synpunkter.copy(deep=True)
    find_themes(synpunkter, n_themes=4)
    pd.testing.assert_frame_equal(synpunkter, before)


def test_repeated_text_belongs_to_the_same_theme_and_forms_it_once(synpunkter):
    copies = synpunkter.iloc[:12].assign(
        synpunkt_id=lambda rows: "kopia-" + rows["synpunkt_id"],
        source_id="annat-svar",
        remissinstans="Annan nämnd",
        text=lambda rows: rows["text"].str.upper(),
    )
    both = find_themes(pd.concat([synpunkter, copies], ignore_index=True))
    placed = both.tema_synpunkt.groupby("synpunkt_id")["theme_id"].agg(set)
    assert all(placed[copy] == placed[copy.removeprefix("kopia-")] for copy in copies["synpunkt_id"])


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 9])
def test_few_synpunkter_do_not_fail(synpunkter, number):
    few = find_themes(synpunkter.iloc[:number])
    assert few.tema_synpunkt["synpunkt_id"].nunique() == number


@pytest.mark.parametrize("text", ["1.", "och", "...", "A"])
def test_texts_without_content_words_end_in_the_remainder(text):
    frame = pd.DataFrame({"text": [text] * 3, "synpunkt_id": ["a", "b", "c"]})
    assert find_themes(frame).teman["theme_id"].tolist() == ["ovrigt"]


@pytest.mark.parametrize(
    "both",
    [
        "Tidplanen är snäv och medel saknas i budgeten.",
        "Det behövs både utbildning för medarbetarna och klarspråk i texterna.",
    ],
)
def test_a_synpunkt_may_belong_to_two_themes(synpunkter, both):
    model = ThemeModel(9, repeats=1).fit(synpunkter[["text", "context", "source_id", "heading"]])
    assert (model.transform([both]) > 0).sum() == 2


def test_one_new_answer_leaves_most_themes_as_they_were(themes, synpunkter):
    last = "Utbildningsnämnden"
    before = find_themes(synpunkter[synpunkter["remissinstans"] != last])
    kept = set(before.teman["theme_id"]) & set(themes.teman["theme_id"])
    assert len(kept) >= 0.7 * len(before.teman)


def test_transform_of_the_fitted_synpunkter_equals_fit_transform(synpunkter):
    np.testing.assert_allclose(
        ThemeModel(8).fit(synpunkter).transform(synpunkter), ThemeModel(8).fit_transform(synpunkter)
    )


def test_model_takes_a_list_of_texts(synpunkter):
    texts = synpunkter["text"].tolist()
    strengths = ThemeModel(6).fit_transform(texts)
    assert strengths.shape[0] == len(texts)
    assert strengths.min() >= 0
    assert strengths.max() <= 1


def test_model_can_be_cloned_and_keeps_its_parameters():
    model = clone(ThemeModel(7, method="average", random_state=3))
    assert (model.n_themes, model.method, model.random_state) == (7, "average", 3)
    assert not hasattr(model, "themes_")


def test_model_works_last_in_a_pipeline_and_names_its_columns(synpunkter):
    pipeline = make_pipeline(FunctionTransformer(), ThemeModel(8)).set_output(transform="pandas")
    strengths = pipeline.fit_transform(synpunkter)
    assert strengths.columns.tolist() == pipeline[-1].get_feature_names_out().tolist()
    assert strengths.index.equals(synpunkter.index)


def test_pandas_output_everywhere_does_not_disturb_the_model(synpunkter):
    set_config(transform_output="pandas")
    try:
        inside = ThemeModel(8).fit_transform(synpunkter)
    finally:
        set_config(transform_output="default")
    np.testing.assert_allclose(inside.to_numpy(), ThemeModel(8).fit_transform(synpunkter))


@pytest.mark.parametrize("number", [0, -1])
def test_fewer_than_one_theme_is_refused(number):
    with pytest.raises(ValueError, match="n_themes"):
        ThemeModel(number).fit(["en text"])


def test_a_table_without_text_is_refused():
    with pytest.raises(ValueError, match="text"):
        find_themes(pd.DataFrame({"lemmas": ["a"]}))


def test_the_number_of_themes_is_explained(themes, synpunkter):
    assert "synpunkter" in themes.reason
    assert "som önskat" in find_themes(synpunkter, n_themes=6).reason


def test_texts_far_apart_and_without_known_words_can_be_grouped_by_either_method(synpunkter):
    texts = [*synpunkter["text"].tolist()[:20], "...", "12", "zzz qqq"]
    for method in ("average", "ward"):
        assert ThemeModel(4, method=method, repeats=2).fit_transform(texts).shape[0] == len(texts)


def test_themes_found_are_marked_as_such(themes):
    assert set(themes.tema_synpunkt["origin"]) == {"kluster"}


def test_the_order_of_the_answers_changes_nothing(themes, synpunkter):
    mixed = find_themes(synpunkter.sample(frac=1, random_state=1).reset_index(drop=True))
    pd.testing.assert_frame_equal(mixed.teman, themes.teman)
    placed = [table.tema_synpunkt.sort_values(["theme_id", "synpunkt_id"]) for table in (mixed, themes)]
    pd.testing.assert_frame_equal(placed[0].reset_index(drop=True), placed[1].reset_index(drop=True))


def test_a_verb_or_unit_taken_for_a_noun_is_no_name():
    table = pd.DataFrame({"text": ["Dammen är stor.", "Dammen är djup."], "source_id": ["a", "b"]})
    table["phrases"] = [
        "sak: kr; sak: rensa; sak: dammar; sak: rensas",
        "sak: kr; sak: rensa; sak: dammar; sak: rensas",
    ]
    assert name_members([np.arange(2)], as_frame(table)) == ["Dammar"]


def test_people_called_by_a_participle_may_name_a_theme():
    table = pd.DataFrame({"text": ["Alla anställda bör gå.", "De anställda vet."], "source_id": ["a", "b"]})
    assert name_members([np.arange(2)], as_frame(table.assign(phrases="sak: anställda"))) == ["Anställda"]


@pytest.mark.parametrize(
    ("phrases", "name"),
    [
        (["sak: bänk", "sak: bänk", "sak: bänkar"], "Bänkar"),
        (["sak: bänk", "sak: bänk", "sak: bänk", "sak: bänkar"], "Bänk"),
        (["sak: rivning", "sak: rivningar"], "Rivning"),
    ],
)
def test_things_are_named_in_the_plural_where_that_is_common(phrases: list[str], name: str):
    texts = [f"{phrase.removeprefix('sak: ')} {place}" for place, phrase in enumerate(phrases)]
    table = pd.DataFrame({"text": texts, "source_id": list("abcd")[: len(texts)], "phrases": phrases})
    assert name_members([np.arange(len(texts))], as_frame(table)) == [name]


def test_a_group_that_falls_apart_without_some_answers_is_dissolved() -> None:
    found = Groups(np.eye(3), np.array([0, 1, 1, 2, -1]), 0.2, (0.9, 0.1, 0.6), "tre grupper")
    firm = _without_loose(found)
    assert firm.members.tolist() == [0, -1, -1, 1, -1]
    assert firm.centres.tolist() == [[1, 0, 0], [0, 0, 1]]
    assert firm.stability == (0.9, 0.6)
    assert "höll ihop" in firm.reason
    assert _without_loose(firm) is firm


def test_the_description_of_a_theme_is_a_sentence_that_argues_where_there_is_one() -> None:
    ranked = pd.DataFrame(
        {
            "text": ["Drift Tillstyrks Från 2017", "I fjol kostade driften två miljoner.", "Driften bör räknas om."],
            "type": ["support", "information", "request"],
        }
    )
    assert _typical(ranked) == "Driften bör räknas om."
    assert _typical(ranked[:2]) == "I fjol kostade driften två miljoner."
    assert _typical(ranked[:1]) == "Drift Tillstyrks Från 2017"
