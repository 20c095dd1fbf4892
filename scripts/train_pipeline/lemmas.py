"""Lemma tables: learned from the treebanks that have lemmas, and from a lookup table for those that have none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import conllu
from spacy.lookups import load_lookups
from tagged import OPEN, Form

from remissnlp.models.lemmatizer import LONGEST, Lemmatizer, Table

Example = tuple[str, str, str]
"""A lower-case form, its tag, its lemma."""
CITATION = re.compile(r"NN\|.*SIN\|IND\|NOM|VB\|INF\|AKT|(?:JJ\|POS|PC\|PRF)\|UTR\|SIN\|IND\|NOM")
"""Tags of base forms."""
UNTAUGHT = ("PM", "UO", "MAD", "MID", "PAD")
GOLD = 4
"""What a hand-given lemma weighs against a looked-up one."""
SHORT = 4
"""Forms up to this length are too ambiguous to look up."""
TYPES = 2
"""How many different words must show a rule before an ending teaches it."""
ONCE, OFTEN = 1, 3
"""How often at most a base form is seen that a cut is not believed to lead to: a cut shown by many words, by few."""


def learn(
    with_lemmas: Iterable[Path], without: Iterable[Path] = (), *, seen: Mapping[Form, int] | None = None
) -> Lemmatizer:
    """Learn forms and endings; a hand-given lemma counts as GOLD looked-up ones.

    Args:
        with_lemmas: Trees with lemmas given by hand.
        without: Trees whose words are looked up in a table that knows no tags.
        seen: Lower-case forms of automatically tagged text with their tags, and how often; see `attest`.
    """
    lookup = load_lookups("sv", ["lemma_lookup"]).get_table("lemma_lookup")
    given: Counter[Example] = Counter()
    for path in with_lemmas:
        given.update(_given(path))
    examples = Counter({example: GOLD * count for example, count in given.items()})
    known, lemmas = _known_rules(examples), {(tag[:2], lemma) for _, tag, lemma in examples}
    for path in without:
        examples.update(example for example in _looked_up(path, lookup) if _allowed(example, known, lemmas))
    if seen:
        sure = {(form, tag) for form, tag, _ in given}
        attested = {form: lemma for form, lemma in attest(seen, examples).items() if form not in sure}
        examples = Counter({key: count for key, count in examples.items() if key[:2] not in attested})
        examples.update({(form, tag, lemma): 1 for (form, tag), lemma in attested.items()})
    endings = _endings(examples)
    return Lemmatizer(_unforeseen(_forms(examples), Lemmatizer(endings=endings)), endings)


def attest(seen: Mapping[Form, int], examples: Iterable[Example]) -> dict[Form, str]:
    """Find the lemma of seen forms whose base form is seen as well, by the cuts that the examples of a tag show.

    "förbundet" can be cut to "förbund" or "förbunde" by the rules of its tag; only the former is a word of the text.
    """
    bases: Counter[Form] = Counter()
    for (form, tag), count in seen.items():
        if CITATION.fullmatch(tag):
            bases[form, tag[:2]] += count
    cuts = _cuts(examples)
    found = ((form, tag, _best(form, tag, cuts, bases)) for form, tag in seen)
    return {(form, tag): lemma for form, tag, lemma in found if lemma}


def _cuts(examples: Iterable[Example]) -> dict[str, Counter[tuple[str, str]]]:
    """Count, tag by tag, in how many words an ending was cut and another put in its place."""
    cuts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for form, tag, lemma in examples:
        cut, added = _rule(form, lemma).split("|", 1)
        cuts[tag][form[len(form) - int(cut) :], added] += 1
    return cuts


def _best(form: str, tag: str, cuts: Mapping[str, Mapping[tuple[str, str], int]], bases: Mapping[Form, int]) -> str:
    if CITATION.fullmatch(tag) or tag.startswith("PC|PRS"):
        return form
    votes: Counter[str] = Counter()
    for (cut, added), types in cuts.get(tag, {}).items():
        if form.endswith(cut) and len(form) > len(cut) + 1:
            lemma = form[: len(form) - len(cut)] + added
            if bases[lemma, tag[:2]] > (ONCE if types > TYPES else OFTEN):
                votes[lemma] = types * bases[lemma, tag[:2]]
    return votes.most_common(1)[0][0] if votes else ""


def _unforeseen(forms: Table, rules: Lemmatizer) -> Table:
    """Keep the forms that the endings alone would get wrong."""
    kept = {
        tag: {form: lemma for form, lemma in table.items() if rules.lemma(form, tag) != lemma}
        for tag, table in forms.items()
    }
    return {tag: table for tag, table in kept.items() if table}


def _given(path: Path) -> Iterator[Example]:
    for sentence in conllu.read_sentences(path):
        for token in sentence:
            if not token.xpos.startswith(UNTAUGHT) and token.lemma:
                yield token.form.lower(), token.xpos, token.lemma.lower()


def _looked_up(path: Path, lookup: Mapping[str, str]) -> Iterator[Example]:
    for sentence in conllu.read_sentences(path):
        for token in sentence:
            form = token.form.lower()
            if token.xpos.startswith(OPEN) and form in lookup:
                yield form, token.xpos, lookup[form]


def _known_rules(examples: Iterable[Example]) -> set[tuple[str, str]]:
    """Find the rules a tag has shown in TYPES words or more."""
    seen = Counter((tag, _rule(form, lemma)) for form, tag, lemma in examples)
    return {rule for rule, types in seen.items() if types > TYPES}


def _allowed(example: Example, known: set[tuple[str, str]], lemmas: set[tuple[str, str]]) -> bool:
    """Tell whether a looked-up lemma, blind to the tag, is one the tag could have."""
    form, tag, lemma = example
    if tag.endswith("SIN|IND|NOM") or (tag == "VB|PRS|AKT" and not form.endswith("r")):
        return False
    return (tag[:2], lemma) in lemmas or (len(form) > SHORT and (tag, _rule(form, lemma)) in known)


def _forms(examples: Mapping[Example, int]) -> Table:
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, tag, lemma), count in examples.items():
        votes[tag, form][lemma] += count
    table: Table = {}
    for (tag, form), lemmas in sorted(votes.items()):
        table.setdefault(tag, {})[form] = lemmas.most_common(1)[0][0]
    return table


def _endings(examples: Mapping[Example, int]) -> Table:
    votes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, tag, lemma in examples:
        rule = _rule(form, lemma)
        for length in range(min(LONGEST, len(form)) + 1):
            votes[tag, form[len(form) - length :]][rule] += 1
    table: Table = {}
    for (tag, ending), rules in sorted(votes.items()):
        rule, types = rules.most_common(1)[0]
        if types >= TYPES:
            table.setdefault(tag, {})[ending] = rule
    return {tag: _pruned(endings) for tag, endings in table.items()}


def _pruned(endings: Mapping[str, str]) -> dict[str, str]:
    """Leave out an ending whose shorter ending says the same."""
    return {ending: rule for ending, rule in endings.items() if not ending or endings.get(ending[1:]) != rule}


def _rule(form: str, lemma: str) -> str:
    shared = 0
    while shared < min(len(form), len(lemma)) and form[shared] == lemma[shared]:
        shared += 1
    return f"{len(form) - shared}|{lemma[shared:]}"
