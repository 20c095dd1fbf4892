from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from remissnlp import models
from remissnlp.models.lemmatizer import Lemmatizer

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


def test_vectors_are_half_precision_on_disk_and_single_in_use(nlp: Language) -> None:
    assert nlp.vocab.vectors.data.dtype == "float32"
    assert (models.PIPELINE / "vocab" / "vectors").stat().st_size < nlp.vocab.vectors.data.nbytes * 0.51


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
    ],
)  # fmt: skip
def test_the_prose_it_is_for_is_tagged(nlp: Language, sentence: str, form: str, lemma: str, pos: str) -> None:
    token = next(token for token in nlp(sentence) if token.text == form)
    assert (token.lemma_, token.pos_) == (lemma, pos)


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


def test_a_name_in_the_genitive_keeps_its_capitals() -> None:
    doc = Lemmatizer()(Doc(spacy.blank("sv").vocab, words=["Stockholms"], tags=["PM|GEN"]))
    assert doc[0].lemma_ == "Stockholm"


def _texts(path: Path) -> set[str]:
    return {line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text")}
