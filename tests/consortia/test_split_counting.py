"""Counting who could bid for a lot: what is counted quickly is what counting everything gives."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.splitting.asking import MOST_LOTS
from consortia.splitting.counting import ENOUGH, Candidate, Need, count, seconds_each

CANDIDATES = st.builds(
    Candidate,
    cells=st.integers(0, 31),
    reach=st.sampled_from([None, 250_000.0, 1_000_000.0, float("inf")]),
    is_small=st.sampled_from([None, True, False]),
)
NEEDS = st.builds(Need, cells=st.integers(1, 31), turnover=st.sampled_from([None, 500_000.0, 1_500_000.0]))


def met(need, team) -> bool:
    cells = 0
    for one in team:
        cells |= one.cells
    return need.is_met(cells, [one.reach for one in team])


def by_brute_force(need, candidates) -> int:
    """Every team of two or three that meets the need and of whom none can be left out."""
    teams = [team for size in (2, 3) for team in combinations(candidates, size)]
    return sum(
        met(need, team)
        and not any(met(need, part) for size in range(1, len(team)) for part in combinations(team, size))
        for team in teams
    )


@settings(max_examples=300, deadline=None)
@given(NEEDS, st.lists(CANDIDATES, max_size=12))
def test_the_quick_count_is_the_count_of_everything(need, candidates):
    counted = count(need, candidates)
    assert counted.is_complete
    assert counted.teams == min(ENOUGH, by_brute_force(need, candidates))
    assert counted.alone == sum(met(need, [one]) for one in candidates)
    assert counted.small + counted.size_not_shown <= counted.alone


@settings(max_examples=100, deadline=None)
@given(NEEDS, st.lists(CANDIDATES, max_size=8), CANDIDATES)
def test_one_more_organisation_never_leaves_fewer_who_could_bid(need, candidates, newcomer):
    before, after = count(need, candidates), count(need, [*candidates, newcomer])
    assert after.alone >= before.alone
    assert after.uncovered & ~before.uncovered == 0
    assert (after.teams > 0) >= (before.teams > 0)


def test_cells_that_nobody_covers_are_named_and_no_team_is_sought():
    counted = count(Need(cells=0b111), [Candidate(0b001), Candidate(0b010)])
    assert (counted.alone, counted.teams, counted.uncovered) == (0, 0, 0b100)


def test_a_turnover_that_is_not_shown_may_be_anything():
    need = Need(cells=1, turnover=5_000_000)
    assert count(need, [Candidate(1, reach=None)]).alone == 1
    assert count(need, [Candidate(1, reach=1_000_000.0)]).alone == 0


def test_many_lots_share_the_time_of_one_look():
    assert seconds_each(1) == 2.0
    assert all(seconds_each(lots) * lots <= 6.0 for lots in range(1, MOST_LOTS + 1))


def test_when_the_time_is_up_the_answer_says_that_there_may_be_more():
    ticks = iter(range(0, 1_000_000, 5))
    full = (1 << 40) - 1
    candidates = [Candidate(full & ~(1 << one) & ~(1 << two)) for one, two in combinations(range(40), 2)]
    need = Need(cells=full, turnover=1e12)
    poor = [Candidate(one.cells, reach=1.0) for one in candidates]
    counted = count(need, poor, clock=lambda: next(ticks))
    assert not counted.is_complete
    assert counted.teams == 0
    began = next(ticks)
    count(need, poor, seconds=50, clock=lambda: next(ticks))
    assert 50 <= next(ticks) - began <= 75, "as long as it is given"
