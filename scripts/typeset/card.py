"""Card: the tables of the data card, an answer a row and a count a label, as Markdown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from remissnlp.terms import Stance, SynpunktType
from typeset.source import Answer, Placed, place_sentences

_PRODUCERS = {"tjansteutlatande": "ReportLab", "skannad": "ReportLab", "word": "LibreOffice"}


def card_tables(answers: Sequence[Answer]) -> str:
    """Give the table of answers and the table of label counts, parted by an empty line."""
    return "\n".join([*_answers(answers), "", *_labels(answers)])


def _answers(answers: Sequence[Answer]) -> Iterator[str]:
    yield from _head(["Fil", "Remissinstans", "Ställningstagande", "Ord", "Meningar", "Layout", "PDF skriven av"])
    for answer in answers:
        rows = list(place_sentences(answer))
        position = answer.position.position.display if answer.position else ""
        layout = f"{answer.layout}, skadad" if answer.damaged else answer.layout
        yield _row(
            [
                f"`{answer.source_id}`" if answer.constructed else f"`{answer.source_id}` (verkligt svar)",
                answer.remissinstans,
                f"({position})" if answer.damaged else position,
                str(sum(len(row.text.replace(" | ", " ").split()) for row in rows)),
                str(len(rows)),
                layout,
                _PRODUCERS.get(answer.layout, "WeasyPrint"),
            ]
        )


def _labels(answers: Sequence[Answer]) -> Iterator[str]:
    rows = [row for answer in answers if not answer.damaged for row in place_sentences(answer)]
    own = [row for row in rows if row.label.own_view]
    yield from _head(["", *(kind.display for kind in SynpunktType), "tillsammans"])
    for stance in Stance:
        some = [row for row in own if row.label.stance == stance]
        yield _row([stance.display, *_counts(some), str(len(some))])
    yield _row(["tillsammans", *_counts(own), str(len(own))])
    yield _row(["inte egen uppfattning", *[""] * len(SynpunktType), str(len(rows) - len(own))])


def _counts(rows: Iterable[Placed]) -> list[str]:
    counts = Counter(row.label.type for row in rows)
    return [str(counts[kind]) if counts[kind] else "" for kind in SynpunktType]


def _head(names: Sequence[str]) -> Iterator[str]:
    yield _row(names)
    yield _row(["---"] * len(names))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
