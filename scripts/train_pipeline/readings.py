"""Readings: the word class and features of a tag, and of single words under it, counted in the treebanks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from conllu import Sentence

from remissnlp.models.morphology import Morphology, Readings

OPEN = ("NN", "VB", "JJ", "PC", "PM", "RG", "RO", "UO")
"""Classes whose words all have the features of their tag, but for verbs in -s."""
TWICE = 2
"""How often a word of a closed class must show a reading."""
SURE, SEEN = 0.98, 20
"""How large a share of a relation's words have its word class at least, and how many there are."""

Counts = Mapping[tuple[str, str], int]
"""How often a word class goes with features."""


def learn_readings(sentences: Iterable[Sentence]) -> Morphology:
    """Count the readings of tags, of the words of closed classes where they differ, and the classes of relations."""
    by_tag: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    by_word: defaultdict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    by_relation: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for token in (token for sentence in sentences for token in sentence):
        by_relation[token.xpos, token.deprel if token.head else "ROOT"][token.upos] += 1
        by_tag[token.xpos][token.upos, token.feats] += 1
        if not token.xpos.startswith(OPEN) or token.xpos.endswith("SFO"):
            by_word[token.xpos, token.form.lower()][token.upos, token.feats] += 1
    tags = {tag: _readings(counts) for tag, counts in sorted(by_tag.items())}
    words: defaultdict[str, dict[str, Readings]] = defaultdict(dict)
    for (tag, form), counts in sorted(by_word.items()):
        readings = _readings(counts, least=TWICE)
        if readings and readings != tags[tag]:
            words[tag][form] = readings
    return Morphology(tags, dict(words), _relations(by_relation, tags))


def _relations(
    by_relation: Mapping[tuple[str, str], Counter[str]], tags: Mapping[str, Readings]
) -> dict[str, Readings]:
    """Keep the relations that tell the word class of a tag with more than one."""
    relations: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for (tag, relation), classes in sorted(by_relation.items()):
        pos, count = classes.most_common(1)[0]
        if len(tags[tag]) > 1 and count >= max(SEEN, SURE * classes.total()):
            relations[tag][relation] = pos
    return dict(relations)


def _readings(counts: Counts, *, least: int = 1) -> Readings:
    """Give the commonest features of each word class, the commonest class first."""
    classes: Counter[str] = Counter()
    for (pos, _), count in counts.items():
        classes[pos] += count
    usual = {pos: max((count, feats) for (other, feats), count in counts.items() if other == pos)[1] for pos in classes}
    return {pos: usual[pos] for pos, count in classes.most_common() if count >= least}
