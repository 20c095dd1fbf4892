"""Edges of the characters of a line, in whole tenths of a point: two bytes a character, where a float takes more."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import SupportsIndex, overload

_POINTS = [tenth / 10 for tenth in range(15_000)]
"""One number for all edges that are the same, so that what is kept of them costs nothing more."""


class Tenths(Sequence[float]):
    """Lengths in points, each a whole number of tenths; reads as a tuple of floats and is equal to one.

    >>> edges = Tenths([709, 764, 801])
    >>> edges[0], edges[-1], edges[1:], edges == (70.9, 76.4, 80.1)
    (70.9, 80.1, Tenths([764, 801]), True)
    """

    __slots__ = ("tenths",)
    tenths: "array[int]"

    def __init__(self, tenths: Iterable[int]) -> None:
        """Keep tenths of a point, in two bytes each where a page of common size allows."""
        kept = list(tenths)
        try:
            self.tenths = array("h", kept)
        except OverflowError:
            self.tenths = array("i", kept)

    @overload
    def __getitem__(self, index: SupportsIndex) -> float: ...
    @overload
    def __getitem__(self, index: slice) -> "Tenths": ...
    def __getitem__(self, index: SupportsIndex | slice) -> "float | Tenths":
        """Give an edge in points, or a stretch of edges."""
        if isinstance(index, slice):
            return _made(self.tenths[index])
        tenth = self.tenths[index]
        return _POINTS[tenth] if 0 <= tenth < 15_000 else tenth / 10

    def __len__(self) -> int:
        """Count the edges."""
        return len(self.tenths)

    def __iter__(self) -> Iterator[float]:
        """Give the edges in points."""
        return iter([tenth / 10 for tenth in self.tenths])

    def __eq__(self, other: object) -> bool:
        """Compare as a tuple of points would."""
        return self.tenths == other.tenths if isinstance(other, Tenths) else tuple(self) == other

    def __hash__(self) -> int:
        """Hash as a tuple of points would."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the tenths."""
        return f"Tenths({self.tenths.tolist()})"


def put_together(first: Sequence[float], second: Sequence[float]) -> Sequence[float]:
    """Give the edges of one stretch with those of another behind them.

    >>> put_together(Tenths([10, 20]), Tenths([35])), put_together((1.0, 2.0), Tenths([35]))
    (Tenths([10, 20, 35]), (1.0, 2.0, 3.5))
    """
    if isinstance(first, Tenths) and isinstance(second, Tenths):
        return Tenths([*first.tenths, *second.tenths])
    return (*first, *second)


def _made(tenths: "array[int]") -> Tenths:
    made = Tenths.__new__(Tenths)
    made.tenths = tenths
    return made
