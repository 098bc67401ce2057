"""Promises about asking how things went."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.utils import timezone

from mutuals.models import Organisation
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import choose, send_waiting
from partnerships_portal.notifications.models import Notification, Preference
from support_requests.actions import evaluation as actions
from support_requests.actions.evaluation_answers import answer
from support_requests.actions.evaluation_links import forget_links
from support_requests.actions.evaluation_timers import look_after
from support_requests.actions.following import follow_organisations
from support_requests.models import Evaluation, EvaluationLink
from tests.factories import MembershipFactory, OrganisationFactory
from tests.factories.evaluation import EvaluationFactory, EvaluationLinkFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db

ACCEPTED = dt.datetime(2026, 3, 31, 9, 30, tzinfo=dt.UTC)  # half past ten by UK clocks
SAID = {"turnover": 1_250_000, "confidence": 4, "challenges": []}


@pytest.fixture
def accepted(organisation, owner):
    """A request of the owner, accepted."""
    return SupportRequestFactory(organisation=organisation, asked_by=owner, state="accepted")


def asked(request, wave="six_months", **more):
    return EvaluationFactory(request=request, wave=wave, **more)


def told() -> list[tuple[str, str]]:
    return sorted(Notification.objects.values_list("person__email", "event"))


def test_baseline_is_asked_at_once_and_the_follow_ups_after_six_and_twelve_months(accepted, owner):
    actions.begin(request=accepted, at=ACCEPTED)
    waves = {one.wave: one for one in accepted.evaluations.all()}
    assert waves["baseline"].state == "asked" and waves["six_months"].state == "scheduled"
    assert waves["six_months"].due_at == dt.datetime(2026, 9, 30, 9, 30, tzinfo=dt.UTC)  # September has 30 days
    assert waves["twelve_months"].due_at == dt.datetime(2027, 3, 31, 9, 30, tzinfo=dt.UTC)
    assert told() == [(owner.email, "evaluation_asked")]


def test_begun_twice_asks_once(accepted):
    actions.begin(request=accepted, at=ACCEPTED)
    actions.begin(request=accepted, at=ACCEPTED + dt.timedelta(minutes=1))
    assert accepted.evaluations.count() == 3 and Notification.objects.count() == 1


def test_processes_of_the_release_before_ask_the_asker_once(accepted):
    for _ in range(2):
        unnamed = Evaluation(request=accepted, wave="baseline", due_at=ACCEPTED)
        Evaluation.objects.bulk_create([unnamed], ignore_conflicts=True)
    assert [one.organisation for one in Evaluation.objects.all()] == [accepted.organisation]


def test_six_months_end_at_the_same_time_of_day_whatever_the_clocks_did():
    autumn = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)  # ten o'clock in summer
    later = timezone.localtime(actions.months_after(autumn, 6))
    assert (later.date(), later.hour) == (dt.date(2027, 4, 1), 10)
    assert timezone.localtime(actions.months_after(autumn, 5)).hour == 10


def test_follow_up_is_sent_on_its_day_and_not_before(accepted, owner):
    actions.begin(request=accepted, at=ACCEPTED)
    due = accepted.evaluations.get(wave="six_months").due_at
    look_after(at=due - dt.timedelta(minutes=1))
    assert accepted.evaluations.get(wave="six_months").state == "scheduled"
    look_after(at=due)
    assert accepted.evaluations.get(wave="six_months").state == "asked"
    look_after(at=due + dt.timedelta(hours=1))
    assert Notification.objects.filter(event="evaluation_asked", person=owner).count() == 2


def test_when_the_asker_has_left_the_owners_are_asked(accepted, owner):
    owner.memberships.all().delete()
    others = [MembershipFactory(organisation=accepted.organisation, role="owner").user for _ in range(2)]
    MembershipFactory(organisation=accepted.organisation, role="editor")
    assert actions.whom_to_ask(asked(accepted)) == others


def test_where_nobody_is_there_to_ask_the_questions_wait_and_end_unasked(accepted, owner):
    owner.memberships.all().delete()
    actions.begin(request=accepted, at=ACCEPTED)
    first = accepted.evaluations.get(wave="baseline")
    assert first.state == "scheduled"
    look_after(at=ACCEPTED + dt.timedelta(days=60))
    first.refresh_from_db()
    assert first.state == "not_asked" and not Notification.objects.exists()


@pytest.mark.parametrize("state", ["withdrawn", "merged"])
def test_nobody_is_asked_about_support_that_was_not_given(accepted, state):
    due = asked(accepted, state="scheduled")
    into = SupportRequestFactory(organisation=accepted.organisation) if state == "merged" else None
    type(accepted).objects.filter(pk=accepted.pk).update(state=state, ended_at=ACCEPTED, merged_into=into)
    look_after(at=due.due_at)
    due.refresh_from_db()
    assert due.state == "not_asked" and not told()


def test_closed_organisation_is_asked_nothing_and_its_open_questions_end(accepted):
    waits, due = asked(accepted), asked(accepted, "twelve_months", state="scheduled")
    accepted.organisation.closed_at = ACCEPTED
    accepted.organisation.save()
    look_after(at=timezone.now())
    assert {one.state for one in Evaluation.objects.filter(pk__in=[waits.pk, due.pk])} == {"not_asked"}
    assert not told()


def test_questions_follow_an_organisation_that_was_merged_into_another(accepted, owner):
    due, into = asked(accepted, state="scheduled"), OrganisationFactory()
    new_owner = MembershipFactory(organisation=into, role="owner").user
    Organisation.objects.filter(pk=accepted.organisation.pk).update(closed_at=ACCEPTED, merged_into=into)
    look_after(at=due.due_at)
    due.refresh_from_db()
    assert due.state == "scheduled", "it waits until the request has followed"
    follow_organisations(at=due.due_at)
    look_after(at=due.due_at)
    assert (new_owner.email, "evaluation_asked") in told() and (owner.email, "evaluation_asked") not in told()


def test_whoever_has_not_answered_is_reminded_once_and_the_questions_close_after_sixty_days(accepted, owner):
    one = asked(accepted)
    for days in (9, 10, 11, 30):
        look_after(at=one.asked_at + dt.timedelta(days=days))
    assert told() == [(owner.email, "evaluation_reminded")]
    look_after(at=one.asked_at + dt.timedelta(days=60))
    one.refresh_from_db()
    assert one.state == "unanswered" and told() == [(owner.email, "evaluation_reminded")]
    with pytest.raises(NotPossible, match="closed"):
        answer(evaluation=one, said=SAID, by=owner, at=one.asked_at + dt.timedelta(days=61))


def test_when_the_asker_leaves_meanwhile_the_owners_are_reminded_with_links_of_their_own(accepted, owner):
    one = asked(accepted)
    link = EvaluationLinkFactory(evaluation=one, person=owner)
    owner.memberships.all().delete()
    other = MembershipFactory(organisation=accepted.organisation, role="owner").user
    look_after(at=one.asked_at + dt.timedelta(days=10))
    assert told() == [(other.email, "evaluation_reminded")]
    assert one.links.exclude(pk=link.pk).get().person == other


def test_who_wants_no_emails_about_support_finds_the_questions_in_the_inbox_alone(accepted, owner):
    Preference.objects.create(person=owner, category="support", frequency="never")
    actions.begin(request=accepted, at=timezone.now())
    send_waiting(at=timezone.now())
    assert not mail.outbox and told() == [(owner.email, "evaluation_asked")]
    assert forget_links() == 1


def test_link_never_outlives_the_questions(accepted, owner):
    one = asked(accepted)
    look_after(at=one.asked_at + dt.timedelta(days=45))
    assert one.links.get().expires_at == one.asked_at + dt.timedelta(days=60)


def test_only_the_first_answer_counts(accepted, owner):
    one = asked(accepted)
    assert answer(evaluation=one, said=SAID, by=owner, at=one.asked_at)
    assert not answer(evaluation=one, said={"confidence": 1}, by=owner, at=one.asked_at)
    one.refresh_from_db()
    assert (one.state, one.confidence, one.challenges, one.success) == ("answered", 4, [], None)


def test_value_of_the_support_is_not_kept_of_a_baseline(accepted, owner):
    one = asked(accepted, "baseline")
    answer(evaluation=one, said=SAID | {"value": 5}, by=owner, at=one.asked_at)
    one.refresh_from_db()
    assert one.value is None


def test_who_left_cannot_answer_any_more(accepted, owner):
    one = asked(accepted)
    owner.memberships.all().delete()
    with pytest.raises(NotPossible, match="no longer act"):
        answer(evaluation=one, said=SAID, by=owner, at=one.asked_at)


def test_expired_link_does_not_answer(accepted, owner):
    one = asked(accepted)
    link = EvaluationLinkFactory(evaluation=one, person=owner)
    with pytest.raises(NotPossible, match="expired"):
        answer(evaluation=one, said=SAID, by=owner, at=link.expires_at, link=link)


def test_email_has_the_link_and_what_is_kept_of_it_is_a_hash(accepted, owner, client):
    at = timezone.now()
    actions.begin(request=accepted, at=at)
    send_waiting(at=at)
    [sent] = mail.outbox
    assert sent.to == [owner.email] and accepted.title in sent.body and "Answer the questions:" in sent.body
    [path] = re.findall(r"http://testserver(/support/evaluation/answer/\S+)", sent.body)
    assert client.get(path).status_code == 200
    token = path.rstrip("/").rpartition("/")[2]
    assert token not in str(list(EvaluationLink.objects.values()))
    assert forget_links() == 1
    assert token not in str(list(Notification.objects.values()))
    row = Notification.objects.get()
    assert row.url == accepted.evaluations.get(wave="baseline").get_absolute_url()


@pytest.mark.parametrize("is_chosen_later", [False, True])
def test_link_waits_for_no_weekly_summary(accepted, owner, is_chosen_later):
    at = timezone.now()
    chosen = {"person": owner, "frequencies": {"support": "weekly"}, "by": owner, "at": at}
    if not is_chosen_later:
        choose(**chosen)
    actions.begin(request=accepted, at=at)
    if is_chosen_later:
        choose(**chosen)
    assert send_waiting(at=at) == 1
    assert len(mail.outbox) == 1 and forget_links() == 1


def test_link_stays_in_a_message_until_it_is_sent(accepted):
    actions.begin(request=accepted, at=timezone.now())
    assert forget_links() == 0


def test_erasing_a_person_takes_their_links_away(accepted, owner):
    from partnerships_portal.accounts.erasure import erase

    one = asked(accepted)
    EvaluationLinkFactory(evaluation=one, person=owner)
    MembershipFactory(organisation=accepted.organisation, role="owner")
    erase(person=owner, by=owner, at=timezone.now())
    assert not EvaluationLink.objects.exists()
