import json
from pathlib import Path

import numpy as np
import pytest
import spacy
import srsly
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from remissnlp import models
from remissnlp.models.arithmetic import MatrixOps
from remissnlp.models.lemmatizer import Lemmatizer
from remissnlp.models.morphology import Morphology
from remissnlp.models.words import Features

SENTENCES = Path(__file__).parent / "data" / "sentences"
MEGABYTES = 1024 * 1024


@pytest.fixture(scope="module")
def nlp() -> Language:
    return models.load()


def test_the_pipeline_is_at_most_thirty_megabytes() -> None:
    assert sum(path.stat().st_size for path in models.PIPELINE.rglob("*") if path.is_file()) <= 30 * MEGABYTES


def test_spacy_loads_the_folder_itself() -> None:
    assert spacy.load(models.PIPELINE).meta["name"] == "remiss"


def test_the_config_names_no_folder_of_the_machine_it_was_trained_on(nlp: Language) -> None:
    assert not any(nlp.config["paths"].values())
    assert nlp.config["components"]["tok2vec_tags"]["model"]["embed"]["table"] is None


def test_vectors_are_half_precision_on_disk_and_single_in_use(nlp: Language) -> None:
    assert nlp.vocab.vectors.data.dtype == "float32"
    assert (models.PIPELINE / "vocab" / "vectors").stat().st_size < nlp.vocab.vectors.data.nbytes * 0.51


@pytest.mark.parametrize("name", ["tok2vec", "tok2vec_tags", "ner"])
def test_trained_numbers_are_half_precision_on_disk_and_single_in_use(nlp: Language, name: str) -> None:
    used = [
        node.get_param(param)
        for node in dict(nlp.components)[name].model.walk()
        for param in node.param_names
        if node.has_param(param)
    ]
    assert {values.dtype.name for values in used} == {"float32"}
    saved = srsly.read_msgpack(models.PIPELINE / name / "model")["params"]
    assert {v.dtype.name for params in saved for v in params.values() if v is not None} == {"float16"}


def test_the_strings_are_labels_and_no_words_of_the_training_text() -> None:
    assert len(json.loads((models.PIPELINE / "vocab" / "strings.json").read_text(encoding="utf-8"))) < 2000


def test_the_meta_tells_licence_sources_and_scores(nlp: Language) -> None:
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert {"name", "license"} <= set(nlp.meta["sources"][0])
    assert nlp.meta["performance"]["talbanken-dev"]["LAS"] > 0


def test_names_are_off_until_asked_for() -> None:
    nlp = models.load()
    assert "ner" not in nlp.pipe_names
    nlp.enable_pipe("ner")
    assert [ent.label_ for ent in nlp("Hon bor i Stockholm.").ents] == ["LOC"]


def test_the_text_comes_back_character_for_character(nlp: Language) -> None:
    text = "Enl.  4 kap. 39 § PBL,\tm.m.\n– Stärk samarbetet\n"
    assert nlp(text).text == text


@pytest.mark.parametrize(
    ("sentence", "form", "lemma", "pos"),
    [
        ("Kontoret framför att tidplanen är kort.", "framför", "framföra", "VERB"),
        ("Vi delar inte bedömningen.", "delar", "dela", "VERB"),
        ("Därför menar exploateringskontoret att planen bör ändras.", "exploateringskontoret",
         "exploateringskontor", "NOUN"),
        ("Stärk samverkan mellan nämnderna.", "Stärk", "stärka", "VERB"),
        ("Stadsbyggnadsnämndens yttrande överlämnas.", "Stadsbyggnadsnämndens", "stadsbyggnadsnämnd", "NOUN"),
        ("I utlåtandet framför föreningen att banvallen är farlig.", "framför", "framföra", "VERB"),
        ("Under samrådet framför flera markägare kritik.", "framför", "framföra", "VERB"),
        ("Träden framför stadshuset bevaras.", "framför", "framför", "ADP"),
        ("Kvalitetsprogrammet ses över.", "Kvalitetsprogrammet", "kvalitetsprogram", "NOUN"),
        ("De båda trafikprogrammens mål skiljer sig åt.", "trafikprogrammens", "trafikprogram", "NOUN"),
        ("Stödet till föreningarna bör öka.", "Stödet", "stöd", "NOUN"),
        ("Stöden till föreningarna bör öka.", "Stöden", "stöd", "NOUN"),
        ("De flesta invånarna är nöjda.", "invånarna", "invånare", "NOUN"),
        ("Invånarnas oro är befogad.", "Invånarnas", "invånare", "NOUN"),
        ("Stadsrummet mellan husen glöms bort.", "Stadsrummet", "stadsrum", "NOUN"),
    ],
)  # fmt: skip
def test_the_prose_it_is_for_is_tagged(nlp: Language, sentence: str, form: str, lemma: str, pos: str) -> None:
    token = next(token for token in nlp(sentence) if token.text == form)
    assert (token.lemma_, token.pos_) == (lemma, pos)


@pytest.mark.parametrize(
    ("sentence", "form", "features"),
    [
        ("Ett bibliotek planeras.", "bibliotek", {"Gender": "Neut", "Number": "Sing"}),
        ("Flera bibliotek planeras.", "bibliotek", {"Gender": "Neut", "Number": "Plur"}),
        ("Klimatanpassningsplanen saknar mål.", "Klimatanpassningsplanen", {"Gender": "Com", "Definite": "Def"}),
        ("Dagvattenmagasinet ska byggas ut.", "Dagvattenmagasinet", {"Gender": "Neut", "Number": "Sing"}),
        ("De nya dagvattenmagasinen är för små.", "dagvattenmagasinen", {"Gender": "Neut", "Number": "Plur"}),
        ("Taxan höjs nästa år.", "höjs", {"Voice": "Pass", "Tense": "Pres"}),
    ],
)
def test_words_that_no_treebank_has_get_their_features(
    nlp: Language, sentence: str, form: str, features: dict[str, str]
) -> None:
    token = next(token for token in nlp(sentence) if token.text == form)
    assert token.morph.to_dict().items() >= features.items()


def test_a_verb_that_is_passive_in_form_alone_has_no_voice(nlp: Language) -> None:
    token = next(token for token in nlp("Kontoret hoppas på ett beslut.") if token.text == "hoppas")
    assert "Voice" not in token.morph.to_dict()


def test_have_is_an_auxiliary_where_it_is_one_in_the_tree(nlp: Language) -> None:
    read = [[t.pos_ for t in nlp(text) if t.text == "har"] for text in ("Vi har läst planen.", "Vi har en plan.")]
    assert read == [["AUX"], ["VERB"]]


def test_words_that_older_pipelines_read_wrong_are_read_right(nlp: Language) -> None:
    lines = (SENTENCES / "fel.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    said = []
    for sentence, word, *_ in rows:
        token = next(token for token in nlp(sentence) if token.text == word)
        said.append([token.lemma_, token.pos_, token.dep_, token.head.text])
    assert sum(right == row[2:] for right, row in zip(said, rows, strict=True)) >= 0.9 * len(rows)


@pytest.mark.parametrize("word", ["prop.", "bet.", "enl.", "m.m.", "bl.a.", "avd.", "dir."])
def test_an_abbreviation_is_one_token(nlp: Language, word: str) -> None:
    assert word in [token.text for token in nlp.make_doc(f"Se {word} samma dag.")]


def test_the_own_test_sentences_are_not_among_the_training_sentences() -> None:
    training = Path(__file__).parents[1] / "scripts" / "train_pipeline" / "data" / "remiss-train.conllu"
    assert not _texts(training) & _texts(SENTENCES / "remiss-test.conllu")


def test_a_lemmatizer_comes_back_from_bytes() -> None:
    lemmatizer = Lemmatizer(forms={"VB|PRS|AKT": {"är": "vara"}}, endings={"VB|PRS|AKT": {"r": "1|"}})
    copy = Lemmatizer().from_bytes(lemmatizer.to_bytes())
    assert [copy.lemma(form, "VB|PRS|AKT") for form in ("är", "Delar")] == ["vara", "dela"]


def test_the_morphology_comes_back_from_bytes() -> None:
    morphology = Morphology({"KN": {"CCONJ": ""}}, {"KN": {"som": {"SCONJ": ""}}}, {"KN": {"case": "ADP"}})
    copy = Morphology().from_bytes(morphology.to_bytes())
    assert copy.word_class("som", "KN", "NOUN", "dep") == "SCONJ"


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("program", "program"), ("trafikprogram", "program"), ("cykelprogrammet", "programmet"),
        ("xprogram", "xprogram"), ("programråd", "programråd"), ("", ""),
    ],
)  # fmt: skip
def test_a_compound_is_known_by_its_last_part(word: str, part: str) -> None:
    assert Features({"program": 1, "programmet": 2}).last_part(word) == part


def test_a_known_part_gives_an_unseen_word_its_row() -> None:
    doc = Doc(spacy.blank("sv").vocab, words=["program", "cykelprogram", "säl"])
    assert Features({"program": 1}).of(doc)[:, -1].tolist() == [1, 1, 0]


def test_an_empty_text_has_no_features() -> None:
    assert Features({}).of(Doc(spacy.blank("sv").vocab)).shape == (0, 8)


def test_matrices_are_multiplied_as_spacy_does() -> None:
    x, y = np.random.default_rng(1).random((2, 4, 3), dtype="float32")
    for turned in ({"trans1": True}, {"trans2": True}):
        np.testing.assert_allclose(MatrixOps().gemm(x, y, **turned), NumpyOps().gemm(x, y, **turned), rtol=1e-5)


def test_a_name_in_the_genitive_keeps_its_capitals() -> None:
    doc = Lemmatizer()(Doc(spacy.blank("sv").vocab, words=["Stockholms"], tags=["PM|GEN"]))
    assert doc[0].lemma_ == "Stockholm"


def _texts(path: Path) -> set[str]:
    return {line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text")}
