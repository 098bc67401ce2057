"""Half a year after support: an organisation answers from its e-mail, and the figures of the sector change."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from partnerships_portal.notifications.actions import send_waiting
from support_requests.actions.evaluation import begin
from support_requests.actions.evaluation_answers import answer
from support_requests.actions.evaluation_timers import look_after
from support_requests.models import Evaluation
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import SupportRequestFactory

from .browser import seen_and_clean

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = {"turnover": 1_200_000, "other_buyers": 10, "contracts_together": 0, "partnerships": 1, "confidence": 3}
AFTER = {"turnover": 1_300_000, "other_buyers": 15, "contracts_together": 1, "partnerships": 2, "confidence": 4}


@pytest.fixture
def people():
    """Of ten organisations: each asked for support, which was agreed half a year ago, and said how it stood."""
    agreed, found = timezone.now() - dt.timedelta(days=190), []
    for number in range(10):
        person = MembershipFactory(role="owner").user
        request = SupportRequestFactory(
            organisation=person.memberships.get().organisation,
            asked_by=person,
            state="in_progress",
            support_types=["legal", "governance"] if number % 3 else ["legal"],
            title="Which agreement for three of us?",
        )
        begin(request=request, at=agreed)
        first = request.evaluations.get(wave="baseline")
        told = BEFORE | {"challenges": ["risk", "capacity"] if number % 2 else ["risk"], "success": 2 + number % 3}
        answer(evaluation=first, said=told, by=person, at=agreed)
        found.append(person)
    look_after(at=timezone.now())
    return found


def answered_by(people) -> None:
    for person in people:
        one = Evaluation.objects.get(request__asked_by=person, wave="six_months")
        answer(
            evaluation=one,
            said=AFTER | {"challenges": ["capacity"], "success": 4, "value": 4},
            by=person,
            at=timezone.now(),
        )


def link_for(person) -> str:
    """Of the latest e-mail to that person."""
    send_waiting(at=timezone.now())
    [last] = [sent for sent in mail.outbox if sent.to == [person.email] and "6 months on" in sent.subject][-1:]
    return re.search(r"(/support/evaluation/answer/\S+)", last.body).group(1)


def test_organisation_answers_from_its_email_and_the_figures_of_the_sector_change(page, people, sign_in_page):
    answered_by(people[:9])
    page.goto("/support/evidence/")
    expect(page.get_by_text("5 answered both times and are counted here")).to_be_visible()
    seen_and_clean(page, "evidence-of-five")

    page.goto(link_for(people[9]))
    expect(page.get_by_role("heading", level=1)).to_contain_text(people[9].memberships.get().organisation.name)
    page.get_by_label("How much of your income comes from others").fill("a fifth")
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_role("alert")).to_contain_text("The share of your income must be a whole number")
    seen_and_clean(page, "evaluation-questions")
    page.get_by_label("How much of your income comes from others").fill("20")
    page.get_by_label("Turnover in your last financial year").fill("£1,350,000")
    page.get_by_role("group", name="How confident are you").get_by_label("5").check()
    page.get_by_label("None of these").check()
    page.get_by_role("button", name="Check your answers").click()
    expect(page.get_by_text("Once your answers are sent they cannot be changed.")).to_be_visible()
    seen_and_clean(page, "evaluation-check")
    page.get_by_role("button", name="Send the answers").click()
    expect(page.get_by_text("Your answers are kept")).to_be_visible()
    seen_and_clean(page, "evaluation-thanks")

    page.goto("/support/evidence/")
    expect(page.get_by_text("10 answered both times and are counted here")).to_be_visible()
    seen_and_clean(page, "evidence-of-ten")
    sign_in_page(page, UserFactory(programme_role="programme_manager"))
    page.goto("/support/evaluation/")
    expect(page.get_by_text("10 of 10 answered (100%).")).to_be_visible()
    seen_and_clean(page, "evaluation-overview")


def test_link_is_used_up_expires_and_says_what_to_do(page, people):
    path = link_for(people[0])
    answered_by(people[:1])
    page.goto(path)
    expect(page.get_by_role("heading", name="Already answered, thank you")).to_be_visible()
    path = link_for(people[1])
    one = Evaluation.objects.get(request__asked_by=people[1], wave="six_months")
    one.links.update(sent_at=timezone.now() - dt.timedelta(days=31), expires_at=timezone.now())
    page.goto(path)
    page.get_by_role("button", name="Send a new link").click()
    expect(page.get_by_role("heading", name="Look into your e-mails")).to_be_visible()
    seen_and_clean(page, "evaluation-expired")
    assert link_for(people[1]) != path
