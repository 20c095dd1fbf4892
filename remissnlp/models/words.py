"""Words: what the tagger knows of a word form before it has read the sentence.

Beside the usual form, first letter, ending and shape this is two more endings, the known word that a compound ends in,
and a vector of the company the form keeps: what stands before and after it in a large text. The last tells "ett" words
from "en" words, and plural from singular, for words that no treebank has.
"""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.ml.staticvectors import StaticVectors
from spacy.strings import hash_string  # type: ignore[attr-defined]
from spacy.tokens import Doc, Token
from spacy.util import registry
from thinc.api import (
    HashEmbed,
    Maxout,
    Model,
    chain,
    concatenate,
    glorot_uniform_init,
    list2ragged,
    ragged2list,
    with_array,
)

COLUMNS = ("form", "first letter", "three letters", "shape", "two letters", "five letters", "last part")
"""What is embedded of a form; a column more holds its row in the table of company."""
ROW = len(COLUMNS)
SHORTEST_FIRST, SHORTEST_LAST = 2, 3
"""Letters that the parts of a compound have at least."""
REMEMBERED = 100_000
"""Forms whose features are kept, so that each is worked out once."""
DIM = 64
"""Numbers to a vector of company."""
SCALE = 16
"""What the whole numbers of the table are divided by."""

Columns = NDArray[np.uint64]


@dataclass
class Features:
    """The columns of features, form by form; `rows` gives the row of a known word in the table of company, from 1."""

    rows: dict[str, int]
    found: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def of(self, doc: Doc) -> Columns:
        """Give a row of features for every token."""
        if len(self.found) > REMEMBERED:
            self.found.clear()
        forms = doc.to_array([ORTH]).ravel().tolist()
        for index, form in enumerate(forms):
            if form not in self.found:
                self.found[form] = self._look_at(doc[index])
        found = [self.found[form] for form in forms]
        return np.array(found, dtype="uint64").reshape(len(forms), ROW + 1)

    def last_part(self, word: str) -> str:
        """Find the longest known word that `word` ends in; the word itself where there is none.

        >>> Features({"programmet": 1, "met": 2}).last_part("kvalitetsprogrammet")
        'programmet'
        """
        if word in self.rows:
            return word
        starts = range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1)
        return next((word[start:] for start in starts if word[start:] in self.rows), word)

    def _look_at(self, token: Token) -> tuple[int, ...]:
        word = token.norm_.lower()
        last = self.last_part(word)
        usual = (token.norm, token.prefix, token.suffix, token.shape)
        more = (hash_string(f"2{word[-2:]}"), hash_string(f"5{word[-5:]}"), hash_string(f"h{last}"))
        return *usual, *more, self.rows.get(last, 0)


class Opened:
    """What a model was saved with, packed; it is opened once."""

    def __init__(self, use: Callable[[bytes], Any]) -> None:
        self._use = use
        self._packed, self._opened = b"", None

    def of(self, packed: bytes) -> Any:
        """Give what `use` makes of the unpacked bytes."""
        if self._opened is None or packed is not self._packed:
            self._packed, self._opened = packed, self._use(zlib.decompress(packed))
        return self._opened


def _number_words(words: bytes) -> Features:
    return Features({word: row for row, word in enumerate(words.decode().split("\n"), start=1)})


def _read_rows(rows: bytes) -> NDArray[np.int8]:
    return np.frombuffer(rows, dtype="int8").reshape(-1, DIM)


@registry.architectures("remissnlp.WordEmbed.v1")
def make_word_embed(width: int, small: int, rows: list[int], table: str | None = None) -> Model:
    """Make the embedding: hashed features, floret's vectors and the vectors of company, mixed into `width` numbers.

    Args:
        width: Size of the result.
        small: Size of each part before they are mixed.
        rows: Rows of the hash table of each of `COLUMNS`.
        table: The file of `scripts/train_pipeline/company.py`, read when training begins; afterwards what it held is
            saved with the model.
    """
    hashes = [HashEmbed(small, count, column=column, seed=8 + column) for column, count in enumerate(rows)]
    hashed = chain(make_features(table), list2ragged(), with_array(concatenate(*hashes, make_company(small, table))))
    mix = Maxout(width, small * (len(hashes) + 2), nP=3, dropout=0.0, normalize=True)
    embed: Model = chain(concatenate(hashed, StaticVectors(small)), with_array(mix), ragged2list())
    return embed


def make_features(table: str | None = None) -> Model:
    """Make the layer that gives the features of a list of Docs."""
    known = Opened(_number_words)

    def read(model: Model, docs: Sequence[Doc], is_train: bool) -> tuple[list[Columns], Callable[..., Any]]:
        features = known.of(model.attrs["words"])
        return [features.of(doc) for doc in docs], lambda _: []

    def init(model: Model, **_: Any) -> None:
        if table:
            model.attrs["words"] = zlib.compress(str(np.load(table)["words"]).encode())

    return Model("word_features", read, init=init, attrs={"words": zlib.compress(b"")})


def make_company(width: int, table: str | None = None) -> Model:
    """Make the layer that maps a row of the fixed table to `width` learned numbers; row 0 is for unknown words."""
    known = Opened(_read_rows)

    def read(model: Model, columns: Columns, is_train: bool) -> tuple[Any, Callable[..., Any]]:
        rows = known.of(model.attrs["rows"])
        vectors = rows[columns[:, ROW].astype("int64")].astype("float32") / SCALE

        def learn(gradient: Any) -> Columns:
            model.inc_grad("W", model.ops.gemm(gradient, vectors, trans1=True))
            return columns

        return model.ops.gemm(vectors, model.get_param("W"), trans2=True), learn

    def init(model: Model, **_: Any) -> None:
        if table:
            model.attrs["rows"] = zlib.compress(np.load(table)["rows"].tobytes())
        model.set_param("W", glorot_uniform_init(model.ops, (width, DIM)))

    empty = zlib.compress(bytes(DIM))
    return Model("company", read, init=init, params={"W": None}, dims={"nO": width}, attrs={"rows": empty})
