"""A commissioner says how open it is to partnerships, and asks another body to buy together, in a real browser."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.models import JointBuyerRequest, Opportunity
from tests.factories import BodyFactory, BodyMembershipFactory, OpportunityFactory, UserFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def buyer():
    """The owner of a council."""
    council = BodyFactory(name="Marlbeck Council", buyer_class="central")
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=council).user


@pytest.fixture
def opportunity(buyer):
    body = buyer.body_memberships.get().body
    return OpportunityFactory(
        body=body,
        title="Youth clubs and mentoring",
        value=300_000,
        starts_on=dt.date(2027, 4, 1),
        ends_on=dt.date(2030, 3, 31),
    )


def go_on(page):
    page.get_by_role("button", name="Continue").click()


def answer_all(page, *, look):
    """All questions, one page after another; `look(name)` is called on each."""
    look("openness-consortia")
    page.get_by_label("Welcomed").check()
    go_on(page)
    page.locator("summary", has_text="What each model is").click()
    look("openness-models")
    page.get_by_label("Alliance").check()
    go_on(page)
    look("openness-lead")
    page.get_by_label("No", exact=True).check()
    go_on(page)
    look("openness-liability")
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    look("openness-lots")
    page.get_by_label("Yes", exact=True).check()
    go_on(page)
    page.get_by_label("Weight of social value").fill("lots")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("enter a number from 0 to 100")
    look("openness-social-value")
    page.get_by_label("Weight of social value").fill("5")
    page.get_by_label("What will you ask about social value?").fill("How many young people will you train?")
    go_on(page)
    page.get_by_label("Minimum yearly turnover").fill("£500,000")
    page.get_by_label("Highest insurance cover").fill("5,000,000")
    go_on(page)
    page.get_by_label("What must a bidder have before it bids?").fill("A base in the county, or a partner who has one.")
    look("openness-infrastructure")
    go_on(page)


def test_commissioner_answers_question_by_question_and_publishes_one_change(page, sign_in_page, buyer, opportunity):
    sign_in_page(page, buyer)
    page.goto(reverse("opportunity_amend", args=[opportunity.pk]))
    page.get_by_role("link", name="Change (Openness to consortia)").click()
    seen_and_clean(page, "openness-start")
    page.get_by_role("button", name="Start").click()
    answer_all(page, look=lambda name: seen_and_clean(page, name))
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    expect(page.get_by_text("PPN 002 asks central government bodies")).to_be_visible()
    expect(page.get_by_text("Joint and several liability undermines an alliance")).to_be_visible()
    expect(page.get_by_text("is more than twice the yearly value")).to_be_visible()
    seen_and_clean(page, "openness-check")
    page.get_by_role("link", name="Change joint and several liability is wanted").click()
    page.get_by_label("No", exact=True).check()
    go_on(page)
    expect(page.get_by_text("Joint and several liability undermines an alliance")).to_have_count(0)
    page.get_by_label("Why do you change it?").fill("Providers asked us")
    page.get_by_role("button", name="Save and publish the change").click()
    expect(page.get_by_text("What you say about partnerships is published")).to_be_visible()
    expect(page.get_by_text("Smaller lots would be considered.")).to_be_visible()
    expect(page.get_by_text("Social value counts for 5% of the evaluation.")).to_be_visible()
    seen_and_clean(page, "openness-published")
    opportunity.refresh_from_db()
    assert (opportunity.version, opportunity.minimum_insurance) == (2, 5_000_000)


def test_the_same_without_javascript(plain_page, sign_in_page, buyer, opportunity):
    sign_in_page(plain_page, buyer)
    plain_page.goto(reverse("opportunity_openness", args=[opportunity.pk]))
    plain_page.get_by_role("button", name="Start").click()
    answer_all(plain_page, look=lambda name: None)
    plain_page.get_by_role("button", name="Save and publish the change").click()
    expect(plain_page.get_by_text("Smaller lots would be considered.")).to_be_visible()
    assert Opportunity.objects.get().openness == "welcomed"


def test_contradiction_leads_to_the_question_to_mend(page, sign_in_page, buyer, opportunity):
    Opportunity.objects.update(models_considered=["alliance"], openness="accepted")
    sign_in_page(page, buyer)
    page.goto(reverse("opportunity_openness_step", args=[opportunity.pk, "consortia"]) + "?then=check")
    page.get_by_label("Not accepted").check()
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("You do not accept consortia, but chose partnership models")
    expect(page.get_by_role("button", name="Save and publish the change")).to_have_count(0)
    seen_and_clean(page, "openness-contradiction")
    page.get_by_role("link", name="You do not accept consortia, but chose partnership models").click()
    page.get_by_label("Alliance").uncheck()
    go_on(page)
    page.get_by_role("button", name="Save and publish the change").click()
    expect(page.get_by_text("The commissioner does not accept bids from consortia.")).to_be_visible()


def test_body_is_asked_agrees_and_edits(page, new_page, sign_in_page, buyer, opportunity):
    partner = BodyMembershipFactory(
        user=UserFactory(name="Ruth Okafor"), body=BodyFactory(name="Pinecombe Council")
    ).user
    BodyFactory(name="Pinefell Council")
    sign_in_page(page, buyer)
    page.goto(reverse("joint_buyers", args=[opportunity.pk]))
    page.get_by_label("Ask another body").fill("pine")
    page.get_by_role("button", name="Look for it").click()
    seen_and_clean(page, "joint-buyers-found")
    page.get_by_role("link", name="Ask Pinecombe Council").click()
    page.get_by_label("Message").fill("Shall we buy this for both districts?")
    seen_and_clean(page, "joint-buyer-ask")
    page.get_by_role("button", name="Ask to buy together").click()
    expect(page.get_by_role("heading", name="Waiting for an answer")).to_be_visible()
    seen_and_clean(page, "joint-buyers-waiting")

    other = sign_in_page(new_page({"width": 375, "height": 812}), partner)
    other.goto(reverse("inbox"))
    other.get_by_role(
        "link", name="Answer Marlbeck Council, which asks Pinecombe Council to buy together"
    ).first.click()
    expect(other.get_by_text("Shall we buy this for both districts?")).to_be_visible()
    seen_and_clean(other, "joint-buyer-request")
    other.get_by_label("Yes, we agree").check()
    other.get_by_role("button", name="Send the answer").click()
    expect(other.get_by_text("buys together with Marlbeck Council now")).to_be_visible()
    assert JointBuyerRequest.objects.get().state == "agreed"


def test_anyone_sees_how_open_a_body_was(page, buyer, opportunity):
    body = buyer.body_memberships.get().body
    at = timezone.now()
    for years, openness in ((0, "welcomed"), (1, "not_accepted"), (1, ""), (2, "accepted"), (2, ""), (2, "")):
        then = at - dt.timedelta(days=365 * years)
        OpportunityFactory(body=body, created_at=then, openness=openness, state="closed")
    page.goto(body.get_absolute_url())
    page.get_by_role("link", name="Its openness over the years").click()
    expect(page.get_by_role("table", name="By year")).to_be_visible()
    seen_and_clean(page, "body-openness")
