"""Lemmas: a table of known forms and, for the rest, endings learned tag by tag."""

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from remissnlp.models.tables import Tables

LONGEST = 9
"""Longest ending, in characters, that the rules know."""

Table = dict[str, dict[str, str]]


@Language.factory(
    "remiss_lemmatizer", assigns=["token.lemma"], requires=["token.tag"], default_score_weights={"lemma_acc": 1.0}
)
def make_lemmatizer(nlp: Language, name: str) -> "Lemmatizer":
    """Make an empty lemmatizer; its tables come from disk with the pipeline."""
    return Lemmatizer()


class Lemmatizer(Tables):
    """Give every token the base form its word form has under its tag.

    `forms` maps tag and lower-case form to a lemma; `endings` maps tag and ending to "cut|added".
    """

    kept = ("forms", "endings")
    file = "lemmas.msgpack"

    def __init__(self, forms: Table | None = None, endings: Table | None = None) -> None:
        self.forms = forms or {}
        self.endings = endings or {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token of `doc`."""
        for token in doc:
            token.lemma_ = self.lemma(token.text, token.tag_)
        return doc

    def lemma(self, form: str, tag: str) -> str:
        """Find the lemma of a form under a SUC tag; a name keeps its capitals.

        >>> Lemmatizer(endings={"NN|UTR|SIN|DEF|NOM": {"en": "2|"}}).lemma("Remissen", "NN|UTR|SIN|DEF|NOM")
        'remiss'

        A noun in the genitive has the lemma of its nominative.

        >>> Lemmatizer({"NN|NEU|PLU|DEF|NOM": {"programmen": "program"}}).lemma("programmens", "NN|NEU|PLU|DEF|GEN")
        'program'
        """
        if tag.startswith(("PM", "UO", "MAD", "MID", "PAD")):
            return _without_genitive(form) if tag.startswith("PM|GEN") else form
        lowered = form.lower()
        known = self.forms.get(tag, {}).get(lowered)
        if known is not None:
            return known
        if tag.startswith("NN") and tag.endswith("|GEN") and lowered.endswith("s"):
            return self.lemma(lowered[:-1], f"{tag[:-3]}NOM")
        cut, added = self._rule(lowered, tag)
        return lowered[: len(lowered) - cut] + added

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Score lemmas as `spacy evaluate` does."""
        return dict(Scorer.score_token_attr(examples, "lemma"))

    def _rule(self, form: str, tag: str) -> tuple[int, str]:
        endings = self.endings.get(tag, {})
        for length in range(min(LONGEST, len(form)), -1, -1):
            rule = endings.get(form[len(form) - length :])
            if rule is not None:
                cut, added = rule.split("|", 1)
                return int(cut), added
        return 0, ""


def _without_genitive(name: str) -> str:
    if name.endswith((":s", "'s", "’s")):
        return name[:-2]
    return name[:-1] if name.endswith("s") else name
