"""Promises about reminders: whom they reach, when, and that nobody gets one twice."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commissioners import tasks
from commissioners.actions.reminding import remind
from commissioners.models import Award, Following, Interest, Question
from partnerships_portal.notifications.models import EmailState, Notification, Preference
from tests.factories import BodyFactory, BodyMembershipFactory, OpportunityFactory, UserFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 11, 20, 7, tzinfo=dt.UTC)  # a Friday


def in_days(days, hour=12):
    return MORNING.replace(hour=hour) + dt.timedelta(days=days)


def early(body, **more):
    return OpportunityFactory(body=body, state="early_engagement", submission_deadline=None, **more)


def told(person) -> list[tuple[str, str]]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("event", "subject"))


def follow(opportunity, person):
    Following.objects.create(opportunity=opportunity, person=person, since=MORNING)
    return person


class TestBuyers:
    def test_engagement_that_ends_with_no_date_for_the_tender(self, body, commissioner, colleague, stranger):
        opportunity = early(body, engagement_deadline=in_days(6))
        early(body, engagement_deadline=in_days(6), expected_tender_on=dt.date(2027, 1, 5))
        early(body, engagement_deadline=in_days(20))
        remind(at=MORNING)
        subject = f"“{opportunity.title}”: market engagement ends, and no tender date is known"
        for person in (commissioner, colleague):
            assert told(person) == [("engagement_ends_soon", subject)]
        assert told(stranger) == []

    def test_tender_that_was_expected_by_now(self, body, commissioner):
        early(body, expected_tender_on=dt.date(2026, 11, 19))
        early(body, expected_tender_on=dt.date(2026, 11, 20))
        remind(at=MORNING)
        assert [event for event, _ in told(commissioner)] == ["tender_is_late"]

    def test_questions_that_still_wait_near_the_deadline_for_them(self, body, commissioner, stranger):
        near = OpportunityFactory(body=body, enquiry_deadline=in_days(2), submission_deadline=in_days(40))
        far = OpportunityFactory(body=body, enquiry_deadline=in_days(12), submission_deadline=in_days(40))
        for opportunity in (near, near, far):
            Question.objects.create(opportunity=opportunity, asked_by=stranger, text="Where?", asked_at=MORNING)
        Question.objects.create(
            opportunity=near, asked_by=stranger, text="When?", asked_at=MORNING, state=Question.State.SET_ASIDE
        )
        remind(at=MORNING)
        assert told(commissioner) == [("questions_wait", f"“{near.title}”: 2 questions still to be answered")]
        assert Notification.objects.get().url == f"/opportunities/{near.pk}/questions/"

    def test_what_closed_some_weeks_ago_without_an_outcome(self, body, commissioner):
        OpportunityFactory(body=body, state="closed", submission_deadline=in_days(-30))
        OpportunityFactory(body=body, state="closed", submission_deadline=in_days(-10))
        OpportunityFactory(body=body, state="awarded", submission_deadline=in_days(-30))
        remind(at=MORNING)
        assert [event for event, _ in told(commissioner)] == ["outcome_is_late"]

    def test_contract_that_ends_within_the_year_by_its_award_where_that_says_more(self, body, commissioner):
        won = OpportunityFactory(body=body, state="awarded", submission_deadline=in_days(-900))
        Award.objects.create(body=body, opportunity=won, title="Lot 1", ends_on=dt.date(2028, 3, 31))
        Award.objects.create(body=body, opportunity=won, title="Lot 2", ends_on=dt.date(2027, 3, 31))
        OpportunityFactory(body=body, state="awarded", ends_on=dt.date(2029, 3, 31))
        remind(at=MORNING)
        assert told(commissioner) == [("contract_ends_soon", f"“{won.title}”: its contract ends on 31 March 2027")]

    def test_joint_buyers_and_claimants_are_reminded_too(self, body, partner, partner_body):
        joint = early(body, expected_tender_on=dt.date(2026, 11, 19))
        joint.joint_buyers.add(partner_body)
        claimed = early(
            BodyFactory(),
            expected_tender_on=dt.date(2026, 11, 18),
            source="find_a_tender",
            ocid="ocds-h6vhtk-1",
            claimed_by=partner_body,
        )
        early(partner_body, expected_tender_on=dt.date(2026, 11, 18), source="find_a_tender", ocid="ocds-h6vhtk-2")
        remind(at=MORNING)
        assert {subject.split("”")[0].strip("“") for _, subject in told(partner)} == {joint.title, claimed.title}

    def test_what_was_due_long_ago_is_not_dug_up(self, body, commissioner):
        early(body, expected_tender_on=dt.date(2026, 9, 1))
        early(body, engagement_deadline=in_days(-60))
        OpportunityFactory(body=body, state="closed", submission_deadline=in_days(-200))
        remind(at=MORNING)
        assert told(commissioner) == []


class TestInterested:
    def test_seven_days_before_and_two_and_never_twice(self, body, stranger):
        opportunity = OpportunityFactory(body=body, submission_deadline=in_days(7))
        follow(opportunity, stranger)
        remind(at=MORNING - dt.timedelta(days=1))
        assert told(stranger) == []
        for hours in range(0, 24 * 8, 6):
            remind(at=MORNING + dt.timedelta(hours=hours))
        assert [subject.split("”: ")[1] for _, subject in told(stranger)] == [
            "tenders are due in 7 days",
            "tenders are due in 2 days",
        ]

    def test_who_was_not_reminded_in_time_gets_one_message(self, body, stranger):
        follow(OpportunityFactory(body=body, submission_deadline=in_days(1)), stranger)
        remind(at=MORNING)
        assert [subject.split("”: ")[1] for _, subject in told(stranger)] == ["tenders are due tomorrow"]

    def test_deadline_that_was_extended_is_a_new_one(self, body, stranger):
        opportunity = OpportunityFactory(body=body, submission_deadline=in_days(2))
        follow(opportunity, stranger)
        remind(at=MORNING)
        opportunity.submission_deadline = in_days(7)
        opportunity.save()
        remind(at=MORNING)
        assert len(told(stranger)) == 2

    def test_people_of_an_interested_organisation_are_reminded_and_buyers_are_not(
        self, body, commissioner, organisation, owner, viewer, other_owner
    ):
        opportunity = early(body, engagement_deadline=in_days(7), expected_tender_on=dt.date(2027, 3, 1))
        Interest.objects.create(
            opportunity=opportunity,
            organisation=organisation,
            kind="alone",
            expressed_at=MORNING,
            expressed_by=owner,
            updated_at=MORNING,
        )
        follow(opportunity, commissioner)
        remind(at=MORNING)
        for person in (owner, viewer):
            assert [event for event, _ in told(person)] == ["deadline_is_near"]
        assert told(commissioner) == told(other_owner) == []

    def test_wishes_about_e_mails_are_kept(self, body):
        opportunity = OpportunityFactory(body=body, submission_deadline=in_days(7))
        at_once, daily, never = (follow(opportunity, UserFactory()) for _ in range(3))
        for person, frequency in ((at_once, "at_once"), (daily, "daily"), (never, "never")):
            Preference.objects.create(person=person, category="following", frequency=frequency)
        remind(at=MORNING)
        states = dict(Notification.objects.values_list("person", "email_state"))
        assert states == {at_once.pk: EmailState.WAITING, daily.pk: EmailState.DIGEST, never.pk: EmailState.NONE}

    @pytest.mark.parametrize("state", ["draft", "closed", "awarded", "cancelled"])
    def test_nobody_is_reminded_of_what_is_over_or_not_begun(self, body, stranger, state):
        follow(OpportunityFactory(body=body, state=state, submission_deadline=in_days(2)), stranger)
        remind(at=MORNING)
        assert told(stranger) == []

    def test_who_can_no_longer_sign_in_is_left_alone(self, body, stranger):
        follow(OpportunityFactory(body=body, submission_deadline=in_days(2)), stranger)
        stranger.is_active = False
        stranger.save()
        remind(at=MORNING)
        assert told(stranger) == []

    def test_a_setting_without_days_reminds_nobody(self, body, stranger, settings):
        settings.DEADLINE_REMINDER_DAYS = []
        follow(OpportunityFactory(body=body, submission_deadline=in_days(2)), stranger)
        remind(at=MORNING)
        assert told(stranger) == []


def test_reminding_many_asks_as_many_queries_as_reminding_one(body, commissioner, stranger):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            remind(at=MORNING)
        return len(captured)

    def another(number):
        buyer = BodyMembershipFactory().body
        early(buyer, expected_tender_on=dt.date(2026, 11, 19))
        early(buyer, engagement_deadline=in_days(5)).joint_buyers.add(body)
        follow(OpportunityFactory(body=buyer, submission_deadline=in_days(2)), UserFactory())

    another(0)
    few = queries()
    for number in range(12):
        another(number)
    Notification.objects.all().delete()
    assert queries() == few
    assert Notification.objects.filter(event="deadline_is_near").count() == 13


def test_the_timer_reminds(body, commissioner):
    early(body, expected_tender_on=timezone.localdate() - dt.timedelta(days=1))
    tasks.remind()
    assert [event for event, _ in told(commissioner)] == ["tender_is_late"]
