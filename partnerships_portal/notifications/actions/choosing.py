"""How soon e-mails come: chosen on the page of preferences, or stopped by a link in an e-mail."""

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.kinds import (
    ALL_SUMMARIES,
    CATEGORIES,
    Frequency,
    categories_in_use,
    events_of,
    kind_of,
)
from partnerships_portal.notifications.models import EmailState, Notification, Preference

from .telling import email_of, soon


@transaction.atomic
def choose(*, person, frequencies: dict[str, str], by, at) -> list[str]:
    """Set how soon e-mails of each category come; returns the categories that this changed.

    What waits follows the new choice. Categories that are fixed, or unknown, are left as they are.
    """
    User.objects.select_for_update().get(pk=person.pk)  # two choices at once: one after the other
    current = frequencies_of(person)
    changed = [key for key, frequency in frequencies.items() if key in current and current[key] != frequency]
    Preference.objects.bulk_create(
        [Preference(person=person, category=key, frequency=frequencies[key]) for key in changed],
        update_conflicts=True,
        unique_fields=["person", "category"],
        update_fields=["frequency"],
    )
    for key in changed:
        _move_what_waits(person, key, frequencies[key], at)
    if changed:
        record(actor=by, action="message_preferences_chosen", target=person, at=at, fields=changed)
    return changed


@transaction.atomic
def stop(*, person, what: str, at) -> list[str]:
    """Turn off e-mails by the link in one of them: of one category, or ALL_SUMMARIES. Returns what is off from now.

    Whoever has the e-mail may do this without signing in. Again: changes nothing.
    """
    current = frequencies_of(person)
    summaries = [key for key, frequency in current.items() if frequency in (Frequency.DAILY, Frequency.WEEKLY)]
    keys = summaries if what == ALL_SUMMARIES else [what]
    return choose(person=person, frequencies=dict.fromkeys(keys, Frequency.NEVER), by=person, at=at)


def frequencies_of(person) -> dict[str, str]:
    """How soon the person gets e-mails of each category that may be delayed or turned off: one query."""
    frequencies: dict[str, str] = {key: each.default for key, each in CATEGORIES.items() if not each.is_fixed}
    chosen = Preference.objects.filter(person=person, category__in=list(frequencies))
    return frequencies | dict(chosen.values_list("category", "frequency"))


def categories_for(person) -> list:
    """The categories that may reach the person as what they are now, in the order in which they are shown."""
    named = settings.MESSAGE_CATEGORY_READERS
    answers = {name: import_string(name)(person) for name in set(named.values())}
    return [
        each
        for each in categories_in_use()
        if (person.is_programme_staff or not each.is_for_staff) and (each.key not in named or answers[named[each.key]])
    ]


def _move_what_waits(person, category: str, frequency: str, at) -> None:
    """What is being sent this moment is locked: the update waits for it, and then leaves it alone."""
    waiting = Q(email_state=EmailState.WAITING) | Q(email_state=EmailState.DIGEST, digest=None)
    if frequency == Frequency.NEVER:  # also out of a digest that is made and not sent yet
        waiting |= Q(email_state=EmailState.DIGEST)
    wished: dict[str, list[str]] = {}
    for event in events_of(category):
        wished.setdefault(soon(kind_of(event), frequency), []).append(event)
    for wish, events in wished.items():
        own = Notification.objects.filter(waiting, person=person, event__in=events, read_at=None)
        own.update(**email_of(wish, at))
