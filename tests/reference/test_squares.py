"""Each settled square belongs to the district with most of its postcodes."""

from collections import Counter, defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.reference.squares import SIDE, squares_of

points = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60_000), st.integers(0, 60_000)), max_size=80)


def found(rows):
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    return [tuple(int(value) for value in row) for row in squares_of(*columns)]


@given(points)
def test_square_belongs_to_the_group_with_most_points_in_it(rows):
    inside = defaultdict(Counter)
    for group, easting, northing in rows:
        inside[easting // SIDE * SIDE, northing // SIDE * SIDE][group] += 1
    expected = [
        (*corner, min(numbers, key=lambda group: (-numbers[group], group))) for corner, numbers in inside.items()
    ]
    assert found(rows) == sorted(expected)


def test_nobody_no_squares():
    assert found([]) == []
