"""Arithmetic on invented maps; distances in metres."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.reference import geography

counts = st.lists(st.tuples(st.integers(1, 10_000), st.integers(1, 3_000)), min_size=1, max_size=40)


def village(easting, northing, size=2_000, step=250):
    """Postcodes on a square of `size` metres whose lower left corner is at the given point."""
    offsets = np.arange(0, size, step)
    eastings, northings = np.meshgrid(easting + offsets, northing + offsets)
    return eastings.ravel(), northings.ravel()


def neighbours_of(*villages):
    groups = np.concatenate([np.full(len(eastings), i) for i, (eastings, _) in enumerate(villages)])
    eastings, northings = (np.concatenate(axis) for axis in zip(*villages, strict=True))
    pairs = geography.neighbours(groups, eastings, northings, len(villages))
    return [tuple(int(place) for place in pair) for pair in pairs]


@given(counts)
def test_sparsity_is_a_share_and_grows_as_density_falls(rows):
    postcodes, occupied = (np.array(column) for column in zip(*rows, strict=True))
    sparsity = geography.sparsity(postcodes, occupied)
    assert ((sparsity >= 0) & (sparsity <= 1)).all()
    by_density = np.argsort(postcodes / occupied, kind="stable")
    assert (np.diff(sparsity[by_density]) <= 1e-9).all()


def test_sparsity_of_equal_districts_is_nought():
    assert geography.sparsity([10, 20], [1, 2]).tolist() == [0, 0]


def test_halving_the_density_is_the_same_step_anywhere():
    sparsity = geography.sparsity([800, 400, 200, 100, 50], [10] * 5)
    assert sparsity[2] - sparsity[1] == pytest.approx(sparsity[3] - sparsity[2])


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 700_000)), min_size=1, max_size=60))
def test_median_is_that_of_each_group(pairs):
    pairs += [(group, 5) for group in range(4)]
    groups, values = (np.array(column) for column in zip(*pairs, strict=True))
    medians = geography.medians(groups, values, 4)
    assert medians.tolist() == [int(np.median(values[groups == group])) for group in range(4)]


def test_a_square_counts_once_however_many_postcodes_it_holds():
    groups = np.array([0, 0, 0, 1])
    eastings = np.array([100, 900, 1_100, 100])
    northings = np.array([100, 900, 100, 100])
    assert geography.occupied_squares(groups, eastings, northings, 2).tolist() == [2, 1]


def test_districts_that_touch_are_neighbours():
    assert neighbours_of(village(100_000, 0), village(102_000, 0)) == [(0, 1)]


def test_a_moor_of_three_kilometres_does_not_part_neighbours():
    assert neighbours_of(village(100_000, 0), village(105_000, 0)) == [(0, 1)]


def test_the_other_side_of_a_wide_moor_is_no_neighbour():
    assert neighbours_of(village(100_000, 0), village(108_000, 0)) == []


def test_a_district_between_two_others_parts_them():
    assert neighbours_of(village(100_000, 0), village(102_000, 0), village(104_000, 0)) == [(0, 1), (1, 2)]


def test_one_stray_postcode_makes_no_neighbour():
    stray = (np.array([150_000, 101_100]), np.array([0, 1_100]))
    assert (0, 2) not in neighbours_of(village(100_000, 0, size=6_000), village(200_000, 0), stray)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=80))
def test_neighbours_are_ordered_pairs_of_different_districts(rows):
    groups, eastings, northings = (np.array(column) for column in zip(*rows, strict=True))
    pairs = geography.neighbours(groups, eastings * 500, northings * 500, 5)
    assert all(one < other for one, other in pairs)
    assert len({tuple(pair) for pair in pairs.tolist()}) == len(pairs)
