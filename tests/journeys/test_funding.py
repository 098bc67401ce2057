"""A manager writes a round, an organisation applies, officers assess and decide, the applicant reads the letter."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.actions.funding_rounds import close_round
from support_requests.models import FundingApplication, FundingRound
from tests.factories.funding import FundingApplicationFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


def fill_moment(page, group, when, time):
    box = page.get_by_role("group", name=group, exact=True)
    for label, value in (("Day", when.day), ("Month", when.month), ("Year", when.year), ("Time", time)):
        box.get_by_label(label, exact=True).fill(str(value))


def write_a_round(page):
    page.goto("/support/funding/")
    seen_and_clean(page, "funding-none")
    page.get_by_role("button", name="Write a new round").click()
    page.get_by_label("Title").fill("First joint bids")
    page.get_by_label("What is offered, to whom").fill("Money for legal advice before a first joint bid.")
    page.get_by_label("Budget for all awards").fill("30,000")
    page.get_by_label("Most that one can ask for").fill("10,000")
    today = timezone.localdate()
    fill_moment(page, "Opens", today - dt.timedelta(days=1), "9am")
    fill_moment(page, "Closes", today + dt.timedelta(days=20), "5pm")
    page.get_by_label("What criterion 1 is").fill("Need")
    page.get_by_label("Weight of criterion 1").fill("50")
    page.get_by_role("button", name="Save the draft and check it").click()
    expect(page.get_by_role("alert")).to_contain_text("The weights add up to 50")
    seen_and_clean(page, "funding-round-error")
    page.get_by_label("Weight of criterion 1").fill("100")
    page.get_by_role("button", name="Save the draft and check it").click()
    expect(page.get_by_role("heading", name="Check before you publish")).to_be_visible()
    seen_and_clean(page, "funding-round-publish")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("is published.")).to_be_visible()


def apply(page):
    page.goto("/support/funding/")
    seen_and_clean(page, "funding-list")
    page.get_by_role("link", name="First joint bids").click()
    seen_and_clean(page, "funding-round")
    page.get_by_role("button", name="Apply for Harrowmere").click()
    page.get_by_label("What is the money for?").fill("A lawyer who drafts our agreement.")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Your draft is kept.")).to_be_visible()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter how much you ask for")
    seen_and_clean(page, "funding-check-gaps")
    page.get_by_role("link", name="Enter how much you ask for").click()
    page.wait_for_url("**/edit/#id_amount")
    page.get_by_label("How much do you ask for").fill("8,000")
    page.get_by_label("Need (100 of 100)").fill("Nobody here has drafted one.")
    seen_and_clean(page, "funding-apply")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "funding-check")
    page.get_by_role("button", name="Send the application").click()
    expect(page.get_by_text("Your application is sent.")).to_be_visible()


def decide(page):
    made = FundingRound.objects.get()
    FundingApplicationFactory(round=made, amount=5000)
    close_round(funding_round=made, by=None, at=made.closes_at)
    page.goto(made.get_absolute_url())
    page.get_by_role("link", name="Harrowmere Community Health").click()
    page.get_by_role("button", name="Assess").click()
    page.get_by_label("4", exact=True).check()
    seen_and_clean(page, "funding-assess")
    page.get_by_role("button", name="Keep my scores").click()
    expect(page.get_by_text("Your scores are kept.")).to_be_visible()
    seen_and_clean(page, "funding-application")
    page.get_by_role("link", name="First joint bids").click()
    seen_and_clean(page, "funding-applications")
    page.get_by_role("link", name="Harrowmere Community Health").click()
    page.get_by_role("button", name="Decide").click()
    page.get_by_label("Offer funding").check()
    page.get_by_label("Why?").fill("A sound plan, and a great need.")
    seen_and_clean(page, "funding-decide")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "funding-decide-check")
    page.get_by_role("button", name="Offer it").click()
    expect(page.get_by_text("It is decided, and the applicant is told.")).to_be_visible()


def test_a_round_from_its_first_draft_to_a_letter(page, staff, triage, owner, sign_in_page):
    sign_in_page(page, staff)
    write_a_round(page)
    sign_in_page(page, owner)
    apply(page)
    sign_in_page(page, triage)
    decide(page)
    sign_in_page(page, owner)
    page.goto("/inbox/")
    expect(page.get_by_text("You are offered £8,000").first).to_be_visible()
    page.goto(FundingApplication.objects.get(amount=8000).get_absolute_url())
    page.get_by_role("link", name="Read the letter").click()
    expect(page.get_by_text("A sound plan, and a great need.")).to_be_visible()
    seen_and_clean(page, "funding-letter")
