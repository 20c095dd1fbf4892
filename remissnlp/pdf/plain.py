"""A Document as plain data and back: what is kept in the cache and sent between processes. No pickles."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import accumulate, pairwise
from operator import attrgetter, ne
from typing import Any

from remissnlp.document import Block, Document, Furniture, Line, Page
from remissnlp.terms import BlockKind, PlaceKind

_RECORDS: dict[str, type[Any]] = {"blocks": Block, "lines": Line, "furniture": Furniture, "pages": Page}
_ROWS = 500
"""How many records are written at a time."""
_TENTHS = {number: number / 10 for number in range(15_000)}
_NAMES = tuple(field.name for field in fields(Document) if field.init and field.name != "source_id")


def to_plain(document: Document) -> dict[str, Any]:
    """Turn a document into lists, strings and numbers; the id of its source is left out."""
    return {name: _rows(getattr(document, name)) if name in _RECORDS else getattr(document, name) for name in _NAMES}


def write_plain(plain: dict[str, Any]) -> Iterator[str]:
    """Write what `to_plain` gives as JSON, a part at a time: the whole of a long document is never held twice."""
    before = "{"
    for name, value in plain.items():
        yield f"{before}{json.dumps(name)}: "
        before = ", "
        if name not in _RECORDS:
            yield json.dumps(value)
            continue
        yield "["
        for start in range(0, len(value), _ROWS):
            yield (", " if start else "") + json.dumps(value[start : start + _ROWS], separators=(",", ":"))[1:-1]
        yield "]"
    yield "}"


def from_plain(data: Any, source_id: str) -> Document:
    """Make the document again.

    Raises:
        ValueError: If the data is not what `to_plain` gives.
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
    if not records:
        return []
    get = attrgetter(*(field.name for field in fields(records[0])))
    if isinstance(records[0], Line):
        return [[*values[:-1], _steps(values[-1])] for values in map(get, records)]
    return [list(get(record)) for record in records]


def _steps(edges: tuple[float, ...]) -> list[Any]:
    """Give edges as tenths of a point from one to the next, or as they are where they are no whole tenths."""
    tenths = [round(edge * 10) for edge in edges]
    if any(map(ne, [tenth / 10 for tenth in tenths], edges)):
        return [float(edge) for edge in edges]
    return [*tenths[:1], *(after - before for before, after in pairwise(tenths))]


def _edges(steps: list[Any]) -> tuple[float, ...]:
    if not steps or isinstance(steps[0], float):
        return tuple(steps)
    return tuple([_TENTHS.get(tenth) or tenth / 10 for tenth in accumulate(steps)])


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
