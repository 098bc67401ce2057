from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.matching.fit import FEW_ROWS, best_fits, fit_of_block, fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.unknown import BIT, names
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import LeftOut, Opportunities, Organisations, Places, World, row_sums

from .worlds import BANDS, GROUPS, random_world, sets

seeds = st.integers(0, 2**32 - 1)


def small_world(**told):
    """One organisation and one opportunity with easy numbers; `told` changes the organisation."""
    organisation = Organisations(
        ids=np.array([1]),
        kind=np.array([0]),
        group=np.array([0]),
        claims=sets([0, 1], size=4, values=[[1, 0.5]]),
        services=sets([0, 1], size=4, values=[[1, 0.5]]),
        places=sets([0, 1, 2], size=4),
        national=np.array([False]),
        places_known=np.array([True]),
        turnover=np.array([800_000.0]),
        band=np.array([1]),
        load=np.array([0.9]),
        years=np.array([5.0]),
        commissioners=sets([0], size=2),
        history_known=np.array([True]),
        joint_bids=np.array([1.0]),
        values=sets([0, 1], size=5),
        pace=np.array([3.0]),
        governance=np.array([np.nan]),
        safeguarding=np.array([2.0]),
        networks=sets([0], size=2),
        networks_known=np.array([True]),
    ).where(**told)
    opportunity = Opportunities(
        ids=np.array([9]),
        group=np.array([0]),
        services=sets([0, 1], size=4),
        places=sets([0, 1, 2, 3], size=4),
        minimum_turnover=np.array([2_000_000.0]),
        yearly_value=np.array([500_000.0]),
        openness=np.array([1]),
        joint=np.array([1.0]),
        commissioners=sets([0], size=2),
        priorities=sets([0, 2], size=4),
    )
    places = Places(
        postcodes=np.full(4, 5000.0),
        sparsity=np.array([0.2, 0.4, 0.6, 0.8]),
        region=np.zeros(4, dtype=int),
        neighbours=sets([], [], [3], [2], size=4),
        record=np.array([0.2]),
    )
    return World(
        organisations=organisation,
        shown=organisation,
        opportunities=opportunity,
        market=opportunity,
        places=places,
        bands=BANDS,
        service_group=np.array([0, 1, 0, 2]),
        groups=GROUPS,
        together=sets([], size=1),
        exposure=np.zeros(1),
        left_out=LeftOut.nothing(1, 1),
    )


def only_fit(world):
    return fit_of_pairs(FitTables.of(world, W), np.array([0]), np.array([0]), W)


def all_fits(world):
    shared = (world.organisations.services @ world.opportunities.services.T).tocoo()
    return fit_of_pairs(FitTables.of(world, W), shared.coords[0], shared.coords[1], W)


def test_fit_by_hand():
    scores = only_fit(small_world())
    parts = {name: part[0] for name, part in scores.parts.items()}
    # 3 of 4 places and the fourth next door: .875; headroom 1.5 - .9 = .6
    assert parts["geography"] == pytest.approx(0.7 * 0.875 + 0.3 * 0.6)
    # 800,000 of 2 million; 5 of 10 years
    assert parts["size"] == pytest.approx(0.6 * 0.4 + 0.4 * 0.5)
    # one service with evidence, one without
    assert parts["service"] == pytest.approx(0.75)
    # it is the one provider of 6 of 8 cells with 5,000 postcodes: 2 for every 10,000 there, 1.5 on average
    assert parts["competition"] == pytest.approx(1 - np.exp(-0.5), abs=1e-6)
    # bought jointly; consortia accepted
    assert parts["commissioner"] == pytest.approx(0.5 + 0.5 * 0.6)
    # known to the commissioner; the region's record .2; one of two priorities met
    assert parts["history"] == pytest.approx(0.6 + 0.3 * 0.2 + 0.1 * 0.5)
    assert scores.point[0] == pytest.approx(0.679847, abs=1e-6)
    assert scores.low[0] == scores.point[0] == scores.high[0]
    assert scores.unknown[0] == 0


def test_unknown_turnover_opens_the_range_and_says_so():
    # .15 x .6 of the score hangs on turnover, from none of what is asked to all of it
    scores = only_fit(small_world(turnover=np.array([np.nan]), band=np.array([-1])))
    rest = 0.679847 - 0.15 * 0.6 * 0.4
    assert scores.low[0] == pytest.approx(rest, abs=2e-6)
    assert scores.high[0] == pytest.approx(rest + 0.09, abs=2e-6)
    # nobody comparable has told: the weight set's typical 2 million is the point
    assert scores.point[0] == pytest.approx(rest + 0.09, abs=2e-6)
    assert names(scores.unknown[0]) == ("turnover",)


def test_a_band_of_turnover_leaves_only_the_range_of_the_band():
    # 250,000 to 1 million of 2 million asked: .125 to .5
    scores = only_fit(small_world(turnover=np.array([np.nan])))
    rest = 0.679847 - 0.15 * 0.6 * 0.4
    assert scores.low[0] == pytest.approx(rest + 0.09 * 0.125, abs=2e-6)
    assert scores.high[0] == pytest.approx(rest + 0.09 * 0.5, abs=2e-6)
    assert names(scores.unknown[0]) == ("exact_turnover",)


def test_unknown_places_may_be_none_or_all():
    scores = only_fit(small_world(places=sets([], size=4), places_known=np.array([False])))
    known = 0.679847 - 0.2 * 0.7 * 0.875 - 0.1 * 0.393469
    assert scores.low[0] == pytest.approx(known, abs=2e-6)
    assert scores.high[0] == pytest.approx(known + 0.2 * 0.7, abs=2e-6)
    assert names(scores.unknown[0]) == ("places",)


def test_evidence_of_working_anywhere_covers_every_place():
    scores = only_fit(small_world(national=np.array([True])))
    assert scores.parts["geography"][0] == pytest.approx(0.7 + 0.18)


def test_unknown_fields_of_the_opportunity_are_named_as_its_own():
    world = small_world()
    silent = replace(
        world.opportunities,
        openness=np.array([-1]),
        joint=np.array([np.nan]),
        places=sets([], size=4),
        minimum_turnover=np.array([np.nan]),
        yearly_value=np.array([np.nan]),
        priorities=sets([], size=4),
    )
    scores = only_fit(replace(world, opportunities=silent))
    assert set(names(scores.unknown[0])) == {
        "opportunity_places",
        "minimum_turnover",
        "joint",
        "openness",
        "priorities",
        "record",
    }
    assert scores.low[0] < scores.point[0] < scores.high[0]


def test_twice_the_yearly_value_stands_in_where_no_minimum_turnover_is_asked():
    world = small_world()
    none_asked = replace(world.opportunities, minimum_turnover=np.array([np.nan]))
    # 800,000 of 2 x 500,000
    assert only_fit(replace(world, opportunities=none_asked)).parts["size"][0] == pytest.approx(0.6 * 0.8 + 0.2)


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_scores_are_shares_and_the_point_lies_in_its_range(seed):
    scores = all_fits(random_world(seed))
    assert (scores.low >= 0).all() and (scores.high <= 1).all()
    assert (scores.low <= scores.point).all() and (scores.point <= scores.high).all()
    for part in scores.parts.values():
        assert (part >= 0).all() and (part <= 1).all()
    assert ((scores.unknown != 0) | (scores.low == scores.high)).all()


def more(organisations, field, rng):
    """The organisations with more of one field, which must never lower a fit."""
    value = getattr(organisations, field)
    if field in ("services", "places", "commissioners"):
        extra = (rng.random(value.shape) < 0.2).astype(np.float32)
        return organisations.where(**{field: value.maximum(value.__class__(extra)).tocsr()})
    if field == "national":
        return organisations.where(national=value | (rng.random(len(value)) < 0.5))
    if field == "load":
        return organisations.where(load=value * 0.8)
    return organisations.where(**{field: value * rng.uniform(1, 3, len(value))})


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(["services", "places", "commissioners", "national", "turnover", "load", "years"]))
def test_more_of_any_field_never_lowers_a_fit(seed, field):
    world = random_world(seed, unknown=0)
    before = all_fits(world)
    told = more(world.organisations, field, np.random.default_rng(seed))
    after = fit_of_pairs(FitTables.of(replace(world, organisations=told), W), before.rows, before.columns, W)
    assert (after.point >= before.point - 1e-6).all()
    for name, part in after.parts.items():
        assert (part >= before.parts[name] - 1e-6).all(), name


@settings(max_examples=30, deadline=None)
@given(seeds, st.sampled_from(["openness", "joint", "minimum_turnover"]))
def test_a_more_open_or_less_demanding_opportunity_never_fits_worse(seed, field):
    world = random_world(seed, unknown=0)
    value = getattr(world.opportunities, field)
    easier = {"openness": np.full_like(value, 3), "joint": np.ones(len(value)), "minimum_turnover": value / 2}[field]
    before, after = (
        all_fits(world),
        all_fits(replace(world, opportunities=replace(world.opportunities, **{field: easier}))),
    )
    if field == "openness":
        stated = value[before.columns] >= 0
        assert (after.point[stated] >= before.point[stated]).all()
    else:
        assert (after.point >= before.point - 1e-6).all()


@settings(max_examples=30, deadline=None)
@given(seeds, st.sampled_from(["turnover", "load", "years"]), st.floats(0, 3))
def test_telling_an_unknown_field_moves_the_score_only_within_its_range(seed, field, told):
    world = random_world(seed)
    before = all_fits(world)
    value = getattr(world.organisations, field)
    scale = 1e7 if field == "turnover" else 1
    unknown = np.isnan(value) & (world.organisations.band == -1)
    now = replace(world, organisations=world.organisations.where(**{field: np.where(unknown, told * scale, value)}))
    after = fit_of_pairs(FitTables.of(now, W), before.rows, before.columns, W)
    assert (after.low >= before.low - 1e-6).all()
    assert (after.high <= before.high + 1e-6).all()


def test_only_pairs_that_share_a_service_are_scored():
    world = random_world(3)
    block = fit_of_block(FitTables.of(world, W), np.arange(30), W)
    shares = (world.organisations.services @ world.opportunities.services.T).toarray() > 0
    assert ((block > 0) == shares).all()


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_the_rough_scores_are_within_their_bound_of_the_exact_ones(seed):
    world = random_world(seed)
    exact = all_fits(world)
    rough = fit_of_block(FitTables.of(world, W), np.arange(30), W)
    assert rough.dtype == np.float32
    assert np.abs(rough[exact.rows, exact.columns] - exact.point).max(initial=0) < 1e-5


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(1, 6), st.integers(1, 400))
def test_the_best_are_exactly_the_best_whatever_the_size_of_blocks(seed, keep, pairs):
    world = random_world(seed)
    tables = FitTables.of(world, W)
    exact = all_fits(world)
    wanted = {}
    for row in range(30):
        mine = np.flatnonzero(exact.rows == row)
        ids = world.opportunities.ids[exact.columns[mine]]
        order = sorted(zip(-exact.point[mine], -exact.low[mine], ids, strict=True))
        wanted[row] = [int(pk) for _, _, pk in order[:keep]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consortia.matching.scoring.PAIRS_PER_BLOCK", pairs)
        found = {row: [] for row in range(30)}
        for scores in best_fits(tables, np.arange(30), W, keep):
            for row, column in zip(scores.rows, scores.columns, strict=True):
                found[row].append(int(world.opportunities.ids[column]))
    assert found == wanted


@settings(max_examples=20, deadline=None)
@given(seeds, st.integers(1, 6))
def test_a_few_rows_have_the_same_best_as_in_the_company_of_all(seed, keep):
    tables = FitTables.of(random_world(seed), W)
    few = np.arange(3, 3 + FEW_ROWS)
    (alone,) = best_fits(tables, few, W, keep)
    (everyone,) = best_fits(tables, np.arange(30), W, keep)
    among = everyone.take(np.isin(everyone.rows, few))
    for name in ("rows", "columns", "low", "point", "high", "unknown"):
        assert (getattr(alone, name) == getattr(among, name)).all()


def test_figures_that_others_keep_closer_never_change_a_fit():
    world = random_world(5)
    others = np.arange(30) != 0
    told = world.organisations
    hidden = told.where(
        turnover=np.where(others, 1.0, told.turnover),
        load=np.where(others, 9.0, told.load),
        years=np.where(others, 99.0, told.years),
    )
    rows, columns = np.zeros(25, dtype=int), np.arange(25)
    one = fit_of_pairs(FitTables.of(world, W), rows, columns, W)
    other = fit_of_pairs(FitTables.of(replace(world, organisations=hidden), W), rows, columns, W)
    assert (one.point == other.point).all() and (one.low == other.low).all() and (one.high == other.high).all()


def test_bits_name_the_fields():
    assert names(BIT["turnover"] | BIT["openness"]) == ("turnover", "openness")
    assert row_sums(sets([0, 1], [], size=3)).tolist() == [2, 0]
