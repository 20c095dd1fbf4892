"""Components whose numbers take half the space on disk; they are widened when they are read, and the scores stay."""

from pathlib import Path
from typing import Any, Self

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.pipeline import EntityRecognizer, Tok2Vec
from spacy.pipeline.ner import DEFAULT_NER_MODEL
from spacy.pipeline.tok2vec import DEFAULT_TOK2VEC_MODEL
from thinc.api import Model


class Halved:
    """What makes a trained component write its numbers in half precision."""

    model: Model

    def to_disk(self, path: Path | str, **options: Any) -> None:
        """Write the component, then its numbers anew in half precision."""
        super().to_disk(path, **options)  # type: ignore[misc]
        halve(Path(path) / "model")

    def from_disk(self, path: Path | str, **options: Any) -> Self:
        """Read the component and widen its numbers to single precision."""
        super().from_disk(path, **options)  # type: ignore[misc]
        widen(self.model)
        return self


class HalfTok2Vec(Halved, Tok2Vec):
    """spaCy's tok2vec, kept in half precision."""


class HalfNames(Halved, EntityRecognizer):
    """spaCy's recognizer of names, kept in half precision."""


@Language.factory("remiss_tok2vec", assigns=["doc.tensor"], default_config={"model": DEFAULT_TOK2VEC_MODEL})
def make_tok2vec(nlp: Language, name: str, model: Model) -> HalfTok2Vec:
    """Make a tok2vec that is kept in half precision."""
    return HalfTok2Vec(nlp.vocab, model, name)


@Language.factory(
    "remiss_names",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"model": DEFAULT_NER_MODEL},
    default_score_weights={"ents_f": 1.0},
)
def make_names(nlp: Language, name: str, model: Model) -> HalfNames:
    """Make a recognizer of names that is kept in half precision."""
    return HalfNames(nlp.vocab, model, name=name)


def halve(path: Path) -> None:
    """Write the numbers of a saved model in half precision."""
    saved: dict[str, Any] = srsly.read_msgpack(path)
    saved["params"] = [
        {name: value if value is None else value.astype("float16") for name, value in params.items()}
        for params in saved["params"]
    ]
    srsly.write_msgpack(path, saved)


def widen(model: Model) -> None:
    """Turn the parameters of a model into single precision."""
    for node in model.walk():
        for name in node.param_names:
            if node.has_param(name):
                node.set_param(name, node.get_param(name).astype("float32"))
