"""The teams that are composed, against every team there is, and in cases by hand."""

import random
import time
from itertools import combinations

import pytest
from hypothesis import given, settings

from bench.compose import INSTANCES, measured, world
from consortia.composing.composer import compose
from consortia.composing.problem import Options
from tests.consortia.composing.exhaustive import ANYTHING, CLOSE, every_team, the_best
from tests.consortia.composing.worlds import asked, problem, problems

LONG = 600.0  # seconds: nothing in these tests may be cut, however slow the machine is


def levels(team):
    return len(team.uncovered), team.shortfall, team.lead_shortfall, len(team.members)


def check_against_every_team(world, options=ANYTHING):
    answer, best = compose(world, options, seconds=LONG), the_best(world, options)
    if best is None:
        assert answer.why_none and not answer.teams
        return
    assert answer.proven and answer.proven_size
    (uncovered, shortfall, lead_shortfall, size), objective = best
    if size == 0:
        assert answer.teams == ()
        return
    first = answer.teams[0]
    assert levels(first) == (uncovered, pytest.approx(shortfall, rel=1e-8, abs=1e-8), lead_shortfall, size)
    assert first.objective == pytest.approx(objective, abs=CLOSE)
    level = {
        frozenset(members): value
        for found, value, members in every_team(world, options)
        if found[0] == uncovered
        and found[2:] == (lead_shortfall, size)
        and abs(found[1] - shortfall) <= 1e-8 * (1 + shortfall)
    }
    for place, team in enumerate(answer.teams):
        assert level[frozenset(team.members)] == pytest.approx(team.objective, abs=CLOSE)
        assert team.objective == pytest.approx(best_apart(level, answer.teams[:place], first), abs=CLOSE)
    assert len(answer.teams) == 3 or best_apart(level, answer.teams, first) is None


def best_apart(level, teams, first):
    """The highest objective of those on this level, near the first, that differ enough from these teams."""
    near = first.objective - 0.15 * abs(first.objective) - CLOSE
    apart = min(2, len(first.members))
    values = [
        value
        for members, value in level.items()
        if value >= near and all(len(members - set(team.members)) >= apart for team in teams)
    ]
    return max(values, default=None)


@settings(max_examples=120, deadline=None)
@given(problems())
def test_the_first_team_is_the_best_of_all(world):
    check_against_every_team(world)


@settings(max_examples=80, deadline=None)
@given(asked())
def test_the_first_team_is_the_best_of_all_that_the_asker_wants(world_and_options):
    check_against_every_team(*world_and_options)


@pytest.mark.parametrize("seed", range(4))
def test_twelve_organisations_of_a_benchmark_world_are_composed_best(seed):
    check_against_every_team(world(12, 9, random.Random(seed)))


@settings(max_examples=40, deadline=None)
@given(problems())
def test_a_proof_that_had_to_be_quick_is_still_true(world):
    answer, best = compose(world, seconds=0.004), the_best(world)
    if answer.proven and answer.teams:
        assert levels(answer.teams[0])[0] == best[0][0]
        assert levels(answer.teams[0])[2:] == best[0][2:]
        assert answer.teams[0].objective == pytest.approx(best[1], abs=CLOSE)


def test_nobody_is_no_team():
    answer = compose(problem(cells=3))
    assert answer.teams == () and answer.gaps == (0, 1, 2) and answer.proven


def test_those_who_add_nothing_are_no_team():
    answer = compose(problem(([],), ([],), cells=2))
    assert answer.teams == () and answer.gaps == (0, 1) and answer.proven


def test_the_gap_report_names_what_nobody_covers():
    answer = compose(problem(([0],), ([2],), cells=4))
    assert answer.gaps == (1, 3)
    assert answer.teams[0].members == (0, 1) and answer.teams[0].uncovered == (1, 3)


def test_a_member_joins_for_turnover_alone():
    answer = compose(problem(([0, 1], 10.0), ([0], 95.0), ([], 90.0), threshold=100.0))
    assert answer.teams[0].members == (0, 1) and answer.teams[0].shortfall == 0


def test_a_member_joins_to_lead():
    answer = compose(problem(([0, 1], 1.0, False, 0.9), ([], 1.0, True, 0.1)))
    assert answer.teams[0].members == (0, 1) and answer.teams[0].lead_shortfall == 0


def test_turnover_comes_before_a_lead_and_both_before_few_members():
    answer = compose(problem(([0], 60.0), ([0], 0.0, True), ([], 40.0), threshold=100.0, max_members=2))
    assert answer.teams[0].members == (0, 2) and answer.teams[0].lead_shortfall == 1


def test_a_threshold_out_of_reach_is_approached_as_near_as_can_be():
    answer = compose(problem(([0], 10.0), ([1], 20.0), ([1], 35.0), threshold=100.0, max_members=2))
    assert answer.teams[0].members == (0, 2) and answer.teams[0].shortfall == 55.0


def test_one_alone_scores_its_fit_less_the_penalty():
    answer = compose(problem(([0], 0.0, True, 0.7), ([0], 0.0, True, 0.8), penalty=[0.0, 0.2]))
    assert answer.teams[0].members == (0,) and answer.teams[0].objective == pytest.approx(0.7)


def test_pairs_that_match_are_preferred():
    answer = compose(problem(([0],), ([1],), ([1],), pair={(2, 0): 0.9}))
    assert answer.teams[0].members == (0, 2) and answer.teams[0].objective == pytest.approx((0.5 + 0.9) / 2)


def test_rivals_are_never_together():
    answer = compose(problem(([0],), ([1],), ([1], 0.0, False, 0.1), conflicts={(1, 0)}))
    assert answer.teams[0].members == (0, 2)


def test_where_all_are_rivals_one_goes_alone():
    everybody = [([cell],) for cell in range(4)]
    answer = compose(problem(*everybody, conflicts=set(combinations(range(4), 2))))
    assert answer.teams[0].members == (0,) and len(answer.teams[0].uncovered) == 3 and answer.proven


def test_more_cells_than_the_members_can_cover_are_reported():
    answer = compose(problem(([0, 1],), ([2, 3],), ([4],), max_members=2))
    assert answer.teams[0].members == (0, 1) and answer.teams[0].uncovered == (4,) and answer.gaps == ()


def test_ties_go_to_the_first_whatever_the_order_they_come_in():
    forth, back = problem(([0],), ([0],), ([0],)), problem(([0],), ([0],), ([0],))
    object.__setattr__(back, "ids", [2, 1, 0])
    assert compose(forth).teams == compose(back).teams
    assert compose(forth).teams[0].members == (0,)


def test_three_teams_that_share_nobody_where_one_suffices():
    answer = compose(problem(*[([0], 0.0, True, fit) for fit in (0.9, 0.85, 0.8, 0.5)]))
    assert [team.members for team in answer.teams] == [(0,), (1,), (2,)]


def test_a_team_much_worse_than_the_best_is_not_offered():
    answer = compose(problem(([0], 0.0, True, 1.0), ([0], 0.0, True, 0.84)))
    assert [team.members for team in answer.teams] == [(0,)]


def test_who_must_be_included_is():
    answer = compose(problem(([0, 1],), ([1],)), Options(include=[1]))
    assert answer.teams[0].members == (0, 1)


def test_two_rivals_who_must_both_be_included_make_no_team():
    answer = compose(problem(([0],), ([1],), conflicts={(0, 1)}), Options(include=[0, 1]))
    assert answer.teams == () and "may not be in one team" in answer.why_none


def test_a_rival_of_whoever_must_be_included_stays_out():
    answer = compose(problem(([0],), ([1],), conflicts={(0, 1)}), Options(include=[1]))
    assert answer.teams[0].members == (1,) and answer.teams[0].uncovered == (0,)


def test_more_who_must_be_included_than_may_be_members_make_no_team():
    answer = compose(problem(([0],), ([1],)), Options(include=[0, 1], max_members=1))
    assert answer.teams == () and "1 members at most" in answer.why_none


def test_a_different_lead_leads():
    answer = compose(problem(([0], 0.0, True), ([], 0.0, True), ([], 0.0, False)), Options(lead=1))
    assert answer.teams[0].members == (0, 1) and answer.teams[0].lead_shortfall == 0


def test_a_chosen_lead_who_may_not_lead_is_a_shortfall_even_beside_one_who_may():
    answer = compose(problem(([0], 0.0, True), ([], 0.0, False)), Options(lead=1))
    assert answer.teams[0].members == (0, 1) and answer.teams[0].lead_shortfall == 1


def test_time_that_is_up_is_told_and_kept():
    hard = world(2_000, 60, random.Random(5))
    ticks = iter(range(10**9))
    answer = compose(hard, seconds=5, clock=lambda: float(next(ticks)))
    assert answer.teams and not answer.proven


def test_a_large_world_ends_in_time():
    large = world(20_000, 60, random.Random(1))
    started = time.process_time()
    compose(large, seconds=1.0)
    assert time.process_time() - started < 2.0


def test_the_benchmark_says_how_long_and_how_much_was_proven():
    line = measured(20, 9)
    assert (line["name"], line["organisations"], line["cells"], line["instances"]) == ("compose", 20, 9, INSTANCES)
    assert 0 < line["seconds_median"] <= line["seconds_max"]
    assert 0 <= line["proven_share"] <= line["proven_size_share"] <= 1
