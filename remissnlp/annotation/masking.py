"""Masking of persons: names and contact details covered with blocks of the same length, so that every offset holds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language

from remissnlp.document import Document, Furniture
from remissnlp.lexicon import read_words
from remissnlp.terms import BlockKind, MaskKind

COVER = "█"

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d/-])(?:\+46|0046|0)[\s-]?(?:\(0\))?\d{1,3}(?:[\s-]{1,2}\d{2,4}){1,4}(?![\d/-])")
_PERSONAL_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}(?!\d)")
_STREET = re.compile(r"\b[A-ZÅÄÖ][\wåäö]+(?:gatan|vägen|gränd|stigen|backen|allén|torget)\s+\d+\s?[A-Za-z]?\b")
_POST = re.compile(r"\b\d{3}\s?\d{2}\s+[A-ZÅÄÖ][\wåäöÅÄÖ]+\b")
_NAME = re.compile(r"\b[A-ZÅÄÖÉ][\wåäöé’-]+(?:[ \t]+(?:(?:von|af|de|al)[ \t]+)?[A-ZÅÄÖÉ][\wåäöé’-]+){1,3}")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Masked:
    """Something that was covered: its place (offsets; page), what kind it is, and what stood there."""

    start: int
    end: int
    page: int
    kind: MaskKind
    text: str


def mask_persons(
    document: Document,
    nlp: Language | None,
    *,
    handlaggare: str = "",
    private: bool = False,
    known: Iterable[str] = (),
) -> tuple[Document, tuple[Masked, ...]]:
    """Cover names of persons and their contact details in a document, in its furniture and on its page pictures.

    Names are those the pipeline's `ner` finds, those that begin with a common first name, and the handläggare; a
    surname alone is covered where the full name stands in the same document.

    Args:
        document: The document; it is left as it is.
        nlp: A pipeline with `ner`; None to go by the lexicon alone.
        handlaggare: Name that the head of the answer states.
        private: Whether a private person answers; then street and town are covered too.
        known: Names that are known from elsewhere.

    Returns:
        A document of the same length with `COVER` for each covered letter, and what was covered.
    """
    names = tuple(dict.fromkeys([*known, *_names(document, nlp, handlaggare)]))
    found = _merged(_find(document.text, names, private=private))
    masked = tuple(
        Masked(start, end, document.page_at(start), kind, document.text[start:end]) for start, end, kind in found
    )
    furniture = [_mask_furniture(piece, names, private=private) for piece in document.furniture]
    redactions = [
        *(
            (line.page, line.x0, line.top, line.x1, line.bottom)
            for one in masked
            for line in document.lines_at(one.start, one.end)
        ),
        *((piece.page, *piece.box) for piece, _ in furniture if COVER in piece.text),
    ]
    covered = replace(
        document,
        text=_cover(document.text, found),
        furniture=tuple(piece for piece, _ in furniture),
        redactions=tuple(redactions),
    )
    return covered, (*masked, *(one for _, ones in furniture for one in ones))


def _find(text: str, names: Iterable[str], *, private: bool) -> Iterator[tuple[int, int, MaskKind]]:
    patterns = [(_MAIL, MaskKind.EPOST), (_PERSONAL_NUMBER, MaskKind.PERSONNUMMER), (_PHONE, MaskKind.TELEFON)]
    if private:
        patterns += [(_STREET, MaskKind.ADRESS), (_POST, MaskKind.ADRESS)]
    for pattern, kind in patterns:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind
    for name in names:
        for match in re.finditer(rf"(?<!\w){_spaced(name)}(?=s?(?!\w))", text):
            yield match.start(), match.end(), MaskKind.NAMN


def _names(document: Document, nlp: Language | None, handlaggare: str) -> tuple[str, ...]:
    """Give the full names in the document, and the surnames and first names they are made of, longest first."""
    texts = [document.block_text(block) for block in document.blocks]
    texts += [piece.text for piece in document.furniture]
    sure = {name for text in texts for name in _by_lexicon(text)} | ({handlaggare} if " " in handlaggare else set())
    alone = {part for name in sure for part in name.split()[1:] if len(part) >= _SHORTEST and part[0].isupper()}
    found = set() if nlp is None else _by_pipeline(document, texts, nlp)
    return tuple(sorted({*sure, *alone, *found}, key=lambda name: (-len(name), name)))


def _by_pipeline(document: Document, texts: Iterable[str], nlp: Language) -> set[str]:
    """Give the full names the pipeline finds, without those that share a word with a place or body it finds."""
    prose = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE)
    said = [document.block_text(block) for block in document.blocks if block.kind in prose]
    ents = [
        ent for doc in nlp.pipe([*said, *(line for text in texts for line in text.splitlines())]) for ent in doc.ents
    ]
    other = {word.rstrip("s") for ent in ents if ent.label_ != "PER" for word in ent.text.split()}
    names = {" ".join(ent.text.split()) for ent in ents if ent.label_ == "PER" and _is_full(ent.text)}
    return {name for name in names if not any(word.rstrip("s") in other for word in name.split())}


def _by_lexicon(text: str) -> Iterator[str]:
    first_names = frozenset(read_words("fornamn"))
    for match in _NAME.finditer(text):
        words = match.group().split()
        for place, word in enumerate(words[:-1]):
            if word.lower() in first_names:
                yield " ".join(words[place:])
                break


def _is_full(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= 4 and all(word[0].isupper() or word in ("von", "af", "de", "al") for word in words)


def _spaced(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def _merged(found: Iterable[tuple[int, int, MaskKind]]) -> list[tuple[int, int, MaskKind]]:
    merged: list[tuple[int, int, MaskKind]] = []
    for start, end, kind in sorted(found, key=lambda one: (one[0], -one[1])):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, kind))
    return merged


def _cover(text: str, found: Iterable[tuple[int, int, MaskKind]]) -> str:
    letters = list(text)
    for start, end, _ in found:
        letters[start:end] = [letter if letter.isspace() else COVER for letter in letters[start:end]]
    return "".join(letters)


def _mask_furniture(piece: Furniture, names: Iterable[str], *, private: bool) -> tuple[Furniture, list[Masked]]:
    found = _merged(_find(piece.text, names, private=private))
    ones = [Masked(start, end, piece.page, kind, piece.text[start:end]) for start, end, kind in found]
    return replace(piece, text=_cover(piece.text, found)), ones
