"""A world travels as bytes and arrives as it was."""

from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from consortia.matching.fit import fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.packing import UnreadableWorld, packed, unpacked
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT as W
from tests.factories import OpportunityFactory, OrganisationFactory, ServiceAreaFactory

from .alike import differences
from .worlds import random_world


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(0, 40), st.integers(0, 30))
def test_a_world_comes_back_as_it_was(seed, organisations, opportunities):
    world = random_world(seed, n=organisations, m=opportunities)
    assert differences(world, unpacked(packed(world))) == []


def test_a_world_that_was_unpacked_scores_the_same():
    world = random_world(5)
    rows, columns = (each.ravel() for each in np.indices((30, 25)))
    one, other = (fit_of_pairs(FitTables.of(each, W), rows, columns, W) for each in (world, unpacked(packed(world))))
    assert (one.point == other.point).all() and (one.low == other.low).all() and (one.high == other.high).all()


def test_types_of_numbers_are_kept_however_small_the_numbers_are():
    world = random_world(7)
    wide = world.together.copy()
    wide.indices, wide.indptr = wide.indices.astype(np.int64), wide.indptr.astype(np.int64)
    large = world.opportunities.ids + 2**40
    changed = replace(world, together=wide, opportunities=replace(world.opportunities, ids=large))
    assert differences(changed, unpacked(packed(changed))) == []
    assert differences(world, unpacked(packed(changed))) != []


def test_order_within_a_row_is_kept():
    world = random_world(7)
    turned = csr_array((np.ones(2, np.float32), np.array([2, 1]), np.r_[0, 2, np.full(29, 2)]), shape=(30, 30))
    assert unpacked(packed(replace(world, together=turned))).together.indices.tolist() == [2, 1]


def test_arrays_can_be_written_to_after_unpacking():
    assert unpacked(packed(random_world(3))).organisations.ids.flags.writeable


@pytest.mark.django_db
def test_the_world_of_a_database_comes_back_as_it_was():
    OrganisationFactory(services=[ServiceAreaFactory()], turnover=800_000, turnover_band=1)
    OpportunityFactory(services=[ServiceAreaFactory()])
    world = read_world(timezone.now())
    assert differences(world, unpacked(memoryview(packed(world)))) == []


def test_an_array_that_two_tables_share_is_shared_afterwards_too():
    world = random_world(3)
    assert world.shown.years is world.organisations.years
    both = unpacked(packed(world))
    assert both.shown.years is both.organisations.years


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda content: content[:-1], "damaged or not whole"),
        (lambda content: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:], "damaged or not whole"),
        (lambda content: content[:14] + b"\xff" + content[15:], "damaged or not whole"),
        (lambda content: content[:40] + b"x" + content[41:], "damaged or not whole"),
        (lambda content: content[:13], "too few"),
        (lambda content: b"", "too few"),
        (lambda content: b"GIF89a" + content[6:], "no world"),
        (lambda content: content[:8] + b"\x02\x00" + content[10:], "version 2"),
    ],
)
def test_what_is_no_whole_world_is_refused(damage, said):
    with pytest.raises(UnreadableWorld, match=said):
        unpacked(damage(packed(random_world(1))))


def test_a_world_of_other_fields_is_refused(monkeypatch):
    content = packed(random_world(1))
    monkeypatch.setattr("consortia.matching.packing.World", type(random_world(1).places))
    with pytest.raises(UnreadableWorld, match="another version"):
        unpacked(content)
