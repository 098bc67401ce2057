"""What people are told about is declared: category, reason, whether it may be turned off."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from partnerships_portal.notifications import actions, kinds
from partnerships_portal.notifications.models import Notification

ROOT = Path(__file__).resolve().parents[2]
APPS = ("partnerships_portal", "mutuals", "commissioners", "consortia", "support_requests")


def events_named_in_the_source() -> set[str]:
    sources = [path.read_text() for app in APPS for path in (ROOT / app).rglob("*.py")]
    return {event for source in sources for event in re.findall(r'\bevent="(\w+)"', source)}


def test_every_event_that_people_are_told_of_is_declared():
    assert events_named_in_the_source(), "the search finds the events"
    for event in events_named_in_the_source():
        assert kinds.kind_of(event).because


@pytest.mark.django_db
def test_nobody_is_told_of_something_undeclared(owner):
    with pytest.raises(kinds.UndeclaredEvent, match=r"message_kinds\.py"):
        actions.notify(person=owner, event="never_declared", key="1", subject="Hello", at=timezone.now())
    with pytest.raises(kinds.UndeclaredEvent):
        actions.notify_address(
            address="a@example.org", event="never_declared", key="1", subject="Hello", at=timezone.now()
        )
    assert not Notification.objects.exists()


def test_one_event_cannot_be_declared_in_two_ways():
    with pytest.raises(ValueError, match="declared twice"):
        kinds.declare(category="people", because="of something else", events=["definition_verified"])
    with pytest.raises(ValueError, match="no category"):
        kinds.declare(category="gossip", because="you like it", events=["rumour"])


def test_security_comes_at_once_whatever_one_prefers():
    security = kinds.CATEGORIES["security"]
    assert security.is_fixed and security.default == kinds.Frequency.AT_ONCE
    assert not any(category.is_fixed for key, category in kinds.CATEGORIES.items() if key != "security")
