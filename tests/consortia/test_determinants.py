"""The formulas with numbers worked out by hand from the definitions."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.matching import determinants as d
from consortia.matching import fit_formulas
from consortia.matching.fit_formulas import Facts, FitWeights
from consortia.matching.weights import DEFAULT as W

shares = st.floats(0, 1)
amounts = st.one_of(st.just(0.0), st.floats(1, 1e12))


@pytest.mark.parametrize("load, room", [(0, 1), (0.5, 1), (0.9, 0.6), (1.5, 0), (3, 0)])
def test_headroom_shrinks_from_half_a_load_to_one_and_a_half(load, room):
    assert d.headroom(load, W) == pytest.approx(room)


@pytest.mark.parametrize(
    "load, need", [(0, 1), (0.25, 0.5), (0.5, 0), (0.75, 0), (1, 0), (1.25, 0.5), (1.5, 1), (9, 1)]
)
def test_both_idle_hands_and_overload_raise_the_need(load, need):
    assert d.spare_or_overload(load, W) == pytest.approx(need)


@settings(deadline=None)
@given(st.floats(0, 5), st.floats(0, 5))
def test_need_falls_with_load_up_to_the_middle_and_rises_after_it(one, other):
    less, more = sorted((one, other))
    if more <= 0.75:
        assert d.spare_or_overload(less, W) >= d.spare_or_overload(more, W)
    if less >= 0.75:
        assert d.spare_or_overload(less, W) <= d.spare_or_overload(more, W)


@pytest.mark.parametrize(
    "amount, asked, share",
    [(1e6, 2e6, 0.5), (3e6, 2e6, 1), (0, 0, 1), (0, 2e6, 0), (np.inf, 2e6, 1), (0, np.inf, 0), (5.0, np.inf, 0)],
)
def test_share_reached_knows_nothing_asked_and_everything_asked(amount, asked, share):
    assert d.share_reached(np.float64(amount), np.float64(asked)) == share


def test_competition_reaches_one_less_e_at_three_providers_for_every_ten_thousand_postcodes():
    assert d.crowding(3.0, W) == pytest.approx(0.632121, abs=1e-6)
    assert d.crowding(0.0, W) == 0
    assert d.crowding(np.inf, W) == 1


def facts(**changed):
    found = dict(zip(Facts._fields, (0.75, 0.875, 0.6, 0.4, 0.5, 0.3, 1, 0.6, 1, 0.2, 0.5), strict=True))
    return Facts(**found | changed)


def test_determinants_of_fit_by_hand():
    parts = fit_formulas.parts(facts(), FitWeights.of(W))
    assert parts == pytest.approx((0.7925, 0.44, 0.75, 0.3, 0.8, 0.71))
    assert fit_formulas.total(parts, FitWeights.of(W).shares) == pytest.approx(0.6705)


@pytest.mark.parametrize("fact", Facts._fields)
@pytest.mark.parametrize("value", [0.0, 1.0])
def test_fit_grows_with_each_fact(fact, value):
    w = FitWeights.of(W)
    at, now = (fit_formulas.total(fit_formulas.parts(f, w), w.shares) for f in (facts(), facts(**{fact: value})))
    assert (now > at) == (value > getattr(facts(), fact))
    assert (now < at) == (value < getattr(facts(), fact))


def test_what_is_open_is_at_least_what_it_could_be_and_the_rest_stays():
    assert fit_formulas.opened(0.2, 0.5, True) == 0.5
    assert fit_formulas.opened(0.7, 0.5, True) == 0.7
    assert fit_formulas.opened(0.2, 0.5, False) == 0.2


def test_determinants_of_scope_by_hand():
    assert d.need_geography(0.5, 0.75, W) == pytest.approx(0.6)
    assert d.need_geography(0.7, 0.75, W) == pytest.approx(0.7)
    assert d.need_size(0.4) == pytest.approx(0.6)
    # 1 - (1 - .6 x .5)(1 - .7 x .6) = 1 - .7 x .58
    assert d.need_commissioner(0.5, 0.6, W) == pytest.approx(0.594)
    # (.38 + .62 x .5) x (.7 + .3 x .4) = .69 x .82
    assert d.readiness_size(0.5, 0.4, W) == pytest.approx(0.5658)
    assert d.readiness_history(0.5, 0.75, W) == pytest.approx(0.625)


def test_a_pair_needs_a_gain_on_both_sides_and_likeness_adds_to_it():
    # harmonic mean of .6 and .3 is .4; alignment .5 leaves .85 of it
    assert d.pair(np.float64(0.6), np.float64(0.3), 0.5, W) == pytest.approx(0.34)
    assert d.pair(np.float64(0.6), np.float64(0), 1.0, W) == 0
    assert d.pair(np.float64(0), np.float64(0), 1.0, W) == 0


@settings(deadline=None)
@given(shares, shares, shares, st.floats(0, 1))
def test_pair_grows_with_each_side_and_with_alignment(one, other, alignment, more):
    def score(*args):
        return float(d.pair(*map(np.float64, args), W))

    at = score(one, other, alignment)
    assert 0 <= at <= 1
    assert score(max(one, more), other, alignment) >= at - 1e-12
    assert score(one, max(other, more), alignment) >= at - 1e-12
    assert score(one, other, max(alignment, more)) >= at - 1e-12
    assert score(other, one, alignment) == at


@settings(deadline=None)
@given(st.lists(shares, min_size=3, max_size=3), st.integers(0, 2), shares)
@pytest.mark.parametrize(
    "formula",
    [
        d.need_geography,
        d.need_commissioner,
        d.readiness_size,
        d.readiness_history,
    ],
)
def test_every_formula_grows_with_each_ingredient_and_stays_a_share(formula, values, position, more):
    values = values[: formula.__code__.co_argcount - 1]
    position %= len(values)
    raised = list(values)
    raised[position] = max(values[position], more)
    assert 0 <= formula(*values, W) <= 1 + 1e-12
    assert formula(*raised, W) >= formula(*values, W) - 1e-12


@settings(deadline=None)
@given(amounts, amounts, amounts)
def test_more_turnover_never_counts_less_and_more_asked_never_counts_more(turnover, asked, more):
    at = d.share_reached(np.float64(turnover), np.float64(asked))
    assert d.share_reached(np.float64(max(turnover, more)), np.float64(asked)) >= at
    assert d.share_reached(np.float64(turnover), np.float64(max(asked, more))) <= at
