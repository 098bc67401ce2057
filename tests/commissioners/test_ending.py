"""Promises about what still waits when an opportunity ends: events to come, and questions without an answer."""

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from commissioners.actions import awards, deadlines, events, opportunities, outcomes, questions
from commissioners.choices import LotOutcome, Route, State
from commissioners.delivery.winners import Winner
from commissioners.events.coming import coming_events
from commissioners.importing.news import tell
from commissioners.models import Opportunity, Question
from commissioners.publishing.deadlines import to_come
from commissioners.publishing.own import own
from commissioners.talking.awaiting import of_person, waiting_of
from commissioners.talking.ending import Waiting, what_waits
from commissioners.tasks import close_overdue
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import send_waiting
from partnerships_portal.notifications.awaiting import Asker
from partnerships_portal.notifications.models import Notification
from tests.factories import (
    EngagementEventFactory,
    EventSignUpFactory,
    FollowingFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    QuestionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
REASON = "The money went elsewhere"


@pytest.fixture
def at():
    return timezone.now()


@pytest.fixture
def asker(organisation):
    return MembershipFactory(organisation=organisation).user


@pytest.fixture
def opportunity(body, service, place):
    return OpportunityFactory(
        body=body,
        title="Youth clubs",
        state="early_engagement",
        description="Clubs",
        services=[service],
        places=[place],
    )


@pytest.fixture
def event(opportunity, owner):
    """A briefing in ten days, to which the owner comes."""
    made = EngagementEventFactory(opportunity=opportunity, title="Briefing")
    EventSignUpFactory(event=made, person=owner, organisation=owner.memberships.get().organisation)
    return made


@pytest.fixture
def question(opportunity, asker):
    return QuestionFactory(opportunity=opportunity, asked_by=asker, text="Is the building included?")


def cancel(opportunity, by, at):
    opportunities.cancel(opportunity=opportunity, reason=REASON, by=by, at=at)


def award(opportunity, by, at, lots=None):
    values = {"value": None, "bids_received": None, "note": "", "awarded_on": dt.date(2026, 11, 20)}
    awards.announce(
        opportunity=opportunity,
        lots=lots or list(opportunity.lots.all()),
        winners=[Winner("Harbour Skills")],
        values=values,
        by=by,
        at=at,
    )


def become(opportunity, state, **fields):
    Opportunity.objects.filter(pk=opportunity.pk).update(state=state, **fields)
    opportunity.refresh_from_db()


def news(person):
    return list(Notification.objects.filter(person=person))


def waits(person, at):
    return [thing for queue in of_person(Asker(person), at) for thing in queue.things()]


def test_those_who_come_and_those_who_asked_are_told_once_with_the_cancelling(
    opportunity, event, question, owner, asker, commissioner, at
):
    for person in (owner, asker):
        FollowingFactory(opportunity=opportunity, person=person)
    cancel(opportunity, commissioner, at)
    (coming,), (asking,) = news(owner), news(asker)
    assert coming.subject == asking.subject == "“Youth clubs” was cancelled"
    assert REASON in coming.body and "“Briefing”, " in coming.body and "does not take place" in coming.body
    assert REASON in asking.body and "closed without an answer:\nIs the building included?" in asking.body
    assert "Briefing" not in asking.body and "building" not in coming.body


def test_whoever_only_signed_up_gets_the_e_mail_too(opportunity, event, owner, commissioner, at):
    cancel(opportunity, commissioner, at)
    send_waiting(at=at)
    (sent,) = [message for message in mail.outbox if message.to == [owner.email]]
    assert "does not take place" in sent.body


def test_a_follower_reads_nothing_of_what_others_did(opportunity, event, question, commissioner, at):
    follower = FollowingFactory(opportunity=opportunity).person
    cancel(opportunity, commissioner, at)
    (told,) = news(follower)
    assert told.body == REASON


def test_event_and_question_end_with_the_cancelling(opportunity, event, question, commissioner, at):
    cancel(opportunity, commissioner, at)
    event.refresh_from_db()
    question.refresh_from_db()
    assert (event.cancelled_at, event.cancelled_because) == (at, f"The opportunity was cancelled: {REASON}")
    assert (question.state, question.reason) == (
        "unanswered",
        "The opportunity was cancelled before the buyer answered.",
    )
    assert not coming_events(at=at).exists()
    assert waits(commissioner, at) == [] and waiting_of([opportunity.pk]) == {}


def test_calendars_no_longer_hold_the_event(opportunity, event, owner, commissioner, at):
    FollowingFactory(opportunity=opportunity, person=owner)
    assert [one.pk for one in to_come(own(owner, at=at), at=at)] == [opportunity.pk]
    cancel(opportunity, commissioner, at)
    assert to_come(own(owner, at=at), at=at) == []


def test_cancelling_again_changes_nothing_and_tells_nobody(opportunity, event, question, commissioner, at):
    cancel(opportunity, commissioner, at)
    event.refresh_from_db()
    before = (Notification.objects.count(), event.version, event.cancelled_at)
    with pytest.raises(NotPossible):
        cancel(opportunity, commissioner, at + dt.timedelta(hours=1))
    event.refresh_from_db()
    assert (Notification.objects.count(), event.version, event.cancelled_at) == before


def test_what_is_over_or_decided_stays_as_it_was(opportunity, asker, commissioner, at):
    held = EngagementEventFactory(opportunity=opportunity, starts_at=at - dt.timedelta(hours=1))
    gone = EngagementEventFactory(opportunity=opportunity, cancelled_at=at, cancelled_because="The room is flooded")
    aside = QuestionFactory(opportunity=opportunity, asked_by=asker, state="set_aside", reason="Not ours to say")
    cancel(opportunity, commissioner, at)
    for row in (held, gone, aside):
        row.refresh_from_db()
    assert held.cancelled_at is None
    assert (gone.cancelled_because, aside.reason) == ("The room is flooded", "Not ours to say")
    assert news(asker)[0].body == REASON


def test_an_award_ends_both(opportunity, event, question, owner, asker, commissioner, at):
    become(opportunity, State.CLOSED)
    award(opportunity, commissioner, at)
    event.refresh_from_db()
    question.refresh_from_db()
    assert event.cancelled_because == "The opportunity was awarded."
    assert (question.state, question.reason) == ("unanswered", "The opportunity was awarded before the buyer answered.")
    assert [row.event for row in (*news(owner), *news(asker))] == ["news_awarded"] * 2
    assert waits(commissioner, at) == []


def test_a_direct_award_ends_both(opportunity, event, question, commissioner, at):
    become(opportunity, State.EARLY_ENGAGEMENT, route=Route.DIRECT_AWARD)
    award(opportunity, commissioner, at)
    event.refresh_from_db()
    question.refresh_from_db()
    assert event.cancelled_at and question.state == "unanswered"


def test_while_a_lot_is_undecided_both_stand(opportunity, event, question, service, place, commissioner, at):
    opportunity.lots.create(number="2", title="Mentoring", value=40_000)
    become(opportunity, State.CLOSED)
    first, second = opportunity.lots.order_by("number")
    award(opportunity, commissioner, at, lots=[first])
    event.refresh_from_db()
    assert event.cancelled_at is None and len(waits(commissioner, at)) == 1
    leave = {"outcome": LotOutcome.NOT_AWARDED, "reason": "No tender was good enough", "by": commissioner, "at": at}
    outcomes.leave_out(opportunity=opportunity, lots=[second], **leave)
    event.refresh_from_db()
    assert event.cancelled_at and waits(commissioner, at) == []


def test_where_no_lot_was_awarded_the_reason_is_told_with_the_event(opportunity, event, owner, commissioner, at):
    become(opportunity, State.CLOSED)
    leave = {"outcome": LotOutcome.NOT_AWARDED, "reason": "No tender was good enough", "by": commissioner, "at": at}
    outcomes.leave_out(opportunity=opportunity, lots=list(opportunity.lots.all()), **leave)
    event.refresh_from_db()
    assert event.cancelled_because == "The opportunity was cancelled: No tender was good enough"
    (told,) = news(owner)
    assert told.event == "news_cancelled" and "does not take place" in told.body


def test_closed_and_opened_again_both_stand(opportunity, event, question, asker, commissioner, at):
    become(opportunity, State.OPEN, submission_deadline=at - dt.timedelta(minutes=1))
    close_overdue()
    opportunity.refresh_from_db()
    event.refresh_from_db()
    assert (opportunity.state, event.cancelled_at, len(waits(commissioner, at))) == ("closed", None, 1)
    later = at + dt.timedelta(days=30)
    deadlines.extend(opportunity=opportunity, deadline=later, reason="Two asked for it", by=commissioner, at=at)
    assert coming_events(at=at).count() == 1
    assert len(waits(commissioner, at)) == 1


def test_a_question_is_still_answered_while_it_is_closed(opportunity, question, commissioner, at):
    become(opportunity, State.CLOSED)
    questions.answer(question=question, published_text="Is it?", answer="Yes.", by=commissioner, at=at)
    question.refresh_from_db()
    assert question.state == "answered"


def test_those_who_come_are_reminded_while_it_is_closed(opportunity, event, owner, at):
    become(opportunity, State.CLOSED)
    event.sign_ups.update(signed_up_at=at - dt.timedelta(days=3))
    assert events.remind(at=event.starts_at - dt.timedelta(hours=2)) == 1
    assert [row.event for row in news(owner)] == ["event_reminder"]


def test_a_closed_question_can_be_answered_after_all_and_not_set_aside(opportunity, question, asker, commissioner, at):
    cancel(opportunity, commissioner, at)
    with pytest.raises(NotPossible):
        questions.set_aside(question=question, reason="No", by=commissioner, at=at)
    questions.answer(question=question, published_text="Is it?", answer="Yes.", by=commissioner, at=at)
    assert Question.objects.visible_to(UserFactory()).get().answer == "Yes."


def test_cancelling_a_draft_cancels_its_events_and_tells_nobody_outside(opportunity, commissioner, owner, at):
    become(opportunity, State.DRAFT, published_at=None)
    event = EngagementEventFactory(opportunity=opportunity)
    cancel(opportunity, commissioner, at)
    event.refresh_from_db()
    assert event.cancelled_at and not Notification.objects.filter(person=owner).exists()


def test_a_notice_that_ends_a_claimed_opportunity_ends_both(opportunity, event, question, owner, at):
    become(opportunity, State.CANCELLED, source="find_a_tender")
    tell([(opportunity, ["state"])], at)
    event.refresh_from_db()
    question.refresh_from_db()
    assert event.cancelled_because == "The opportunity was cancelled." and question.state == "unanswered"
    (told,) = news(owner)
    assert "does not take place" in told.body


def test_the_number_of_queries_of_a_notice_does_not_grow_with_opportunities(at):
    def queries(number):
        ended = [(OpportunityFactory(state="awarded"), ["state"]) for _ in range(number)]
        with CaptureQueriesContext(connection) as asked:
            tell(ended, at)
        return len(asked)

    assert queries(2) == queries(6)


def test_pages_say_what_ends_and_then_that_it_has(opportunity, event, question, asker, commissioner, sign_in, at):
    desk, page = sign_in(commissioner), reverse("opportunity_cancel", args=[opportunity.pk])
    before = " ".join(desk.get(page).content.decode().split())
    assert "With it, 1 event to come is cancelled. The person who has signed up is told why." in before
    assert "With it, 1 question that waits for your answer is closed without one, and who asked is told." in before
    desk.post(page, {"reason": REASON})
    after = desk.get(opportunity.get_absolute_url()).content.decode()
    assert "for your answer" not in after
    assert "1 question was closed without an answer when this ended" in after
    assert "No event is to come" in after and "Announce and look after events" not in after
    of_event = sign_in(asker).get(event.get_absolute_url()).content.decode()
    assert f"The opportunity was cancelled: {REASON}" in of_event and "Add it to your calendar" not in of_event
    own_page = sign_in(asker).get(reverse("opportunity_questions", args=[opportunity.pk])).content.decode()
    assert "Closed without an answer. The opportunity was cancelled before the buyer answered." in own_page


def test_what_is_over_is_not_counted_among_what_ends(opportunity, event, question, at):
    EventSignUpFactory(event=event, organisation=OrganisationFactory())
    EngagementEventFactory(opportunity=opportunity, starts_at=at - dt.timedelta(days=2))
    assert what_waits(opportunity, at=at) == Waiting(events=1, people=2, questions=1)


def test_check_of_how_a_lot_ends_says_what_ends_with_it(opportunity, event, question, commissioner, sign_in):
    become(opportunity, State.CLOSED)
    page = reverse("lots_leave_out", args=[opportunity.pk])
    chosen = {"lots": [opportunity.lots.get().pk], "outcome": "not_awarded", "reason": REASON}
    shown = sign_in(commissioner).post(page, chosen | {"version": opportunity.version}).content.decode()
    assert "Once every lot is decided, 1 event to come is cancelled" in shown
