"""The three-part definition: answered by an organisation, decided by programme staff, and decided again."""

from django.db import transaction

from mutuals.emails import definition_returned, definition_sent, definition_verified, verification_withdrawn
from mutuals.models import Organisation, ThreePartDefinition, VerificationDecision
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible, move

from .admission import decided, tell_owners, tell_staff
from .rechecking import begin_recheck

Status = ThreePartDefinition.Status
About, Outcome = VerificationDecision.About, VerificationDecision.Outcome
PARTS = ("left_public_sector", "delivers_public_services", "staff_control")
ANSWERS = (*PARTS, *(f"{part}_evidence" for part in PARTS))
PAGE = "organisation_definition"


@transaction.atomic
def save_answers(*, organisation: Organisation, values: dict, by, at) -> ThreePartDefinition:
    """Keep the answers. A change of verified answers has them checked again. Raises NotPossible while staff decide."""
    definition, _ = ThreePartDefinition.objects.select_for_update().get_or_create(organisation=organisation)
    if definition.status not in ThreePartDefinition.EDITABLE:
        raise NotPossible("The answers are with the programme's staff and cannot be changed until they have decided.")
    changed = [name for name in ANSWERS if getattr(definition, name) != values[name]]
    if changed:
        for name in changed:
            setattr(definition, name, values[name])
        definition.save(update_fields=changed)
        record(actor=by, action="definition_answered", target=organisation, at=at, fields=changed)
        begin_recheck(organisation, changed, by=by, at=at)
        definition.refresh_from_db()
    return definition


@transaction.atomic
def submit_definition(*, definition: ThreePartDefinition, by, at) -> None:
    """Send the answers to programme staff. Raises NotPossible if they were sent already or a part is unanswered.

    A Mutual goes on being one until staff have decided. An organisation whose registration was returned asks to be
    admitted again with it.
    """
    definition = ThreePartDefinition.objects.select_for_update().get(pk=definition.pk)
    if not definition.is_complete:
        raise NotPossible("Answer all three parts, each with what shows it, before you send them.")
    again = definition.status == Status.VERIFIED
    if again and definition.recheck_since is None:
        raise NotPossible("These answers are verified, and nothing has changed since.")
    _move(definition, Status.SUBMITTED, submitted_at=at, decided_at=None, decided_by=None, reasons="")
    organisation = definition.organisation
    unadmitted = Organisation.objects.filter(pk=organisation.pk, admitted_at=None, closed_at=None)
    unadmitted.filter(admission_asked_at=None).update(admission_asked_at=at)
    record(actor=by, action="definition_submitted", target=organisation, at=at)
    tell_staff(organisation, definition_sent(organisation, again=again), at=at)


@transaction.atomic
def verify_definition(*, definition: ThreePartDefinition, seen: str = "", by, at) -> None:
    """All three parts hold: the organisation is a Mutual, and admitted with it if it was not yet.

    `seen` is the `version_of_definition` that the decision was made on, empty to decide regardless.
    Raises NotPossible if somebody else decided first, or there is nothing to decide.
    """
    definition = _held(definition, seen)
    if definition.status == Status.VERIFIED and definition.recheck_since is None:
        raise NotPossible(_too_late(definition))
    _move(definition, Status.VERIFIED, decided_at=at, decided_by=by, reasons="", recheck_since=None, recheck_fields=[])
    organisation = definition.organisation
    held = Organisation.objects.filter(pk=organisation.pk)
    held.filter(admitted_at=None).update(admitted_at=at, admitted_by=by, admission_asked_at=None)
    held.update(verified_at=at, verified_by=by)
    decided(organisation, About.DEFINITION, Outcome.AGREED, by=by, at=at, definition=definition)
    tell_owners(organisation, "definition_verified", definition_verified(organisation), at=at, where=PAGE)


@transaction.atomic
def return_definition(*, definition: ThreePartDefinition, reasons: str, seen: str = "", by, at) -> None:
    """A part does not hold, or is not shown: back to the organisation, with reasons. What was verified is withdrawn.

    An organisation that waits for admission goes back as a whole. `seen` and errors as in `verify_definition`.
    """
    definition = _held(definition, seen)
    organisation = definition.organisation
    _move(
        definition,
        Status.RETURNED,
        decided_at=at,
        decided_by=by,
        reasons=reasons,
        recheck_since=None,
        recheck_fields=[],
    )
    Organisation.objects.filter(pk=organisation.pk).update(verified_at=None, verified_by=None, admission_asked_at=None)
    decided(organisation, About.DEFINITION, Outcome.RETURNED, by=by, at=at, reasons=reasons, definition=definition)
    message = verification_withdrawn(organisation) if organisation.is_mutual else definition_returned(organisation)
    tell_owners(organisation, "definition_returned", message, at=at, where=PAGE)


def version_of_definition(definition: ThreePartDefinition) -> str:
    """A short text that changes whenever the answers are sent, changed or decided on."""
    moments = (definition.submitted_at, definition.decided_at, definition.recheck_since)
    return " ".join([definition.status, *(moment.isoformat() if moment else "-" for moment in moments)])


def _held(definition: ThreePartDefinition, seen: str) -> ThreePartDefinition:
    """The definition, held until the end of the transaction. Raises NotPossible if it is not what was seen."""
    held = ThreePartDefinition.objects.select_for_update().get(pk=definition.pk)
    if seen and seen != version_of_definition(held):
        raise NotPossible(_too_late(held))
    return held


def _too_late(definition: ThreePartDefinition) -> str:
    return (
        f"This can no longer be done: somebody else decided on “{definition.organisation}”, or it changed its answers. "
        "See how it stands now."
    )


def _move(definition: ThreePartDefinition, to: str, **changes) -> None:
    move(definition, field="status", to=to, transitions=ThreePartDefinition.TRANSITIONS, **changes)
