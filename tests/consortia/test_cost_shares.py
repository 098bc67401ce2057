"""Sharing costs: what everyone bears adds up to the cost, to the penny."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consortia.cost_sharing.shares import (
    LARGEST,
    PENNY,
    DoesNotAddUp,
    by_amounts,
    by_percentages,
    by_weights,
    equally,
    plain,
    pounds,
)

costs = st.integers(1, 99_999_999_999).map(lambda pence: Decimal(pence) / 100)
members = st.lists(st.integers(1, 10_000), min_size=1, max_size=8, unique=True)


@st.composite
def weights(draw, least=0):
    sharers = draw(members)
    given = [draw(st.integers(least, 10_000)) for _ in sharers]
    given[0] += 1
    return dict(zip(sharers, map(Decimal, given), strict=True))


@st.composite
def percentages(draw):
    """Percentages with two decimal places that add up to 100."""
    sharers = draw(members)
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(sharers) - 1, max_size=len(sharers) - 1)))
    parts = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return {who: Decimal(part) / 100 for who, part in zip(sharers, parts, strict=True)}


@given(costs, weights())
def test_shares_add_up_to_the_penny_and_none_is_a_penny_off(cost, weighted):
    shares, total = by_weights(cost, weighted), sum(weighted.values())
    assert sum(shares.values()) == cost
    for who, share in shares.items():
        assert abs(Fraction(share) - Fraction(cost) * Fraction(weighted[who]) / Fraction(total)) < Fraction(PENNY)
        assert share >= 0 and share == share.quantize(PENNY)


@given(costs, percentages())
def test_percentages_share_the_whole_cost(cost, shared):
    assert sum(by_percentages(cost, shared).values()) == cost


@given(costs, weights(), st.randoms(use_true_random=False))
def test_who_is_named_first_does_not_matter(cost, weighted, chance):
    named = list(weighted.items())
    chance.shuffle(named)
    assert by_weights(cost, dict(named)) == by_weights(cost, weighted)


@given(costs, weights(), st.integers(2, 50))
def test_weights_count_in_proportion_only(cost, weighted, times):
    assert by_weights(cost, {who: each * times for who, each in weighted.items()}) == by_weights(cost, weighted)


@given(costs, weights(), st.integers(2, 9))
def test_a_cost_many_times_as_large_gives_shares_many_times_as_large(cost, weighted, times):
    assume(cost * times <= LARGEST)
    once, often = by_weights(cost, weighted), by_weights(cost * times, weighted)
    assert all(abs(often[who] - once[who] * times) < PENNY * (times + 1) for who in once)


@given(costs, members)
def test_equal_shares_differ_by_a_penny_at_most(cost, sharers):
    shares = equally(cost, sharers)
    assert sum(shares.values()) == cost
    assert max(shares.values()) - min(shares.values()) <= PENNY


@given(costs, weights())
def test_who_has_the_larger_part_never_pays_less(cost, weighted):
    shares = by_weights(cost, weighted)
    ordered = sorted(weighted, key=lambda who: weighted[who])
    assert all(shares[one] <= shares[two] + PENNY for one, two in pairwise(ordered))


@given(costs, weights())
def test_fixed_amounts_that_add_up_are_taken_as_they_are(cost, weighted):
    shares = by_weights(cost, weighted)
    assert by_amounts(cost, shares) == shares


def test_ten_pounds_among_three():
    assert equally(Decimal("10"), [3, 1, 2]) == {1: Decimal("3.34"), 2: Decimal("3.33"), 3: Decimal("3.33")}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["50", "45"], "The percentages add up to 95: add 5 more, so that they make 100"),
        (["50", "50.5"], "The percentages add up to 100.5: take 0.5 off, so that they make 100"),
        (["33.33", "33.33"], "The percentages add up to 66.66: add 33.34 more, so that they make 100"),
        (["120", "-20"], "Enter every percentage from 0 to 100"),
        (["NaN", "100"], "Enter every percentage from 0 to 100"),
        (["33.333", "66.667"], "Enter every percentage with at most two decimal places"),
        ([], "Say who bears the cost: choose at least one member"),
    ],
)
def test_percentages_that_do_not_make_100_are_refused_kindly(given, said):
    with pytest.raises(DoesNotAddUp, match="^" + said.replace(".", r"\.")):
        by_percentages(Decimal("1000"), dict(enumerate(map(Decimal, given))))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["500", "400"], "The amounts add up to £900.00, the cost is £1,000.00: share £100.00 more"),
        (["500", "500.01"], "The amounts add up to £1,000.01, the cost is £1,000.00: take £0.01 off"),
        (["-1", "1001"], "Enter every amount from £0 to £999,999,999.99"),
        (["0.001", "999.999"], "Enter every amount with at most two decimal places"),
    ],
)
def test_amounts_that_do_not_make_the_cost_are_refused_kindly(given, said):
    with pytest.raises(DoesNotAddUp) as refusal:
        by_amounts(Decimal("1000"), dict(enumerate(map(Decimal, given))))
    assert str(refusal.value) == said


@pytest.mark.parametrize("amount", ["0", "-5", "NaN", "Infinity", "1000000000", "0.001"])
def test_no_cost_and_absurd_costs_are_refused(amount):
    with pytest.raises(DoesNotAddUp, match=r"^Enter"):
        equally(Decimal(amount), [1, 2])


def test_a_cost_that_nobody_bears_is_refused():
    with pytest.raises(DoesNotAddUp, match="choose at least one member"):
        equally(Decimal("5"), [])
    with pytest.raises(DoesNotAddUp, match="choose at least one member"):
        by_weights(Decimal("5"), {1: Decimal(0)})


def test_money_and_numbers_read_as_people_write_them():
    assert [pounds(Decimal(each)) for each in ("1234.5", "-3", "0")] == ["£1,234.50", "-£3.00", "£0.00"]
    assert [plain(Decimal(each)) for each in ("33.30", "100.00", "100", "0.5")] == ["33.3", "100", "100", "0.5"]
