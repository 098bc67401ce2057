"""Measures of quality are right, the sectors know nothing of the scorer, and what the benchmark prints can be rerun."""

import ast
import json
from itertools import combinations
from math import log2
from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_array

from bench import quality, quality_methods
from bench.quality_metrics import order, times_shown
from bench.quality_metrics import quality as quality_of
from bench.quality_sectors import GROUPS, Memory
from bench.quality_visible import visible
from bench.quality_worlds import RULES, make
from consortia.matching.weights import DETERMINANTS, problems
from tests.consortia.worlds import random_world, sets

SMALL = {"organisations": 60, "past": 30, "now": 24}
BENCH = Path(quality.__file__).parent


@pytest.fixture
def rng():
    return np.random.default_rng(1)


def ranked(rng, *rows):
    """Scores that put the columns of each row in that order."""
    return np.array([[-row.index(column) for column in range(len(row))] for row in rows], dtype=float)


def truth_of(size, *rows):
    return np.array([[column in row for column in range(size)] for row in rows])


def all_of(truth):
    return np.ones_like(truth)


# -- measures -------------------------------------------------------------------------------


def test_measures_of_a_case_reckoned_by_hand(rng):
    truth = truth_of(12, {3, 11})
    scores = ranked(rng, [0, 3, 1, 2, 4, 5, 6, 7, 8, 9, 11, 10])
    recall, mrr, ndcg = quality_of(order(scores, all_of(truth), rng), truth)
    assert recall == 1 / 2  # one of two among the first ten
    assert mrr == 1 / 2  # the first true one is second
    assert ndcg == pytest.approx((1 / log2(3)) / (1 / log2(2) + 1 / log2(3)))


def test_a_perfect_ranking_has_one_even_where_more_than_ten_are_true(rng):
    truth = rng.random((40, 30)) < rng.random((40, 1)) * 0.8
    assert truth.sum(axis=1).max() > 10
    assert quality_of(order(truth.astype(float), all_of(truth), rng), truth) == pytest.approx([1, 1, 1])


def test_the_worst_ranking_finds_nothing_among_the_first_ten(rng):
    truth = truth_of(20, {4, 5})
    recall, mrr, ndcg = quality_of(order(-truth.astype(float), all_of(truth), rng), truth)
    assert (recall, ndcg) == (0, 0) and mrr == 1 / 19


def test_ranking_by_chance_has_what_chance_expects(rng):
    rows, columns = 20_000, 25
    truth = np.zeros((rows, columns), dtype=bool)
    truth[:, 0] = True
    recall, mrr, ndcg = quality_of(order(np.zeros((rows, columns)), all_of(truth), rng), truth)
    assert recall == pytest.approx(10 / columns, abs=0.015)
    assert mrr == pytest.approx(sum(1 / place for place in range(1, columns + 1)) / columns, abs=0.01)
    assert ndcg == pytest.approx(sum(1 / log2(place + 1) for place in range(1, 11)) / columns, abs=0.01)


def test_organisations_of_which_nothing_is_true_do_not_count(rng):
    truth = truth_of(12, {0}, set())
    scores = ranked(rng, list(range(12)), list(range(12)))
    assert quality_of(order(scores, all_of(truth), rng), truth) == pytest.approx([1, 1, 1])


def test_ties_are_broken_by_chance_and_not_by_position(rng):
    first = order(np.zeros((5_000, 4)), np.ones((5_000, 4), dtype=bool), rng)[:, 0]
    assert np.bincount(first, minlength=4) == pytest.approx(np.full(4, 1250), abs=150)


def test_who_may_not_be_suggested_comes_last_and_is_not_counted_as_shown(rng):
    allowed = np.ones((1, 12), dtype=bool)
    allowed[0, [0, 5, 7]] = False
    found = order(np.arange(12.0)[None], allowed, rng)
    assert set(found[0, -3:]) == {0, 5, 7}
    assert times_shown(found, allowed)[[0, 5, 7]].sum() == 0 and times_shown(found, allowed).sum() == 9


# -- the penalty ----------------------------------------------------------------------------


def test_without_a_penalty_every_week_shows_the_same_and_with_one_others_have_their_turn(rng):
    scores = np.tile(np.linspace(1, 0.9, 40), (40, 1))
    allowed = ~np.eye(40, dtype=bool)
    same, turns = quality.weeks(scores, allowed, 0.0, rng), quality.weeks(scores, allowed, 0.05, rng)
    shown = [sum(times_shown(week, allowed) for week in found) for found in (same, turns)]
    assert len({week[0, :10].tobytes() for week in same}) == 1
    assert (shown[0] > 0).sum() == 11 < (shown[1] > 0).sum()


def test_a_penalty_among_the_first_twenty_brings_in_nobody_else(rng):
    scores, allowed = rng.random((50, 50)), ~np.eye(50, dtype=bool)
    kept = quality.of_the_first(scores, allowed, 20)
    best = np.argsort(-np.where(allowed, scores, -np.inf), axis=1)[:, :20]
    for week in quality.weeks(kept, allowed, 0.05, rng):
        for row in range(50):
            assert set(week[row, :10]) <= set(best[row])


# -- ways of ranking ------------------------------------------------------------------------


def test_what_two_gain_together_is_what_plain_sets_say():
    world = random_world(3, n=12, m=15)
    own, market = world.shown, world.market
    found = quality_methods.gained_together(own, market)

    def cells(one, tender):
        services = set(own.offered[[one]].indices) & set(market.services[[tender]].indices)
        asked = set(market.places[[tender]].indices)
        places = asked if own.national[one] else asked & set(own.places[[one]].indices)
        return {(service, place) for service in services for place in places}

    for one, other in combinations(range(12), 2):
        expected = 0.0
        for tender in range(15):
            size = len(market.services[[tender]].indices) * len(market.places[[tender]].indices)
            mine, theirs = cells(one, tender), cells(other, tender)
            expected += (len(mine | theirs) - max(len(mine), len(theirs))) / size if size else 0
        assert found[one, other] == pytest.approx(expected, abs=1e-6)
        assert found[other, one] == found[one, other]


def test_coverage_is_the_share_of_services_times_that_of_places():
    world = random_world(4, n=2, m=2)
    own = world.organisations.where(
        services=sets([0, 1], [2], size=12), places=sets([0], [], size=20), national=np.array([False, True])
    )
    asked = quality_methods.Opportunities(
        **vars(world.opportunities) | {"services": sets([0, 2], [1], size=12), "places": sets([0, 1], [], size=20)}
    )
    assert quality_methods.covered(own, asked).tolist() == [[1 / 4, 1], [1 / 2, 0]]


def test_words_that_few_have_count_more_and_rows_have_length_one():
    own = random_world(5, n=3, m=3).organisations.where(
        services=sets([0, 1], [0, 2], [0], size=12), places=csr_array((3, 20), dtype=np.float32)
    )
    words = quality_methods.weighted_words(own, own).toarray()
    assert np.linalg.norm(words, axis=1) == pytest.approx(np.ones(3))
    assert words[0, 1] > words[0, 0] > 0


@pytest.mark.parametrize("name", DETERMINANTS)
@pytest.mark.parametrize("result", ["fit", "brings"])
@pytest.mark.parametrize("share", [0, 0.4])
def test_weight_sets_that_are_tried_could_be_published(name, result, share):
    weights = quality_methods.with_share(result, name, share)
    assert problems(weights) == [] and weights[result][name] == share


def test_half_groups_leave_sub_areas_as_they_are():
    own = visible(make("skills", 1, **SMALL), 1).organisations
    before, after = own.services.toarray(), quality_methods.with_half_groups(own).services.toarray()
    assert (after[:, GROUPS:] == before[:, GROUPS:]).all()
    assert (after[:, :GROUPS] == 0.5 * (before[:, :GROUPS] > 0)).all() and before[:, :GROUPS].max() == 1


# -- the sectors ----------------------------------------------------------------------------


def imports_of(module):
    for node in ast.walk(ast.parse((BENCH / f"{module}.py").read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_sectors_are_made_without_the_scorer():
    plain = {"dataclasses", "functools", "numpy"}
    assert set(imports_of("quality_sectors")) == plain
    assert set(imports_of("quality_worlds")) <= plain | {"bench.quality_sectors"}


def test_what_shows_of_a_sector_is_made_with_the_shapes_of_matching_alone():
    found = {name for name in imports_of("quality_visible") if name.startswith(("bench", "consortia", "tests"))}
    assert found == {"bench.quality_sectors", "bench.quality_worlds", "consortia.matching.world"}


@pytest.mark.parametrize("name", RULES)
def test_truth_is_new_partners_of_one_team_and_is_the_same_for_the_same_seed(name):
    made, again, other = (make(name, seed, **SMALL) for seed in (1, 1, 2))
    truth = made.truth
    assert truth.partners.any() and truth.bids.any()
    assert (truth.partners == truth.partners.T).all() and not truth.partners.diagonal().any()
    assert not (truth.partners & (made.past.met > 0)).any()
    assert not (truth.partners & ~truth.strangers).any()
    assert (truth.partners <= ((truth.bids.astype(int) @ truth.bids.T) > 0)).all()
    assert (again.truth.partners == truth.partners).all() and (again.truth.bids == truth.bids).all()
    assert not (other.truth.bids == truth.bids).all()


def test_nobody_teams_up_where_teams_are_not_accepted():
    made = make("skills", 1, **SMALL)
    bidders, stance = made.truth.bids.sum(axis=0), made.tenders.stance[-SMALL["now"] :]
    assert (stance == 0).any() and (bidders[stance == 0] == 2).all()


def test_who_is_not_able_hardly_ever_takes_part_where_that_counts():
    made = make("licensed", 1, **SMALL)
    able = RULES["licensed"](made.sector, made.tenders).able[:, -SMALL["now"] :]
    bidders = able[made.truth.bids] >= np.quantile(able, 0.7, axis=0)[np.nonzero(made.truth.bids)[1]]
    assert bidders.mean() > 0.9


def test_in_the_sector_of_chance_nothing_has_appeal_or_is_wished_for():
    made = make("chance", 1, **SMALL)
    rule, memory = RULES["chance"](made.sector, made.tenders), Memory.empty(SMALL["organisations"])
    assert not rule.appeal(0, memory).any() and not rule.wish(0, [0], memory).any() and not rule.loss(0).any()


def test_a_portal_knows_less_than_is_true_and_others_less_than_the_portal():
    made = make("trust", 1, **SMALL)
    world = visible(made, 1)
    told, shown = world.organisations, world.shown
    assert np.isnan(shown.turnover).all() and np.isnan(told.turnover).any() and not np.isnan(told.turnover).all()
    assert (shown.places.nnz, shown.commissioners.nnz, shown.values.nnz) < (
        told.places.nnz,
        told.commissioners.nnz,
        told.values.nnz,
    )
    assert ((told.commissioners.toarray() > 0) <= (made.past.known > 0)).all()
    assert (world.together.toarray() == (made.past.met > 0)).all()
    assert len(world.opportunities) == SMALL["now"] and len(world.market) == SMALL["past"] + SMALL["now"]
    assert world.opportunities.ids.tolist() == world.market.ids[-SMALL["now"] :].tolist()


def test_matching_is_not_told_who_bids_now():
    """What now brings comes after what is visible: other chances of now leave the visible world as it is."""
    made = make("missions", 1, **SMALL)
    changed = type(made)(
        made.sector,
        made.tenders,
        made.past,
        type(made.truth)(*(~one if one.dtype == bool else one for one in vars(made.truth).values())),
    )
    one, other = visible(made, 1), visible(changed, 1)
    assert (one.together != other.together).nnz == 0
    assert (one.organisations.commissioners != other.organisations.commissioners).nnz == 0
    assert (one.organisations.joint_bids == other.organisations.joint_bids)[
        ~np.isnan(one.organisations.joint_bids)
    ].all()


# -- what is printed ------------------------------------------------------------------------


def test_lines_are_json_with_every_measure_between_0_and_1(monkeypatch, capsys):
    monkeypatch.setattr(quality, "make", lambda name, seed: make(name, seed, **SMALL))
    monkeypatch.setattr(quality, "RULES", ("skills", "chance"))
    quality.main("2")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    signals = [line for line in lines if line["name"] == "quality_signal"]
    found = [line for line in lines if line["name"] == "quality"]
    assert [line["world"] for line in signals] == ["skills", "chance"]
    assert {(line["task"], line["method"], line["penalty"]) for line in found if line["method"].startswith("ours")} == {
        ("fit", "ours", 0.0),
        *(("pair", "ours", strength) for strength in (0.0, 0.02, 0.03, 0.05)),
        *(("pair", "ours_of_20", strength) for strength in (0.02, 0.03, 0.05)),
    }
    plain = {"random", "popularity", "tfidf", "coverage", "at_best"}
    assert plain < {line["method"] for line in found if line["task"] == "fit"}
    assert plain < {line["method"] for line in found if line["task"] == "pair"}
    for line in found:
        assert line["method"] != "ours" or line["penalty"] or line["ndcg_more_than_ours"] == 0
        assert all(0 <= line[name] <= 1 and line[f"{name}_se"] >= 0 for name in ("recall_at_10", "mrr", "ndcg_at_10"))
        assert 0 <= line["gini"] < 1 and 0 < line["shown_share"] <= 1 and line["seeds"] == 2
        assert (line["small_share"] is None) == (line["task"] == "fit")


def test_knowing_the_hidden_rule_is_better_than_chance_and_in_the_sector_of_chance_nobody_is():
    def recall(name, task):
        made = make(name, 3, **SMALL)
        found = quality.measured(made, visible(made, 3), 3)
        return found[task, "at_best", 0.0][0], found[task, "random", 0.0][0], found[task, "ours", 0.0][0]

    for task in ("fit", "pair"):
        at_best, by_chance, _ = recall("skills", task)
        assert at_best > 1.3 * by_chance
        at_best, by_chance, ours = recall("chance", task)
        assert at_best == pytest.approx(by_chance, abs=0.12) and ours == pytest.approx(by_chance, abs=0.12)
