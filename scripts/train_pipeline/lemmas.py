"""Lemma tables: learned from the treebanks that have lemmas, and from a lookup table for those that have none."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import conllu
from spacy.lookups import load_lookups

from remissnlp.models.lemmatizer import LONGEST, Lemmatizer, Table

Example = tuple[str, str, str]
UNTAUGHT = ("PM", "UO", "MAD", "MID", "PAD")
OPEN = ("NN", "VB", "JJ", "PC")
GOLD = 4
"""What a hand-given lemma weighs against a looked-up one."""
SHORT = 4
"""Forms up to this length are too ambiguous to look up."""
TYPES = 2
"""How many different words must show a rule before an ending teaches it."""


def learn(with_lemmas: Iterable[Path], without: Iterable[Path] = ()) -> Lemmatizer:
    """Learn forms and endings; a hand-given lemma counts as GOLD looked-up ones."""
    lookup = load_lookups("sv", ["lemma_lookup"]).get_table("lemma_lookup")
    examples: Counter[Example] = Counter()
    for path in with_lemmas:
        for example in _given(path):
            examples[example] += GOLD
    known, lemmas = _known_rules(examples), {(tag[:2], lemma) for _, tag, lemma in examples}
    for path in without:
        examples.update(example for example in _looked_up(path, lookup) if _allowed(example, known, lemmas))
    return Lemmatizer(_forms(examples), _endings(examples))


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
