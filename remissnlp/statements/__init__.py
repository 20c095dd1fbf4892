"""Statements: the words of an answer that approve, reject, decline or find nothing to object to, and of what."""

from remissnlp.statements.finding import Sentence, Statement, find_statements
from remissnlp.statements.stands import APPROVES, DECLINES, NEUTRAL, NOTHING, REJECTS, Stand, find_stands

__all__ = [
    "APPROVES",
    "DECLINES",
    "NEUTRAL",
    "NOTHING",
    "REJECTS",
    "Sentence",
    "Stand",
    "Statement",
    "find_stands",
    "find_statements",
]
