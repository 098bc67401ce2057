"""A standing consortium fits as the union of its members, exactly, and never less than one of them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from consortia.matching.certified import best_fits as compiled
from consortia.matching.fit import best_fits, fits_of_columns
from consortia.matching.fit_tables import FitTables
from consortia.matching.scoring import KEEP, best
from consortia.matching.union import Consortia, united
from consortia.matching.weights import DEFAULT as W

from .worlds import random_world

seeds = st.integers(0, 2**32 - 1)


def random_consortia(rng, organisations: int, count: int = 6) -> Consortia:
    members = np.zeros((count, organisations), dtype=np.float32)
    for row in members:
        row[rng.choice(organisations, size=rng.integers(2, 6), replace=False)] = 1
    return Consortia(np.arange(count) * 2 + 3, csr_array(members))


def tables_of(seed, unknown=0.3):
    world = random_world(seed, unknown=unknown)
    consortia = random_consortia(np.random.default_rng(seed), len(world.organisations))
    return world, consortia, united(FitTables.of(world, W), world, consortia, W)


def scored(tables, count, opportunities):
    """{(row, column): (low, point, high)} of every pair that shares a service."""
    found = fits_of_columns(tables, np.arange(count), np.arange(opportunities), W)
    return {
        (row, column): numbers
        for row, column, *numbers in zip(
            found.rows.tolist(), found.columns.tolist(), found.low, found.point, found.high, strict=True
        )
    }


@settings(max_examples=60)
@given(seed=seeds, unknown=st.sampled_from([0.0, 0.3, 1.0]))
def test_a_consortium_fits_no_less_than_any_member_does_by_what_it_shows(seed, unknown):
    world, consortia, tables = tables_of(seed, unknown)
    alone = scored(
        FitTables.of(replace(world, organisations=world.shown), W), len(world.shown), len(world.opportunities)
    )
    together = scored(tables, len(consortia), len(world.opportunities))
    owners, members = consortia.members.nonzero()
    compared = 0
    for owner, member in zip(owners.tolist(), members.tolist(), strict=True):
        for column in range(len(world.opportunities)):
            if (member, column) in alone:
                compared += 1
                for whole, part in zip(together[owner, column], alone[member, column], strict=True):
                    assert whole >= part - 1e-9
    assert compared


@settings(max_examples=30)
@given(seed=seeds)
def test_a_consortium_of_one_fits_as_its_member_does(seed):
    world = random_world(seed)
    alone = Consortia(np.arange(len(world.shown)), csr_array(np.eye(len(world.shown), dtype=np.float32)))
    tables = united(FitTables.of(world, W), world, alone, W)
    expected = FitTables.of(replace(world, organisations=world.shown), W)
    assert scored(tables, len(alone), len(world.opportunities)) == scored(
        expected, len(alone), len(world.opportunities)
    )


@settings(max_examples=30)
@given(seed=seeds)
@example(seed=3370)  # a member is silent about its places: the folded product is not what the formulas say
def test_the_best_are_those_of_the_exact_scorer_however_they_are_found(seed):
    world, consortia, tables = tables_of(seed)
    rows, columns = np.arange(len(consortia)), np.arange(len(world.opportunities))
    whole = rows[~tables.partly_placed]
    for some, way in ((rows, best_fits(tables, rows, W)), (whole, compiled(tables, whole, W, workers=1))):
        everything = best(fits_of_columns(tables, some, columns, W), world.opportunities.ids, KEEP)
        found = list(way)
        for name in ("rows", "columns", "low", "point", "high", "unknown"):
            together = np.concatenate([getattr(one, name) for one in found]) if found else np.zeros(0)
            assert together.tolist() == getattr(everything, name).tolist()


def test_many_consortia_that_may_have_more_places_are_scored_by_the_formulas(monkeypatch):
    world, consortia, tables = tables_of(3370)
    rows, columns = np.arange(len(consortia)), np.arange(len(world.opportunities))
    assert tables.partly_placed.any()
    monkeypatch.setattr("consortia.matching.fit.COMPILED_FROM", 1)
    monkeypatch.setattr("consortia.matching.fit.FEW_ROWS", 0)
    everything = best(fits_of_columns(tables, rows, columns, W), world.opportunities.ids, KEEP)
    found = list(best_fits(tables, rows, W))
    assert np.concatenate([one.columns for one in found]).tolist() == everything.columns.tolist()
    with pytest.raises(ValueError, match="some of its places"):
        list(compiled(tables, rows, W))


@given(seed=seeds)
def test_what_members_keep_closer_changes_nothing(seed):
    world, consortia, tables = tables_of(seed)
    rng = np.random.default_rng(seed)
    told = world.organisations
    secret = told.where(turnover=rng.uniform(1e5, 1e8, len(told)), load=rng.uniform(0, 2, len(told)))
    other = replace(world, organisations=secret)
    again = united(FitTables.of(other, W), other, consortia, W)
    count = len(world.opportunities)
    assert scored(tables, len(consortia), count) == scored(again, len(consortia), count)


def test_turnovers_add_up_and_one_that_is_not_shown_leaves_the_sum_open():
    world = random_world(1)
    shown = world.shown.where(band=np.array([2, 3, -1] + [0] * 27, dtype=np.int16))
    world = replace(world, shown=shown)
    consortia = Consortia(np.array([1, 2]), csr_array(np.array([[1, 1, 0] + [0] * 27, [1, 1, 1] + [0] * 27], "f4")))
    tables = united(FitTables.of(world, W), world, consortia, W)
    assert tables.turnover.low.tolist() == [3_500_000, 3_500_000]
    assert tables.turnover.high.tolist() == [7_500_000, np.inf]
    assert tables.turnover.point[1] > tables.turnover.point[0] > 3_500_000
