"""Registering an organisation: answered step by step, sent once, then looked at by programme staff."""

from django.conf import settings
from django.db import transaction

from mutuals.emails import admission_asked, registration_received
from mutuals.models import Membership, Organisation, Registration, ThreePartDefinition
from mutuals.registering import LEFT_OUT, NOT_MINE
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .admission import tell_owners, tell_staff
from .profile import finish


@transaction.atomic
def start_registration(*, by, at) -> Registration:
    """The person's draft, a new one if there is none. Raises NotPossible while too many of theirs wait."""
    draft = Registration.objects.filter(person=by, sent_at=None).first()
    if draft:
        return draft
    _not_too_many(by)
    draft, is_new = Registration.objects.get_or_create(
        person=by, sent_at=None, defaults={"started_at": at, "updated_at": at}
    )
    if is_new:
        record(actor=by, action="registration_started", target=draft, at=at)
    return draft


@transaction.atomic
def save_step(
    *, registration: Registration, step: str, answers: dict, left_out: list[str] | None = None, by, at
) -> None:
    """Keep what was typed in one step. The same again changes nothing. Raises NotPossible once it is sent.

    `left_out` names fields whose text was refused: until the step is saved without them it is not finished.
    """
    draft = _locked(registration)
    before = draft.answers.get(LEFT_OUT, {})
    without = {one: names for one, names in before.items() if one != step} | ({step: left_out} if left_out else {})
    if draft.answers.get(step) == answers and without == before:
        return
    draft.answers |= {step: answers, LEFT_OUT: without}
    _kept(draft, registration, at)
    record(actor=by, action="registration_step_saved", target=draft, at=at, fields=[step])


@transaction.atomic
def set_apart(*, registration: Registration, organisations, by, at) -> None:
    """The person says that these organisations (by id) are others than theirs. Raises NotPossible once it is sent."""
    draft = _locked(registration)
    draft.answers[NOT_MINE] = sorted({*draft.answers.get(NOT_MINE, []), *organisations})
    _kept(draft, registration, at)
    record(actor=by, action="registration_set_apart", target=draft, at=at, organisations=sorted(organisations))


@transaction.atomic
def discard_registration(*, registration: Registration, by, at) -> None:
    """Delete a draft with all its answers. Raises NotPossible once it is sent."""
    draft = _locked(registration)
    record(actor=by, action="registration_discarded", target=draft, at=at)
    draft.delete()


@transaction.atomic
def send_registration(*, registration: Registration, values: dict, definition: dict, by, at) -> Organisation:
    """Make the organisation, which waits for programme staff; who sends it becomes its owner.

    `definition` holds the answers to the three-part definition, empty for other kinds. Sent twice, or twice at
    once, it makes one organisation: the second call returns it. Raises NotPossible while too many wait, and
    where it was sent and the organisation has gone since, or the draft was deleted.
    """
    held = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk).first()
    if held and held.sent_at and held.organisation:
        return held.organisation
    registration = _locked(registration)
    _not_too_many(by)
    organisation = Organisation.objects.create(**values, created_at=at, updated_at=at, admission_asked_at=at)
    Membership.objects.create(user=by, organisation=organisation, role=Membership.Role.OWNER, created_at=at)
    if definition:
        ThreePartDefinition.objects.create(
            organisation=organisation, status=ThreePartDefinition.Status.SUBMITTED, submitted_at=at, **definition
        )
    Registration.objects.filter(pk=registration.pk).update(sent_at=at, updated_at=at, organisation=organisation)
    finish(organisation, action="organisation_registered", by=by, at=at, fields=sorted(values))
    tell_staff(organisation, admission_asked(organisation), at=at)
    message = registration_received(organisation, has_definition=bool(definition))
    tell_owners(organisation, "registration_received", message, key=str(organisation.pk), at=at)
    return organisation


def waiting_of(person) -> int:
    """How many organisations that the person registered still wait to be admitted."""
    return Registration.objects.filter(
        person=person, organisation__admitted_at=None, organisation__closed_at=None, organisation__isnull=False
    ).count()


def _not_too_many(person) -> None:
    if waiting_of(person) >= settings.REGISTRATIONS_WAITING_AT_MOST:
        raise NotPossible(
            f"{settings.REGISTRATIONS_WAITING_AT_MOST} organisations that you registered are waiting to be admitted. "
            "You can register another as soon as programme staff have decided on one of them."
        )


def _locked(registration: Registration) -> Registration:
    """The draft, held until the end of the transaction. Raises NotPossible if it is sent or gone."""
    draft = Registration.objects.select_for_update(of=("self",)).filter(pk=registration.pk, sent_at=None).first()
    if draft is None:
        raise NotPossible("This registration has been sent, or deleted, and cannot be changed any more.")
    return draft


def _kept(draft: Registration, seen: Registration, at) -> None:
    draft.updated_at = at
    draft.save(update_fields=["answers", "updated_at"])
    seen.answers, seen.updated_at = draft.answers, at
