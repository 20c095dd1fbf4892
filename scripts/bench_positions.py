"""Read positions off official compilations, a sentence and a body at a time, for a person to judge.

    python scripts/bench_positions.py ../shared/data/labelled/prop_remissinstanserna_stycken.jsonl --number 200

Each paragraph tells what named bodies said of one proposal. A sentence that begins with such a body (or several) is
taken as if that body had written it; what is printed is a table: number, position found, body, sentence. With --silent
the sample is of sentences where no position was found, to see what is missed.
"""

import argparse
import json
import random
import re
from collections import Counter
from pathlib import Path

import pandas as pd

from remissnlp.annotation.bodies import instanstyp_of
from remissnlp.annotation.sentences import split_sentences
from remissnlp.positions import judge_positions
from remissnlp.terms import WHOLE, Instanstyp, Position

_VERB = re.compile(
    r"\s(?:tillstyrker|avstyrker|avstår|har|är|ställer|välkomnar|delar|instämmer|anser|menar|bedömer|stödjer|stöder|ser|kan"
    r"|motsätter|förordar|framför|påpekar|föreslår|ifrågasätter|invänder|framhåller|godtar|biträder)\b"
)
_HEADER = re.compile(r"(?:P\s?R\s?O\s?P\s?\.\s?[\d\s/:]+|Prop\. \d{4}/\d\d:\d+)")


def main() -> None:
    """Print the sample and how often each position was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paragraphs", type=Path, help="JSON per rad med fältet remissinstanserna")
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--silent", action="store_true", help="meningar där ingen ställning hittas")
    arguments = parser.parse_args()
    found = [(position_of(sentence), body, sentence) for body, sentence in statements(arguments.paragraphs)]
    print(f"meningar av en namngiven instans: {len(found)}")
    print(dict(Counter(str(position) for position, _, _ in found).most_common()))
    chosen = [row for row in found if (row[0] == Position.FRAMGAR_EJ) is arguments.silent]
    sample = random.Random(arguments.seed).sample(chosen, min(arguments.number, len(chosen)))  # noqa: S311
    for number, (position, body, sentence) in enumerate(sample, start=1):
        print(f"{number}\t{position}\t{body}\t{sentence}")


def statements(path: Path) -> list[tuple[str, str]]:
    """Give the sentences that begin with a named body, each once, with that body."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    paragraphs = (_HEADER.sub(" ", text) for row in rows for text in row["remissinstanserna"])
    sentences = (text[a:b] for text in paragraphs for a, b in split_sentences(text))
    return list(dict.fromkeys((body, sentence) for sentence in sentences if (body := body_of(sentence))))


def body_of(sentence: str) -> str:
    """Give the body or bodies that a sentence begins with, before its first verb; empty if it begins otherwise."""
    match = _VERB.search(sentence)
    subject = sentence[: match.start()] if match else ""
    names = re.split(r", | och (?=[A-ZÅÄÖ])", re.sub(r"\s*\([^)]*\)", "", subject))
    known = subject and all(instanstyp_of(name.strip()) is not Instanstyp.ANNAN for name in names)
    return subject if known else ""


def position_of(sentence: str) -> Position:
    """Give the position that a sentence takes by itself on the proposal that its paragraph is about."""
    columns = {"sentence_id": "m", "text": sentence, "section": "synpunkter", "stance": "neutral", "parts": "", "n": 0}
    return judge_positions(pd.DataFrame([columns]))[WHOLE].position


if __name__ == "__main__":
    main()
