"""Sending e-mails that are due, one by one, each under a lock on its own row."""

import datetime as dt
import enum
import logging
import smtplib

from django.core.mail import get_connection
from django.db import transaction

from partnerships_portal.notifications import emails
from partnerships_portal.notifications.checks import verdicts
from partnerships_portal.notifications.models import EmailState, Mail, Notification

from .addresses import record_refusal

log = logging.getLogger(__name__)

# Between attempts: a minute, two, four ... up to four hours; a server that is away for days loses nothing.
FIRST_PAUSE = dt.timedelta(minutes=1)
LONGEST_PAUSE = dt.timedelta(hours=4)
GIVE_UP_AFTER = dt.timedelta(days=14)
SERVER_IS_AWAY = (ConnectionError, TimeoutError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError)
STATE = ["email_state", "email_sent_at", "email_attempts", "email_next_at", "email_error"]


class Outcome(enum.Enum):
    """What came of trying to send one e-mail."""

    SENT = enum.auto()
    NOT_SENT = enum.auto()
    SERVER_AWAY = enum.auto()


def send_waiting(*, at, limit: int = 500) -> int:
    """Send the messages that are due by themselves, oldest first; returns how many were sent.

    Each is sent under a lock on its own row and marked in the same transaction, so that workers share
    the work and none sends another's. A crash between the mail server's yes and the commit sends again
    with the same Message-ID, which mail programs fold into one; it is never lost.
    """
    return send_each(Notification.objects.due(at).select_related("person"), _send_one, at=at, limit=limit)


def send_each(due, send_one, *, at, limit: int) -> int:
    """Take rows of `due` until there are none, `limit` are done or the mail server is away: the sweep asks again.

    `send_one(row, connection, at)` returns an Outcome and leaves the row's state to be saved.
    """
    sent, connection = 0, get_connection()
    try:
        for _ in range(limit):
            with transaction.atomic():
                row = due.select_for_update(skip_locked=True, of=("self",)).order_by("pk").first()
                if row is None:
                    return sent
                outcome = send_one(row, connection, at)
                row.save(update_fields=STATE)
            if outcome is Outcome.SERVER_AWAY:
                return sent  # the others would meet the same
            sent += outcome is Outcome.SENT
    finally:
        connection.close()
    return sent


def _send_one(row: Notification, connection, at) -> Outcome:
    verdict = verdicts([row])
    if row.pk in verdict:
        row.email_state = verdict[row.pk]
        return Outcome.NOT_SENT
    return attempt(row, lambda: emails.send(row, connection), at)


def attempt(mail: Mail, send, at) -> Outcome:
    """Call `send()` and note on the row what came of it."""
    try:
        send()
    except SERVER_IS_AWAY as error:
        _try_later(mail, at, error)
        return Outcome.SERVER_AWAY
    except Exception as error:  # whatever else the mail server says of this one: the others go on
        if isinstance(error, smtplib.SMTPRecipientsRefused) and _is_for_good(error):
            record_refusal(error, at=at)
            _give_up(mail, error)
        else:
            _try_later(mail, at, error)
        return Outcome.NOT_SENT
    mail.email_state, mail.email_sent_at = EmailState.SENT, at
    return Outcome.SENT


def _try_later(mail, at, error: Exception) -> None:
    if at - mail.created_at > GIVE_UP_AFTER:
        return _give_up(mail, error)
    log.warning("%s %s waits: %s", mail._meta.model_name, mail.pk, error)
    mail.email_next_at = at + min(FIRST_PAUSE * 2**mail.email_attempts, LONGEST_PAUSE)
    mail.email_attempts = min(mail.email_attempts + 1, 20)
    mail.email_error = str(error)[:500]
    return None


def _give_up(mail, error: Exception) -> None:
    log.error("%s %s cannot be sent: %s", mail._meta.model_name, mail.pk, error)
    mail.email_state = EmailState.FAILED
    mail.email_error = str(error)[:500]


def _is_for_good(refused: smtplib.SMTPRecipientsRefused) -> bool:
    """The mail server will never take it for this address: every code is 5xx (RFC 5321, 4.2.1)."""
    return bool(refused.recipients) and all(code >= 500 for code, _ in refused.recipients.values())
