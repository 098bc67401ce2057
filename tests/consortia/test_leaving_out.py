"""What organisations left out is in no list, and the next best are there instead."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from consortia.actions import suggestions
from consortia.matching import running
from consortia.matching.fit import best_fits
from consortia.matching.fit_tables import FitTables
from consortia.matching.leaving_out import best_without
from consortia.matching.pair import best_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.scoring import KEEP
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import LeftOut
from consortia.models import PartnerMatch, TenderMatch
from tests.factories import OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .worlds import random_world


def lists(found) -> dict[int, list[int]]:
    kept: dict[int, list[int]] = {}
    for scores in found:
        for row, column in zip(scores.rows.tolist(), scores.columns.tolist(), strict=True):
            kept.setdefault(row, []).append(column)
    return kept


def some_of(draw: np.random.Generator, shape, share: float) -> csr_array:
    return csr_array((draw.random(shape) < share).astype(np.float32))


@settings(max_examples=15)
@given(seed=st.integers(0, 1000), share=st.sampled_from([0.0, 0.1, 0.6]), keep=st.sampled_from([1, 5, KEEP]))
def test_lists_are_those_of_everything_without_what_was_left_out(seed, share, keep):
    world = random_world(seed)
    draw, rows = np.random.default_rng(seed), np.arange(30)
    for tables, best, wide in (
        (FitTables.of(world, W), best_fits, 25),
        (PairTables.of(world, W), best_pairs, 30),
    ):

        def find(some, most, tables=tables, best=best):
            return best(tables, some, W, most)

        left_out = some_of(draw, (30, wide), share)
        everything, out = lists(find(rows, wide)), left_out.toarray()
        wanted = {row: [c for c in columns if not out[row, c]][:keep] for row, columns in everything.items()}
        found = lists(best_without(find, rows, left_out, keep))
        assert found == {row: columns for row, columns in wanted.items() if columns}


def test_who_is_not_suggested_is_in_no_list_and_has_one_of_its_own():
    world, rows = random_world(3), np.arange(30)
    hidden = np.isin(rows, [2, 5, 11])
    tables = PairTables.of(replace(world, left_out=replace(LeftOut.nothing(30, 25), unlisted=hidden)), W)
    before, after = lists(best_pairs(PairTables.of(world, W), rows, W, 30)), lists(best_pairs(tables, rows, W, 30))
    assert after == {row: [c for c in columns if not hidden[c]] for row, columns in before.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("consortia.matching.pair.FEW_PAIRS", 0)
        assert lists(best_pairs(tables, rows, W, 30)) == after


@pytest.fixture
def sector(db):
    """More tenders than are kept, and more organisations that go well together than are kept."""
    nursing, therapies = ServiceAreaFactory(), ServiceAreaFactory()
    tenders = [OpportunityFactory(services=[nursing, therapies]) for _ in range(KEEP + 3)]
    organisations = [OrganisationFactory(services=[(nursing, therapies)[n % 2]]) for n in range(2 * KEEP + 6)]
    running.full_run(at=timezone.now())
    return organisations, tenders


def test_places_that_become_free_are_filled(sector, editor):
    one, at = sector[0][0], timezone.now()
    tender = TenderMatch.objects.filter(organisation=one).first().opportunity
    aside, rival, hidden = [m.partner for m in PartnerMatch.objects.filter(organisation=one).order_by("pk")[:3]]
    suggestions.set_aside(organisation=one, opportunity=tender, cause="too_big", by=editor, at=at)
    suggestions.set_aside(organisation=one, partner=aside, cause="too_far", by=editor, at=at)
    suggestions.name_rival(organisation=one, rival=rival, by=editor, at=at)
    suggestions.be_suggested(organisation=hidden, suggested=False, by=editor, at=at)
    running.act_on_changes(at=at)
    tenders = set(TenderMatch.objects.filter(organisation=one).values_list("opportunity", flat=True))
    best = PartnerMatch.objects.filter(is_newcomer=False)
    partners = set(best.filter(organisation=one).values_list("partner", flat=True))
    assert len(tenders) == len(partners) == KEEP
    assert tender.pk not in tenders and not partners & {aside.pk, rival.pk, hidden.pk}
    assert not PartnerMatch.objects.filter(organisation=rival, partner=one).exists()
    assert best.filter(organisation=hidden).count() == KEEP
    assert not PartnerMatch.objects.filter(partner=hidden).exists()


def test_what_comes_back_is_read_as_not_left_out(sector, editor):
    one, at = sector[0][0], timezone.now()
    done = suggestions.set_aside(
        organisation=one, opportunity=sector[1][0], cause="not_now", until=at, by=editor, at=at
    )
    assert read_world(at).left_out.tenders.nnz == 0
    assert read_world(at - dt.timedelta(days=1)).left_out.tenders.nnz == 1
    suggestions.suggest_again(set_aside=done, by=editor, at=at)
    assert read_world(at - dt.timedelta(days=1)).left_out.tenders.nnz == 0
