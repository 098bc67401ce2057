"""Promises about alerts of new matches: at once for what is new and close, with reasons, never twice."""

import datetime as dt

import pytest
from django.utils import timezone

from commissioners.actions import opportunities
from consortia.actions import alerts
from consortia.matching import running
from mutuals.models import Organisation
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification, Preference
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    TenderMatchFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return ServiceAreaFactory(name="Youth work")


@pytest.fixture
def place():
    return LocalAuthorityFactory(name="Torridge")


@pytest.fixture
def fitting(organisation, service, place):
    """The organisation of the owner, the editor and the viewer offers the service there."""
    organisation.service_claims.create(service_area=service, contract="Clubs")
    organisation.places.set([place])
    return organisation


@pytest.fixture
def new(service, place):
    return OpportunityFactory(title="Youth clubs in Torridge", services=[service], places=[place], openness="welcomed")


def changed(opportunity, at=None):
    at = at or timezone.now()
    Change.objects.create(kind="opportunity", object_id=opportunity.pk, marked_at=at)
    running.act_on_changes(at=at)
    return alerts.tell_of_new_matches(at=at)


def told():
    return {row.person for row in Notification.objects.filter(event="new_tender_match").select_related("person")}


def test_owners_and_editors_are_told_of_a_new_match_and_why(fitting, owner, editor, viewer, new):
    assert changed(new) == 1
    assert told() == {owner, editor}
    message = Notification.objects.filter(person=owner).get()
    assert message.subject == "New match: “Youth clubs in Torridge”"
    assert "Torridge" in message.body
    assert "- " in message.body and ".\n\nWhy it fits " in message.body  # paragraphs, not one block
    assert message.url == f"/opportunities/{new.pk}/match/?organisation={fitting.pk}"
    assert not Change.objects.exists()


def test_nobody_is_told_twice_however_often_it_changes(fitting, owner, new):
    for _ in range(3):
        changed(new)
    running.full_run(at=timezone.now())
    alerts.tell_of_new_matches(at=timezone.now())
    assert Notification.objects.filter(person=owner).count() == 1


def test_full_run_that_is_quicker_tells_too(fitting, owner, new):
    Change.objects.create(kind="opportunity", object_id=new.pk, marked_at=timezone.now())
    running.full_run(at=timezone.now())
    alerts.tell_of_new_matches(at=timezone.now())
    assert told() == {owner}


def test_what_is_old_or_no_longer_live_is_no_news(fitting, owner, new, commissioner):
    OpportunityFactory._meta.model.objects.filter(pk=new.pk).update(
        published_at=timezone.now() - alerts.NEW - dt.timedelta(hours=1)
    )
    assert changed(new) == 0
    OpportunityFactory._meta.model.objects.filter(pk=new.pk).update(published_at=timezone.now())
    Change.objects.create(kind="opportunity", object_id=new.pk, marked_at=timezone.now())
    running.act_on_changes(at=timezone.now())
    opportunities.cancel(opportunity=new, reason="No money", by=commissioner, at=timezone.now())
    alerts.tell_of_new_matches(at=timezone.now())
    assert told() == set()


def test_far_matches_and_those_below_the_best_ten_are_not_told(owner, fitting, other_organisation, settings):
    opportunity = OpportunityFactory()
    far = TenderMatchFactory(opportunity=opportunity, organisation=other_organisation, point=0.34, low=0.3)
    near = TenderMatchFactory(opportunity=opportunity, organisation=fitting, point=0.5)
    now = timezone.now()
    assert [one.pk for one in alerts.best_matches(opportunity, now)] == [near.pk]
    assert far.pk not in {one.pk for one in alerts.best_matches(opportunity, now)}
    settings.MATCH_ALERT_BEST = 2
    over = OpportunityFactory(state="closed")
    TenderMatchFactory(opportunity=over, organisation=fitting, point=0.9, high=0.9)  # does not count
    TenderMatchFactory(organisation=fitting, point=0.8, high=0.8)
    assert [one.pk for one in alerts.best_matches(opportunity, now)] == [near.pk]
    TenderMatchFactory(organisation=fitting, point=0.7, high=0.7)
    assert alerts.best_matches(opportunity, now) == []


def test_organisation_that_takes_no_part_is_not_told(fitting, owner, new):
    Organisation.objects.filter(pk=fitting.pk).update(admitted_at=None)
    changed(new)
    assert told() == set()


def test_person_of_two_organisations_is_told_once_for_the_closer(fitting, owner, new, service):
    farther = OrganisationFactory(services=[service], places=list(new.lots.get().places.all()))
    MembershipFactory(user=owner, organisation=farther)
    changed(new)
    message = Notification.objects.get(person=owner)
    best = alerts.best_matches(new, timezone.now())[0].organisation
    assert message.members_of == f"mutuals.organisation:{best.pk}"


def test_it_comes_as_soon_as_the_person_wishes(fitting, owner, editor, new):
    Preference.objects.create(person=owner, category="matches", frequency="weekly")
    changed(new)
    states = dict(Notification.objects.values_list("person", "email_state"))
    assert states[owner.pk] == "digest"
    assert states[editor.pk] == "waiting"
