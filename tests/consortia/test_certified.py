"""The compiled loops give exactly what the formulas give in NumPy, whatever the world, the blocks and the threads."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.matching import certified
from consortia.matching.fit import best_fits, fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.folding import fold
from consortia.matching.kernel import Product, shortlists
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import rows_of

from .worlds import random_world

EVERYONE = np.arange(30)
seeds = st.integers(0, 2**32 - 1)


def weight_set(**constants):
    return {**W, "constants": W["constants"] | constants}


WEIGHTS = (
    W,
    weight_set(neighbour=0.37, claim_without_evidence=0.0),
    {**W, "fit": W["fit"] | {"service": 0.0, "geography": 0.5}},
    {**W, "fit": dict.fromkeys(W["fit"], 0.0) | {"history": 1.0}},
)


def together(blocks):
    """All that some blocks of Scores hold, as lists by name."""
    blocks = list(blocks)
    names = ("rows", "columns", "low", "point", "high", "unknown")
    found = {name: np.concatenate([getattr(block, name) for block in blocks]).tolist() for name in names}
    return found | {name: np.concatenate([block.parts[name] for block in blocks]).tolist() for name in W["fit"]}


def repeated(world, times):
    """The same world with each opportunity `times` times: as many ties."""
    asked = rows_of(world.opportunities, np.tile(np.arange(len(world.opportunities)), times))
    shuffled = np.random.default_rng(1).permutation(len(asked)) + 1
    return replace(world, opportunities=replace(asked, ids=shuffled))


@settings(max_examples=60, deadline=None)
@given(
    seeds,
    st.integers(1, 24),
    st.integers(1, 31),
    st.integers(1, 3),
    st.sampled_from(WEIGHTS),
    st.sampled_from((0, 0.3, 1)),
)
def test_the_best_are_those_of_the_formulas_with_the_same_numbers(seed, keep, block, workers, w, unknown):
    tables = FitTables.of(random_world(seed, unknown=unknown), w)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(certified, "ROWS_AT_ONCE", block)
        found = together(certified.best_fits(tables, EVERYONE, w, keep, workers=workers))
    assert found == together(best_fits(tables, EVERYONE, w, keep))


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(1, 12), st.integers(2, 9))
def test_ties_are_settled_as_the_formulas_settle_them(seed, keep, times):
    tables = FitTables.of(repeated(random_world(seed), times), W)
    rows = EVERYONE[::-1][:17]
    found = together(certified.best_fits(tables, rows, W, keep))
    wanted = together(best_fits(tables, np.sort(rows), W, keep))
    order = np.argsort(found["rows"], kind="stable")
    assert {name: np.array(values)[order].tolist() for name, values in found.items()} == wanted


def test_a_row_with_more_near_ties_than_there_is_room_for_is_scored_with_all_its_candidates(monkeypatch):
    tables = FitTables.of(repeated(random_world(4), 80), W)
    _, counts = shortlists(Product.of(fold(tables, EVERYONE, W)), 0, 30, 20, certified.ROOM)
    scored, every = [], certified.candidates
    monkeypatch.setattr(certified, "candidates", lambda t, row: scored.append(row) or every(t, row))
    assert together(certified.best_fits(tables, EVERYONE, W)) == together(best_fits(tables, EVERYONE, W))
    assert scored == np.flatnonzero(counts > certified.ROOM).tolist() and scored


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(WEIGHTS), st.sampled_from((0, 0.3, 1)))
def test_folded_scores_are_within_their_bound_of_the_exact_ones(seed, w, unknown):
    world = random_world(seed, unknown=unknown)
    tables = FitTables.of(world, w)
    folded = fold(tables, EVERYONE, w)
    products = (folded.offers @ folded.asks + folded.has @ folded.wants).toarray()
    share = np.minimum(np.outer(folded.turnover, folded.per_asked), 1)
    score = folded.own[:, None] + products + folded.base[folded.kind] + folded.reached * share
    shared = (folded.offers @ folded.asks).tocoo()
    exact = fit_of_pairs(tables, shared.coords[0], shared.coords[1], w)
    assert np.abs(score[shared.coords] - exact.point).max(initial=0) < folded.bound < 2e-5


def test_opportunities_that_ask_for_most_places_keep_short_lists():
    world = random_world(6)
    everywhere = world.opportunities.places.toarray()
    everywhere[3] = 1
    everywhere[4, 1:] = 1
    asked = replace(world.opportunities, places=type(world.opportunities.places)(everywhere))
    tables = FitTables.of(replace(world, opportunities=asked), W)
    lists = fold(tables, EVERYONE, W).wants[: everywhere.shape[1] + 1].tocsc()
    assert np.diff(lists.indptr)[[3, 4]].tolist() == [1, 2]
    found = together(certified.best_fits(tables, EVERYONE, W, 25))
    assert found == together(best_fits(tables, EVERYONE, W, 25))


def test_small_sectors_never_wait_for_a_compiler():
    code = (
        "import sys, numpy as np\n"
        "from consortia.matching.fit import best_fits\n"
        "from consortia.matching.fit_tables import FitTables\n"
        "from consortia.matching.weights import DEFAULT as W\n"
        "from tests.consortia.worlds import random_world\n"
        "list(best_fits(FitTables.of(random_world(1), W), np.arange(30), W))\n"
        "sys.exit('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60).returncode == 0


def test_large_sectors_are_scored_by_the_compiled_loops(monkeypatch):
    tables = FitTables.of(random_world(2), W)
    wanted = together(best_fits(tables, EVERYONE, W))
    monkeypatch.setattr("consortia.matching.fit.COMPILED_FROM", 1)
    monkeypatch.setattr("consortia.matching.fit.fit_of_block", None)
    assert together(best_fits(tables, EVERYONE, W)) == wanted
