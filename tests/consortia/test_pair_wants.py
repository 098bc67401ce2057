"""What is kept as factors says the same as what it stands for, written out."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from consortia.matching.pair_tables import PairTables
from consortia.matching.weights import DEFAULT as W

from .worlds import random_sets, random_world

NOTHING = partial(csr_array, dtype=np.float32)  # of a shape
seeds = st.integers(0, 2**32 - 1)


def looked_for(mine, together):
    """[N, X]: what is asked for together with mine and is not mine, as shares of 1 or nothing at all."""
    lacking = (mine @ together) * (1 - mine)
    total = lacking.sum(axis=1, keepdims=True)
    return np.divide(lacking, total, where=total > 0, out=np.zeros_like(lacking))


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_places_looked_for_are_those_asked_for_with_ones_own_and_those_next_door(seed):
    world = random_world(seed, n=40)
    shown, asked = world.shown, world.market.places.toarray().astype(float)
    expected = looked_for(shown.places.toarray(), asked.T @ asked + world.places.neighbours.toarray())
    expected[shown.national] = 0
    wants = PairTables.of(world, W).places.wants
    known = np.flatnonzero(shown.places_known | shown.national)
    assert wants.of_rows(known) == pytest.approx(expected[known])
    assert (wants.any[known] == expected[known].any(axis=1)).all()


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_buyers_are_those_who_asked_for_something_in_a_place_of_ones_own(seed):
    world, rng = random_world(seed, n=40), np.random.default_rng(seed)
    shown = world.shown.where(commissioners=random_sets(rng, 40, 70, 3))  # more than 64: bits of two numbers
    market = replace(world.market, commissioners=random_sets(rng, 25, 70, 2))
    world = replace(world, shown=shown, market=market)
    buys = (market.places.T @ market.commissioners).toarray() > 0
    expected = (shown.places @ buys.astype(float)) > 0
    expected[shown.national] = buys.any(axis=0)
    shares = expected / np.maximum(expected.sum(axis=1, keepdims=True), 1)
    buyers = PairTables.of(world, W).buyers
    assert buyers.of_rows(np.arange(40)) == pytest.approx(shares)
    assert (buyers.any == expected.any(axis=1)).all()


@pytest.mark.parametrize("family", ["places", "services", "buyers"])
@settings(max_examples=15, deadline=None)
@given(seeds)
def test_products_and_pairs_are_those_of_the_rows(family, seed):
    tables, rng = PairTables.of(random_world(seed, n=40), W), np.random.default_rng(seed)
    wants = tables.buyers if family == "buyers" else getattr(tables, family).wants
    rows = wants.of_rows(np.arange(40))
    has = random_sets(rng, 40, rows.shape[1], 3)
    assert wants @ has.toarray().T == pytest.approx(rows @ has.toarray().T, abs=1e-6)
    first, second = rng.integers(0, 40, (2, 200))
    expected = (rows[first] * has.toarray()[second]).sum(axis=1)
    assert wants.of_pairs(has, first, second) == pytest.approx(expected)


def test_a_sector_without_places_or_buyers_has_tables():
    world = random_world(3, n=10)
    shown = world.shown.where(places=NOTHING((10, 0)), commissioners=NOTHING((10, 0)))
    market = replace(world.market, places=NOTHING((25, 0)), commissioners=NOTHING((25, 0)))
    nowhere = replace(world.places, neighbours=NOTHING((0, 0)))
    tables = PairTables.of(replace(world, shown=shown, market=market, places=nowhere), W)
    assert not tables.buyers.any.any() and not tables.places.wants.any.any()
