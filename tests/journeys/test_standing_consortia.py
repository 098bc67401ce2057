"""A standing consortium reads what fits it and tells a buyer so as one: two people in two sessions, and the buyer."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.models import Opportunity
from consortia.matching.running import full_run
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    StandingConsortiumFactory,
)

from .browser import DESKTOP, seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buyer():
    return BodyMembershipFactory(body=BodyFactory(name="Marlbeck Council"), role="owner").user


@pytest.fixture
def fellow():
    organisation = OrganisationFactory(name="Quillmoor Care Together", turnover_band=3)
    return MembershipFactory(organisation=organisation, role="owner").user


@pytest.fixture
def consortium(organisation, owner, fellow, buyer):
    """Dormant for want of work; an opportunity asks for what the two offer together, another for more than that."""
    youth, visiting, homes = (ServiceAreaFactory(name=name) for name in ("Youth work", "Health visiting", "Homes"))
    places = [LocalAuthorityFactory(name=name) for name in ("Torridge", "Harrow Mere", "Quill Vale")]
    other = fellow.memberships.get().organisation
    for one, area, place in ((organisation, youth, places[0]), (other, visiting, places[1])):
        one.service_claims.create(service_area=area, contract="With the county, 2024")
        one.places.set([place])
    body = buyer.body_memberships.get().body
    asks = {"body": body, "openness": "welcomed", "state": "early_engagement"}
    families, homeless = [youth, visiting], [youth, visiting, homes]
    OpportunityFactory(
        title="Young families in two districts",
        services=families,
        places=places[:2],
        minimum_turnover=900_000,
        **asks,
    )
    OpportunityFactory(title="Homes and health for young people", services=homeless, places=places, **asks)
    made = StandingConsortiumFactory(name="Mere and Quill", state="dormant", of=[organisation, other])
    full_run(at=timezone.now())
    return made


def test_a_dormant_consortium_finds_work_and_tells_the_buyer_as_one(
    consortium, owner, fellow, buyer, page, new_page, sign_in_page
):
    sign_in_page(page, owner).goto(reverse("consortium", args=[consortium.pk]))
    page.get_by_role("link", name="Stay together", exact=True).click()
    seen_and_clean(page, "standing-stay-together")
    page.get_by_role("link", name="Tender matches", exact=True).last.click()
    seen_and_clean(page, "standing-matches")
    page.get_by_role("link", name="Young families in two districts").click()
    expect(page.get_by_text("Together you deliver in 2 of 2 places asked")).to_be_visible()
    seen_and_clean(page, "standing-match")
    page.get_by_role("link", name="Tell the buyer that you are interested as one").click()
    seen_and_clean(page, "standing-interest")
    page.get_by_role("button", name="Propose it").click()
    page.get_by_label("Message to the buyer").fill("Between us we visit every young family in both districts today.")
    seen_and_clean(page, "standing-interest-words")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "standing-interest-check")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("Agrees", exact=True)).to_be_visible()

    other = new_page(DESKTOP)
    sign_in_page(other, fellow).goto("/")
    other.get_by_role("link", name="Agree or object: Tell the buyer").click()
    other.get_by_label("We agree").check()
    other.get_by_role("button", name="Give your voice").click()
    expect(other.get_by_text("It is agreed.")).to_be_visible()

    commissioner = new_page(DESKTOP)
    sign_in_page(commissioner, buyer).goto("/")
    commissioner.get_by_role("link", name="Mere and Quill are interested as one").click()
    expect(commissioner.get_by_text("Each of them has agreed")).to_be_visible()
    commissioner.goto(reverse("interests_received", args=[Opportunity.objects.get(title__startswith="Young").pk]))
    expect(commissioner.get_by_text("1 consortium told you so")).to_be_visible()
    seen_and_clean(commissioner, "standing-interests-received")

    page.goto(reverse("my_interests"))
    page.get_by_role("link", name="Young families in two districts").click()
    seen_and_clean(page, "standing-interest-told")
    page.get_by_role("link", name="Take it back").click()
    seen_and_clean(page, "standing-interest-withdraw")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("The buyer has not heard from you as one")).to_be_visible()
