"""Journey 2: a commissioner publishes early, those whom it fits are told why, ask, and say that they are interested; it
opens, closes and is awarded.

Once with JavaScript and once without; with the real worker, database and browser.
"""

import datetime as dt
import time

import pytest
from celery import current_app
from django.utils import timezone
from playwright.sync_api import expect

from commissioners.choices import State
from commissioners.models import Opportunity
from partnerships_portal.notifications.models import Notification
from partnerships_portal.reference.models import LocalAuthority, ServiceArea
from tests.factories import (
    BodyFactory,
    BodyMembershipFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)
from tests.real_worker import PROMISED_SECONDS, wait_until

from .browser import axe_clean, no_sideways_scroll, settled
from .test_posting_an_opportunity import type_date

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_data_for_live_server"),
    pytest.mark.real_worker,
]

TITLE = "Youth clubs and mentoring in the north"
QUESTION, ANSWER = "May two organisations share one lot?", "Yes: say who does what."
YOUTH, MENTORING = "Youth work and positive activities", "Mentoring in the north"


@pytest.fixture(params=["page", "plain_page"], ids=["with scripts", "without scripts"])
def visit(request, sign_in_page):
    """`visit(person, address)`: the one window, in which that person is signed in now."""
    page = request.getfixturevalue(request.param)

    def open_as(person, address="/"):
        page.context.clear_cookies()
        sign_in_page(page, person).goto(address)
        return page

    return open_as


@pytest.fixture
def buyer():
    """The owner of a council."""
    return BodyMembershipFactory(user=UserFactory(name="Ida Thornbury"), body=BodyFactory(name="Marlbeck Council")).user


@pytest.fixture
def sector():
    """Two organisations that run youth clubs in Torridge, and one whose work is something else elsewhere."""
    youth = ServiceArea.objects.get(name=YOUTH)
    torridge, leeds = (LocalAuthority.objects.get(name=name) for name in ("Torridge", "Leeds"))
    other = ServiceArea.objects.get(name="Community nursing and long-term conditions")
    sector = {
        "Fennimore Youth": OrganisationFactory(name="Fennimore Youth", services=[youth], places=[torridge]),
        "Tarka Clubs": OrganisationFactory(name="Tarka Clubs", services=[youth], places=[torridge]),
        "Aire Nurses": OrganisationFactory(name="Aire Nurses", services=[other], places=[leeds]),
    }
    people = zip(sector.items(), ("Ada Fennimore", "Bo Tarka", "Cy Aire"), strict=True)
    return {name: MembershipFactory(organisation=one, user__name=who).user for (name, one), who in people}


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def seen(page):
    """Nothing that people with disabilities would stumble over, and nothing wider than a telephone."""
    settled(page)
    if page.evaluate("document.body.classList.contains('js-enabled')"):  # axe is a script itself
        axe_clean(page)
    before = page.viewport_size
    page.set_viewport_size({"width": 375, "height": 812})
    no_sideways_scroll(page)
    page.set_viewport_size(before)


def write_the_draft(page):
    press(page, "Post an opportunity")
    page.get_by_label("What do you want to buy?").fill(TITLE)
    press(page, "Save and continue")
    follow(page, "Describe what you want to buy")
    page.get_by_role("textbox", name="What do you want to buy?").fill("Somewhere warm, every evening.")
    press(page, "Save")
    follow(page, "Select at least one service")
    choose_service_and_place(page)
    follow(page, "Divide it: add a lot")
    page.get_by_label("Title of the lot").fill(MENTORING)
    choose_service_and_place(page)


def choose_service_and_place(page):
    page.locator("summary", has_text="Children and young people").click()
    page.get_by_label(YOUTH).check()
    page.locator("summary", has_text="South West").click()
    page.get_by_label("Torridge").check()
    press(page, "Save")


def say_how_open_it_is(page):
    """The guided statement, question by question."""
    follow(page, "Change (Openness to consortia)")
    press(page, "Start")
    page.get_by_label("Welcomed").check()
    press(page, "Continue")
    page.get_by_label("Alliance").check()
    press(page, "Save and come back later")


def publish_early(page):
    opportunity = Opportunity.objects.get()
    page.goto(f"/opportunities/{opportunity.pk}/edit/")
    follow(page, "Change dates")
    today = timezone.localdate()
    type_date(page, "Early market engagement ends", today + dt.timedelta(days=40), "5pm")
    type_date(page, "Tender expected", today + dt.timedelta(days=60))
    press(page, "Save")
    press(page, "Check and publish")
    page.get_by_label("For early engagement").check()
    press(page, "Publish")
    expect(page.get_by_role("alert")).to_contain_text("is published for early engagement")
    expect(page.get_by_text("The commissioner welcomes bids from consortia.")).to_be_visible()
    return opportunity


def is_told(person, event):
    return Notification.objects.filter(person=person, event=event).exists()


def read_why_it_fits(page):
    follow(page, f"New match: “{TITLE}”")
    expect(page.get_by_text("Why it fits Fennimore Youth:")).to_be_visible()
    expect(page.get_by_text("Marlbeck Council")).to_be_visible()
    seen(page)
    press(page, "See what this is about")
    expect(page.locator(".portal-reasons > li")).to_have_count(6)
    expect(page.get_by_text("You deliver in Torridge").or_(page.get_by_text("Covers")).first).to_be_visible()


def ask(page, opportunity):
    page.goto(f"{opportunity.get_absolute_url()}questions/")
    press(page, "Ask a question")
    page.get_by_label("What do you want to ask?").fill(QUESTION)
    press(page, "Check your question")
    press(page, "Send your question")


def answer(page, opportunity):
    page.goto(f"{opportunity.get_absolute_url()}questions/")
    expect(page.get_by_text("Ada Fennimore")).to_have_count(0)
    expect(page.get_by_text("Fennimore Youth")).to_have_count(0)
    follow(page, "Answer")
    page.get_by_label("Your answer").fill(ANSWER)
    press(page, "Check before you publish")
    press(page, "Publish the answer")


def open_the_interest_list(page, opportunity):
    page.goto(f"{opportunity.get_absolute_url()}interest/")
    follow(page, "Change who sees the interest list")
    page.get_by_label("The organisations that are on it").check()
    seen(page)
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("shown to the organisations that are on it themselves")


def express_interest(page, kind, note):
    press(page, "Express interest")
    press(page, "Express interest")
    page.get_by_label(kind, exact=True).check()
    page.get_by_label("Message to the buyer").fill("We could start in April.")
    page.get_by_label("Yes, show us on it").check()
    page.get_by_label("What others on the list should read").fill(note)
    seen(page)
    press(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers before you send them")
    seen(page)
    press(page, "Send to the buyer")
    expect(page.get_by_role("alert")).to_contain_text("is interested. It binds nobody.")


def open_for_tenders(page, opportunity):
    page.goto(opportunity.get_absolute_url())
    press(page, "Amend")
    follow(page, "Change dates")
    type_date(page, "Tenders by", timezone.localdate() + dt.timedelta(days=90), "noon")
    press(page, "Save and publish the change")
    page.goto(opportunity.get_absolute_url())
    press(page, "Open for tenders")
    page.get_by_label("Open for tenders").check()
    press(page, "Open for tenders")
    expect(page.get_by_role("alert")).to_contain_text("is open for tenders")


def let_the_deadline_pass(opportunity):
    """The worker closes it, as it does every minute."""
    Opportunity.objects.update(submission_deadline=timezone.now() - dt.timedelta(seconds=1))
    current_app.send_task("commissioners.tasks.close_overdue")
    wait_until(lambda: Opportunity.objects.get().state == State.CLOSED, "it to be closed")


def award(page, opportunity):
    page.goto(opportunity.get_absolute_url())
    press(page, "Say how it ended")
    press(page, "Record an award")
    for name in ("Fennimore Youth", "Tarka Clubs"):
        page.get_by_label("Look for an organisation in the directory").fill(name)
        press(page, "Look for it")
        press(page, f"Add {name}")
    for lot in page.get_by_role("group", name="What is awarded?").get_by_role("checkbox").all():
        lot.check()
    page.get_by_label("Bids received").fill("3")
    press(page, "Check your answers")
    expect(page.get_by_text("Won jointly")).to_be_visible()
    press(page, "Publish the award")
    assert Opportunity.objects.get().state == State.AWARDED


def test_from_early_engagement_to_award(visit, buyer, sector, start_worker):
    ada, bo = sector["Fennimore Youth"], sector["Tarka Clubs"]
    start_worker()
    page = visit(buyer, "/my-opportunities/")
    write_the_draft(page)
    say_how_open_it_is(page)
    opportunity = publish_early(page)

    started = time.monotonic()
    wait_until(lambda: is_told(ada, "new_tender_match") and is_told(bo, "new_tender_match"), "those it fits to be told")
    assert time.monotonic() - started < PROMISED_SECONDS
    assert not is_told(sector["Aire Nurses"], "new_tender_match")
    read_why_it_fits(visit(ada, "/inbox/"))

    ask(page, opportunity)
    answer(visit(buyer), opportunity)
    page = visit(bo, f"{opportunity.get_absolute_url()}questions/")
    expect(page.get_by_text(QUESTION)).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()

    open_the_interest_list(visit(buyer), opportunity)
    express_interest(visit(ada, opportunity.get_absolute_url()), "Looking for partners", "We look for mentors")
    page.context.clear_cookies()
    page = visit(bo, opportunity.get_absolute_url())
    assert page.goto(f"{opportunity.get_absolute_url()}interest/list/").status == 404
    page.goto(opportunity.get_absolute_url())
    express_interest(page, "On its own", "")
    follow(page, "The interest list: 2 organisations")
    expect(page.get_by_text("We look for mentors")).to_be_visible()
    expect(page.get_by_text("We could start in April.")).to_have_count(0)
    seen(page)

    page = visit(buyer, f"{opportunity.get_absolute_url()}interest/")
    expect(page.get_by_text("We could start in April.")).to_have_count(2)
    seen(page)
    open_for_tenders(page, opportunity)
    let_the_deadline_pass(opportunity)
    award(page, opportunity)
    page = visit(ada, opportunity.get_absolute_url())
    expect(page.locator("#awards ~ *").get_by_text("Fennimore Youth").first).to_be_visible()
    seen(page)
