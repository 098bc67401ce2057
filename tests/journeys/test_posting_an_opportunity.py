"""A commissioner posts an opportunity and a visitor finds it: in a real browser, at two widths, with axe."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.models import Opportunity
from tests.factories import BodyFactory, BodyMembershipFactory, UserFactory

from .browser import seen_and_clean

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def buyer():
    """The owner of a council."""
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=BodyFactory(name="Marlbeck Council")).user


def save(page):
    page.get_by_role("button", name="Save", exact=True).click()


def type_date(page, legend, date, time=""):
    group = page.get_by_role("group", name=legend)
    group.get_by_label("Day").fill(str(date.day))
    group.get_by_label("Month").fill(str(date.month))
    group.get_by_label("Year").fill(str(date.year))
    if time:
        group.get_by_label("Time").fill(time)


def test_commissioner_posts_early_and_a_visitor_finds_it(page, phone, sign_in_page, buyer):
    sign_in_page(page, buyer)
    page.goto("/my-opportunities/")
    page.get_by_role("button", name="Post an opportunity").click()
    page.get_by_label("What do you want to buy?").fill("Youth clubs and mentoring")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_text("Still needed before it can be published")).to_be_visible()
    seen_and_clean(page, "opportunity-draft")

    page.get_by_role("link", name="Describe what you want to buy").click()
    page.get_by_role("textbox", name="What do you want to buy?").fill(
        "Somewhere warm for young people.\n\nEvery evening."
    )
    save(page)

    page.get_by_role("link", name="Select at least one service").click()
    page.locator("summary", has_text="Children and young people").click()
    page.get_by_label("Youth work and positive activities").check()
    page.locator("summary", has_text="South West").click()
    page.get_by_label("Torridge").check()
    seen_and_clean(page, "opportunity-lot")
    save(page)

    page.get_by_role("link", name="Change (Openness to consortia)").click()
    page.get_by_role("button", name="Start").click()
    page.get_by_label("Welcomed").check()
    page.get_by_role("button", name="Save and come back later").click()
    page.get_by_role("link", name="Back to the opportunity").click()

    page.get_by_role("link", name="Change dates").click()
    soon = timezone.localdate() + dt.timedelta(days=40)
    type_date(page, "Early market engagement ends", timezone.localdate() - dt.timedelta(days=1), "noon")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("enter a date and time in the future")
    seen_and_clean(page, "opportunity-dates-errors")
    page.get_by_role("link", name="enter a date and time in the future").click()
    expect(page.get_by_role("group", name="Early market engagement ends").get_by_label("Day")).to_be_focused()
    type_date(page, "Early market engagement ends", soon, "5pm")
    save(page)

    page.get_by_role("button", name="Check and publish").click()
    page.get_by_label("For early engagement").check()
    seen_and_clean(page, "opportunity-check")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("is published")
    expect(page.get_by_text("Engagement ends in 40 days")).to_be_visible()
    seen_and_clean(page, "opportunity-published")

    find_by_facets(phone)


def find_by_facets(phone):
    phone.goto("/opportunities/")
    phone.locator("summary", has_text="Filter").click()
    phone.locator("summary", has_text="Place").click()
    phone.get_by_label("South West").check()
    phone.get_by_role("button", name="Show results").click()
    phone.locator("summary", has_text="Filter and sort (1 chosen)").click()
    phone.get_by_label("Torridge").check()
    phone.get_by_role("button", name="Show results").click()
    expect(phone).to_have_url(re.compile("region=south-west.*district="))
    phone.get_by_role("link", name="Youth clubs and mentoring").click()
    expect(phone.get_by_text("The commissioner welcomes bids from consortia.")).to_be_visible()


def test_list_is_searched_and_narrowed_without_javascript(plain_page, buyer):
    body = buyer.body_memberships.get().body
    now = timezone.now()
    for title, openness in (("Library vans", "welcomed"), ("Road salt", "")):
        opportunity = Opportunity.objects.create(
            body=body, title=title, openness=openness, state="open", published_at=now, created_at=now, updated_at=now
        )
        opportunity.lots.create(number="1")
    page = plain_page
    page.goto(reverse("opportunity_list"))
    page.locator("summary", has_text="Consortia are").click()
    page.get_by_label("Welcomed").check()
    page.get_by_role("button", name="Show results").click()
    expect(page.get_by_role("link", name="Library vans")).to_be_visible()
    expect(page.get_by_role("link", name="Road salt")).to_have_count(0)
