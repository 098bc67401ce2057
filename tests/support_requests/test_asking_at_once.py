"""Promises about asking for support when two people act in one moment, each in a transaction of its own."""

import uuid

import pytest
from django.utils import timezone

from partnerships_portal.notifications.models import Notification
from support_requests.actions import messages_of_asker, requests, withdrawing
from support_requests.models import Assignment, Package, SupportMessage, SupportRequest
from tests.at_once import at_once
from tests.factories.support import AssignmentFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db(transaction=True)
State = SupportRequest.State


def test_two_editors_send_at_once_and_it_is_sent_once(organisation, editor, owner, triage):
    draft = SupportRequestFactory(organisation=organisation, state="draft")

    def send(by):
        return requests.send(request=draft, by=by, at=timezone.now()).was_new

    assert sorted(at_once(lambda: send(editor), lambda: send(owner))) == [False, True]
    assert Notification.objects.filter(event="support_received", person=triage).count() == 1


def test_sent_and_discarded_at_once_is_one_or_the_other(organisation, editor, owner):
    draft = SupportRequestFactory(organisation=organisation, state="draft")
    at_once(
        lambda: requests.send(request=draft, by=editor, at=timezone.now()),
        lambda: requests.discard(request=draft, by=owner, at=timezone.now()),
    )
    left = list(SupportRequest.objects.values_list("state", flat=True))
    assert left in ([], [State.SUBMITTED])


def test_a_double_click_begins_one_request(organisation, editor):
    key, words = uuid.uuid4(), {"title": "Who leads?", "happening": "Three of us want to bid."}

    def start():
        return requests.start(organisation=organisation, values=words, form_key=key, by=editor, at=timezone.now()).pk

    assert len(set(at_once(start, start))) == 1


def test_the_last_free_place_is_taken_once(organisation, editor, settings):
    settings.SUPPORT_REQUESTS_AT_MOST = 1
    words = {"title": "Who leads?", "happening": "Three of us want to bid."}

    def start():
        key = uuid.uuid4()
        return requests.start(organisation=organisation, values=words, form_key=key, by=editor, at=timezone.now())

    at_once(start, start)
    assert SupportRequest.objects.count() == 1


def test_a_message_sent_twice_at_once_is_there_once(organisation, editor):
    sent, key = SupportRequestFactory(organisation=organisation), uuid.uuid4()

    def reply():
        return messages_of_asker.reply(request=sent, text="Hello", form_key=key, by=editor, at=timezone.now()).pk

    assert len(set(at_once(reply, reply))) == 1
    assert SupportMessage.objects.count() == 1


def test_two_withdraw_at_once_and_each_adviser_is_told_once(organisation, editor, owner):
    advised = AssignmentFactory(line__package__request__organisation=organisation)
    request = advised.line.package.request

    def withdraw(by):
        return withdrawing.withdraw(request=request, reason="Not needed", by=by, at=timezone.now())

    assert sorted(at_once(lambda: withdraw(editor), lambda: withdraw(owner))) == [False, True]
    assert Assignment.objects.get().state == "withdrawn"
    assert Package.objects.get().ended_at is not None
    assert SupportMessage.objects.count() == 1
    assert Notification.objects.filter(event="advising_withdrawn").count() == 1


def test_withdrawn_and_written_to_at_once_ends_withdrawn(organisation, editor, owner):
    sent = SupportRequestFactory(organisation=organisation)
    at_once(
        lambda: withdrawing.withdraw(request=sent, by=editor, at=timezone.now()),
        lambda: messages_of_asker.reply(request=sent, text="Wait", form_key=uuid.uuid4(), by=owner, at=timezone.now()),
    )
    assert SupportRequest.objects.get().state == State.WITHDRAWN
