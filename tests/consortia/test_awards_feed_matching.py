"""Promises about what a recorded award changes in matching: history with the buyer, joint working of a region."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.actions.awards import announce
from commissioners.delivery.winners import Winner
from consortia.matching import running
from consortia.matching.store import read_world
from consortia.models import TenderMatch
from tests.factories import (
    AwardFactory,
    BodyMembershipFactory,
    LocalAuthorityFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def ground():
    return {"services": [ServiceAreaFactory()], "places": [LocalAuthorityFactory()]}


def announced(opportunity, *organisations, by, at):
    winners = [Winner(each.name, organisation=each.pk) for each in organisations]
    values = {"awarded_on": at.date()}
    return announce(opportunity=opportunity, lots=opportunity.lots.all(), winners=winners, values=values, by=by, at=at)


def test_recorded_award_raises_the_history_of_the_winner_with_this_commissioner(ground, at):
    officer = BodyMembershipFactory(role="owner").user
    body = officer.body_memberships.get().body
    winner, other = OrganisationFactory(**ground), OrganisationFactory(**ground)
    following = OpportunityFactory(body=body, **ground)
    closed = OpportunityFactory(body=body, state="closed", **ground)
    running.act_on_changes(at=at)
    running.full_run(at=at)
    before = {match.organisation_id: match for match in TenderMatch.objects.filter(opportunity=following)}
    announced(closed, winner, by=officer, at=at)
    assert running.act_on_changes(at=at + dt.timedelta(seconds=1)) > 0
    after = {match.organisation_id: match for match in TenderMatch.objects.filter(opportunity=following)}
    assert after[winner.pk].history > before[winner.pk].history
    assert after[winner.pk].point > before[winner.pk].point
    assert after[other.pk].history <= before[other.pk].history


def test_joint_award_raises_the_share_of_joint_working_of_its_region(ground, at):
    officer = BodyMembershipFactory(role="owner").user
    body = officer.body_memberships.get().body
    alone = AwardFactory(opportunity__body=body, to=[OrganisationFactory()], is_joint=False, awarded_on=at.date())
    alone.places.set(ground["places"])
    alone.services.set(ground["services"])
    assert read_world(at).places.record.tolist() == [0]
    closed = OpportunityFactory(body=body, state="closed", **ground)
    announced(closed, OrganisationFactory(), OrganisationFactory(), by=officer, at=at)
    assert read_world(at).places.record.tolist() == [0.5]
