"""Funding rounds: written, checked, published once, opened and closed by the clock."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import funding_rounds
from support_requests.models import FundingRound
from tests.factories.funding import FundingApplicationFactory, FundingRoundFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def told(event):
    return {message.person for message in Notification.objects.filter(event=event).select_related("person")}


def round_form(**more):
    opens, closes = timezone.localtime() + DAY, timezone.localtime() + 30 * DAY
    typed = {"title": "Growth fund", "about": "Money to bid together.", "budget": "30,000", "most_each": "£10,000"}
    for name, when in (("opens_at", opens), ("closes_at", closes)):
        typed |= {f"{name}_0": when.day, f"{name}_1": when.month, f"{name}_2": when.year, f"{name}_3": "9am"}
    typed |= {"criterion_1": "Need", "weight_1": "60", "criterion_2": "Value", "weight_2": "40"}
    return typed | {"form_key": "0d5ae1c5-7e35-4b1c-9a3a-1c1f8bbd4c11"} | more


def test_manager_writes_checks_and_publishes_a_round_once(staff, owner, sign_in):
    browser = sign_in(staff)
    for _ in range(2):
        page = browser.post(reverse("funding_round_new"), round_form(), follow=True)
    made = FundingRound.objects.get()
    assert "Check before you publish" in page.content.decode()
    assert (made.state, made.budget, made.criteria.count()) == ("draft", Decimal(30_000), 2)
    assert sign_in(owner).get(made.get_absolute_url()).status_code == 404
    for _ in range(2):
        browser.post(reverse("funding_round_publish", args=[made.pk]), {"seen": made.version})
    made.refresh_from_db()
    assert made.state == "published"
    assert "You can apply for" in sign_in(owner).get(made.get_absolute_url()).content.decode()
    assert browser.post(reverse("funding_round_edit", args=[made.pk]), round_form(title="Other")).status_code == 302
    made.refresh_from_db()
    assert made.title == "Growth fund"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"weight_2": "30"}, "The weights add up to 90"),
        ({"weight_1": "", "weight_2": "100"}, "Criterion 1: enter its weight"),
        ({"criterion_2": "Need"}, "Criterion 2: this is there already"),
        ({"most_each": "40,000"}, "enter no more than the budget"),
        ({"budget": "0"}, "Enter more than £0"),
        ({"closes_at_2": "2020"}, "enter a time after it opens"),
        ({"about": ""}, "Say what is offered"),
    ],
)
def test_mistakes_in_a_round_are_named(typed, says, staff, sign_in):
    page = sign_in(staff).post(reverse("funding_round_new"), round_form(**typed))
    assert says in page.content.decode()
    assert not FundingRound.objects.exists()


def test_draft_of_a_round_is_not_changed_from_a_stale_page(staff):
    made = FundingRoundFactory(state="draft")
    criteria = [funding_rounds.Criterion("Need", 100)]
    given = {"funding_round": made, "criteria": criteria, "by": staff, "at": timezone.now(), "seen": 1}
    funding_rounds.change_round(values={"title": "First"}, **given)
    with pytest.raises(NotPossible, match="colleague changed"):
        funding_rounds.change_round(values={"title": "Second"}, **given)
    with pytest.raises(NotPossible, match="Check it again"):
        funding_rounds.publish_round(funding_round=made, seen=1, by=staff, at=timezone.now())


def test_clock_opens_reminds_and_closes_and_tells_once(owner, viewer, other_owner, triage):
    made = FundingRoundFactory()
    FundingApplicationFactory(round=made, organisation=owner.memberships.get().organisation, state="draft")
    for _ in range(2):
        funding_rounds.look_after_rounds(at=made.opens_at)
    assert told("funding_round_opened") == {owner, other_owner}
    funding_rounds.look_after_rounds(at=made.closes_at - 2 * DAY)
    assert told("funding_closes_soon") == {owner}
    for _ in range(2):
        funding_rounds.look_after_rounds(at=made.closes_at)
    made.refresh_from_db()
    assert (made.state, made.closed_at) == ("closed", made.closes_at)
    assert told("funding_round_closed") == {owner}
    assert told("funding_round_to_assess") == {triage}
    assert Notification.objects.filter(event="funding_round_opened").count() == 2


def test_lists_take_as_many_queries_however_many_applied(staff, sign_in):
    made, browser = FundingRoundFactory(state="closed"), sign_in(staff)
    counts = []
    for _ in range(2):
        FundingApplicationFactory.create_batch(3, round=made)
        FundingRoundFactory.create_batch(3)
        with CaptureQueriesContext(connection) as few:
            browser.get(made.get_absolute_url())
            browser.get(reverse("funding_round_list"))
        counts.append(len(few))
    assert counts[0] == counts[1]
