"""Assembly: the trained parts, the tokenizer and the lemma tables become one pipeline folder with its meta.json."""

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import spacy
from lemmas import learn
from prepare import OWN, read_training
from readings import learn_readings
from spacy.language import Language
from tagged import read_forms
from tokens import add_abbreviations

from remissnlp.models.lemmatizer import Lemmatizer  # its package registers what the pipeline is made of
from remissnlp.models.tables import Tables

NAME = "remiss"
VERSION = "0.3.0"
TABLE = "components.tok2vec_tags.model.embed.table"
"""The file that has become part of the model."""
SHIPPED = {
    "nlp.vectors.@vectors": "remissnlp.HalfVectors.v1",
    "nlp.before_creation": None,
    "nlp.batch_size": 64,
}
"""What the shipped config has otherwise than that of the training; small batches stay in a processor's cache."""
LEMMA_FILES = {"choose": ("pud",), "final": ("pud", "dev")}
"""Parts of the names of the treebanks that have lemmas, by what is trained."""
SOURCES = [
    {"name": "UD Swedish Talbanken", "url": "https://github.com/UniversalDependencies/UD_Swedish-Talbanken",
     "license": "CC BY-SA 4.0"},
    {"name": "UD Swedish PUD", "url": "https://github.com/UniversalDependencies/UD_Swedish-PUD",
     "license": "CC BY-SA 3.0"},
    {"name": "Universal NER, Swedish (Talbanken, PUD)", "url": "https://www.universalner.org",
     "license": "CC BY-SA 4.0"},
    {"name": "Webbnyheter 2012, NER", "url": "https://spraakbanken.gu.se", "license": "CC BY 4.0"},
    {"name": "Riksdagens öppna data", "url": "https://data.riksdagen.se", "license": "öppna data"},
    {"name": "Svensk författningssamling", "url": "https://data.riksdagen.se", "license": "fri text"},
    {"name": "Almedalsveckans program 2009-2023", "url": "", "license": "CC0"},
    {"name": "remissnlp: egna meningar i remissvarens stil", "url": "", "license": "CC BY-SA 4.0"},
]  # fmt: skip


def assemble(work: Path, treebanks: Path, *, data: str = "final") -> Language:
    """Put the trained parts and the tables in one Language; ner is off unless asked for.

    The tagger and the morphologizer that the parser was trained with have taught its tok2vec and are left behind.
    """
    nlp = spacy.load(work / f"parse-{data}" / "model-last", exclude=["tagger", "morphologizer"], config=SHIPPED)
    tags = spacy.load(work / f"tags-{data}" / "model-last", config={TABLE: None})
    for name in ("tok2vec_tags", "tagger", "morphologizer"):
        nlp.add_pipe(name, source=tags, before="tok2vec")
    nlp.add_pipe("remiss_lemmatizer", name="lemmatizer", after="morphologizer")
    nlp.add_pipe("senter", source=spacy.load(work / f"senter-{data}" / "model-last"), before="parser")
    nlp.add_pipe("remiss_morphology", name="morphology", after="parser")
    nlp.add_pipe("ner", source=spacy.load(work / "ner" / "model-last"))
    nlp.disable_pipe("ner")
    fill(nlp.get_pipe("lemmatizer"), learn_lemmas(treebanks, LEMMA_FILES[data], work / f"tagged-{data}.tsv"))
    fill(nlp.get_pipe("morphology"), learn_readings(read_training(treebanks, with_dev=data == "final")))
    return add_abbreviations(nlp)


def fill(component: Tables, learned: Tables) -> None:
    """Give a component of the pipeline the tables that were learned."""
    component.from_bytes(learned.to_bytes())


def learn_lemmas(treebanks: Path, stems: Sequence[str], tagged: Path) -> Lemmatizer:
    """Learn the lemma tables from the treebanks named, our own sentences and list, and tagged text."""
    files = sorted(treebanks.glob("*.conllu"))
    given = [path for path in files if any(stem in path.stem for stem in stems)]
    own = sorted(OWN.glob("*.conllu"))
    learned = learn([*given, *own], [path for path in files if "train" in path.stem], seen=read_forms(tagged))
    for line in (OWN / "lemmas.tsv").read_text(encoding="utf-8").splitlines():
        form, tag, lemma = line.split("\t")
        learned.forms.setdefault(tag, {}).setdefault(form, lemma)
    return learned


def describe(nlp: Language, scores: dict[str, float]) -> None:
    """Write name, version, licence, sources and scores into the meta of `nlp`."""
    nlp.meta.update(
        name=NAME, version=VERSION, license="CC BY-SA 4.0", author="The remissnlp developers", sources=SOURCES,
        description="Svensk språkmodell för remissvar: meningsgränser, ordklasser, grundformer, satslösning, namn.",
        performance=scores,
    )  # fmt: skip


def keep_labels(path: Path, nlp: Language) -> None:
    """Leave the words of the training out of the written strings; labels, and parts of labels, are needed."""
    labels = {label for name in nlp.component_names for label in getattr(nlp.get_pipe(name), "labels", ())}
    needed = labels | {part for label in labels for part in re.split(r"[|=]", label)}
    strings = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([text for text in strings if text in needed], ensure_ascii=False), encoding="utf-8")


def main() -> None:
    """Read the folders and the scores, and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("treebanks", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", choices=LEMMA_FILES, default="final")
    parser.add_argument("--scores", type=Path)
    arguments = parser.parse_args()
    nlp = assemble(arguments.work, arguments.treebanks, data=arguments.data)
    describe(nlp, json.loads(arguments.scores.read_text()) if arguments.scores else {})
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])  # they name folders of the machine it was trained on
    nlp.to_disk(arguments.out)
    keep_labels(arguments.out / "vocab" / "strings.json", nlp)


if __name__ == "__main__":
    main()
