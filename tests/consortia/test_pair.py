from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consortia.matching.pair import best_pairs, pair_of_block, pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.unknown import names
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import Opportunities, Organisations, Places, World

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
        found = {}
        for scores in best_pairs(tables, np.arange(30), W, keep=5):
            for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True):
                found.setdefault(row, []).append(column)
    for row in range(30):
        mine = np.flatnonzero((exact.rows == row) & (exact.point > 0))
        keys = zip(-exact.point[mine], -exact.low[mine], exact.columns[mine], strict=True)
        assert found.get(row, []) == [column for _, _, column in sorted(keys)[:5]]
