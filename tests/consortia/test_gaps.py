"""What the profile says of missing fields is true: what it says matching uses moves results, the rest does not."""

import datetime as dt

import numpy as np
import pytest

from consortia.matching.fit import fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.pair import pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.scope import scopes
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT as W
from mutuals.gaps import GAPS
from mutuals.models import Network
from tests.factories import (
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

from .hidden import change

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)
FOUND_LATER = {"register"}  # contracts are linked by these numbers from notices (tests/commissioners/test_suppliers.py)


@pytest.fixture
def incomplete():
    """An organisation that says what it delivers and nothing else, among two that say more."""
    areas = [ServiceAreaFactory() for _ in range(3)]
    places = [LocalAuthorityFactory() for _ in range(4)]
    network = Network.objects.create(name="The old network")
    told = {"turnover_band": 2, "values": ["prevention"], "governance": 2, "pace_of_decisions": 2, "safeguarding": 2}
    one = OrganisationFactory(services=areas[:1])
    other = OrganisationFactory(**told, services=areas[1:], places=places[1:])
    OrganisationFactory(**told, services=areas[:2], places=places[:2])
    other.networks.add(network)
    body = BodyFactory()
    body.places.set(places)
    for number in range(3):
        OpportunityFactory(
            body=body, services=areas[number:], places=places[number : number + 2], minimum_turnover=90_000_000
        )
    return one


def own_results(organisation) -> list:
    """Everything that matching says to the organisation itself: fits, pairs and scope, with their ranges."""
    world = read_world(AT)
    row = int(np.flatnonzero(world.organisations.ids == organisation.pk)[0])
    columns = np.arange(len(world.opportunities.ids))
    others = np.array([one for one in range(len(world.organisations)) if one != row])
    fit = fit_of_pairs(FitTables.of(world, W), np.full(len(columns), row), columns, W)
    pair = pair_of_pairs(PairTables.of(world, W), np.full(len(others), row), others, W)
    scope = scopes(world, W)
    found = [scores.at for scores in (scope.need, scope.readiness)]
    return [
        *(getattr(scores, edge).tolist() for scores in (fit, pair) for edge in ("low", "point", "high")),
        *([float(at(edge)[row]) for edge in ("low", "point", "high")] for at in found),
    ]


@pytest.mark.parametrize("gap", [gap for gap in GAPS if gap.key not in FOUND_LATER], ids=lambda gap: gap.key)
def test_what_a_missing_field_is_said_to_improve_is_what_it_moves(gap, incomplete):
    if gap.key == "turnover":  # asked for where the band is known
        change(incomplete, "turnover_band")
    before = own_results(incomplete)
    for field in gap.fields:
        change(incomplete, field)
    assert (own_results(incomplete) != before) == gap.in_matching


def test_capacity_says_nothing_without_the_volume_of_work(incomplete):
    before = own_results(incomplete)
    change(incomplete, "capacity")
    assert own_results(incomplete) == before
