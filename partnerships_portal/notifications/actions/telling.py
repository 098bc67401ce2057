"""Telling people: rows, in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from partnerships_portal.changes.actions import nudge
from partnerships_portal.notifications.belonging import scope_of
from partnerships_portal.notifications.clock import next_digest
from partnerships_portal.notifications.kinds import Frequency, MessageKind, kind_of
from partnerships_portal.notifications.models import EmailState, Notification, Preference

SEND_TASK = "partnerships_portal.notifications.tasks.send_waiting"


@dataclass(frozen=True)
class Message:
    """What one person is told; `person` is a primary key. `members_of` as in `notify`."""

    person: int
    key: str
    subject: str
    body: str = ""
    url: str = ""
    members_of: object = None


@transaction.atomic
def notify(*, person, event: str, key, subject: str, at, body="", url="", because="", members_of=None) -> None:
    """Tell one person of one event, once: a second call for the same (person, event, key) changes nothing.

    `because` completes "You get this because"; left out, the words of the event's kind are used. `members_of`, an
    organisation or a body, keeps the e-mail from those who no longer belong to it when it is sent.
    Raises UndeclaredEvent for an event that no app's message_kinds.py names; so do the other two.
    """
    notify_many(
        people=[person],
        event=event,
        key=key,
        subject=subject,
        at=at,
        body=body,
        url=url,
        because=because,
        members_of=members_of,
    )


def notify_many(*, people, event: str, key, subject: str, at, body="", url="", because="", members_of=None) -> None:
    """Tell several people of one event, each once, by e-mail as soon as each of them wishes: three queries."""
    messages = [Message(person.pk, str(key), subject, body, url, members_of) for person in people]
    notify_each(messages, event=event, at=at, because=because)


@transaction.atomic
def notify_each(messages: Iterable[Message], *, event: str, at, because="") -> None:
    """Tell each person their own message of an event, as `notify_many` does: three queries for each thousand."""
    kind, messages = kind_of(event), list(messages)
    wishes = _wishes({message.person for message in messages}, kind)
    rows = [
        Notification(
            person_id=message.person,
            event=event,
            key=message.key,
            subject=message.subject[:200],
            body=message.body,
            url=message.url,
            because=because[:300],
            members_of=scope_of(message.members_of),
            created_at=at,
            **email_of(wishes[message.person], at),
        )
        for message in messages
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=1000)
    transaction.on_commit(lambda: nudge(SEND_TASK))


@transaction.atomic
def notify_address(*, address: str, event: str, key, subject: str, at, body="", url="", because="") -> None:
    """Tell somebody who has no account, by e-mail alone, once: a second call for the same happening changes nothing.

    `because` should name who caused it: "Ruth Okafor of Harrowmere Community Health entered your address".
    """
    kind_of(event)
    row = Notification(
        address=address.lower(),
        event=event,
        key=str(key),
        subject=subject[:200],
        body=body,
        url=url,
        because=because[:300],
        created_at=at,
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    transaction.on_commit(lambda: nudge(SEND_TASK))


def _wishes(people: set[int], kind: MessageKind) -> dict[int, str]:
    """How soon each of the people (primary keys) gets e-mails of the kind: at most one query."""
    wishes: dict[int, str] = dict.fromkeys(people, kind.category.default)
    if not kind.category.is_fixed:
        chosen = Preference.objects.filter(person__in=people, category=kind.category.key)
        wishes |= dict(chosen.values_list("person_id", "frequency"))
    return {person: soon(kind, frequency) for person, frequency in wishes.items()}


def soon(kind: MessageKind, frequency: str) -> str:
    """How soon an e-mail of the kind comes, for one who wants those of its category that often."""
    return Frequency.AT_ONCE if kind.is_at_once and frequency != Frequency.NEVER else frequency


def email_of(frequency: str, at) -> dict:
    """The fields of a message that say what is to happen by e-mail, for this frequency."""
    if frequency == Frequency.AT_ONCE:
        return {"email_state": EmailState.WAITING, "email_next_at": None}
    if frequency == Frequency.NEVER:
        return {"email_state": EmailState.NONE, "email_next_at": None}
    return {"email_state": EmailState.DIGEST, "email_next_at": next_digest(frequency, at)}
