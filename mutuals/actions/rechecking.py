"""Checking a verified Mutual again: when what its verification rests on changes, and every few years."""

import datetime as dt

from django.conf import settings
from django.db import transaction

from mutuals import emails, search
from mutuals.choices import Kind
from mutuals.models import Organisation, ThreePartDefinition
from mutuals.snapshots import LABELS, RESTS_ON
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import move

from .admission import tell_owners, tell_staff

Status = ThreePartDefinition.Status
REMIND_AFTER = (dt.timedelta(days=30), dt.timedelta(days=60))
PAGE = "organisation_definition"


def what_it_rests_on_changed(organisation: Organisation, changed, *, by, at) -> None:
    """Called in the transaction in which fields of an organisation changed, with their names and the new values."""
    rests_on = [name for name in RESTS_ON if name in changed]
    if "kind" in rests_on and organisation.kind != Kind.MUTUAL:
        _end_badge(organisation, by=by, at=at)
    elif rests_on:
        begin_recheck(organisation, rests_on, by=by, at=at)


def begin_recheck(organisation: Organisation, changed, *, by, at) -> None:
    """Have a verified Mutual checked again, for these fields; it goes on showing as one until staff have decided.

    Owners and staff are told once for each recheck, however many changes follow.
    """
    verified = ThreePartDefinition.objects.select_for_update().filter(
        organisation=organisation, status=Status.VERIFIED, organisation__verified_at__isnull=False
    )
    definition = verified.first()
    if definition is None:
        return
    is_new = not definition.recheck_fields
    definition.recheck_since = definition.recheck_since or at
    definition.recheck_fields = [key for key in LABELS if key in {*definition.recheck_fields, *changed}]
    definition.save(update_fields=["recheck_since", "recheck_fields"])
    record(actor=by, action="recheck_begun", target=organisation, at=at, fields=list(changed))
    if is_new:
        words = [LABELS[key] for key in definition.recheck_fields]
        tell_owners(organisation, "recheck_begun", emails.recheck_begun(organisation, words), at=at, where=PAGE)
        tell_staff(organisation, emails.recheck_wanted(organisation, words), at=at)


def ask_for_confirmation(*, at) -> int:
    """Ask the owners of Mutuals verified VERIFICATION_YEARS ago or more, and remind those asked; returns how many.

    Safe to repeat: each Mutual is asked once, and each reminder is sent once.
    """
    asked = 0
    verified = ThreePartDefinition.objects.filter(status=Status.VERIFIED, organisation__closed_at=None)
    old = _years_before(at, settings.VERIFICATION_YEARS)
    for pk in verified.filter(recheck_since=None, organisation__verified_at__lte=old).values_list("pk", flat=True):
        asked += _ask(pk, at)
    waiting = verified.filter(recheck_fields=[], recheck_since__lte=at - REMIND_AFTER[0])
    for definition in waiting.select_related("organisation"):
        if definition.recheck_since:
            _remind(definition, definition.recheck_since, at)
    return asked


@transaction.atomic
def _ask(pk: int, at) -> bool:
    open_still = ThreePartDefinition.objects.filter(pk=pk, status=Status.VERIFIED, recheck_since=None)
    if not open_still.update(recheck_since=at):
        return False
    organisation = Organisation.objects.get(definition=pk)
    record(actor=None, action="confirmation_asked", target=organisation, at=at)
    message = emails.confirmation_asked(organisation, settings.VERIFICATION_YEARS)
    tell_owners(organisation, "confirmation_asked", message, at=at, where=PAGE)
    return True


def _remind(definition: ThreePartDefinition, since: dt.datetime, at) -> None:
    """The latest reminder that is due: whoever was not reminded in time gets one message, not two."""
    days = max(pause.days for pause in REMIND_AFTER if since + pause <= at)
    tell_owners(
        definition.organisation,
        "confirmation_reminder",
        emails.confirmation_reminder(definition.organisation, days),
        key=f"{definition.pk} {since.isoformat()} {days}",
        where=PAGE,
        at=at,
    )


def _end_badge(organisation: Organisation, *, by, at) -> None:
    """It says itself that it is no mutual: no decision is needed, and none is undone."""
    was_mutual = organisation.is_mutual
    Organisation.objects.filter(pk=organisation.pk).update(verified_at=None, verified_by=None)
    organisation.verified_at = organisation.verified_by = None
    definition = ThreePartDefinition.objects.filter(organisation=organisation).first()
    if definition and definition.status in (Status.VERIFIED, Status.SUBMITTED):
        move(
            definition,
            field="status",
            to=Status.DRAFT,
            transitions=ThreePartDefinition.TRANSITIONS,
            submitted_at=None,
            decided_at=None,
            decided_by=None,
            recheck_since=None,
            recheck_fields=[],
        )
    if was_mutual:
        search.refresh([organisation.pk])
        record(actor=by, action="badge_ended", target=organisation, at=at)
        tell_owners(organisation, "badge_ended", emails.badge_ended(organisation), at=at, where="organisation_detail")


def _years_before(moment: dt.datetime, years: int) -> dt.datetime:
    """The same day some years ago; 28 February for a 29th that there is not."""
    try:
        return moment.replace(year=moment.year - years)
    except ValueError:
        return moment.replace(year=moment.year - years, day=28)
