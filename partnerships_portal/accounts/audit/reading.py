"""Audit events as people read them. The number of queries depends on the kinds of things named, not on the events."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.apps import apps

from partnerships_portal.accounts.models import AuditEvent, User

from .words import Words, thing, words_of

STAFF, PORTAL = "Programme staff", "The portal"


@dataclass(frozen=True)
class Entry:
    """One deed in words: `who` `text`, to `target`."""

    number: int
    at: dt.datetime
    who: str
    text: str
    kind: str
    target: str = ""
    url: str = ""


class _Details(dict):
    """Details for a text: what is missing is left out, what is a list is told as one."""

    def __missing__(self, key):
        return ""


def entries(events: list[AuditEvent], *, reader: User, names_of_staff: bool, with_targets: bool) -> list[Entry]:
    """The events in words, for `reader`, in the order given. Events come with their actors (`select_related`).

    Without `names_of_staff`, programme staff act as the programme. Without `with_targets`, the reader knows already
    what all of them are about.
    """
    people = _people_named_in(events)
    targets = _targets_of(events, reader) if with_targets else {}
    told = []
    for event in events:
        words = words_of(event.action)
        target, url = targets.get((event.target_kind, event.target_id), ("", ""))
        if with_targets and not target:
            target = _by_number(event)
        who = _who(event, words, names_of_staff)
        told.append(Entry(event.pk, event.at, who, _text(event, words, people), words.kind, target, url))
    return told


def _who(event: AuditEvent, words: Words, names_of_staff: bool) -> str:
    if event.actor is None:
        return PORTAL
    if not names_of_staff and (words.by_staff or event.actor.programme_role):
        return STAFF
    return str(event.actor)


def _text(event: AuditEvent, words: Words, people: dict[int, str]) -> str:
    details = _Details({name: _plain(name, value) for name, value in event.details.items()})
    if "person" in event.details:
        person = event.details["person"]
        details["person"] = "themselves" if person == event.actor_id else people.get(person, "somebody")
    return words.text.format_map(details).strip(" :,")


def _plain(name: str, value) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {one}" for key, one in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(name, one) for one in value)
    is_a_name = name in {"fields", "section", "role", "purpose", "state"}
    return str(value).replace("_", " ").replace("-", " ") if is_a_name else str(value)


def _people_named_in(events: list[AuditEvent]) -> dict[int, str]:
    ids = {event.details["person"] for event in events if isinstance(event.details.get("person"), int)}
    return {pk: str(person) for pk, person in User.objects.in_bulk(ids).items()}


def _targets_of(events: list[AuditEvent], reader: User) -> dict[tuple[str, int], tuple[str, str]]:
    """(kind, id) -> name and address, of what exists for the reader; one query for each kind of thing."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for event in events:
        wanted[event.target_kind].add(event.target_id)
    found = {}
    for kind, ids in wanted.items():
        told = thing(kind)
        if told is None:
            continue
        manager = apps.get_model(kind)._default_manager
        rows = manager.visible_to(reader) if hasattr(manager, "visible_to") else manager.all()
        for row in rows.select_related(*told.select).filter(pk__in=ids):
            found[kind, row.pk] = str(row), told.address(row) if told.address else ""
    return found


def _by_number(event: AuditEvent) -> str:
    """What is gone, or does not exist for the reader, is told by its number alone."""
    return f"{AuditEvent.kind_in_words(event.target_kind)} number {event.target_id}"
