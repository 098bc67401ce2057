"""Promises that no group of fewer than five can be read off what is published, or worked out from it."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_requests.evaluation.fives import FEWEST, at_least, in_fives, may_be_shown, published

COUNTS = st.lists(st.integers(0, 60), min_size=1, max_size=9)


def seen(counts) -> tuple:
    """All that an onlooker reads: how many all are, and each group, in fives."""
    total = in_fives(sum(counts))
    return (total or None, *published(counts))


def tables(groups: int, most: int):
    """Every table of so many groups with `most` in all at most."""
    if groups == 1:
        yield from ((number,) for number in range(most + 1))
        return
    for first in range(most + 1):
        yield from ((first, *others) for others in tables(groups - 1, most - first))


@pytest.mark.parametrize(("groups", "most"), [(1, 44), (2, 44), (3, 44), (4, 34), (5, 29)])
def test_no_hidden_group_can_be_told_exactly_by_whoever_knows_the_rules(groups, most):
    """Of every table there can be: those that look alike to an onlooker leave each hidden group several sizes,
    or show that nobody is in it, which says nothing about anybody.

    `most` ends with 4 or 9, so that of each total in fives all tables are there.
    """
    alike = defaultdict(list)
    for counts in tables(groups, most):
        alike[seen(counts)].append(counts)
    for publication, worlds in alike.items():
        hidden = [place for place in range(groups) if publication[place + 1] is None]
        for place in hidden:
            sizes = {counts[place] for counts in worlds}
            assert len(sizes) > 1 or sizes == {0}, (publication, place, worlds[:3])


@given(COUNTS)
def test_no_number_that_is_shown_is_small_and_no_rest_is(counts):
    told = published(counts)
    assert all(one is None or (one >= FEWEST and one % FEWEST == 0) for one in told)
    rest = sum(number for number, one in zip(counts, told, strict=True) if one is None)
    assert rest == 0 or rest >= FEWEST or all(one is None for one in told)


@given(st.lists(st.sets(st.integers(0, 80)), min_size=1, max_size=8), st.data())
def test_adding_and_taking_away_what_is_shown_never_gives_one_to_four(groups, data):
    """Whatever groups overlap, as support types do, and however they are combined."""
    shown = [in_fives(len(group)) for group in groups if len(group) >= FEWEST]
    factors = data.draw(st.lists(st.integers(-3, 3), min_size=len(shown), max_size=len(shown)))
    assert abs(sum(factor * one for factor, one in zip(factors, shown, strict=True))) not in range(1, FEWEST)


@given(COUNTS)
def test_what_is_shown_of_a_group_is_never_more_than_there_are(counts):
    assert all(
        one is None or one <= number < one + FEWEST for number, one in zip(counts, published(counts), strict=True)
    )


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_part_of_two_wholes_leaves_five_or_none_of_each(inside, first, second):
    if may_be_shown(inside, inside + first, inside + second):
        assert inside >= FEWEST
        assert all(rest == 0 or rest >= FEWEST for rest in (first, second))


@given(st.integers(0, 40), st.integers(0, 8))
def test_of_an_answer_neither_those_who_gave_it_nor_the_others_can_be_seen_to_be_few(number, fives):
    of = fives * FEWEST
    told = at_least(min(number, of), of)
    if told is not None:
        assert told % FEWEST == 0 and told >= FEWEST and of - told >= FEWEST and told <= number


def test_large_groups_are_all_shown_and_a_lonely_small_one_gets_company():
    assert published([12, 20, 7]) == [10, 20, 5]
    assert published([12, 20, 3]) == [None, 20, None]
    assert published([12, 20, 3, 4]) == [10, 20, None, None]
    assert published([4]) == [None] and published([]) == []


def test_groups_of_four_are_not_squeezed_out_by_the_total():
    """25 in all and a group of 5 to 9 would leave 16 at least for four groups that have 4 at most."""
    assert published([4, 4, 4, 4, 9]) == [None] * 5
