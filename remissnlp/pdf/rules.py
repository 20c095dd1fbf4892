"""Rules: the straight lines printed on a page, however they were drawn: stroked, as thin boxes or as sides of boxes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

MOST_RULES = 4_000
"""More lines than any table has: the page is a drawing or a map."""
_THIN = 3.0
_LEVEL = 0.5
_SHORTEST = 4.0
_SAME = 1.5
_NEXT = 2.5


class Rule(NamedTuple):
    """A straight line, level or upright. Lengths in points from the visible page's upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


def rules_of(path: Sequence[Any], *, stroked: bool) -> Iterator[tuple[float, float, float, float]]:
    """Give the level and upright lines of a path of pdfminer's, in its own coordinates: x0, y0, x1, y1.

    >>> list(rules_of([("m", 0, 0), ("l", 9, 0)], stroked=True))
    [(0, 0, 9, 0)]
    """
    for points in _subpaths(path):
        box = (
            min(x for x, _ in points),
            min(y for _, y in points),
            max(x for x, _ in points),
            max(y for _, y in points),
        )
        if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
            yield box
        elif stroked:
            for (x, y), (other_x, other_y) in pairwise(points):
                if abs(x - other_x) <= _LEVEL or abs(y - other_y) <= _LEVEL:
                    yield min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _subpaths(path: Sequence[Any]) -> Iterator[list[tuple[float, float]]]:
    """Give the corners of each part of a path; one with curves is left out."""
    points: list[tuple[float, float]] = []
    straight = True
    for operator, *operands in [*path, ("m", 0.0, 0.0)]:
        if operator == "m":
            if straight and len(points) > 1:
                yield points
            points, straight = [(operands[0], operands[1])], True
        elif operator == "l":
            points.append((operands[0], operands[1]))
        elif operator == "h":
            points.append(points[0])
        else:
            straight = False


def join_rules(rules: Iterable[Rule], *, level: bool) -> list[tuple[float, float, float]]:
    """Give the level or the upright lines, those that carry each other on as one: place across, start, end."""
    spans = sorted(_span(rule) for rule in rules if rule.level is level)
    places: list[list[tuple[float, float, float]]] = []
    for span in spans:
        if places and span[0] - places[-1][-1][0] <= _SAME:
            places[-1].append(span)
        else:
            places.append([span])
    return [joined for place in places for joined in _joined(place) if joined[2] - joined[1] >= _SHORTEST]


def _span(rule: Rule) -> tuple[float, float, float]:
    if rule.level:
        return (rule.top + rule.bottom) / 2, rule.x0, rule.x1
    return (rule.x0 + rule.x1) / 2, rule.top, rule.bottom


def _joined(place: Sequence[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    middle = sum(at for at, _, _ in place) / len(place)
    joined: list[tuple[float, float, float]] = []
    for _, start, end in sorted(place, key=lambda span: span[1]):
        if joined and start <= joined[-1][2] + _NEXT:
            joined[-1] = (middle, joined[-1][1], max(end, joined[-1][2]))
        else:
            joined.append((middle, start, end))
    return joined
