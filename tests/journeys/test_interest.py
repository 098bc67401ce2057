"""Expressing interest, the interest list and market engagement events: in a real browser, at two widths, with axe."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    EngagementEventFactory,
    EventSignUpFactory,
    InterestFactory,
    OpportunityFactory,
    OrganisationFactory,
)

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buyer():
    return BodyMembershipFactory(body=BodyFactory(name="Marlbeck Council")).user


@pytest.fixture
def opportunity(buyer, organisation, owner):
    """Two are interested, one of them on a list that everyone signed in reads."""
    body = buyer.body_memberships.get().body
    opportunity = OpportunityFactory(
        body=body, title="Youth clubs", state="early_engagement", interest_shown_to="signed_in"
    )
    opportunity.lots.create(number="2", title="Mentoring")
    told = {"opportunity": opportunity, "message": "We run the clubs in the north today.", "expressed_by": owner}
    other = OrganisationFactory(name="Saltwick Libraries Together")
    InterestFactory(organisation=other, listed=True, listed_note="We look for a lead provider", **told)
    InterestFactory(organisation=organisation, kind="alone", **told)
    return opportunity


@pytest.fixture
def event(opportunity, organisation, owner):
    event = EngagementEventFactory(
        opportunity=opportunity, title="Online briefing", is_online=True, places=30, joining_details="Room code 4711"
    )
    EventSignUpFactory(event=event, organisation=organisation, person=owner, needs="A hearing loop")
    return event


def go(page, name, *args):
    page.goto(reverse(name, args=args))


def test_organisation_sees_its_interest_the_list_and_the_event(page, sign_in_page, opportunity, event, owner):
    sign_in_page(page, owner)
    go(page, "interest", opportunity.pk)
    seen_and_clean(page, "interest-own")
    page.get_by_role("link", name="The interest list: 1 organisation").click()
    seen_and_clean(page, "interest-list")
    go(page, "interest_express", opportunity.pk, owner.memberships.get().organisation.pk)
    page.get_by_label("Mentoring").check()
    seen_and_clean(page, "interest-express")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers before you send them")
    seen_and_clean(page, "interest-check")
    go(page, "my_interests")
    seen_and_clean(page, "interest-mine")
    go(page, "event_detail", event.pk)
    expect(page.get_by_text("Room code 4711")).to_be_visible()
    seen_and_clean(page, "event-signed-up")
    go(page, "event_list")
    seen_and_clean(page, "event-list")


def test_buyer_sees_who_is_interested_and_who_comes(page, sign_in_page, opportunity, event, buyer):
    sign_in_page(page, buyer)
    go(page, "interests_received", opportunity.pk)
    seen_and_clean(page, "interests-received")
    go(page, "interest_visibility", opportunity.pk)
    seen_and_clean(page, "interest-visibility")
    go(page, "event_people", event.pk)
    seen_and_clean(page, "event-people")
    go(page, "event_create", opportunity.pk)
    page.get_by_role("button", name="Announce it").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter when it starts")
    seen_and_clean(page, "event-errors")
