"""Digests: what people want once a day or once a week, gathered in bulk, then sent one by one."""

from django.db import connection, transaction

from partnerships_portal.notifications import emails
from partnerships_portal.notifications.checks import verdicts
from partnerships_portal.notifications.models import Digest, EmailState, Notification

from .sending import Outcome, attempt, send_each, send_waiting

PEOPLE_AT_ONCE = 1000


def make_digests(*, at) -> int:
    """Gather what is due for a digest into one for each person; returns how many were made.

    What the person has read in the inbox meanwhile is left out. A thousand people at a time, each thousand in one
    transaction of five queries: a crash leaves the rest to the next call, and a message is in one digest at most.
    """
    made, last = 0, 0
    while True:
        number, last = _make_some(at, after=last)
        if not last:
            return made
        made += number


@transaction.atomic
def _make_some(at, *, after: int) -> tuple[int, int]:
    """Digests for the next people whose primary keys are above `after`: (how many, the last person looked at or 0)."""
    due = Notification.objects.to_gather().filter(email_next_at__lte=at)
    people = list(
        due.filter(person__gt=after).order_by("person").values_list("person", flat=True).distinct()[:PEOPLE_AT_ONCE]
    )
    if not people:
        return 0, 0
    # two timers at once: what the other has in hand is the other's
    rows = list(
        due.filter(person__in=people).select_for_update(skip_locked=True).values_list("pk", "person_id", "read_at")
    )
    Notification.objects.filter(pk__in=[pk for pk, _, read_at in rows if read_at]).update(
        email_state=EmailState.NONE, email_next_at=None
    )
    unread: dict[int, list[int]] = {person: [] for _, person, read_at in rows if not read_at}
    for pk, person, read_at in rows:
        if not read_at:
            unread[person].append(pk)
    digests = Digest.objects.bulk_create([Digest(person_id=person, created_at=at) for person in unread])
    _put_in({digest.pk: unread[digest.person_id] for digest in digests})
    return len(digests), people[-1]


def _put_in(contents: dict[int, list[int]]) -> None:
    """Put messages into digests, all in one statement: {digest: [message, ...]} by primary keys."""
    pairs = [(message, digest) for digest, messages in contents.items() for message in messages]
    if not pairs:
        return
    messages, digests = (list(column) for column in zip(*pairs, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Notification._meta.db_table} AS message SET digest_id = pair.digest "
            "FROM unnest(%s::bigint[], %s::bigint[]) AS pair(message, digest) WHERE message.id = pair.message",
            [messages, digests],
        )


def send_digests(*, at, limit: int = 500) -> int:
    """Send the digests that are due, oldest first, as `send_waiting` sends single messages; returns how many."""
    return send_each(Digest.objects.due(at).select_related("person"), _send_one, at=at, limit=limit)


def _send_one(digest: Digest, connection, at) -> Outcome:
    """A digest is sent with what may still be told, and not at all when that is nothing."""
    in_it = digest.messages.filter(email_state=EmailState.DIGEST).select_related("person")
    rows = list(in_it.order_by("created_at", "pk"))
    verdict = verdicts(rows) if rows else {}
    verdict |= {row.pk: EmailState.NONE for row in rows if row.read_at}
    worth_sending = [row for row in rows if row.pk not in verdict]
    for state in set(verdict.values()):
        _note([pk for pk, said in verdict.items() if said == state], email_state=state)
    if not worth_sending:
        digest.email_state = EmailState.NONE
        return Outcome.NOT_SENT
    outcome = attempt(digest, lambda: emails.send_digest(digest, worth_sending, connection), at)
    if digest.email_state in (EmailState.SENT, EmailState.FAILED):
        _note(
            [row.pk for row in worth_sending],
            email_state=digest.email_state,
            email_sent_at=digest.email_sent_at,
            email_error=digest.email_error,
        )
    return outcome


def _note(messages: list[int], **fields) -> None:
    Notification.objects.filter(pk__in=messages).update(**fields)


def send_everything(*, at) -> int:
    """Send what is due, single messages before digests; returns how many e-mails went out."""
    return send_waiting(at=at) + send_digests(at=at)
