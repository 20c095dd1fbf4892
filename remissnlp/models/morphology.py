"""Morphology: word class and features made to agree with the tag and the tree.

In the treebanks the features follow from the tag, the word class and, for pronouns and their like, the word; and the
relation to the head tells classes apart that a tag does not ("har" is AUX as aux, else VERB). The morphologizer reads
all this anew and sometimes otherwise; the tag and the tree, which are read more surely, have the last word.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from remissnlp.models.tables import Tables

Readings = Mapping[str, str]
"""Features by word class, the commonest class first."""


@Language.factory(
    "remiss_morphology",
    assigns=["token.pos", "token.morph"],
    requires=["token.tag", "token.pos", "token.lemma", "token.dep"],
    default_score_weights={"pos_acc": 0.5, "morph_acc": 0.5},
)
def make_morphology(nlp: Language, name: str) -> "Morphology":
    """Make an empty component; its tables come from disk with the pipeline."""
    return Morphology()


class Morphology(Tables):
    """Give every token a word class its tag and its relation allow, and the features that go with both.

    `tags` maps a tag to its readings; `words` maps a tag and a lower-case form to the readings of that word alone;
    `relations` maps a tag and a relation to the word class that they have together.
    """

    kept = ("tags", "words", "relations")
    file = "morphology.msgpack"

    def __init__(
        self,
        tags: Mapping[str, Readings] | None = None,
        words: Mapping[str, Mapping[str, Readings]] | None = None,
        relations: Mapping[str, Readings] | None = None,
    ) -> None:
        self.tags = tags or {}
        self.words = words or {}
        self.relations = relations or {}

    def __call__(self, doc: Doc) -> Doc:
        """Set word class and features of every token of `doc` whose tag is known."""
        for token in doc:
            if token.tag_ in self.tags:
                pos = self.word_class(token.lower_, token.tag_, token.pos_, token.dep_)
                token.pos_ = pos
                token.set_morph(self.features(token.lower_, token.tag_, pos, token.lemma_))
        return doc

    def word_class(self, form: str, tag: str, pos: str, relation: str) -> str:
        """Find the word class of a form: by its relation, else as read where the tag allows it, else the commonest.

        >>> morphology = Morphology({"VB|PRS|AKT": {"VERB": "", "AUX": ""}}, {}, {"VB|PRS|AKT": {"aux": "AUX"}})
        >>> [morphology.word_class("har", "VB|PRS|AKT", pos, "aux") for pos in ("VERB", "NOUN")]
        ['AUX', 'AUX']
        >>> [morphology.word_class("har", "VB|PRS|AKT", pos, "ccomp") for pos in ("AUX", "NOUN")]
        ['AUX', 'VERB']
        """
        allowed = self.words.get(tag, {}).get(form) or self.tags[tag]
        by_relation = self.relations.get(tag, {}).get(relation, "")
        if by_relation in allowed:
            return by_relation
        return pos if pos in self.tags[tag] else next(iter(allowed))

    def features(self, form: str, tag: str, pos: str, lemma: str) -> str:
        """Find the features of a form under a tag and a word class that the tag allows.

        >>> morphology = Morphology({"VB|PRS|SFO": {"VERB": "Tense=Pres|Voice=Pass"}})
        >>> morphology.features("höjs", "VB|PRS|SFO", "VERB", "höja")
        'Tense=Pres|Voice=Pass'
        >>> morphology.features("hoppas", "VB|PRS|SFO", "VERB", "hoppas")
        'Tense=Pres'
        """
        found = self.words.get(tag, {}).get(form, {}).get(pos, self.tags[tag][pos])
        if tag.endswith("|SFO") and lemma.endswith("s"):  # "hoppas", "finnas": passive in form alone
            return "|".join(part for part in found.split("|") if part != "Voice=Pass")
        return found

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Score word classes and features as `spacy evaluate` does."""
        kept = list(examples)
        return {**Scorer.score_token_attr(kept, "pos"), **Scorer.score_token_attr(kept, "morph")}
