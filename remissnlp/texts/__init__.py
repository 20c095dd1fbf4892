"""Answers that are not PDF: Word, plain text and e-mail, read to the same `Document`, paragraph as the place."""

from remissnlp.texts.reading import SUFFIXES, read_text

__all__ = ["SUFFIXES", "read_text"]
