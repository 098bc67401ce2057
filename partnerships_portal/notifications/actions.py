"""Telling people, and sending what waits."""

import logging

from django.db import transaction

from partnerships_portal.changes.actions import nudge

from . import emails
from .models import Notification

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
SEND_TASK = "partnerships_portal.notifications.tasks.send_waiting"


@transaction.atomic
def notify(*, person, event: str, key, subject: str, at, body: str = "", url: str = "") -> None:
    """Tell one person of one event, once: a second call for the same (person, event, key) changes nothing."""
    notify_many(people=[person], event=event, key=key, subject=subject, at=at, body=body, url=url)


@transaction.atomic
def notify_many(*, people, event: str, key, subject: str, at, body: str = "", url: str = "") -> None:
    """Tell several people of one event, each once."""
    rows = [
        Notification(
            person=person,
            event=event,
            key=str(key),
            subject=subject[:200],
            body=body,
            url=url,
            created_at=at,
        )
        for person in people
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    transaction.on_commit(lambda: nudge(SEND_TASK))


def send_waiting(*, at, limit: int = 500) -> int:
    """Send the e-mails that wait, oldest first; returns how many were sent.

    Each is sent under a lock on its own row and marked in the same transaction, so that workers share
    the work and none sends another's. A crash between the mail server's yes and the commit sends again
    with the same Message-ID, which mail programs fold into one; it is never lost.
    """
    sent = 0
    seen: list[int] = []
    for _ in range(limit):
        with transaction.atomic():
            row = (
                Notification.objects.waiting()
                .exclude(pk__in=seen)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("person")
                .order_by("pk")
                .first()
            )
            if row is None:
                break
            seen.append(row.pk)
            sent += _send(row, at)
    return sent


def _send(row: Notification, at) -> int:
    try:
        if row.person.is_active:
            emails.send(row)
            row.email_state, row.email_sent_at = Notification.EmailState.SENT, at
        else:
            row.email_state = Notification.EmailState.NONE
    except Exception as error:  # whatever the mail server says: keep it, try again later
        log.exception("notification %s could not be sent", row.pk)
        row.email_attempts += 1
        row.email_error = str(error)[:500]
        if row.email_attempts >= MAX_ATTEMPTS:
            row.email_state = Notification.EmailState.FAILED
    row.save(update_fields=["email_state", "email_sent_at", "email_attempts", "email_error"])
    return int(row.email_state == Notification.EmailState.SENT)


def mark_read(*, notification: Notification, at) -> None:
    """The person has seen it. A second reading keeps the first time."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=at)


def mark_all_read(*, person, at) -> None:
    """The person has seen all messages that there are now."""
    Notification.objects.filter(person=person, read_at=None, created_at__lte=at).update(read_at=at)
