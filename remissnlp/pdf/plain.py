"""A Document as plain data and back: what is kept in the cache and sent between processes. No pickles."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import accumulate
from operator import attrgetter, ne, sub
from typing import Any

from remissnlp.document import Block, Document, Furniture, Line, Page
from remissnlp.edges import Tenths
from remissnlp.terms import BlockKind, PlaceKind

_RECORDS: dict[str, type[Any]] = {"blocks": Block, "lines": Line, "furniture": Furniture, "pages": Page}
_ROWS = 500
"""How many records are written at a time."""
_NAMES = tuple(field.name for field in fields(Document) if field.init and field.name != "source_id")


def write_plain(document: Document) -> Iterator[str]:
    """Write a document as JSON of lists, strings and numbers, without the id of its source.

    It comes a part at a time, so that a long document is never held twice.
    """
    before = "{"
    for name in _NAMES:
        value = getattr(document, name)
        yield f"{before}{json.dumps(name)}: "
        before = ", "
        if name not in _RECORDS:
            yield json.dumps(value)
            continue
        yield "["
        for start in range(0, len(value), _ROWS):
            rows = _rows(value[start : start + _ROWS])
            yield (", " if start else "") + json.dumps(rows, separators=(",", ":"))[1:-1]
        yield "]"
    yield "}"


def from_plain(data: Any, source_id: str) -> Document:
    """Make the document again.

    Raises:
        ValueError: If the data is not what `write_plain` writes.
    """
    try:
        values: dict[str, Any] = {
            name: tuple(_record(_RECORDS[name], row) for row in data[name]) if name in _RECORDS else _tuple(data[name])
            for name in _NAMES
        }
        values["place"] = PlaceKind(values["place"])
        document = Document(source_id=source_id, **values)
        _require(document)
    except (TypeError, KeyError, AttributeError, IndexError) as error:
        raise ValueError(f"not a document: {error}") from error
    return document


def _rows(records: Sequence[Any]) -> list[list[Any]]:
    get = attrgetter(*(field.name for field in fields(records[0])))
    if isinstance(records[0], Line):
        return [[*values[:-1], _steps(values[-1])] for values in map(get, records)]
    return [list(get(record)) for record in records]


def _steps(edges: Sequence[float]) -> list[Any]:
    """Give edges as tenths of a point from one to the next, or as they are where they are no whole tenths."""
    tenths = edges.tenths.tolist() if isinstance(edges, Tenths) else [round(edge * 10) for edge in edges]
    if not isinstance(edges, Tenths) and any(map(ne, [tenth / 10 for tenth in tenths], edges)):
        return [float(edge) for edge in edges]
    return [*tenths[:1], *map(sub, tenths[1:], tenths)]


def _edges(steps: list[Any]) -> Sequence[float]:
    return tuple(steps) if steps and isinstance(steps[0], float) else Tenths(accumulate(steps))


def _record(kind: type[Any], row: list[Any]) -> Any:
    if kind is Line:
        return kind(*row[:-1], _edges(row[-1]))
    values = [_tuple(value) for value in row]
    if kind is Block:
        values[0] = BlockKind(values[0])
    return kind(*values)


def _tuple(value: Any) -> Any:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value


def _require(document: Document) -> None:
    """Require what holds of every document: offsets within the text, an edge for every character."""
    for line in document.lines:
        if not 0 <= line.start <= line.end <= len(document.text) or len(line.edges) != line.end - line.start + 1:
            raise ValueError(f"a line at {line.start}:{line.end} that cannot be")
    if any(not 0 <= block.start <= block.end <= len(document.text) for block in document.blocks):
        raise ValueError("a block outside the text")
