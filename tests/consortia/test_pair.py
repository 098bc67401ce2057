from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.matching.pair import best_pairs, pair_of_block, pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.unknown import names
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import LeftOut, Opportunities, Organisations, Places, World, rows_of

from .worlds import BANDS, GROUPS, random_organisations, random_world, sets

seeds = st.integers(0, 2**32 - 1)


def couple(**shown):
    """Two organisations that complement each other, and two tenders that ask for both; `shown` changes them."""
    organisations = Organisations(
        ids=np.array([1, 2]),
        kind=np.array([0, 0]),
        group=np.array([0, 1]),
        claims=sets([0], [1], size=3, values=[1, 0.5]),
        services=sets([0], [1], size=3, values=[1, 0.5]),
        places=sets([0], [1], size=3),
        national=np.array([False, False]),
        places_known=np.array([True, True]),
        turnover=np.array([np.nan, np.nan]),
        band=np.array([2, 3]),  # from 1 million; from 2.5 million
        load=np.array([np.nan, np.nan]),
        years=np.array([5.0, 9.0]),
        commissioners=sets([0], [1], size=2),
        history_known=np.array([True, True]),
        joint_bids=np.array([0.0, 0.0]),
        values=sets([0, 1, 2], [1, 2, 3], size=5),
        pace=np.array([2.0, 4.0]),
        governance=np.array([3.0, 3.0]),
        safeguarding=np.array([3.0, 2.0]),
        networks=sets([0], [0, 1], size=2),
        networks_known=np.array([True, True]),
    ).where(**shown)
    opportunities = Opportunities(
        ids=np.array([1, 2]),
        group=np.array([0, 0]),
        services=sets([0, 1], [0, 2], size=3),
        places=sets([0, 1], [0], size=3),
        minimum_turnover=np.array([3_000_000.0, 9_000_000.0]),
        yearly_value=np.array([np.nan, np.nan]),
        openness=np.array([1, 2]),
        joint=np.array([0.0, 0.0]),
        commissioners=sets([0], [1], size=2),
        priorities=sets([], [], size=3),
    )
    return World(
        organisations=organisations,
        shown=organisations,
        opportunities=opportunities,
        market=opportunities,
        places=Places(
            postcodes=np.full(3, 5000.0),
            sparsity=np.full(3, 0.5),
            region=np.zeros(3, dtype=int),
            neighbours=sets([2], [], [0], size=3),
            record=np.array([0.2]),
        ),
        bands=BANDS,
        service_group=np.array([0, 1, 2]),
        groups=GROUPS,
        together=sets([], [], size=2),
        exposure=np.zeros(2),
        left_out=LeftOut.nothing(2, 0),
    )


def pairs_of(world):
    n = len(world.shown)
    rows, columns = np.nonzero(~np.eye(n, dtype=bool))
    return pair_of_pairs(PairTables.of(world, W), rows, columns, W)


def test_pair_by_hand():
    scores = pairs_of(couple())
    parts = {name: part[0] for name, part in scores.parts.items()}  # the second brings to the first
    # the first lacks services 1 and 2, each asked once with its own; the second claims 1 without evidence
    assert parts["service"] == pytest.approx(0.5 * 0.5)
    # it lacks district 1 (asked once with its own) and district 2 (next door); the second has 1
    assert parts["geography"] == pytest.approx(0.5)
    # of 3 and 9 million asked in its market both are missed alone (1 million), 3.5 million together reach one
    assert parts["size"] == pytest.approx(0.5)
    assert parts["competition"] == 1
    # two bodies buy in its place; the second knows one of them
    assert parts["commissioner"] == pytest.approx(0.5)
    assert parts["history"] == pytest.approx(0.5)
    brings = 0.35 * 0.25 + 0.25 * 0.5 + 0.15 * 0.5 + 0.05 + 0.1 * 0.5 + 0.1 * 0.5
    assert scores.brings[0] == pytest.approx(brings)
    # the first brings service 0, district 0, nothing in size (3 million is reached by 3.5; it misses it alone:
    # 2.5 < 3), the one buyer of its place, and the shared network
    gains = 0.35 * 1 + 0.25 * 1 + 0.15 * 1 + 0.05 + 0.1 * 1 + 0.1 * 0.5
    assert scores.gains[0] == pytest.approx(gains)
    # values 2 of 4, pace 2 apart of 4, governance the same, both at safeguarding level 2
    alignment = (0.5 + 0.5 + 1 + 2 / 3) / 4
    assert scores.alignment[0] == pytest.approx(alignment, abs=1e-6)
    harmonic = 2 * brings * gains / (brings + gains)
    assert scores.point[0] == pytest.approx(harmonic * (0.7 + 0.3 * alignment), abs=1e-6)
    assert scores.low[0] == scores.point[0] == scores.high[0]
    assert scores.unknown[0] == 0


def test_what_a_partner_keeps_closer_is_unknown_not_zero():
    scores = pairs_of(couple(history_known=np.array([True, False]), commissioners=sets([0], [], size=2)))
    assert names(scores.unknown[0]) == ("partner_history",)
    assert names(scores.unknown[1]) == ("history",)
    assert scores.low[0] < scores.high[0]


def test_an_unknown_band_may_be_any_band():
    scores = pairs_of(couple(band=np.array([2, -1])))
    assert names(scores.unknown[0]) == ("partner_turnover",)
    assert scores.low[0] < scores.high[0]
    assert scores.low[0] <= scores.point[0] <= scores.high[0]


def test_one_who_gains_nothing_makes_no_pair():
    # the second can bring nothing to a first that has all services and places, is known to all and shares nothing
    world = couple(
        services=sets([0, 1, 2], [1], size=3),
        places=sets([0, 1, 2], [1], size=3),
        commissioners=sets([0, 1], [], size=2),
        networks=sets([], [], size=2),
        band=np.array([8, 8]),
    )
    weights = {**W, "brings": {**W["brings"], "competition": 0.0, "service": 0.40}}
    rows, columns = np.array([0, 1]), np.array([1, 0])
    scores = pair_of_pairs(PairTables.of(world, weights), rows, columns, weights)
    assert scores.brings[0] == 0 and scores.gains[0] > 0
    assert scores.point.tolist() == [0, 0]


def test_where_an_overlap_is_unknown_the_weight_set_says_what_is_typical():
    world = couple(places=sets([0], [], size=3), places_known=np.array([True, False]))
    weights = {**W, "constants": {**W["constants"], "typical_share": 0.2}}
    scores = pair_of_pairs(PairTables.of(world, weights), np.array([0]), np.array([1]), weights)
    assert scores.parts["competition"].tolist() == [pytest.approx(0.8)]


def test_a_national_partner_covers_whatever_place_is_lacking():
    scores = pairs_of(couple(national=np.array([False, True])))
    assert scores.parts["geography"][0] == 1
    # and lacks no place itself
    assert scores.parts["geography"][1] == 0


def test_a_bid_together_counts_more_than_a_shared_network():
    world = replace(couple(), together=sets([1], [0], size=2))
    assert pairs_of(world).parts["history"].tolist() == [1, 1]


@settings(max_examples=40, deadline=None)
@given(seeds)
def test_pair_is_symmetric_a_share_and_within_its_range(seed):
    scores = pairs_of(random_world(seed))
    for values in (scores.low, scores.point, scores.high):
        square = np.zeros((30, 30))
        square[scores.rows, scores.columns] = values
        assert (square == square.T).all()
        assert (values >= 0).all() and (values <= 1).all()
    assert (scores.low <= scores.point).all() and (scores.point <= scores.high).all()
    for part in scores.parts.values():
        assert (part >= 0).all() and (part <= 1).all()


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(["services", "places", "commissioners", "band"]))
def test_a_partner_with_more_never_brings_less(seed, field):
    world = random_world(seed, unknown=0)
    shown, rng = world.shown, np.random.default_rng(seed)
    receiver = np.arange(30) == 0
    value = getattr(shown, field)
    if field == "band":
        more = np.where(receiver, value, np.minimum(value + 1, 8))
    else:
        extra = (rng.random(value.shape) < 0.3).astype(np.float32)
        extra[receiver] = 0
        more = value.maximum(value.__class__(extra)).tocsr()
    rows, columns = np.zeros(29, dtype=int), np.arange(1, 30)
    one = pair_of_pairs(PairTables.of(world, W), rows, columns, W)
    now = replace(world, shown=shown.where(**{field: more}))
    other = pair_of_pairs(PairTables.of(now, W), rows, columns, W)
    part = {"services": "service", "places": "geography", "commissioners": "commissioner", "band": "size"}[field]
    told = {
        "services": np.diff(shown.services.indptr) > 0,
        "places": shown.places_known | shown.national,
    }.get(field, np.ones(30, dtype=bool))
    told = told[1:] & told[0]
    assert (other.parts[part][told] >= one.parts[part][told] - 1e-6).all()


def test_nothing_kept_closer_reaches_a_pair():
    world = random_world(11)
    told = world.organisations
    # everything but who it is and its kind, which are always public
    hidden = random_organisations(np.random.default_rng(1), 30).where(ids=told.ids, kind=told.kind)
    for field in fields(told):
        one, other = getattr(told, field.name), getattr(hidden, field.name)
        same = (one != other).nnz == 0 if hasattr(one, "nnz") else np.array_equal(one, other, equal_nan=True)
        assert same == (field.name in {"ids", "kind"}), field.name
    one, other = pairs_of(world), pairs_of(replace(world, organisations=hidden))
    for name in ("low", "point", "high", "brings", "gains", "alignment", "unknown"):
        assert (getattr(one, name) == getattr(other, name)).all(), name


def best_of(blocks):
    found = {}
    for scores in blocks:
        for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True):
            found.setdefault(row, []).append(column)
    return found


def by_hand(exact, rows, keep):
    """The best of each row from the exact scores of all pairs."""
    found = {}
    for row in rows:
        mine = np.flatnonzero((exact.rows == row) & (exact.point > 0))
        keys = sorted(zip(-exact.order[mine], -exact.low[mine], exact.columns[mine], strict=True))
        found |= {row: [column for _, _, column in keys[:keep]]} if keys else {}
    return found


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_the_best_partners_are_exactly_the_best(seed):
    world = random_world(seed)
    tables, exact = PairTables.of(world, W), pairs_of(world)
    rough = pair_of_block(tables, np.arange(30), W)
    assert rough.dtype == np.float32
    assert np.abs(rough[exact.rows, exact.columns] - exact.point).max() < 1e-5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consortia.matching.scoring.PAIRS_PER_BLOCK", 100)
        found = best_of(best_pairs(tables, np.arange(30), W, keep=5))
    assert found == by_hand(exact, range(30), 5)


@settings(max_examples=15, deadline=None)
@given(seeds, st.integers(2, 150))
def test_compiled_code_finds_the_same_partners_with_the_same_scores(seed, size):
    world = random_world(seed, n=size)
    tables = PairTables.of(world, W)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consortia.matching.pair.FEW_PAIRS", 0)
        everyone = list(best_pairs(tables, np.arange(size), W))
        some = best_of(best_pairs(tables, np.arange(0, size, 3), W))
    expected = list(best_pairs(tables, np.arange(size), W))
    assert best_of(everyone) == best_of(expected)
    assert some == {row: columns for row, columns in best_of(expected).items() if row % 3 == 0}
    for name in ("point", "low", "high", "unknown", "brings", "gains", "alignment", "penalty"):
        one, other = (
            {(r, c): v for each in scores for r, c, v in zip(each.rows, each.columns, getattr(each, name), strict=True)}
            for scores in (everyone, expected)
        )
        assert one == other, name


def test_compiled_code_leaves_out_nobody_where_many_are_alike():
    """A hundred alike: more than the candidates of the compiled code score the same, and the lower ids come first."""
    world = random_world(4, n=2, unknown=0)
    alike = np.repeat([0, 1], 60)
    shown = rows_of(world.shown, alike).where(ids=np.arange(120))
    many = replace(
        world,
        organisations=shown,
        shown=shown,
        together=sets(*[[]] * 120, size=120),
        exposure=np.zeros(120),
        left_out=LeftOut.nothing(120, 0),
    )
    tables = PairTables.of(many, W)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consortia.matching.pair.FEW_PAIRS", 0)
        found = best_of(best_pairs(tables, np.arange(120), W))
    assert found == by_hand(pairs_of(many), range(120), 20)


def test_partners_shown_often_lately_come_later():
    world = random_world(8)
    fresh = replace(world, exposure=np.zeros(30))
    first = best_of(best_pairs(PairTables.of(fresh, W), np.arange(30), W))[0]
    tired = replace(world, exposure=np.where(np.arange(30) == first[0], 100.0, 0.0))
    tables = PairTables.of(tired, W)
    scores = next(best_pairs(tables, np.array([0]), W, keep=29))
    assert scores.columns.tolist()[0] != first[0] and first[0] in scores.columns
    assert tables.penalty[first[0]] == pytest.approx(W["constants"]["exposure_penalty"] * np.log(101), abs=1e-6)
    assert (np.diff(scores.order) <= 0).all()
    # the score itself is what it was
    assert scores.point[scores.columns == first[0]] == pairs_of(fresh).point[first[0] - 1]
