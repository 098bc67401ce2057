"""A council reserves a contract by the guide, and a Mutual finds out whether it qualifies: in a real browser."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.models import Opportunity
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.factories.legal import ServiceListFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def council():
    return BodyFactory(name="Marlbeck Council", buyer_class="sub_central")


@pytest.fixture
def draft(council):
    """Home care for four years, worth a million, of which only law and route are still open."""
    return OpportunityFactory(
        body=council,
        title="Home care in Marlbeck",
        state="draft",
        description="Care at home for older people.",
        submission_deadline=None,
        expected_tender_on=timezone.localdate() + dt.timedelta(days=90),
        award_expected_on=timezone.localdate() + dt.timedelta(days=200),
        cpv_codes=["85312000"],
        is_light_touch=True,
        value=Decimal(1_000_000),
        starts_on=timezone.localdate() + dt.timedelta(days=300),
        ends_on=timezone.localdate() + dt.timedelta(days=300 + 4 * 365),
        may_be_extended=False,
        services=[ServiceArea.objects.get(code="home-care")],
        places=[LocalAuthority.objects.order_by("code").first()],
    )


def choose(page, legend, answer):
    page.get_by_role("group", name=legend).get_by_label(answer, exact=True).check()


def test_council_reserves_a_contract_by_the_guide(page, sign_in_page, council, draft):
    ServiceListFactory(codes=["85312000"])
    sign_in_page(page, BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=council).user)
    page.goto(draft.get_absolute_url())
    page.get_by_role("link", name="Law and rules for this opportunity").click()
    seen_and_clean(page, "law-detail")
    page.get_by_role("link", name="The rules that this service applies").click()
    seen_and_clean(page, "law-guidance")
    page.go_back()
    page.get_by_role("link", name="Answer a few questions about routes").click()
    choose(page, "Is any of it health care?", "No")
    choose(page, "Are other goods or services bought with the health care?", "No")
    seen_and_clean(page, "law-questions")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", name="Routes that are open to you")).to_be_visible()
    seen_and_clean(page, "law-routes")
    page.get_by_role("link", name=re.compile("Choose this route.*reserved for public")).click()
    expect(page.get_by_text("It may be reserved under section 33")).to_be_visible()
    seen_and_clean(page, "law-route-choose")
    page.get_by_role("button", name="Choose this route").click()
    expect(page.get_by_text("The route is now")).to_be_visible()
    assert Opportunity.objects.get().reserved_for == ["mutuals"]


def test_mutual_finds_out_whether_it_qualifies_alone_and_with_a_partner(page, sign_in_page, council, draft):
    ServiceListFactory(codes=["85312000"])
    Opportunity.objects.update(state="early_engagement", published_at=timezone.now(), reserved_for=["mutuals"])
    mutual = OrganisationFactory(name="Harrowmere Community Care")
    OrganisationFactory(name="Saltwick Libraries Together")
    sign_in_page(page, MembershipFactory(organisation=mutual, role="owner").user)
    page.goto(f"/organisations/{mutual.pk}/reserved-contracts/")
    seen_and_clean(page, "qualifying-unanswered")
    page.get_by_role("link", name="Answer the questions").click()
    choose(page, "Do you operate to deliver public services?", "Yes")
    choose(page, "Are these mainly reservable light touch services?", "Yes")
    choose(page, "Are you run on a not-for-profit basis?", "Yes")
    choose(page, "Are you under the management and control of your employees?", "Yes")
    seen_and_clean(page, "qualifying-tests")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="We won no reserved contract").click()
    expect(page.get_by_text("You said that this is the whole list")).to_be_visible()
    page.get_by_role("link", name=re.compile("See why.*Home care in Marlbeck")).click()
    expect(page.get_by_text("It is a qualifying public service mutual for this award")).to_be_visible()
    seen_and_clean(page, "qualifying-check")

    page.get_by_role("link", name="Check whether a consortium may bid").click()
    page.get_by_label("Organisations that would bid together").fill(
        "Harrowmere Community Care\nSaltwick Libraries Together"
    )
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Not known to qualify: Saltwick Libraries Together.")).to_be_visible()
    seen_and_clean(page, "consortium-check")

    page.goto(f"/organisations/{mutual.pk}/reserved-contracts/new/")
    page.get_by_label("The authority that awarded it").fill("Marlbeck")
    page.get_by_role("button", name="Save").click()
    seen_and_clean(page, "reserved-contract")
    page.get_by_label("Marlbeck Council", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not linked to an authority")).not_to_be_visible()
    seen_and_clean(page, "qualifying-answered")


def test_manager_enters_a_list_of_the_law(page, sign_in_page, staff):
    sign_in_page(page, staff)
    page.goto("/service-lists/")
    seen_and_clean(page, "service-lists")
    page.get_by_role("link", name=re.compile("Enter the list.*Reservable")).click()
    page.get_by_label("CPV codes").fill("85312000-9 Social work\n8531")
    page.get_by_label("Where the law lists them").fill("https://www.legislation.gov.uk/uksi/2024/692/schedule/1")
    for legend, day in (("In force from", (24, 2, 2025)), ("Checked on", (20, 11, 2026))):
        for name, number in zip(("Day", "Month", "Year"), day, strict=True):
            page.get_by_role("group", name=legend).get_by_label(name).fill(str(number))
    page.get_by_role("button", name="Check the list").click()
    expect(page.get_by_role("link", name=re.compile("Line 2, “8531”"))).to_be_visible()
    seen_and_clean(page, "service-list-wrong-line")
    page.get_by_label("CPV codes").fill("85312000-9 Social work\n85310000")
    page.get_by_role("button", name="Check the list").click()
    seen_and_clean(page, "service-list-check")
    page.get_by_role("button", name="Save the list").click()
    expect(page.get_by_text("2 codes, from 24 February 2025")).to_be_visible()
