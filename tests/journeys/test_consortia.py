"""Members of a consortium decide together, and one leaves: in a real browser, at two widths, with axe."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from consortia.models import ConsortiumMember, Contribution
from tests.consortia.seats import Seats
from tests.factories import OpportunityFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def seats():
    due = timezone.now() + dt.timedelta(days=40)
    opportunity = OpportunityFactory(title="Youth hubs in the north", submission_deadline=due)
    return Seats.made(name="Northern Youth Hubs", opportunity=opportunity)


def go(page, seats, name, *args):
    page.goto(reverse(name, args=[seats.consortium.pk, *args]))


def test_a_decision_is_proposed_objected_to_and_agreed(page, sign_in_page, seats):
    sign_in_page(page, seats.person("first"))
    go(page, seats, "decision_kinds")
    seen_and_clean(page, "consortium-decision-kinds")
    page.get_by_role("link", name="Change how you decide").click()
    page.get_by_label("Two thirds of the members or more").check()
    seen_and_clean(page, "consortium-decision-propose")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check what you ask the others to agree to")
    seen_and_clean(page, "consortium-decision-check")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How we decide: two thirds of the members or more")
    for who, answer in (("second", "We object"), ("second", "We agree"), ("third", "We agree")):
        sign_in_page(page, seats.person(who))
        go(page, seats, "consortium")
        if answer == "We object":
            seen_and_clean(page, "consortium-overview")
        page.goto(seats.consortium.decisions.get().get_absolute_url())
        page.get_by_label(answer).check()
        page.get_by_label("In your words").fill("More than half would do." if answer == "We object" else "")
        page.get_by_role("button", name="Give your voice").click()
        expect(page.get_by_text("Your voice is kept.")).to_be_visible()
        if answer == "We object":
            seen_and_clean(page, "consortium-decision-open")
    seen_and_clean(page, "consortium-decision-agreed")
    go(page, seats, "decision_list")
    seen_and_clean(page, "consortium-decisions")
    go(page, seats, "consortium_history")
    seen_and_clean(page, "consortium-history")


def test_a_member_leaves_and_reads_what_follows_first(page, sign_in_page, seats):
    sign_in_page(page, seats.person("third"))
    go(page, seats, "member_list")
    page.get_by_role("link", name="Leave").click()
    seen_and_clean(page, "consortium-leave")
    page.get_by_label("Why do you leave?").fill("Another direction.")
    page.get_by_role("button", name="Leave the consortium").click()
    expect(page.get_by_text("You left Northern Youth Hubs on")).to_be_visible()
    seen_and_clean(page, "consortium-list-past")
    sign_in_page(page, seats.person("first"))
    go(page, seats, "member_list")
    expect(page.get_by_text("Another direction.")).to_be_visible()
    seen_and_clean(page, "consortium-members")
    page.goto(reverse("consortium_list"))
    seen_and_clean(page, "consortium-list")


def test_steering_group_and_who_owns_what(page, sign_in_page, seats):
    Contribution.objects.create(
        member=seats.member("second"),
        what="Case recording software",
        during="Your staff get their own accounts.",
        updated_at=timezone.now(),
        updated_by=seats.person("second"),
    )
    sign_in_page(page, seats.person("first"))
    go(page, seats, "contribution_add")
    page.get_by_label("What do you bring?").fill("Training of young mentors")
    seen_and_clean(page, "consortium-property-add")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Training of young mentors").first).to_be_visible()
    seen_and_clean(page, "consortium-property")
    go(page, seats, "steering_name")
    page.get_by_label(str(seats.person("first"))).check()
    seen_and_clean(page, "consortium-steering-name")
    page.get_by_role("button", name="Save").click()
    go(page, seats, "steering_meeting_add")
    for part, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part).fill(value)
    page.get_by_label("Notes").fill("All were there.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("All were there.")).to_be_visible()
    seen_and_clean(page, "consortium-steering")


def test_the_contents_are_folded_above_the_page_on_a_phone(phone, sign_in_page, seats):
    sign_in_page(phone, seats.person("first"))
    go(phone, seats, "consortium")
    link = phone.get_by_role("link", name="Intellectual property")
    expect(link).to_be_hidden()
    phone.get_by_text("Pages of this consortium").click()
    link.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Intellectual property")


def test_the_heir_of_a_merged_member_is_asked(page, sign_in_page, seats):
    heir = seats.join("fourth").organisation
    ConsortiumMember.objects.filter(pk=seats.member("fourth").pk).delete()
    gone = seats.member("third")
    ConsortiumMember.objects.filter(pk=gone.pk).update(left_at=timezone.now(), ending="merged", offered_to=heir)
    sign_in_page(page, seats.person("fourth"))
    page.goto(reverse("seat_offer", args=[gone.pk]))
    seen_and_clean(page, "consortium-seat")
    page.get_by_role("button", name="Take the seat").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
