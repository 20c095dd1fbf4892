"""A Document as plain data and back: what is kept in the cache and sent between processes. No pickles."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from remissnlp.document import Block, Document, Furniture, Line, Page
from remissnlp.terms import BlockKind, PlaceKind

_RECORDS: dict[str, type[Any]] = {"blocks": Block, "lines": Line, "furniture": Furniture, "pages": Page}
_NAMES = tuple(field.name for field in fields(Document) if field.init and field.name != "source_id")


def to_plain(document: Document) -> dict[str, Any]:
    """Turn a document into lists, strings and numbers; the id of its source is left out."""
    return {name: _rows(getattr(document, name)) if name in _RECORDS else getattr(document, name) for name in _NAMES}


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
    return [[getattr(record, field.name) for field in fields(record)] for record in records]


def _record(kind: type[Any], row: list[Any]) -> Any:
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
