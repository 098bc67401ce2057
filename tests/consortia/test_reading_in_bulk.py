"""What is read in bulk is what the models say, one by one, in a world of everything at once."""

import datetime as dt
import random

import numpy as np
import pytest
from django.utils import timezone

from commissioners.models import Award, AwardSupplier, CommissioningBody
from consortia.matching.store import read_world
from consortia.models import Bid, Exposure
from mutuals.choices import Kind, OrganisationValue
from mutuals.models import Organisation, ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db

COUNTED = ("submitted", "won", "lost")


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture(params=[1, 2, 3])
def organisations(request, at):
    """Those of a random world with history, some of them closed, merged or not yet admitted."""
    rng = random.Random(request.param)
    areas, places = [ServiceAreaFactory() for _ in range(4)], [LocalAuthorityFactory() for _ in range(5)]
    made = [_organisation(rng, areas, places, at) for _ in range(14)]
    bodies = [BodyFactory() for _ in range(4)]
    CommissioningBody.objects.filter(pk=bodies[0].pk).update(successor=bodies[1])
    for body in bodies:
        body.places.set(rng.sample(places, 2))
    for _ in range(12):
        bidders = rng.sample(made, rng.randint(1, 3))
        BidFactory(body=rng.choice(bodies), state=rng.choice([*COUNTED, "withdrawn"]), by=bidders)
    for _ in range(10):
        award = Award.objects.create(body=rng.choice(bodies), title="x", is_joint=rng.choice([True, False, None]))
        for winner in rng.sample(made, rng.randint(1, 3)):
            AwardSupplier.objects.create(award=award, name=winner.name, organisation=winner)
    Organisation.objects.filter(pk=made[0].pk).update(closed_at=at)
    Organisation.objects.filter(pk=made[1].pk).update(closed_at=at, merged_into=made[2])
    Organisation.objects.filter(pk=made[3].pk).update(admitted_at=None)
    return list(Organisation.objects.active().order_by("pk"))


def _organisation(rng, areas, places, at):
    sections = ("about", "services", "places", "size", "ways_of_working", "partnering", "capacity", "history")
    made = OrganisationFactory(
        services=rng.sample(areas, rng.randint(0, 3)),
        places=rng.sample(places, rng.randint(0, 3)),
        kind=rng.choice(Kind.values),
        turnover_band=(band := rng.choice([None, 1, 2])),
        turnover={None: None, 1: 800_000, 2: 2_000_000}[band],
        capacity=rng.choice([None, 7]),
        volume_of_work=rng.choice([None, 3, 11]),
        founded_on=rng.choice([None, at.date() - dt.timedelta(days=rng.randint(1, 5000))]),
        values=rng.sample(OrganisationValue.values, rng.randint(0, 3)),
        pace_of_decisions=rng.choice([None, 1, 4]),
        safeguarding=rng.choice([None, 1, 3]),
        **{f"visibility_{section}": rng.choice(Visibility.values) for section in sections},
    )
    for claim in made.service_claims.all():
        ServiceClaim.objects.filter(pk=claim.pk).update(contract=rng.choice(["", "Nursing, 2024"]))
    for days in rng.sample([1, 10, 27, 28, 400], 2):
        Exposure.objects.create(organisation=made, day=at.date() - dt.timedelta(days=days), times=rng.randint(1, 9))
    return made


def known(values):
    return [np.nan if value is None else float(value) for value in values]


def same(one, other):
    assert np.array_equal(np.asarray(one, dtype=float), np.asarray(other, dtype=float), equal_nan=True)


def test_what_each_told(organisations, at):
    told = read_world(at).organisations
    assert told.ids.tolist() == [one.pk for one in organisations]
    assert told.kind.tolist() == [Kind.values.index(one.kind) for one in organisations]
    same(told.turnover, known(one.turnover for one in organisations))
    same(told.band, [-1 if one.turnover_band is None else one.turnover_band for one in organisations])
    same(told.pace, known(one.pace_of_decisions for one in organisations))
    same(told.safeguarding, known(one.safeguarding for one in organisations))
    loads = [
        one.volume_of_work / one.capacity if one.volume_of_work and one.capacity else None for one in organisations
    ]
    same(told.load, known(loads))
    ages = [(at.date() - one.founded_on).days / 365.25 if one.founded_on else None for one in organisations]
    assert np.allclose(told.years, known(ages), rtol=1e-14, equal_nan=True)


def test_what_each_has(organisations, at):
    told = read_world(at).organisations
    areas = list(ServiceArea.objects.order_by("position", "pk").values_list("pk", flat=True))
    places = list(LocalAuthority.objects.order_by("pk").values_list("pk", flat=True))
    for row, one in enumerate(organisations):
        claims = {claim.service_area_id: 1 if claim.evidenced else 0.5 for claim in one.service_claims.all()}
        same(told.claims.toarray()[row], [claims.get(pk, 0) for pk in areas])
        served = set(one.places.values_list("pk", flat=True))
        same(told.places.toarray()[row], [pk in served for pk in places])
        same(told.values.toarray()[row], [value in one.values for value in OrganisationValue.values])


def test_what_each_shows(organisations, at):
    world = read_world(at)
    told, shown = world.organisations, world.shown
    for row, one in enumerate(organisations):
        for section, names in {
            "services": ("claims", "services"),
            "places": ("places",),
            "ways_of_working": ("values",),
        }.items():
            shows = getattr(one, f"visibility_{section}") <= Visibility.SIGNED_IN
            for name in names:
                same(getattr(shown, name).toarray()[row], getattr(told, name).toarray()[row] * shows)
        assert shown.band[row] == (told.band[row] if one.visibility_size <= Visibility.SIGNED_IN else -1)
        hides = one.visibility_history > Visibility.SIGNED_IN
        assert not (hides and shown.history_known[row])


def test_what_each_did(organisations, at):
    world = read_world(at)
    for row, one in enumerate(organisations):
        line = {one.pk, *Organisation.objects.filter(merged_into=one).values_list("pk", flat=True)}
        bids = Bid.objects.filter(participants__organisation__in=line, state__in=COUNTED).distinct()
        awards = Award.objects.filter(suppliers__organisation__in=line).distinct()
        joint = max(bids.filter(is_joint=True).count(), awards.filter(is_joint=True).count())
        assert world.organisations.history_known[row] == (bids.exists() or awards.exists())
        if world.organisations.history_known[row]:
            assert world.organisations.joint_bids[row] == joint
        bodies = {bid.body for bid in bids if bid.is_joint or bid.state == "won"} | {award.body for award in awards}
        assert world.organisations.commissioners.toarray()[row].sum() == len(
            {body.successor_id or body.pk for body in bodies}
        )
        for column, other in enumerate(organisations):
            theirs = {other.pk, *Organisation.objects.filter(merged_into=other).values_list("pk", flat=True)}
            met = bids.filter(participants__organisation__in=theirs).exists()
            met |= awards.filter(is_joint=True, suppliers__organisation__in=theirs).exists()
            assert world.together[row, column] == (met and row != column)


def test_how_often_each_was_shown_lately(organisations, at):
    since = at.date() - dt.timedelta(days=28)
    expected = [sum(seen.times for seen in one.exposures.all() if seen.day > since) for one in organisations]
    same(read_world(at, 28.0).exposure, expected)
    same(
        read_world(at, 3.0).exposure != 0,
        [one.exposures.filter(day=at.date() - dt.timedelta(1)).exists() for one in organisations],
    )


def test_what_opportunities_ask(at):
    area, place = ServiceAreaFactory(), LocalAuthorityFactory()
    made = [
        OpportunityFactory(services=[area], places=[place], openness="required", minimum_turnover=250_000),
        OpportunityFactory(openness="", value=900, starts_on=at.date(), ends_on=at.date() + dt.timedelta(days=3)),
    ]
    asked = read_world(at).opportunities
    assert asked.ids.tolist() == [one.pk for one in made]
    assert asked.openness.tolist() == [3, -1]
    same(asked.minimum_turnover, [250_000, np.nan])
    same(asked.yearly_value, [np.nan, 900])
