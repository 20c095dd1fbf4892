"""Edges kept in tenths read as the floats they stand for."""

import pickle
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remissnlp.edges import Tenths, put_together

tenths = st.lists(st.integers(-200, 40_000), max_size=30)


@given(tenths, st.slices(30))
def test_every_stretch_reads_as_a_tuple_of_points(numbers: list[int], stretch: slice) -> None:
    edges, points = Tenths(numbers), tuple(number / 10 for number in numbers)
    assert edges == points
    assert edges[stretch] == points[stretch]
    assert [edges[index] for index in range(len(edges))] == list(edges) == list(points)
    assert hash(edges) == hash(points)


@given(tenths, tenths)
def test_two_stretches_put_together_are_one(first: list[int], second: list[int]) -> None:
    assert put_together(Tenths(first), Tenths(second)) == Tenths([*first, *second])


def test_edges_are_never_changed_and_survive_the_way_between_processes() -> None:
    edges = Tenths([709, 764])
    assert pickle.loads(pickle.dumps(edges)) == edges
    with pytest.raises(TypeError):
        edges[0] = 1.0  # type: ignore[index]


def test_a_character_costs_two_bytes() -> None:
    assert sys.getsizeof(Tenths(range(1000)).tenths) < 2200
