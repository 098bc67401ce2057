"""Promises about deadlines that move: later is open to all, earlier is never a surprise."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import deadlines, opportunities
from commissioners.models import Award, Following, Opportunity
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.models import Notification

pytestmark = pytest.mark.django_db

LATER = dt.timedelta(days=20)


def typed(name, moment, time="12:00") -> dict:
    day = timezone.localdate(moment)
    return {f"{name}_{n}": part for n, part in enumerate((day.day, day.month, day.year, time))}


@pytest.fixture
def closed(published):
    opportunities.close_overdue(at=published.submission_deadline)
    published.refresh_from_db()
    return published


@pytest.fixture
def deadline(closed):
    return closed.submission_deadline + LATER


def extend(opportunity, deadline, by, at):
    deadlines.extend(opportunity=opportunity, deadline=deadline, reason="The portal was down", by=by, at=at)


def test_closed_opportunity_opens_again_and_everyone_concerned_is_told(
    closed, deadline, commissioner, colleague, stranger, sign_in
):
    Following.objects.create(opportunity=closed, person=stranger, since=timezone.now())
    Change.objects.all().delete()
    extend(closed, deadline, commissioner, closed.submission_deadline + dt.timedelta(hours=1))
    now = Opportunity.objects.get()
    assert (now.state, now.submission_deadline, now.version) == ("open", deadline, 2)
    assert Change.objects.filter(kind="opportunity", object_id=now.pk).exists()
    told = Notification.objects.get(person=stranger, event="news_extended")
    assert "was extended" in told.subject and "The portal was down" in told.body and "Tenders by: was" in told.body
    assert Notification.objects.filter(person=colleague, subject__contains="was extended").exists()
    page = sign_in(None).get(now.get_absolute_url()).content.decode()
    assert "Opened again: the deadline is extended (version 2)" in page and "The portal was down" in page


def test_it_closes_by_itself_at_the_new_deadline(closed, deadline, commissioner):
    extend(closed, deadline, commissioner, closed.submission_deadline)
    assert opportunities.close_overdue(at=deadline - dt.timedelta(minutes=1)) == 0
    assert opportunities.close_overdue(at=deadline) == 1


def test_only_what_is_closed_and_undecided_is_extended(closed, deadline, commissioner, at):
    when = closed.submission_deadline
    for state, words in (
        ("open", "It is open already"),
        ("cancelled", "only a closed one"),
        ("draft", "only a closed"),
    ):
        Opportunity.objects.update(state=state, published_at=None if state == "draft" else at)
        with pytest.raises(NotPossible, match=words):
            extend(closed, deadline, commissioner, when)
    Opportunity.objects.update(state="closed", published_at=at)
    closed.lots.update(outcome="not_awarded")
    with pytest.raises(NotPossible, match="decided already"):
        extend(closed, deadline, commissioner, when)
    closed.lots.update(outcome="")
    award = Award.objects.create(body=closed.body, opportunity=closed, title="Contract")
    with pytest.raises(NotPossible, match="decided already"):
        extend(closed, deadline, commissioner, when)
    award.delete()
    with pytest.raises(NotPossible, match="must be in the future"):
        extend(closed, when - LATER, commissioner, when)
    Opportunity.objects.update(starts_on=timezone.localdate(when))
    with pytest.raises(NotPossible, match="must start after the deadline"):
        extend(closed, deadline, commissioner, when)
    Opportunity.objects.update(starts_on=None, source="find_a_tender")
    with pytest.raises(NotPossible, match="imported from a notice"):
        extend(closed, deadline, commissioner, when)
    assert Opportunity.objects.get().state == "closed"


def test_buyer_types_checks_and_extends(closed, commissioner, sign_in):
    desk, address = sign_in(commissioner), reverse("opportunity_extend", args=[closed.pk])
    assert address in desk.get(closed.get_absolute_url()).content.decode()
    page = desk.post(address, typed("deadline", timezone.now() - LATER) | {"reason": " "}).content.decode()
    assert "enter a date and time in the future" in page and "Say why it is extended" in page
    answers = typed("deadline", timezone.now() + LATER * 3) | {"reason": "More time for partners"}
    check = desk.post(address, answers).content.decode()
    assert "Check the new deadline" in check and "More time for partners" in check
    assert Opportunity.objects.get().state == "closed"
    assert 'value="12:00"' in check  # what was typed goes on to the next step
    assert "takes tenders again" in desk.post(address, answers | {"save": "1"}, follow=True).content.decode()
    assert Opportunity.objects.get().state == "open"
    again = desk.post(address, answers | {"save": "1"}, follow=True).content.decode()
    assert "It is open for tenders already: nothing was changed" in again
    assert Opportunity.objects.get().version == 2


class TestShortening:
    def move(self, sign_in, commissioner, opportunity, days, **more):
        answers = typed("submission_deadline", timezone.now() + dt.timedelta(days=days)) | more
        address = reverse("opportunity_section", args=[opportunity.pk, "dates"])
        return sign_in(commissioner).post(address, answers, follow=True).content.decode()

    @pytest.fixture(autouse=True)
    def _far(self, published):
        Opportunity.objects.update(submission_deadline=timezone.now() + dt.timedelta(days=60))

    def test_open_deadline_never_comes_so_early_that_a_new_tender_would_have_longer(
        self, sign_in, commissioner, published
    ):
        page = self.move(sign_in, commissioner, published, 20, note="We are in a hurry")
        earliest = timezone.localdate() + dt.timedelta(days=25)
        assert f"Choose {earliest.day} {earliest:%B %Y} or later, or keep" in page
        with pytest.raises(NotPossible, match="rely on the published deadline"):
            opportunities.save(
                opportunity=published,
                values={"submission_deadline": timezone.now() + dt.timedelta(days=20)},
                by=commissioner,
                at=timezone.now(),
            )
        assert Opportunity.objects.get().version == 1

    def test_it_may_come_earlier_with_a_reason_while_there_is_time(self, sign_in, commissioner, published):
        assert "Say below why tenders are due earlier" in self.move(sign_in, commissioner, published, 30)
        assert "is saved" in self.move(sign_in, commissioner, published, 30, note="The service must start in spring")
        assert Opportunity.objects.get().version == 2

    def test_later_asks_no_reason(self, sign_in, commissioner, published):
        assert "is saved" in self.move(sign_in, commissioner, published, 90)

    def test_deadline_of_what_is_not_open_yet_moves_freely(self, sign_in, commissioner, published):
        Opportunity.objects.update(state="early_engagement")
        assert "is saved" in self.move(sign_in, commissioner, published, 10)
