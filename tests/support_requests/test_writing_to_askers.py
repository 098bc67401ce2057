"""What officers write to whoever asks, and waiting for what was asked for."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.models import Notification
from support_requests.actions import cases
from support_requests.models import SupportMessage
from tests.at_once import at_once
from tests.factories import MembershipFactory, UserFactory
from tests.factories.support import SupportRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(organisation, triage):
    return SupportRequestFactory(organisation=organisation, officer=triage, officer_since=timezone.now())


def write(case, by, *, asks=False, at=None, key=None, text="Which buyer is it?"):
    said = {"text": text, "asks_for_more": asks, "form_key": key or uuid.uuid4()}
    return cases.write_to_asker(request=case, **said, by=by, at=at or timezone.now())


def test_first_message_is_the_first_reply_and_those_who_act_are_told(case, triage, owner, editor, viewer):
    at = timezone.now()
    write(case, triage, at=at)
    write(case, triage, at=at + dt.timedelta(hours=1))
    case.refresh_from_db()
    assert case.first_replied_at == at
    told = Notification.objects.filter(event="support_message_to_asker")
    assert {one.person for one in told} == {owner, editor} and told.count() == 4


def test_message_that_asks_for_more_stops_the_clocks_until_staff_go_on(sign_in, case, triage, owner):
    due = case.decision_due_at
    sent = {"text": "Which buyer is it?", "asks_for_more": "on", "form_key": uuid.uuid4()}
    sign_in(triage).post(reverse("support_case_messages", args=[case.pk]), sent)
    case.refresh_from_db()
    assert case.waiting_since and Notification.objects.filter(person=owner, event="support_asked_for_more").exists()
    page = sign_in(triage).get(reverse("support_case", args=[case.pk])).text
    assert "Waiting for the asker" in page and "Paused since" in page
    later = case.waiting_since + dt.timedelta(days=3)
    cases.stop_waiting(request=case, by=triage, at=later)
    case.refresh_from_db()
    assert case.waiting_since is None and case.decision_due_at >= due
    assert cases.stop_waiting(request=case, by=triage, at=later) is False


def test_message_sent_twice_is_there_once(case, triage):
    key = uuid.uuid4()
    assert write(case, triage, key=key) == write(case, triage, key=key)
    assert SupportMessage.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_message_sent_twice_at_once_is_there_once():
    officer, key = UserFactory(programme_role="triage_officer"), uuid.uuid4()
    case = SupportRequestFactory(officer=officer)
    MembershipFactory(organisation=case.organisation, role="owner")
    at_once(*[lambda: write(case, officer, key=key)] * 2)
    assert SupportMessage.objects.count() == Notification.objects.count() == 1


def test_officer_writes_only_about_what_they_have(case, staff):
    with pytest.raises(NotPossible, match="has this request"):
        write(case, staff)


def test_nothing_is_waited_for_once_it_is_decided(case, triage):
    type(case).objects.filter(pk=case.pk).update(state="accepted", decided_by=triage, decided_at=timezone.now())
    with pytest.raises(NotPossible, match="without waiting"):
        write(case, triage, asks=True)
    assert write(case, triage)
