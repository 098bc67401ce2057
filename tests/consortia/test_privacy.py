"""What an organisation keeps closer changes nothing for anybody else: each field is hidden alone, and changed."""

import datetime as dt

import numpy as np
import pytest

from consortia.matching.fit import fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.pair import pair_of_pairs
from consortia.matching.pair_tables import PairTables
from consortia.matching.partner_facts import partner_facts
from consortia.matching.scope import scopes
from consortia.matching.store import read_world
from consortia.matching.weights import DEFAULT as W
from consortia.matching.world import Estimate
from mutuals.models import Network, Organisation
from mutuals.visibility import SECTIONS, Visibility
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

from .hidden import FIELDS, change

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 2, tzinfo=dt.UTC)


@pytest.fixture
def sector():
    """One that will change, one like it that tells nothing, and two that tell all; they show every section."""
    areas = [ServiceAreaFactory() for _ in range(4)]
    places = [LocalAuthorityFactory() for _ in range(5)]
    body, network = BodyFactory(), Network.objects.create(name="The old network")
    body.places.set(places)
    open_to_all = {section.column: Visibility.SIGNED_IN for section in SECTIONS}
    told = {"turnover_band": 2, "values": ["prevention"], "governance": 2, "pace_of_decisions": 2, "safeguarding": 2}
    changing = OrganisationFactory(
        **open_to_all,
        **told,
        capacity=10,
        volume_of_work=9,
        services=areas[:1],
        places=places[:1],
        national_evidence="NHS England, 2023",
    )
    OrganisationFactory(**open_to_all, services=areas[:1])
    third = OrganisationFactory(**open_to_all, **told, services=areas[1:3], places=places[1:3])
    OrganisationFactory(**open_to_all, **told, services=areas[:2], places=places[:4])
    third.networks.add(network)
    BidFactory(body=body, by=[third], state="won")
    for number in range(3):
        OpportunityFactory(
            body=body,
            services=areas[number : number + 2],
            places=places[number : number + 3],
            minimum_turnover=2_000_000,
        )
    OpportunityFactory(body=body, services=areas)
    return changing


def hide(organisation, section, field):
    """Keep one section closer; evidence of working anywhere counts only where that is said."""
    setattr(organisation, f"visibility_{section}", Visibility.PARTNERS)
    if field == "national_evidence":
        organisation.is_national, organisation.national_evidence = True, ""
    organisation.save()


def seen_by_others(changing):
    """All that matching computes for, or about, anybody else: pairs, fits, scopes and facts for sentences."""
    world = read_world(AT)
    count = len(world.organisations)
    rows, columns = np.nonzero(~np.eye(count, dtype=bool))
    pairs = pair_of_pairs(PairTables.of(world, W), rows, columns, W)
    others = np.flatnonzero(world.organisations.ids != changing.pk)
    asked = np.arange(len(world.opportunities))
    fits = fit_of_pairs(FitTables.of(world, W), np.repeat(others, len(asked)), np.tile(asked, len(others)), W)
    own = vars(scopes(world, W))
    directory = list(Organisation.objects.order_by("pk"))
    facts = {
        one.pk: partner_facts(one, [other for other in directory if other != one], AT)
        for one in directory
        if one != changing
    }
    return {"pairs": flat(vars(pairs)), "fits": flat(vars(fits)), "scopes": flat(own, others), "facts": facts}


def flat(found, rows=slice(None)):
    """Arrays, estimates, and mappings of them, as lists."""
    deeper = {name: vars(value) if isinstance(value, Estimate) else value for name, value in found.items()}
    return {
        name: flat(value, rows) if isinstance(value, dict) else np.asarray(value)[rows].tolist()
        for name, value in deeper.items()
    }


@pytest.mark.parametrize(("section", "field"), FIELDS)
def test_a_hidden_field_changes_nothing_for_anybody_else(sector, section, field):
    hide(sector, section, field)
    before = seen_by_others(sector)
    change(sector, field)
    after = seen_by_others(sector)
    for what, value in before.items():
        assert after[what] == value, what


@pytest.mark.parametrize(
    "field",
    [
        *("founded_on", "service_claims", "places", "is_national", "national_evidence", "turnover_band", "networks"),
        *("values", "pace_of_decisions", "governance", "safeguarding", "capacity", "volume_of_work", "past_bids"),
    ],
)
def test_the_same_field_shown_does(sector, field):
    hide(sector, "finances", field)
    before = seen_by_others(sector)
    change(sector, field)
    assert seen_by_others(sector) != before
