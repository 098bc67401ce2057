"""An officer is warned of too little time, two officers meet, and a visitor reads the timetable: in a real browser."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.actions import lots, opportunities
from commissioners.models import Opportunity
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import BodyFactory, BodyMembershipFactory, UserFactory

from .browser import seen_and_clean
from .test_posting_an_opportunity import save, type_date

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data_for_live_server")]


@pytest.fixture
def body():
    return BodyFactory(name="Marlbeck Council")


@pytest.fixture
def officer(body):
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=body).user


@pytest.fixture
def second_officer(body):
    return BodyMembershipFactory(user=UserFactory(name="Tomas Adeyemi"), body=body, role="editor").user


@pytest.fixture
def draft(body, officer):
    """A draft that lacks nothing but its dates."""
    at = timezone.now()
    opportunity = opportunities.create(body=body, title="Youth clubs and mentoring", by=officer, at=at)
    opportunities.save(opportunity=opportunity, values={"description": "Somewhere warm"}, by=officer, at=at)
    lots.change(
        lot=opportunity.lots.get(),
        values={"is_nationwide": False},
        chosen={
            "services": [ServiceArea.objects.exclude(parent=None).first()],
            "places": [LocalAuthority.objects.first()],
            "regions": [],
        },
        by=officer,
        at=at,
    )
    return opportunity


def test_officer_is_warned_publishes_knowingly_and_a_visitor_sees_the_clock(page, phone, sign_in_page, officer, draft):
    sign_in_page(page, officer)
    page.goto(reverse("opportunity_section", args=[draft.pk, "dates"]))
    due = timezone.localdate() + dt.timedelta(days=45)
    type_date(page, "Tenders by", due, "5pm")
    type_date(page, "Contract starts", due + dt.timedelta(days=200))
    save(page)
    expect(page.get_by_role("heading", name="Too little time for some partnerships")).to_be_visible()
    page.get_by_text("Why time matters").click()
    expect(page.get_by_text("procurement that allows time")).to_be_visible()
    seen_and_clean(page, "timetable-warning")

    page.get_by_role("button", name="Check and publish").click()
    page.get_by_label("Open for tenders").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("Confirm that you publish it with too little time")
    seen_and_clean(page, "timetable-confirm")
    page.get_by_label("Publish it with this timetable all the same").check()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("alert")).to_contain_text("is open for tenders")

    phone.goto("/opportunities/")
    expect(phone.get_by_text("Time left to form: informal, subcontract")).to_be_visible()
    phone.get_by_role("link", name="Youth clubs and mentoring").click()
    expect(phone.get_by_text("There is time left to form: informal, subcontract.")).to_be_visible()
    seen_and_clean(phone, "timetable-on-the-page")
    phone.get_by_role("link", name="The timetable, and when to start each kind of partnership").click()
    expect(phone.get_by_role("row", name="Alliance")).to_contain_text("Too late")
    seen_and_clean(phone, "timetable")


def test_second_officer_sees_what_the_first_wrote_and_keeps_what_was_typed(
    page, plain_page, sign_in_page, officer, second_officer, draft
):
    address = reverse("opportunity_section", args=[draft.pk, "what"])
    sign_in_page(plain_page, second_officer).goto(address)
    sign_in_page(page, officer).goto(address)
    page.get_by_label("Title").fill("Youth clubs for everyone")
    page.get_by_label("What do you want to buy?").fill("Somewhere warm and bright")
    save(page)

    plain_page.get_by_label("What do you want to buy?").fill("Somewhere warm, every evening")
    save(plain_page)
    expect(plain_page.get_by_role("heading", name="What changed while you were editing")).to_be_visible()
    expect(plain_page.get_by_text("Ida Thornbury saved this section on")).to_be_visible()
    expect(plain_page.get_by_label("What do you want to buy?")).to_have_value("Somewhere warm, every evening")
    title = plain_page.get_by_role("group", name="Title")
    expect(title.get_by_label("Take what Ida Thornbury wrote: Youth clubs for everyone")).to_be_checked()
    save(plain_page)
    expect(plain_page.get_by_role("alert")).to_contain_text("is saved")
    kept = Opportunity.objects.get()
    assert (kept.title, kept.description) == ("Youth clubs for everyone", "Somewhere warm, every evening")

    page.goto(address)
    plain_page.goto(address)
    plain_page.get_by_label("Title").fill("Clubs")
    save(plain_page)
    page.get_by_label("Title").fill("Youth clubs in the north")
    save(page)
    seen_and_clean(page, "opportunity-conflict")


def test_manager_sets_how_long_an_alliance_takes(page, sign_in_page, staff):
    sign_in_page(page, staff)
    page.goto("/forming-times/")
    page.get_by_role("link", name="Change alliance").click()
    page.get_by_label("Weeks from the first talk to a bid").fill("12")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "forming-time-check")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("“Alliance” now counts as 12 weeks.")
    seen_and_clean(page, "forming-times")
    page.get_by_role("link", name="Back to 10 weeks for alliance").click()
    seen_and_clean(page, "forming-time-change")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("now counts as 10 weeks")


def test_buyer_extends_a_deadline_that_has_passed(page, sign_in_page, officer, draft):
    at = timezone.now()
    values = {"submission_deadline": at + dt.timedelta(days=1), "starts_on": (at + dt.timedelta(days=300)).date()}
    opportunities.save(opportunity=draft, values=values, by=officer, at=at)
    opportunities.publish(opportunity=draft, to="open", by=officer, at=at)
    opportunities.close_overdue(at=at + dt.timedelta(days=2))
    sign_in_page(page, officer)
    page.goto(draft.get_absolute_url())
    page.get_by_role("link", name="Extend the deadline").click()
    seen_and_clean(page, "extend")
    type_date(page, "Tenders by", timezone.localdate() + dt.timedelta(days=60), "5pm")
    page.get_by_label("Why do you extend it?").fill("Partners asked for more time")
    page.get_by_role("button", name="Continue").click()
    seen_and_clean(page, "extend-check")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_label("Why do you extend it?")).to_have_value("Partners asked for more time")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Extend the deadline").click()
    expect(page.get_by_role("alert")).to_contain_text("takes tenders again")
    seen_and_clean(page, "extended")
