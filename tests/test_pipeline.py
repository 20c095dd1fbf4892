from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from remissnlp.annotation import annotate, load_pipeline
from remissnlp.annotation.extensions import plain_document, units_of
from remissnlp.annotation.mentions import BODIES
from remissnlp.errors import PipelineError

WORDS = ["Vi", "menar", "att", "staden", "bygger", "hus", "i", "Kista"]
HEADS = [1, 1, 4, 4, 1, 4, 7, 4]
TAGS = ["PN", "VB", "SN", "NN", "VB", "NN", "PP", "PM"]
UD = ["nsubj", "ROOT", "mark", "nsubj", "ccomp", "obj", "case", "obl"]
MAMBA = ["SS", "ROOT", "UK", "SS", "OO", "OO", "RA", "RA"]

FACTORIES = {"lemmatizer": "remiss_lemmatizer"}

Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Save a stand-in for a user's own pipeline, with the components and tree labels asked for."""

    def save_pipeline(*components: str, lang: str = "sv", deps: list[str] = UD) -> Path:
        nlp = spacy.blank(lang)
        for component in components:
            options = {"min_action_freq": 1} if component == "parser" else {}
            nlp.add_pipe(FACTORIES.get(component, component), name=component, config=options)
        gold = Doc(nlp.vocab, words=WORDS, heads=HEADS, deps=deps, tags=TAGS)
        nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=WORDS), gold)])
        nlp.to_disk(tmp_path / "modell")
        return tmp_path / "modell"

    return save_pipeline


def test_a_pipeline_of_ones_own_is_taken_by_path(save: Save) -> None:
    nlp = load_pipeline(save("tagger", "lemmatizer", "parser"))
    doc = annotate(plain_document("Vägar, torg m.m. Nämnden, t.ex. Boverket, tillstyrker.\n\n– Bygg mer"), nlp)
    assert [unit.text for unit in units_of(doc)] == [
        "Vägar, torg m.m.", "Nämnden, t.ex. Boverket, tillstyrker.", "– Bygg mer",
    ]  # fmt: skip
    assert [span.id_ for span in doc.spans[BODIES]] == ["boverket"]


@pytest.mark.parametrize(
    ("components", "options", "reason"),
    [
        (("tagger", "parser"), {}, "är en språkmodell utan lemmatizer"),
        (("lemmatizer",), {}, "är en språkmodell utan tagger och parser"),
        (("tagger", "lemmatizer", "parser"), {"lang": "nb"}, "är inte en svensk språkmodell"),
        (("tagger", "lemmatizer", "parser"), {"deps": MAMBA}, "har en satslösning som inte följer"),
    ],
)  # fmt: skip
def test_a_pipeline_that_will_not_do_is_refused_in_one_line(
    save: Save, components: tuple[str, ...], options: dict[str, object], reason: str
) -> None:
    path = save(*components, **options)
    with pytest.raises(PipelineError) as raised:
        load_pipeline(path)
    message = str(raised.value)
    assert message.startswith(f"{path}: {reason}")
    assert message.endswith("eller kör utan --model")
    assert "\n" not in message


@pytest.mark.parametrize("name", ["sv_core_news_zz", "ingen/sådan/mapp", "."])
def test_a_pipeline_that_is_not_there_is_told_in_one_line(name: str) -> None:
    with pytest.raises(PipelineError, match=r"är inte installerad; installera den eller kör utan --model$"):
        load_pipeline(name)


def test_a_pipeline_of_another_make_is_told_in_one_line(save: Save) -> None:
    path = save("tagger", "lemmatizer", "parser")
    config = path / "config.cfg"
    config.write_text(config.read_text().replace('factory = "tagger"', 'factory = "okänd"'), encoding="utf-8")
    with pytest.raises(PipelineError, match="kan inte läsas av spaCy"):
        load_pipeline(path)


def test_spacy_itself_loads_the_bundled_pipeline_by_the_name_of_the_package() -> None:
    nlp = spacy.load("remissnlp", exclude=["parser"])
    assert isinstance(nlp, Language)
    assert (nlp.lang, "tagger" in nlp.pipe_names, "parser" in nlp.pipe_names) == ("sv", True, False)


def test_only_what_later_steps_use_is_run() -> None:
    assert not {"ner", "senter"} & set(load_pipeline().pipe_names)
