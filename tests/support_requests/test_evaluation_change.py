"""Promises about change against the baseline, and the words for it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_requests.evaluation import words
from support_requests.evaluation.change import Pair, Spread, change_of, spread_of, value_of
from support_requests.evaluation.measures import BY_KEY, MEASURES

CONFIDENCE, TURNOVER, SHARE = BY_KEY["confidence"], BY_KEY["turnover"], BY_KEY["other_buyers"]
PAIRS = st.lists(st.builds(Pair, st.integers(0, 5), st.integers(0, 5)), max_size=40)


def pairs(*steps: tuple[int, int]) -> list[Pair]:
    return [Pair(*step) for step in steps]


def test_change_is_the_median_of_changes_of_those_who_answered_both_times():
    found = change_of(CONFIDENCE, pairs((3, 4), (2, 4), (4, 4), (5, 4), (1, 3)))
    assert found is not None
    assert (found.pairs, found.before, found.after, found.change.middle) == (5, 3, 4, 1)
    assert found.change.low is None, "five are too few for quartiles"


def test_quartiles_are_told_from_ten_on():
    found = change_of(CONFIDENCE, [Pair(1, 1 + step % 5) for step in range(10)])
    assert found is not None
    assert (found.change.low, found.change.middle, found.change.high) == (1, 2, 3)


def test_fewer_than_five_tell_nothing():
    assert change_of(CONFIDENCE, pairs(*[(1, 2)] * 4)) is None and value_of([5, 5, 5, 5]) is None


def test_turnover_changes_in_per_cent_and_shows_two_digits_of_pounds():
    found = change_of(TURNOVER, [Pair(Decimal(1_234_567), Decimal(1_357_999))] * 5)
    assert found is not None
    assert (found.before, found.after, found.change.middle) == (1_200_000, 1_400_000, 10)
    assert words.change(TURNOVER, found.change.middle) == "+10%"


def test_turnover_of_nothing_has_no_change_in_per_cent():
    some = [Pair(Decimal(100), Decimal(110))] * 5 + [Pair(Decimal(0), Decimal(50))]
    found = change_of(TURNOVER, some)
    assert found is not None and found.pairs == 5


@given(PAIRS)
def test_counted_are_fives_of_the_first_who_answered_and_nothing_moves_until_five_more_have(answers):
    found = change_of(CONFIDENCE, answers)
    assert (found.pairs if found else 0) == len(answers) // 5 * 5
    assert change_of(CONFIDENCE, answers[: len(answers) // 5 * 5]) == found


@given(PAIRS)
def test_change_back_is_the_same_the_other_way_round(answers):
    found, back = (
        change_of(CONFIDENCE, answers),
        change_of(CONFIDENCE, [Pair(one.after, one.before) for one in answers]),
    )
    if found and back:
        assert (back.before, back.after, back.change.middle) == (found.after, found.before, -found.change.middle)


@given(st.lists(st.floats(-1e6, 1e6), min_size=10, max_size=50))
def test_quartiles_stand_in_order(figures):
    spread = spread_of(figures)
    assert spread.low is not None and spread.high is not None
    assert min(figures) - 0.1 <= spread.low <= spread.middle <= spread.high <= max(figures) + 0.1


@pytest.mark.parametrize(
    ("answered", "asked", "said"),
    [
        (0, 0, "Nobody was asked yet."),
        (4, 6, "4 of 6 answered; too few to say."),
        (7, 12, "7 of 12 answered (58%). So few can differ by chance alone"),
        (12, 15, "12 of 15 answered (80%). With so few, one organisation more or less can move a figure"),
        (40, 50, "40 of 50 answered (80%). Those who answered may differ"),
    ],
)
def test_few_answers_are_told_in_honest_words(answered, asked, said):
    assert words.response(answered, asked).startswith(said)


def test_everyone_reads_numbers_in_fives():
    assert "Fewer than 5 of at least 5" in words.response_in_fives(0, 5)
    assert words.response_in_fives(10, 15).startswith("At least 10 of at least 15 organisations answered.")


def test_every_measure_says_its_figures_and_changes():
    for measure in MEASURES:
        found = change_of(measure, [Pair(Decimal(4), Decimal(2))] * 5)
        assert found is not None
        assert words.change(measure, found.change.middle).startswith("−")
    assert words.middle_half(SHARE, Spread(2, -1, 4.5)) == "−1 to +4.5 points"
    assert words.change(SHARE, 3.0) == "+3 points" and words.change(CONFIDENCE, 0) == "No change"
