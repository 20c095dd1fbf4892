"""CoNLL-U: files of trees, read as plain tokens and made into spaCy Docs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class Token:
    """A line of a CoNLL-U file; `head` counts from 1 and is 0 for the root, `lemma` is empty where none is given."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool


Sentence = tuple[Token, ...]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read the trees of a file; ranges and empty nodes are passed over."""
    tokens: list[Token] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if not line.strip():
            if tokens:
                yield tuple(tokens)
            tokens = []
        elif cells[0].isdigit():
            tokens.append(harmonized(_token(cells)))
    if tokens:
        yield tuple(tokens)


def make_docs(sentences: Iterable[Sentence], vocab: Vocab, *, group: int = 6) -> Iterator[Doc]:
    """Make Docs of `group` sentences each, so that a sentence end is something to learn."""
    rest = iter(sentences)
    while batch := list(islice(rest, group)):
        yield make_doc(batch, vocab)


def make_doc(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """Make one Doc of sentences, with tags, lemmas, trees and sentence starts."""
    tokens = [token for sentence in sentences for token in sentence]
    heads: list[int] = []
    for sentence in sentences:
        first = len(heads)
        heads += [first + (token.head - 1 if token.head else index) for index, token in enumerate(sentence)]
    return Doc(
        vocab,
        words=[token.form for token in tokens],
        spaces=[token.space for token in tokens],
        tags=[token.xpos for token in tokens],
        pos=[token.upos for token in tokens],
        morphs=[token.feats for token in tokens],
        lemmas=[token.lemma for token in tokens],
        heads=heads,
        deps=["ROOT" if token.head == 0 else token.deprel for token in tokens],
    )


def harmonized(token: Token) -> Token:
    """Give a token the features that Talbanken would: PUD has more on participles and on relative adverbs.

    >>> harmonized(Token("när", "när", "SCONJ", "HA", "PronType=Int,Rel", 2, "mark", True)).feats
    ''
    """
    if token.xpos == "HA":
        return replace(token, feats="")
    if "VerbForm=Part" in token.feats:
        return replace(token, feats=token.feats.replace("Mood=Ind|", ""))
    return token


def _token(cells: Sequence[str]) -> Token:
    lemma = "" if cells[2] == "_" and cells[1] != "_" else cells[2]
    feats = "" if cells[5] == "_" else cells[5]
    return Token(cells[1], lemma, cells[3], cells[4], feats, int(cells[6]), cells[7], "SpaceAfter=No" not in cells[9])
