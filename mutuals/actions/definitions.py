"""The three-part definition: answered by an organisation, decided by programme staff."""

from django.db import transaction
from django.urls import reverse

from mutuals import search
from mutuals.emails import definition_returned, definition_verified
from mutuals.models import Membership, Organisation, ThreePartDefinition
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible, move
from partnerships_portal.changes.actions import mark
from partnerships_portal.notifications.actions import notify_many

Status = ThreePartDefinition.Status
PARTS = ("left_public_sector", "delivers_public_services", "staff_control")
ANSWERS = (*PARTS, *(f"{part}_evidence" for part in PARTS))


@transaction.atomic
def save_answers(*, organisation: Organisation, values: dict, by, at) -> ThreePartDefinition:
    """Keep the answers as a draft. Raises NotPossible while staff are deciding on them or once verified."""
    definition, _ = ThreePartDefinition.objects.select_for_update().get_or_create(organisation=organisation)
    if definition.status not in ThreePartDefinition.EDITABLE:
        raise NotPossible("The answers are with the programme's staff and cannot be changed until they have decided.")
    changed = [name for name in ANSWERS if getattr(definition, name) != values[name]]
    if changed:
        for name in changed:
            setattr(definition, name, values[name])
        definition.save(update_fields=changed)
        record(actor=by, action="definition_answered", target=organisation, at=at, fields=changed)
    return definition


@transaction.atomic
def submit_definition(*, definition: ThreePartDefinition, by, at) -> None:
    """Send the answers to programme staff. Raises NotPossible if they were sent already or a part is unanswered."""
    definition = ThreePartDefinition.objects.select_for_update().get(pk=definition.pk)
    if not definition.is_complete:
        raise NotPossible("Answer all three parts, each with what shows it, before you send them.")
    move(
        definition,
        field="status",
        to=Status.SUBMITTED,
        transitions=ThreePartDefinition.TRANSITIONS,
        submitted_at=at,
        decided_at=None,
        decided_by=None,
        reasons="",
    )
    record(actor=by, action="definition_submitted", target=definition.organisation, at=at)


@transaction.atomic
def verify_definition(*, definition: ThreePartDefinition, by, at) -> None:
    """All three parts hold: the organisation is a Mutual. Raises NotPossible if somebody else decided first."""
    _decide(definition, Status.VERIFIED, by=by, at=at)
    Organisation.objects.filter(pk=definition.organisation_id).update(verified_at=at, verified_by=by)
    _tell(definition, definition_verified(definition.organisation), by=by, at=at)


@transaction.atomic
def return_definition(*, definition: ThreePartDefinition, reasons: str, by, at) -> None:
    """A part does not hold, or is not shown yet: back to the organisation, with reasons."""
    _decide(definition, Status.RETURNED, by=by, at=at, reasons=reasons)
    Organisation.objects.filter(pk=definition.organisation_id).update(verified_at=None, verified_by=None)
    _tell(definition, definition_returned(definition.organisation), by=by, at=at)


def _decide(definition: ThreePartDefinition, to: str, *, by, at, reasons: str = "") -> None:
    move(
        definition,
        field="status",
        to=to,
        transitions=ThreePartDefinition.TRANSITIONS,
        decided_at=at,
        decided_by=by,
        reasons=reasons,
    )


def _tell(definition: ThreePartDefinition, message: dict, *, by, at) -> None:
    """What both decisions leave behind: the directory, the audit event, a mark, and word to the owners."""
    organisation = definition.organisation
    search.refresh([organisation.pk])
    record(actor=by, action=f"definition_{definition.status}", target=organisation, at=at)
    mark(kind="organisation", object_id=organisation.pk, at=at)
    owners = User.objects.filter(
        memberships__organisation=organisation, memberships__role=Membership.Role.OWNER, is_active=True
    )
    notify_many(
        people=owners,
        event=f"definition_{definition.status}",
        key=f"{definition.pk} {at.isoformat()}",
        url=reverse("organisation_definition", args=[organisation.pk]),
        members_of=organisation,
        at=at,
        **message,
    )
