"""The buyer announces market engagement events, changes and cancels them. Raises NotPossible where it is too late."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.utils.text import Truncator

from commissioners.choices import State
from commissioners.differences import assign
from commissioners.events.coming import when_in_words, where_in_words
from commissioners.interest.possible import TAKING_INTEREST, takes_events
from commissioners.models import EngagementEvent
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify_many

from .interests import hold
from .telling import in_words, tell_interested

REMINDED_BEFORE = dt.timedelta(days=1)


@transaction.atomic
def announce(*, opportunity, values: dict, by, at) -> EngagementEvent:
    """Make an event; where the opportunity is public, whoever wants to hear of it is told."""
    current = hold(opportunity)
    if not takes_events(current, at):
        raise NotPossible(f"“{current}” is not under way any more: events can no longer be announced.")
    event = EngagementEvent.objects.create(opportunity=current, created_at=at, created_by=by, **values)
    record(actor=by, action="event_announced", target=event, at=at)
    if current.state != State.DRAFT:
        tell_interested(
            current,
            event="news_event",
            by=by,
            at=at,
            subject=f"An event for “{Truncator(current.title).chars(80)}”: {Truncator(event.title).chars(60)}",
            note=f"{when_in_words(event)}. {where_in_words(event)}",
            key=f"event-{event.pk}",
            url=event.get_absolute_url(),
        )
    return event


def lock(event: EngagementEvent, at) -> EngagementEvent:
    """The event as it stands now, held until the transaction ends. Raises NotPossible if it is cancelled or over."""
    held = EngagementEvent.objects.select_for_update(of=("self",)).select_related("opportunity__body")
    current = held.defer("opportunity__search").get(pk=event.pk)
    if current.cancelled_at:
        raise NotPossible("This event is cancelled.")
    if current.ends_at <= at:
        raise NotPossible("This event is over.")
    return current


@transaction.atomic
def change(*, event, values: dict, version: int, by, at) -> EngagementEvent:
    """Change an event and tell those who come what changed. Saving what is there already changes nothing."""
    current = lock(event, at)
    if current.version != version:
        raise NotPossible(
            "Someone else changed this event while you were writing. Compare what you typed with how it stands now, "
            "then save again."
        )
    coming, places = current.sign_ups.count(), values["places"]
    if places is not None and places < coming:
        raise NotPossible(f"{coming} people have signed up: enter at least as many places, or none for any number.")
    changes = assign(current, values)
    if changes:
        current.version += 1
        current.save(update_fields=["version", *(change["field"] for change in changes)])
        record(actor=by, action="event_changed", target=current, at=at, fields=[each["field"] for each in changes])
        body = in_words([_for_readers(each) for each in changes])
        tell_coming(current, event_kind="event_changed", did="has changed", body=body, key=str(current.version), at=at)
    return current


def _for_readers(change: dict) -> dict:
    """How to join stays on the page: a message outlives a sign-up."""
    return {"what": change["what"]} if change["field"] == "joining_details" else change


@transaction.atomic
def cancel(*, event, reason: str, by, at) -> None:
    """It does not take place; everyone sees why, and those who would have come are told."""
    current = lock(event, at)
    EngagementEvent.objects.filter(pk=current.pk).update(
        cancelled_at=at, cancelled_because=reason, version=F("version") + 1
    )
    record(actor=by, action="event_cancelled", target=current, at=at, reason=reason)
    tell_coming(current, event_kind="event_cancelled", did="is cancelled", body=reason, key="cancelled", at=at)


@transaction.atomic
def remind(*, at) -> int:
    """Tell those who come of what begins within a day, never twice; returns of how many events."""
    soon = EngagementEvent.objects.filter(
        starts_at__gt=at,
        starts_at__lte=at + REMINDED_BEFORE,
        cancelled_at=None,
        opportunity__state__in=[*TAKING_INTEREST, State.CLOSED],  # until it ends: then its events are cancelled
    ).select_related("opportunity")
    for event in soon:
        body = f"{when_in_words(event)}. {where_in_words(event)}\n\nHow to join is on its page."
        key = f"reminder-{event.starts_at.isoformat()}"
        early = event.starts_at - REMINDED_BEFORE  # who signs up later knows
        tell_coming(event, event_kind="event_reminder", did="is soon", body=body, key=key, at=at, signed_up_by=early)
    return len(soon)


def tell_coming(event, *, event_kind: str, did: str, body: str, key: str, at, signed_up_by=None) -> None:
    """Tell those who have signed up, by `signed_up_by` where it is given; each once for each `key`."""
    sign_ups = event.sign_ups.all()
    if signed_up_by is not None:
        sign_ups = sign_ups.filter(signed_up_at__lte=signed_up_by)
    notify_many(
        people=User.objects.filter(is_active=True, pk__in=sign_ups.values("person")),
        event=event_kind,
        key=f"{event.pk}-{key}",
        subject=f"“{Truncator(event.title).chars(140)}” {did}",
        body=body,
        url=event.get_absolute_url(),
        at=at,
    )
