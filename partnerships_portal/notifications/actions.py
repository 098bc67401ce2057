"""Telling people, and sending what waits."""

import datetime as dt
import enum
import logging
import smtplib

from django.db import transaction

from partnerships_portal.changes.actions import nudge

from . import emails
from .kinds import kind_of
from .models import Notification

log = logging.getLogger(__name__)

# Between attempts: a minute, two, four ... up to four hours; a server that is away for days loses nothing.
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=4)
GIVE_UP_AFTER = dt.timedelta(days=14)
SERVER_IS_AWAY = (ConnectionError, TimeoutError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
SEND_TASK = "partnerships_portal.notifications.tasks.send_waiting"


class Outcome(enum.Enum):
    """What came of trying to send one e-mail."""

    SENT = enum.auto()
    NOT_SENT = enum.auto()
    SERVER_AWAY = enum.auto()


@transaction.atomic
def notify(*, person, event: str, key, subject: str, at, body: str = "", url: str = "") -> None:
    """Tell one person of one event, once: a second call for the same (person, event, key) changes nothing.

    Raises UndeclaredEvent for an event that no app's message_kinds.py names; so do the other two.
    """
    notify_many(people=[person], event=event, key=key, subject=subject, at=at, body=body, url=url)


@transaction.atomic
def notify_many(*, people, event: str, key, subject: str, at, body: str = "", url: str = "") -> None:
    """Tell several people of one event, each once."""
    kind_of(event)
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


@transaction.atomic
def notify_address(*, address: str, event: str, key, subject: str, at, body: str = "", url: str = "") -> None:
    """Tell somebody who has no account, by e-mail alone, once: a second call for the same happening changes nothing."""
    kind_of(event)
    row = Notification(
        address=address.lower(), event=event, key=str(key), subject=subject[:200], body=body, url=url, created_at=at
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: nudge(SEND_TASK))


def send_waiting(*, at, limit: int = 500) -> int:
    """Send the e-mails that are due, oldest first; returns how many were sent.

    Each is sent under a lock on its own row and marked in the same transaction, so that workers share
    the work and none sends another's. A crash between the mail server's yes and the commit sends again
    with the same Message-ID, which mail programs fold into one; it is never lost.
    """
    sent = 0
    for _ in range(limit):
        with transaction.atomic():
            row = (
                Notification.objects.due(at)
                .select_for_update(skip_locked=True, of=("self",))
                .select_related("person")
                .order_by("pk")
                .first()
            )
            if row is None:
                return sent
            outcome = _send(row, at)
        if outcome is Outcome.SERVER_AWAY:
            return sent  # the others would meet the same: the sweep asks again
        sent += outcome is Outcome.SENT
    return sent


def _send(row: Notification, at) -> Outcome:
    if row.person and not row.person.is_active:
        row.email_state, outcome = Notification.EmailState.NONE, Outcome.NOT_SENT
    else:
        outcome = _attempt(row, at)
    row.save(update_fields=["email_state", "email_sent_at", "email_attempts", "email_next_at", "email_error"])
    return outcome


def _attempt(row: Notification, at) -> Outcome:
    try:
        emails.send(row)
    except SERVER_IS_AWAY as error:
        _try_again(row, at, error)
        return Outcome.SERVER_AWAY
    except Exception as error:  # whatever else the mail server says of this one: the others go on
        _give_up(row, error) if _is_refused_for_good(error) else _try_again(row, at, error)
        return Outcome.NOT_SENT
    row.email_state, row.email_sent_at = Notification.EmailState.SENT, at
    return Outcome.SENT


def _try_again(row: Notification, at, error: Exception) -> None:
    if at - row.created_at > GIVE_UP_AFTER:
        return _give_up(row, error)
    log.warning("notification %s waits: %s", row.pk, error)
    row.email_next_at = at + min(FIRST_PAUSE * 2**row.email_attempts, LONGEST_PAUSE)
    row.email_attempts = min(row.email_attempts + 1, 20)
    row.email_error = str(error)[:500]
    return None


def _give_up(row: Notification, error: Exception) -> None:
    log.error("notification %s cannot be sent: %s", row.pk, error)
    row.email_state = Notification.EmailState.FAILED
    row.email_error = str(error)[:500]


def _is_refused_for_good(error: Exception) -> bool:
    """The mail server knows the address and will never take it: every code is 5xx (RFC 5321, 4.2.1)."""
    refused = error.recipients if isinstance(error, smtplib.SMTPRecipientsRefused) else {}
    return bool(refused) and all(code >= 500 for code, _ in refused.values())


def mark_read(*, notification: Notification, at) -> None:
    """The person has seen it. A second reading keeps the first time."""
    Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=at)


def mark_all_read(*, person, at) -> None:
    """The person has seen all messages that there are now."""
    Notification.objects.filter(person=person, read_at=None, created_at__lte=at).update(read_at=at)
