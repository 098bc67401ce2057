"""Benefits against costs and risks: ranges that promise no more than is known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consortia.cost_sharing.weighing import (
    EITHER_WAY,
    NO_BENEFIT,
    NOT_WORTH_IT,
    WORTH_IT,
    Range,
    expected,
    rounded,
    weigh,
)

amounts = st.integers(0, 10_000_000_000).map(lambda pence: Decimal(pence) / 100)
ranges = st.tuples(amounts, amounts).map(lambda ends: Range(min(ends), max(ends)))
risks = st.lists(st.tuples(st.integers(1, 5), ranges), max_size=6)
benefits = st.lists(ranges, max_size=6)


def between(low, high):
    return Range(Decimal(low), Decimal(high))


@given(ranges)
def test_rounding_never_makes_a_range_smaller(value):
    found = rounded(value)
    assert found.low <= value.low <= value.high <= found.high


@given(ranges)
def test_no_end_of_a_range_says_more_than_two_digits(value):
    for end in (rounded(value).low, rounded(value).high):
        assert len(f"{end:f}".rstrip("0")) <= 2 or end < 100
        assert end == end.to_integral_value()


@given(st.integers(1, 4), ranges)
def test_a_likelier_risk_never_costs_less(likelihood, cost):
    less, more = expected(likelihood, cost), expected(likelihood + 1, cost)
    assert less.low <= more.low and less.high <= more.high


@given(amounts, risks, benefits)
def test_what_is_left_holds_both_the_worst_and_the_best(costs, risked, gained):
    found = weigh(costs, risked, gained)
    worst = sum((one.low for one in gained), Decimal(0)) - costs - sum(expected(*one).high for one in risked)
    best = sum((one.high for one in gained), Decimal(0)) - costs - sum(expected(*one).low for one in risked)
    assert found.left.low <= worst <= best <= found.left.high


@given(amounts, risks, benefits, st.randoms(use_true_random=False))
def test_the_order_of_risks_and_benefits_does_not_matter(costs, risked, gained, chance):
    one = weigh(costs, risked, gained)
    chance.shuffle(risked)
    chance.shuffle(gained)
    assert weigh(costs, risked, gained) == one


@given(amounts, risks, benefits, ranges)
def test_one_more_benefit_never_makes_it_look_worse(costs, risked, gained, more):
    before, after = weigh(costs, risked, gained), weigh(costs, risked, [*gained, more])
    assert after.left.low >= before.left.low and after.left.high >= before.left.high


@pytest.mark.parametrize(
    ("costs", "gained", "said"),
    [
        ("1000", [], NO_BENEFIT),
        ("1000", [between(2000, 3000)], WORTH_IT),
        ("1000", [between(100, 900)], NOT_WORTH_IT),
        ("1000", [between(500, 3000)], EITHER_WAY),
    ],
)
def test_the_verdict_never_says_more_than_the_range(costs, gained, said):
    assert weigh(Decimal(costs), [], gained).verdict == said


def test_a_possible_risk_costs_a_fifth_to_a_half_of_what_it_would_cost():
    assert expected(3, between(10_000, 20_000)) == between(2_000, 10_000)
    assert weigh(Decimal(0), [(3, between(10_100, 20_100))], []).risks == between(2_000, 11_000)
