"""A Mutual proposes a partnership; one accepts, one declines and is replaced; the consortium is formed."""

import pytest
from playwright.sync_api import expect

from consortia.models import Consortium
from mutuals import search
from tests.factories import MembershipFactory, OrganisationFactory, PartnerMatchFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


def person_of(name: str):
    return MembershipFactory(organisation=OrganisationFactory(name=name), role="owner").user


@pytest.fixture
def owner():
    return person_of("Harrowmere Community Health")


@pytest.fixture
def others(owner):
    """Three possible partners, each with a person; the owner's organisation is matched with the last."""
    people = [person_of(name) for name in ("Quillmoor Care Together", "Tarnbeck Youth Works", "Lowmere Learning")]
    own = owner.memberships.get().organisation
    PartnerMatchFactory(organisation=own, partner=people[2].memberships.get().organisation)
    search.refresh()
    return people


def test_a_partnership_is_proposed_answered_and_formed(page, owner, others, sign_in_page):
    accepts, declines, stands_in = others
    write(page, owner, sign_in_page)
    answer(page, accepts, sign_in_page, "Accept")
    answer(page, declines, sign_in_page, "Decline", why="We are full until April.")

    sign_in_page(page, owner)
    page.goto("/proposals/?show=sent")
    seen_and_clean(page, "proposal-list-sent")
    page.get_by_role("link", name="Evenings for families").click()
    expect(page.get_by_text("We are full until April.")).to_be_visible()
    seen_and_clean(page, "proposal-own")
    page.get_by_role("link", name="Ask another in its place").click()
    seen_and_clean(page, "proposal-another")
    page.get_by_role("link", name="Ask it").click()
    page.get_by_label("Associate").check()
    seen_and_clean(page, "proposal-ask")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Lowmere Learning reads")).to_be_visible()
    seen_and_clean(page, "proposal-ask-check")
    page.get_by_role("button", name="Ask Lowmere Learning").click()
    expect(page.get_by_text("Lowmere Learning is asked.")).to_be_visible()

    answer(page, stands_in, sign_in_page, "Accept")
    sign_in_page(page, owner)
    page.goto("/")
    page.get_by_role("link", name="Confirm who is in").click()
    page.get_by_role("button", name="Form the consortium").click()
    expect(page.get_by_role("heading", name="Form the consortium?")).to_be_visible()
    seen_and_clean(page, "proposal-confirm")
    page.get_by_role("button", name="Form the consortium").click()
    expect(page.get_by_text("The consortium is formed.")).to_be_visible()
    assert Consortium.objects.get().members.count() == 3


def write(page, owner, sign_in_page):
    """From the directory to the sent proposal."""
    sign_in_page(page, owner)
    page.goto("/organisations/")
    page.get_by_label("Compare Quillmoor Care Together").check()
    page.get_by_role("button", name="Propose to those ticked").click()
    expect(page.get_by_role("heading", name="Propose a partnership")).to_be_visible()
    page.get_by_label("Long-term").check()
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("link", name="Select why you want to partner, or for which buyers")).to_be_visible()
    page.get_by_label("Diversifying income").check()
    seen_and_clean(page, "proposal-new")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Title").fill("Evenings for families")
    page.get_by_label("Message").fill("You have people whom families trust. Shall we offer it together?")
    page.get_by_label("Lead provider").check()
    seen_and_clean(page, "proposal-message")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_label("Ask more organisations").fill("Tarnbeck Youth Works")
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.get_by_role("heading", name="Tarnbeck Youth Works")).to_be_visible()
    page.get_by_label("Role of Tarnbeck Youth Works").select_option("Subcontractor")
    seen_and_clean(page, "proposal-organisations")
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page.get_by_role("heading", name="Check before you send it")).to_be_visible()
    seen_and_clean(page, "proposal-check")
    page.get_by_role("button", name="Send to 2 organisations").click()
    expect(page.get_by_text("Sent. You are told of each answer.")).to_be_visible()


def answer(page, person, sign_in_page, how, why=""):
    """From the home page of somebody who is asked to the answer."""
    sign_in_page(page, person)
    page.goto("/")
    page.get_by_role("link", name="Answer Harrowmere Community Health").click()
    expect(page.get_by_role("heading", name="Evenings for families")).to_be_visible()
    seen_and_clean(page, "proposal-received")
    page.get_by_role("button", name="Accept or decline").click()
    page.get_by_label(how, exact=True).check()
    if why:
        page.get_by_label("If you decline").fill(why)
    seen_and_clean(page, f"proposal-answer-{how.lower()}")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check your answer")).to_be_visible()
    seen_and_clean(page, f"proposal-answer-check-{how.lower()}")
    page.get_by_role("button", name=how, exact=True).click()
    expect(page.get_by_text(f"has {how.lower()}").first).to_be_visible()
