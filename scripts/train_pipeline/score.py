"""Scores: one pipeline against trees, names and paragraphs it was not trained on."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import conllu
import spacy
from paragraphs import read_paragraphs
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import remissnlp.models  # noqa: F401  (registers what the bundled pipeline is made of)

COLUMNS = {
    "TAG": "tag_acc", "POS": "pos_acc", "MORPH": "morph_acc", "LEMMA": "lemma_acc",
    "UAS": "dep_uas", "LAS": "dep_las", "SENT": "sents_f",
}  # fmt: skip
TEST = Path(__file__).parents[2] / "tests" / "data" / "sentences"


def score_trees(nlp: Language, path: Path, *, group: int = 6) -> dict[str, float]:
    """Score a file of trees, `group` sentences at a time, as shares of 1."""
    gold = conllu.make_docs(conllu.read_sentences(path), nlp.vocab, group=group)
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])
    return {column: round(scores.get(name) or 0.0, 4) for column, name in COLUMNS.items()}


def score_names(nlp: Language, path: Path) -> dict[str, float]:
    """Score names: F by type and in all, on the given tokens."""
    nlp.enable_pipe("ner")
    with nlp.select_pipes(enable=["ner"]):
        gold = list(DocBin().from_disk(path).get_docs(nlp.vocab))
        words = [Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in gold]
        scores = nlp.evaluate([Example(bare, doc) for bare, doc in zip(words, gold, strict=True)])
    nlp.disable_pipe("ner")
    by_type = {label: round(values["f"], 4) for label, values in (scores["ents_per_type"] or {}).items()}
    return {**by_type, "all": round(scores["ents_f"] or 0.0, 4)}


def score_paragraphs(nlp: Language, path: Path) -> dict[str, float]:
    """Score the sentences of paragraphs: F over whole sentences, start and end."""
    right = found = given = 0
    for sentences in read_paragraphs(path):
        cut = {sent.text.strip() for sent in nlp(" ".join(sentences)).sents}
        right, found, given = right + len(cut & set(sentences)), found + len(cut), given + len(sentences)
    return {"F": round(2 * right / (found + given), 4), "sentences": given}


def score_words(nlp: Language, path: Path) -> dict[str, float]:
    """Count the words of a list of known difficulties that are read right in every respect."""
    judged = [right for *_, right in judge_words(nlp, path)]
    return {"right": sum(judged), "of": len(judged)}


def judge_words(nlp: Language, path: Path) -> Iterator[tuple[str, str, str, bool]]:
    """Give sentence, word, what the pipeline says of it, and whether that is right, for every row of a list."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    for sentence, word, *right in rows:
        token = next(token for token in nlp(sentence) if token.text == word)
        said = [token.lemma_, token.pos_, token.dep_, token.head.text]
        yield sentence, word, " ".join(said), said == right


def score(nlp: Language, dev: Path, names: Path) -> dict[str, dict[str, float]]:
    """Score all there is: the dev trees, our own trees and paragraphs, and the held-out names."""
    scores = {
        "talbanken-dev": score_trees(nlp, dev),
        "remiss-test": score_trees(nlp, TEST / "remiss-test.conllu", group=1),
        "stycken": score_paragraphs(nlp, TEST / "stycken.txt"),
        "fel": score_words(nlp, TEST / "fel.tsv"),
    }
    if "ner" in nlp.component_names:
        scores |= {path.stem: score_names(nlp, path) for path in sorted(names.glob("names-[uw]*.spacy"))}
    return scores


def main() -> None:
    """Read the paths, print the table, and write it as JSON where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model")
    parser.add_argument("dev", type=Path, help="talbanken-dev.conllu")
    parser.add_argument("names", type=Path, help="folder with names-*.spacy")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--words", action="store_true", help="print the list of known difficulties, row by row")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    if arguments.words:
        for sentence, word, said, right in judge_words(nlp, TEST / "fel.tsv"):
            print("rätt" if right else "FEL ", f"{sentence}  {word}: {said}")
        return
    scores = score(nlp, arguments.dev, arguments.names)
    for name, row in scores.items():
        print(f"{name:20}", "  ".join(f"{column} {value}" for column, value in row.items()))
    if arguments.out:
        arguments.out.write_text(json.dumps(scores, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
