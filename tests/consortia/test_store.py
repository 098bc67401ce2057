"""Rows become arrays: what each organisation told, what it shows, what is live and what was asked."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from commissioners.models import Award, AwardSupplier
from consortia.matching.scope import evidenced_share
from consortia.matching.store import read_world
from mutuals.models import ServiceClaim
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import ServiceArea
from tests.factories import (
    BidFactory,
    BodyFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    RegionFactory,
    ServiceAreaFactory,
    ServiceClaimFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return timezone.now()


def test_an_empty_portal_is_a_world_too(at):
    world = read_world(at)
    assert len(world.organisations) == len(world.opportunities) == 0


def test_a_profile_becomes_a_row(at):
    region = RegionFactory()
    here, there = LocalAuthorityFactory(region=region), LocalAuthorityFactory(region=region)
    here.neighbours.add(there)
    area, other = ServiceAreaFactory(), ServiceAreaFactory()
    told = OrganisationFactory(
        services=[area, other],
        places=[here],
        turnover=800_000,
        turnover_band=1,
        capacity=20,
        volume_of_work=18,
        spun_out_on=at.date() - dt.timedelta(days=3653),
        values=["prevention", "quality"],
        pace_of_decisions=4,
    )
    ServiceClaim.objects.filter(service_area=area).update(contract="Community nursing, 2024")
    world = read_world(at)
    one = world.organisations
    assert one.ids.tolist() == [told.pk]
    assert one.load[0] == pytest.approx(0.9)
    assert one.years[0] == pytest.approx(10, abs=0.01)
    assert (one.turnover[0], one.band[0], one.pace[0]) == (800_000, 1, 4)
    assert np.isnan(one.governance[0])
    assert evidenced_share(one)[0] == 0.5
    # two sub-areas and the group that both belong to, which no claim within it makes whole
    assert sorted(one.services.toarray()[0].tolist()) == [0.5, 0.5, 1]
    assert one.places.sum() == 1
    assert world.places.neighbours.sum() == 2
    assert one.values.sum() == 2
    assert not one.history_known[0] and np.isnan(one.joint_bids[0])


def test_sections_kept_closer_are_unknown_to_others(at):
    OrganisationFactory(
        services=[ServiceAreaFactory()],
        places=[LocalAuthorityFactory()],
        turnover=800_000,
        turnover_band=1,
        capacity=20,
        volume_of_work=18,
        values=["prevention"],
        visibility_services=Visibility.PARTNERS,
        visibility_places=Visibility.PROGRAMME,
        visibility_size=Visibility.PARTNERS,
        visibility_ways_of_working=Visibility.PARTNERS,
    )
    shown = read_world(at).shown
    assert shown.services.sum() == shown.claims.sum() == shown.places.sum() == shown.values.sum() == 0
    assert not shown.places_known[0]
    assert shown.group[0] == shown.band[0] == -1
    assert np.isnan(shown.load[0]) and np.isnan(shown.turnover[0])


def test_exact_turnover_is_shown_as_its_band_only(at):
    OrganisationFactory(turnover=800_000, turnover_band=1, visibility_finances=Visibility.PUBLIC)
    world = read_world(at)
    assert np.isnan(world.shown.turnover[0]) and world.shown.band[0] == 1


def test_closed_organisations_are_not_matched(at):
    OrganisationFactory(closed_at=at)
    assert len(read_world(at).organisations) == 0


def test_only_live_opportunities_are_matched_and_recent_ones_make_the_market(at):
    live = [OpportunityFactory(state="open"), OpportunityFactory(state="early_engagement", submission_deadline=None)]
    OpportunityFactory(state="draft")
    OpportunityFactory(state="open", submission_deadline=at - dt.timedelta(minutes=1))
    OpportunityFactory(state="open", outside_public_services=True)
    OpportunityFactory(state="cancelled")
    OpportunityFactory(state="awarded", published_at=at - dt.timedelta(days=800))
    awarded = OpportunityFactory(state="awarded")
    world = read_world(at)
    assert world.opportunities.ids.tolist() == [one.pk for one in live]
    assert awarded.pk in world.market.ids.tolist() and len(world.market) == 4


def test_an_opportunity_asks_for_all_that_its_lots_do(at):
    region = RegionFactory()
    places = [LocalAuthorityFactory(region=region) for _ in range(3)]
    elsewhere = LocalAuthorityFactory()
    area = ServiceAreaFactory()
    body, partner = BodyFactory(), BodyFactory()
    body.priority_services.add(area)
    opportunity = OpportunityFactory(
        body=body,
        services=[area],
        places=[elsewhere],
        value=3_000_000,
        starts_on=dt.date(2027, 1, 1),
        ends_on=dt.date(2029, 12, 31),
        openness="welcomed",
    )
    opportunity.joint_buyers.add(partner)
    second = opportunity.lots.create(number="2")
    second.regions.add(region)
    asked = read_world(at).opportunities
    assert asked.places.sum() == len(places) + 1
    assert asked.yearly_value[0] == pytest.approx(1_000_000, rel=0.001)
    assert (asked.openness[0], asked.joint[0]) == (2, 1)
    assert asked.commissioners.sum() == 2 and asked.priorities.sum() == 1
    second.is_nationwide = True
    second.save()
    assert read_world(at).opportunities.places.sum() == 4


def test_silence_of_an_opportunity_is_unknown(at):
    OpportunityFactory()
    asked = read_world(at).opportunities
    assert np.isnan(asked.minimum_turnover[0]) and np.isnan(asked.yearly_value[0])
    assert asked.openness[0] == -1 and asked.places.sum() == asked.priorities.sum() == 0


def test_a_value_without_a_period_tells_no_yearly_value(at):
    OpportunityFactory(value=3_000_000, starts_on=dt.date(2027, 1, 1))
    assert np.isnan(read_world(at).opportunities.yearly_value[0])


def test_contracts_and_joint_bids_make_a_commissioner_known_also_through_its_successor(at):
    old, new = BodyFactory(), BodyFactory()
    old.successor = new
    old.save()
    one, other, alone = OrganisationFactory(), OrganisationFactory(), OrganisationFactory()
    BidFactory(body=old, state="lost", by=[one, other])
    BidFactory(body=old, state="lost", by=[alone])  # alone and lost: no contract, no joint bid
    OpportunityFactory(body=new)
    world = read_world(at)
    known = (world.organisations.commissioners @ world.opportunities.commissioners.T).toarray().ravel()
    assert known.tolist() == [1, 1, 0]
    assert world.organisations.joint_bids.tolist() == [1, 1, 0]
    assert world.organisations.history_known.all()
    assert world.together.toarray()[:2, :2].tolist() == [[0, 1], [1, 0]]
    # past bids are for accepted partners unless the organisation says otherwise
    assert world.shown.commissioners.sum() == 0 and not world.shown.history_known.any()


def test_public_awards_are_shown_whatever_the_organisation_hides(at):
    body, winner = BodyFactory(), OrganisationFactory(visibility_history=Visibility.PROGRAMME)
    award = Award.objects.create(body=body, title="Health visiting", is_joint=True)
    AwardSupplier.objects.create(award=award, name=winner.name, organisation=winner)
    world = read_world(at)
    assert world.shown.commissioners.sum() == 1
    assert world.organisations.joint_bids[0] == 1


def test_a_region_has_the_record_of_its_contracts_and_of_the_bids_that_are_shown(at):
    place = LocalAuthorityFactory()
    body = BodyFactory()
    body.places.add(place)
    area = ServiceAreaFactory()
    for is_joint in (True, False, None):
        _award(at, body=body, is_joint=is_joint, place=place).services.add(area)
    assert read_world(at).places.record.tolist() == [0.5]
    hiding = OrganisationFactory()
    BidFactory(body=body, by=[hiding])
    assert read_world(at).places.record.tolist() == [0.5]
    hiding.visibility_history = Visibility.SIGNED_IN
    hiding.save()
    assert read_world(at).places.record.tolist() == [pytest.approx(1 / 3)]


def _award(at, *, body, place, is_joint, years_ago=1, opportunity=None):
    on = None if years_ago is None else at.date() - dt.timedelta(days=365 * years_ago)
    award = Award.objects.create(body=body, title="x", is_joint=is_joint, awarded_on=on, opportunity=opportunity)
    award.places.add(place)
    return award


def test_the_record_of_a_region_leaves_out_what_is_old_and_what_is_no_public_service(at):
    place, body, area = LocalAuthorityFactory(), BodyFactory(), ServiceAreaFactory()
    _award(at, body=body, place=place, is_joint=True).services.add(area)
    roads = OpportunityFactory(body=body, outside_public_services=True)
    _award(at, body=body, place=place, is_joint=False)
    _award(at, body=body, place=place, is_joint=False, opportunity=roads)
    _award(at, body=body, place=place, is_joint=False, years_ago=11).services.add(area)
    _award(at, body=body, place=place, is_joint=False, years_ago=None).services.add(area)
    BidFactory(
        body=body,
        by=[OrganisationFactory(visibility_history=Visibility.SIGNED_IN)],
        submitted_on=at.date() - dt.timedelta(days=365 * 11),
    )
    body.places.add(place)
    assert read_world(at).places.record.tolist() == [1]
    _award(at, body=body, place=place, is_joint=False, years_ago=None, opportunity=OpportunityFactory(body=body))
    assert read_world(at).places.record.tolist() == [0.5]


def test_suppliers_of_one_framework_have_not_worked_together(at):
    one, other = OrganisationFactory(), OrganisationFactory()
    award = Award.objects.create(body=BodyFactory(), title="Framework", is_joint=None)
    for winner in (one, other):
        AwardSupplier.objects.create(award=award, name=winner.name, organisation=winner)
    assert read_world(at).together.nnz == 0
    award.is_joint = True
    award.save()
    assert read_world(at).together.nnz == 2


def test_free_text_on_partnering_is_no_history(at):
    OrganisationFactory(partnering_experience="Many joint bids", visibility_history=Visibility.PUBLIC)
    world = read_world(at)
    assert not world.organisations.history_known[0] and not world.shown.history_known[0]


def test_a_notice_that_asks_for_a_whole_group_asks_for_the_group(at):
    area = ServiceAreaFactory()
    OrganisationFactory(services=[area])
    OpportunityFactory(services=[ServiceArea.objects.get(code="health")])
    world = read_world(at)
    assert (world.organisations.services @ world.opportunities.services.T).toarray().tolist() == [[0.5]]


def test_everything_is_read_in_one_statement_and_so_at_one_moment(at, django_assert_num_queries):
    for _ in range(5):
        OrganisationFactory(services=[ServiceAreaFactory()], places=[LocalAuthorityFactory()])
        OpportunityFactory(services=[ServiceAreaFactory()])
    with django_assert_num_queries(1):
        read_world(at)


def test_evidence_for_one_service_is_no_evidence_for_its_whole_group():
    nursing = ServiceAreaFactory()
    ServiceClaimFactory(service_area=nursing, contract="Nursing in Torridge, 2024 to 2027")
    world = read_world(timezone.now())
    assert sorted(world.organisations.services.data) == [0.5, 1.0]
