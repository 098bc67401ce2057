"""Saving a section of a profile: only what differs, once, and never over what somebody else has just written."""

from django.db import models, transaction

from mutuals import search
from mutuals.bands import STAFF_EDGES, TURNOVER_EDGES, band_of
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.changes.actions import mark
from partnerships_portal.conflicts.versions import changed_since, versions

from .rechecking import what_it_rests_on_changed


class ChangedMeanwhile(Exception):
    """Somebody else saved this section after the person had opened it. The message says what to do."""

    def __init__(self):
        super().__init__(
            "Somebody else changed this section while you were editing it. Choose below what to keep, and save again."
        )


@transaction.atomic
def save_section(*, organisation: Organisation, section: str, values: dict, seen: str = "", by, at) -> list[str]:
    """Save fields of one section, and return the names of those that changed.

    `values` maps field names to values; a many-to-many field takes its objects. `seen` is the `version_of`
    these fields when the person opened them, empty to save regardless. Nothing changed: nothing is written,
    recorded or marked. Raises ChangedMeanwhile if a field would be written that differs from `seen`.
    """
    stored = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    values = with_bands(values, stored)
    changed = [name for name, value in values.items() if plain(_read(stored, name)) != plain(value)]
    if not changed:
        return []
    if changed_since(seen, state_of(stored, changed)):
        raise ChangedMeanwhile
    _write(stored, {name: values[name] for name in changed}, at)
    what_it_rests_on_changed(stored, changed, by=by, at=at)
    told = [name for name in changed if Organisation._meta.get_field(name).editable]  # not what the portal finds itself
    finish(stored, action="profile_saved", by=by, at=at, section=section, fields=told)
    return changed


def finish(organisation: Organisation, *, action: str, by, at, **details) -> None:
    """What every change of a profile leaves behind: search words, the audit event, a mark for matching."""
    Organisation.objects.filter(pk=organisation.pk).update(updated_at=at)
    search.refresh([organisation.pk])
    record(actor=by, action=action, target=organisation, at=at, **details)
    mark(kind="organisation", object_id=organisation.pk, at=at)


def version_of(organisation: Organisation, names) -> str:
    """A short text that changes whenever one of the named fields does."""
    return versions(state_of(organisation, names))


def state_of(organisation: Organisation, names) -> dict:
    """The named fields as they compare: keys for objects, sorted keys for many."""
    return {name: plain(_read(organisation, name)) for name in names}


def with_bands(values: dict, stored: Organisation | None = None) -> dict:
    """The values with the band that an exact figure falls into: one of `values`, or one that is kept as stored."""
    values = dict(values)
    for name, edges in (("turnover", TURNOVER_EDGES), ("staff", STAFF_EDGES)):
        figure = values.get(name, getattr(stored, name, None))
        if figure is not None and (name in values or f"{name}_band" in values):
            values[f"{name}_band"] = band_of(figure, edges)
    return values


def _read(organisation: Organisation, name: str):
    field = Organisation._meta.get_field(name)
    if field.many_to_many:
        return set(getattr(organisation, name).values_list("pk", flat=True))
    return getattr(organisation, field.attname)  # type: ignore[union-attr]


def plain(value):
    """A value as it compares: keys for objects, sorted keys for many."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, models.QuerySet | set | frozenset):
        return sorted(plain(one) for one in value)
    if isinstance(value, list | tuple):
        return sorted(value)
    return value


def _write(organisation: Organisation, values: dict, at) -> None:
    columns = []
    for name, value in values.items():
        if Organisation._meta.get_field(name).many_to_many:
            getattr(organisation, name).set(value)
        else:
            setattr(organisation, name, value)
            columns.append(name)
    if columns:
        organisation.save(update_fields=columns)
