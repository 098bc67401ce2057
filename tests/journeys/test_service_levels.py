"""A programme manager promises more, closes the office for a day, and looks at what was kept."""

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from support_requests.actions import clocks
from support_requests.models import SupportRequest
from tests.factories import UserFactory
from tests.factories.support import SupportRequestFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def answered():
    """Requests of the last months, most of them answered in time."""
    officer, now = UserFactory(programme_role="triage_officer"), timezone.now()
    for number in range(28):
        sent = now - dt.timedelta(days=3 + number * 5)
        request = SupportRequestFactory(created_at=sent, priority=("normal", "high", "urgent", "low")[number % 4])
        clocks.start(request, at=sent)
        if number > 3:
            late = dt.timedelta(days=(number % 5 == 0) * 12)
            replied, decided = request.first_reply_due_at - dt.timedelta(hours=3), request.decision_due_at + late
            SupportRequest.objects.filter(pk=request.pk).update(
                first_replied_at=replied, decided_at=decided, state="accepted", decided_by=officer
            )


def fill_date(page, day):
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(value))


def test_manager_sets_what_is_promised(page, staff, answered, sign_in_page):
    sign_in_page(page, staff)
    page.goto("/support/service-levels/")
    expect(page.get_by_role("heading", name="Service levels", exact=True)).to_be_visible()
    page.get_by_role("link", name="Change urgent requests").click()
    page.get_by_label("First reply within").fill("0")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("First reply within: enter 1 or more")
    seen_and_clean(page, "service-level-error")
    page.get_by_label("First reply within").fill("4")
    page.get_by_label("Working hours").first.check()
    fill_date(page, timezone.localdate() + dt.timedelta(days=14))
    page.get_by_label("Why do you change it?").fill("Two more officers have joined.")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Check before you set it")).to_be_visible()
    seen_and_clean(page, "service-level-check")
    page.get_by_role("button", name="Set it").click()
    expect(page.get_by_text("The service level of urgent requests is set.")).to_be_visible()
    page.get_by_role("link", name="Change the office hours").click()
    seen_and_clean(page, "office-hours")
    page.go_back()
    close_a_day(page)
    seen_and_clean(page, "service-levels")
    page.get_by_role("link", name="How many we kept and missed").click()
    expect(page.get_by_role("heading", name="Service levels kept and missed")).to_be_visible()
    seen_and_clean(page, "service-level-report")


def close_a_day(page):
    page.get_by_role("link", name="Close the office on a day").click()
    day = timezone.localdate() + dt.timedelta(days=60)
    while day.weekday() > 2 or (day.month, day.day) in ((12, 28), (1, 1)):
        day += dt.timedelta(days=1)
    fill_date(page, day)
    page.get_by_label("Why is it closed?").fill("We move to another office")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Close the office").click()
    expect(page.get_by_text("The day is closed, and deadlines have moved.")).to_be_visible()
    page.get_by_role("link", name="Open after all").click()
    seen_and_clean(page, "closed-day-open")
    page.get_by_role("link", name="Leave it closed").click()
