"""Units: the sentences and list items of the running text, found without breaking at abbreviations."""

from collections.abc import Iterator
from string import whitespace

from spacy.language import Language
from spacy.tokens import Doc, Span

from remissnlp.annotation.boundaries import find_boundaries
from remissnlp.annotation.extensions import UNITS, document_of, register
from remissnlp.annotation.loose import find_loose
from remissnlp.document import CELL_MARK, Block
from remissnlp.terms import BlockKind

UNIT_KINDS = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.FOOTNOTE)
"""The kinds of block whose sentences are units; headings, addresses and signatures hold none."""


@Language.factory("remiss_sentences")
def make_sentences(nlp: Language, name: str) -> "Sentences":
    """Make the component that finds the units."""
    return Sentences()


class Sentences:
    """Put the units of every paragraph, list item, table row and footnote in `doc.spans`, but for loose lines."""

    def __init__(self) -> None:
        register()

    def __call__(self, doc: Doc) -> Doc:
        """Find the units of `doc`."""
        document = document_of(doc)
        loose = find_loose(document)
        doc.spans[UNITS] = [
            span
            for index, block in enumerate(document.blocks)
            if block.kind in UNIT_KINDS and index not in loose
            for span in _units(doc, index, block, document.text)
        ]
        return doc


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Split a paragraph into sentences, as start and end offsets without surrounding white space.

    >>> text = "Det gäller bl.a. Norra Djurgårdsstaden m.m. Kontoret har inget att erinra."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Det gäller bl.a. Norra Djurgårdsstaden m.m.', 'Kontoret har inget att erinra.']
    """
    spans = (_trim(text, start, end) for start, end in find_boundaries(text))
    return [(first, last) for first, last in spans if first < last]


def mark_sentences(doc: Doc) -> Doc:
    """Set the sentence starts of an untagged paragraph, so that the parser keeps to the sentences of the units."""
    starts = {start for start, _ in split_sentences(doc.text)}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


def _units(doc: Doc, index: int, block: Block, text: str) -> Iterator[Span]:
    first = block.start + len(block.marker)
    for start, end in split_sentences(text[first : block.end]):
        says = str.isalpha if block.kind is BlockKind.TABLE_ROW else str.isalnum  # a cell of figures alone says nothing
        if not any(map(says, text[first + start : first + end])):
            continue
        span = doc.char_span(first + start, first + end, alignment_mode="expand")
        if span is not None:
            span._.block = index
            yield span


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece, around = text[start:end], f"{whitespace}\u00a0{CELL_MARK}"
    return start + len(piece) - len(piece.lstrip(around)), end - (len(piece) - len(piece.rstrip(around)))
