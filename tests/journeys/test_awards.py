"""From a closed opportunity to its lessons: two lots are awarded, feedback is given, buyer and providers look back.

In a real browser, at two widths, with axe; recording an award is done once more without JavaScript.
"""

import pytest
from playwright.sync_api import expect

from commissioners.models import Award, JointReview, Lot
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
    UserFactory,
)

from .browser import seen_and_clean, settled

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def buyer():
    """The owner of a council."""
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=BodyFactory(name="Marlbeck Council")).user


@pytest.fixture
def clubs():
    return MembershipFactory(organisation=OrganisationFactory(name="Saltwick Youth Clubs"), role="owner").user


@pytest.fixture
def mentors():
    return MembershipFactory(organisation=OrganisationFactory(name="Saltwick Mentors"), role="owner").user


@pytest.fixture
def closed(buyer):
    """A closed opportunity with two lots."""
    body = buyer.body_memberships.get().body
    given = {"services": [ServiceAreaFactory(name="Youth work")], "places": [LocalAuthorityFactory(name="Torridge")]}
    opportunity = OpportunityFactory(body=body, title="Youth clubs and mentoring", state="closed", **given)
    opportunity.lots.update(title="Youth clubs", value=120_000)
    second = Lot.objects.create(opportunity=opportunity, number="2", title="Mentoring", value=40_000)
    second.services.set(given["services"])
    second.places.set(given["places"])
    return opportunity


def add_winner(page, words, name):
    page.get_by_label("Look for an organisation in the directory").fill(words)
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("button", name=f"Add {name}").click()


def say_when_it_ends(page):
    group = page.get_by_role("group", name="Standstill ends at the end of")
    for part, text in (("Day", "30"), ("Month", "3"), ("Year", "2099")):
        group.get_by_label(part).fill(text)


def test_two_lots_are_awarded_one_of_them_jointly(page, phone, sign_in_page, buyer, clubs, mentors, closed):
    sign_in_page(page, buyer)
    page.goto(closed.get_absolute_url())
    page.get_by_role("button", name="Say how it ended").click()
    page.get_by_role("button", name="Record an award").click()
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Say who won")
    seen_and_clean(page, "award-form-empty")

    add_winner(page, "saltwick", "Saltwick Youth Clubs")
    add_winner(page, "mentors", "Saltwick Mentors")
    page.get_by_label("Saltwick Youth Clubs", exact=True).check()
    page.get_by_label("Lot 1: Youth clubs").check()
    page.get_by_label("Value without VAT").fill("130,000")
    page.get_by_label("Bids received").fill("4")
    page.get_by_label("Bids from voluntary organisations").fill("3")
    say_when_it_ends(page)
    seen_and_clean(page, "award-form")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_text("is more than the value of what it is for")).to_be_visible()
    seen_and_clean(page, "award-check")
    page.get_by_role("button", name="Change your answers").click()
    page.get_by_label("Value without VAT").fill("120,000")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Publish the award").click()
    expect(page.get_by_text("The award is published.")).to_be_visible()

    page.get_by_role("button", name="Record an award").click()
    add_winner(page, "mentors", "Saltwick Mentors")
    page.get_by_role("button", name="Check your answers").click()
    page.get_by_role("button", name="Publish the award").click()
    expect(page.get_by_text("The award is published.")).to_be_visible()
    assert Award.objects.count() == 2
    closed.refresh_from_db()
    assert closed.state == "awarded"
    seen_and_clean(page, "opportunity-awards")

    phone.goto(closed.get_absolute_url())
    expect(phone.get_by_text("Won jointly")).to_be_visible()
    seen_and_clean(phone, "opportunity-awarded")


def test_award_is_recorded_without_javascript(plain_page, sign_in_page, buyer, clubs, closed):
    sign_in_page(plain_page, buyer)
    plain_page.goto(f"{closed.get_absolute_url()}awards/new/")
    add_winner(plain_page, "clubs", "Saltwick Youth Clubs")
    plain_page.get_by_label("Lot 1: Youth clubs").check()
    plain_page.get_by_label("Lot 2: Mentoring").check()
    plain_page.get_by_role("button", name="Check your answers").click()
    plain_page.get_by_role("button", name="Publish the award").click()
    expect(plain_page.get_by_text("The award is published.")).to_be_visible()
    assert Award.objects.get().suppliers.get().name == "Saltwick Youth Clubs"


def award_to_both(closed, *people):
    award = Award.objects.create(body=closed.body, opportunity=closed, title=closed.title, is_joint=True)
    for person in people:
        organisation = person.memberships.get().organisation
        award.suppliers.create(name=organisation.name, organisation=organisation)
    award.lots.set(closed.lots.all())
    closed.lots.update(outcome="awarded")
    type(closed).objects.filter(pk=closed.pk).update(state="awarded")
    return award


def test_feedback_is_given_and_a_review_is_agreed_by_both_sides(page, phone, sign_in_page, buyer, clubs, closed):
    award = award_to_both(closed, clubs)
    sign_in_page(page, buyer)
    page.goto(f"{closed.get_absolute_url()}awards/")
    page.get_by_role("link", name="Give feedback to an organisation").click()
    page.get_by_label("To which organisation?").select_option("Saltwick Youth Clubs")
    page.get_by_label("Your feedback").fill("Your plan for the first winter convinced us.")
    seen_and_clean(page, "feedback")
    page.get_by_role("button", name="Check before you send it").click()
    seen_and_clean(page, "feedback-check")
    page.get_by_role("button", name="Send the feedback").click()
    expect(page.get_by_text("Saltwick Youth Clubs has your feedback.")).to_be_visible()

    page.get_by_role("link", name=f"Start a joint review of “{award.title}”").click()
    page.get_by_label("What do you review?").fill("First year")
    page.get_by_role("button", name="Start the review").click()
    page.get_by_role("link", name="Write your part").click()
    page.get_by_label("What went well").fill("The clubs opened in time.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Agree for Marlbeck Council").click()
    settled(page)
    address = page.url

    sign_in_page(phone, clubs)
    phone.goto("/feedback/")
    expect(phone.get_by_text("Your plan for the first winter convinced us.")).to_be_visible()
    seen_and_clean(phone, "feedback-received")
    phone.goto(address)
    expect(phone.get_by_text("The clubs opened in time.")).to_be_visible()
    phone.get_by_role("link", name="Add a step of Saltwick Youth Clubs").click()
    phone.get_by_label("What will your side do?").fill("Meet every month")
    phone.get_by_role("button", name="Add the step").click()
    phone.get_by_role("button", name="Agree for Saltwick Youth Clubs").click()
    expect(phone.get_by_text("Still to agree: Marlbeck Council.")).to_be_visible()

    page.reload()
    seen_and_clean(page, "joint-review")
    page.get_by_role("button", name="Agree for Marlbeck Council").click()
    settled(page)
    assert JointReview.objects.get().state == "agreed"
    page.goto("/reviews/")
    seen_and_clean(page, "joint-reviews")
