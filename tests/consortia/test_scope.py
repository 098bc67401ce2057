import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from consortia.matching.market import usual_minimum_turnover
from consortia.matching.scope import scopes
from consortia.matching.unknown import names
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import Estimate

from .test_fit import small_world
from .worlds import random_world, sets

seeds = st.integers(0, 2**32 - 1)


def point(estimate: Estimate) -> float:
    assert estimate.low[0] == estimate.point[0] == estimate.high[0]
    return estimate.point[0]


def test_need_by_hand():
    scope = scopes(small_world(), W)
    # load .9 is neither idle nor overloaded; sparsity .2, .4, .6 is .4 on average, .8 of it counts
    assert point(scope.need_parts["geography"]) == pytest.approx(0.32)
    # 800,000 of the 2 million that its market usually asks
    assert point(scope.need_parts["size"]) == pytest.approx(0.6)
    # health and social care: .9 each
    assert point(scope.need_parts["service"]) == pytest.approx(0.9)
    # the one provider of all its cells with 5,000 postcodes: 2 for every 10,000
    assert point(scope.need_parts["competition"]) == pytest.approx(1 - np.exp(-2 / 3))
    # all asked there is bought jointly and accepts consortia: 1 - (1 - .6)(1 - .7 x .6)
    assert point(scope.need_parts["commissioner"]) == pytest.approx(1 - 0.4 * 0.58)
    assert point(scope.need_parts["history"]) == pytest.approx(0.2)
    by_hand = 0.25 * 0.32 + 0.15 * 0.6 + 0.2 * 0.9 + 0.15 * 0.486583 + 0.15 * 0.768 + 0.1 * 0.2
    assert point(scope.need) == pytest.approx(by_hand, abs=1e-6)


def test_readiness_by_hand():
    scope = scopes(small_world(), W)
    # alone in the directory it stands in the middle of it; 5 of 5 years
    assert point(scope.readiness_parts["size"]) == pytest.approx(0.38 + 0.62 * 0.5)
    # one of two joint bids; values, pace and safeguarding stated, governance not
    assert point(scope.readiness_parts["history"]) == pytest.approx(0.5 * 0.5 + 0.5 * 0.75)
    assert point(scope.readiness_parts["geography"]) == pytest.approx(0.6)
    assert point(scope.readiness_parts["service"]) == pytest.approx(0.5)
    by_hand = 0.35 * 0.69 + 0.25 * 0.625 + 0.2 * 0.6 + 0.2 * 0.5
    assert point(scope.readiness) == pytest.approx(by_hand, abs=1e-6)
    assert names(scope.unknown[0]) == ("ways_of_working",)


def test_unknown_load_opens_both_numbers():
    scope = scopes(small_world(load=np.array([np.nan])), W)
    assert scope.need_parts["geography"].low[0] == pytest.approx(0.32)
    assert scope.need_parts["geography"].high[0] == 1
    assert scope.readiness_parts["geography"].low[0] == 0
    assert scope.readiness_parts["geography"].high[0] == 1
    assert "capacity" in names(scope.unknown[0])


def test_an_empty_profile_has_a_scope_with_a_wide_range():
    empty = small_world(
        claims=sets([], size=4),
        places=sets([], size=4),
        places_known=np.array([False]),
        turnover=np.array([np.nan]),
        band=np.array([-1]),
        load=np.array([np.nan]),
        years=np.array([np.nan]),
        joint_bids=np.array([np.nan]),
    )
    scope = scopes(empty, W)
    assert scope.need.low[0] < 0.15 and scope.need.high[0] > 0.85
    assert scope.readiness.high[0] - scope.readiness.low[0] > 0.6
    assert {"services", "places", "turnover", "years", "capacity", "joint_bids"} <= set(names(scope.unknown[0]))


def test_where_no_district_is_loaded_the_place_of_a_national_organisation_is_unknown():
    world = small_world(places=csr_array((1, 0), dtype=np.float32), national=np.array([True]))
    none = {name: value[:0] for name, value in vars(world.places).items() if name not in ("neighbours", "record")}
    nowhere = replace(world.places, neighbours=csr_array((0, 0), dtype=np.float32), **none)
    asked = replace(world.opportunities, places=csr_array((1, 0), dtype=np.float32))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scope = scopes(replace(world, places=nowhere, opportunities=asked, market=asked), W)
    geography = scope.need_parts["geography"]
    # anything from the most densely settled to the most sparsely settled, with the weight set's typical share between
    share = W["constants"]["sparsity"]
    found = geography.low[0], geography.point[0], geography.high[0]
    assert found == (0, pytest.approx(share * W["constants"]["typical_share"]), pytest.approx(share))


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_every_determinant_is_a_share_and_its_point_lies_in_its_range(seed):
    scope = scopes(random_world(seed), W)
    totals = [scope.need, scope.readiness]
    for estimate in [*totals, *scope.need_parts.values(), *scope.readiness_parts.values()]:
        assert (estimate.low >= 0).all() and (estimate.high <= 1 + 1e-9).all()
        assert (estimate.low <= estimate.point).all() and (estimate.point <= estimate.high).all()


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_more_turnover_means_less_need_and_more_readiness(seed):
    world = random_world(seed, unknown=0)
    richer = world.organisations.where(turnover=world.organisations.turnover * 4)
    before, after = scopes(world, W), scopes(replace(world, organisations=richer), W)
    assert (after.need_parts["size"].point <= before.need_parts["size"].point).all()
    assert (after.readiness_parts["size"].point >= before.readiness_parts["size"].point).all()


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_figures_that_others_keep_closer_never_change_a_scope(seed):
    world = random_world(seed)
    told, others = world.organisations, np.arange(30) != 0
    hidden = told.where(
        turnover=np.where(others, 1.0, told.turnover),
        load=np.where(others, 9.0, told.load),
        joint_bids=np.where(others, 9.0, told.joint_bids),
    )
    one, other = scopes(world, W), scopes(replace(world, organisations=hidden), W)
    for edge in ("low", "point", "high"):
        assert one.need.at(edge)[0] == other.need.at(edge)[0]
        assert one.readiness.at(edge)[0] == other.readiness.at(edge)[0]


def test_usual_minimum_turnover_is_the_median_of_the_opportunities_that_share_a_service_and_a_place():
    """As a plain loop finds it, also over more than 64 opportunities, for national and for idle organisations."""
    for seed in range(3):
        world = random_world(seed, 60, 200)
        own, now = world.organisations, world.opportunities
        asked = np.where(np.isnan(now.minimum_turnover), np.nan, np.round(now.minimum_turnover, -5))
        services, places = own.offered.toarray() > 0, own.places.toarray() > 0
        wanted, where = now.services.toarray() > 0, now.places.toarray() > 0
        found = usual_minimum_turnover(world, asked)
        for row in range(len(own)):
            near = (where & places[row]).any(axis=1) | (own.national[row] & where.any(axis=1))
            amounts = asked[near & (wanted & services[row]).any(axis=1) & ~np.isnan(asked)]
            assert found[row] == np.median(amounts) if len(amounts) else np.isnan(found[row])
