"""A real worker sends what waits, nudged by the telling itself."""

import pytest
from django.utils import timezone

from partnerships_portal.notifications import actions
from partnerships_portal.notifications.models import Notification
from tests.factories import UserFactory
from tests.real_worker import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_worker]


def test_message_goes_out_by_itself_as_soon_as_it_is_told(start_worker):
    start_worker()
    person = UserFactory()
    actions.notify(person=person, event="member_role_given", key="1", subject="Hello", at=timezone.now())
    wait_until(lambda: Notification.objects.filter(email_state="sent").exists(), "the worker to send the message")


def test_message_told_while_there_is_no_worker_is_sent_by_the_next(start_worker):
    actions.notify(person=UserFactory(), event="member_role_given", key="1", subject="Hello", at=timezone.now())
    assert Notification.objects.get().email_state == "waiting"
    start_worker()
    wait_until(lambda: Notification.objects.filter(email_state="sent").exists(), "the next worker to send the message")
