"""Components that consist of tables: how they are kept on disk and in bytes."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Self

import srsly  # type: ignore[import-untyped]


class Tables:
    """A component whose attributes named in `kept` are all it has learned."""

    kept: ClassVar[tuple[str, ...]]
    file: ClassVar[str]

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the tables to the folder `path`."""
        folder = Path(path)
        folder.mkdir(exist_ok=True)
        srsly.write_msgpack(folder / self.file, self._tables())

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> Self:
        """Read the tables from the folder `path`."""
        return self._filled(srsly.read_msgpack(Path(path) / self.file))

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Write the tables to bytes."""
        return bytes(srsly.msgpack_dumps(self._tables()))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read the tables from bytes."""
        return self._filled(srsly.msgpack_loads(data))

    def _tables(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.kept}

    def _filled(self, tables: dict[str, Any]) -> Self:
        for name in self.kept:
            setattr(self, name, tables[name])
        return self
