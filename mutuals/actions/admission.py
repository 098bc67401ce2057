"""Letting registered organisations into the directory, or saying why not yet."""

from django.db import transaction
from django.urls import reverse

from mutuals import search
from mutuals.emails import admission_asked, admitted, not_admitted
from mutuals.models import Organisation, ThreePartDefinition, VerificationDecision
from mutuals.snapshots import snapshot
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import ProgrammeRole, User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark
from partnerships_portal.joining.people import owners_of
from partnerships_portal.notifications.actions import notify_many

About, Outcome = VerificationDecision.About, VerificationDecision.Outcome
DECIDING = (ProgrammeRole.PROGRAMME_MANAGER, ProgrammeRole.TRIAGE_OFFICER)


@transaction.atomic
def admit(*, organisation: Organisation, by, at) -> None:
    """Let an organisation take part, as what it says it is. Raises NotPossible if somebody else decided first."""
    organisation = _waiting(organisation)
    Organisation.objects.filter(pk=organisation.pk).update(admitted_at=at, admitted_by=by, admission_asked_at=None)
    decided(organisation, About.ADMISSION, Outcome.AGREED, by=by, at=at)
    tell_owners(organisation, "organisation_admitted", admitted(organisation), at=at)


@transaction.atomic
def return_admission(*, organisation: Organisation, reasons: str, by, at) -> None:
    """Not yet, and why: its people can change it and ask again. Raises NotPossible if somebody else decided first."""
    organisation = _waiting(organisation)
    Organisation.objects.filter(pk=organisation.pk).update(admission_asked_at=None)
    decided(organisation, About.ADMISSION, Outcome.RETURNED, by=by, at=at, reasons=reasons)
    tell_owners(organisation, "admission_returned", not_admitted(organisation), at=at)


@transaction.atomic
def ask_for_admission(*, organisation: Organisation, by, at) -> None:
    """Ask again after it was returned. Raises NotPossible if it waits already, takes part or is closed."""
    asked = Organisation.objects.filter(pk=organisation.pk, admitted_at=None, closed_at=None, admission_asked_at=None)
    if not asked.update(admission_asked_at=at):
        raise NotPossible(f"{organisation} is waiting for programme staff already, or takes part: reload the page.")
    record(actor=by, action="admission_asked", target=organisation, at=at)
    tell_staff(organisation, admission_asked(organisation), at=at)


def decided(
    organisation: Organisation,
    about: VerificationDecision.About,
    outcome: VerificationDecision.Outcome,
    *,
    by,
    at,
    reasons: str = "",
    definition: ThreePartDefinition | None = None,
) -> None:
    """What every decision of staff leaves behind, beside word to the owners: itself, with what it was made on."""
    VerificationDecision.objects.create(
        organisation=organisation,
        about=about,
        outcome=outcome,
        reasons=reasons,
        answers=snapshot(organisation, definition),
        decided_at=at,
        decided_by=by,
    )
    search.refresh([organisation.pk])
    record(actor=by, action=f"{about}_{outcome}", target=organisation, at=at)
    mark(kind="organisation", object_id=organisation.pk, at=at)


def tell_owners(organisation: Organisation, event: str, message: dict[str, str], *, at, key="", where="") -> None:
    """Word to all owners; `where` names the page of the organisation that it leads to."""
    notify_many(
        people=owners_of(organisation),
        event=event,
        key=key or f"{organisation.pk} {at.isoformat()}",
        url=reverse(where or "organisation_admission", args=[organisation.pk]),
        members_of=organisation,
        at=at,
        **message,
    )


def tell_staff(organisation: Organisation, message: dict[str, str], *, at) -> None:
    """Word to those of the programme who may decide, without the people of the organisation itself."""
    deciding = User.objects.filter(programme_role__in=DECIDING, is_active=True)
    notify_many(
        people=deciding.exclude(memberships__organisation=organisation),
        event="verification_work",
        key=f"{organisation.pk} {at.isoformat()}",
        url=reverse("verification_queue"),
        at=at,
        **message,
    )


def _waiting(organisation: Organisation) -> Organisation:
    """The organisation, held until the end of the transaction. Raises NotPossible if it does not wait any more."""
    waiting = Organisation.objects.waiting_for_admission().select_for_update(of=("self",))
    found = waiting.filter(pk=organisation.pk).first()
    if found is None:
        raise NotPossible(f"“{organisation}” does not wait for a decision any more: somebody else was quicker.")
    return found
