"""The steering group: each member names people for itself; whoever writes notes of a meeting can change them."""

from django.db import transaction

from consortia.models import ConsortiumMember, SteeringMeeting, SteeringPerson
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .seats import take_seat


@transaction.atomic
def name_person(*, member: ConsortiumMember, person, does: str, until, by, at) -> SteeringPerson:
    """Name somebody of one's own organisation, or change what was said of them. Raises NotPossible for anybody else."""
    consortium = take_seat(member=member, by=by)
    if not member.organisation.memberships.filter(user=person).exists():
        raise NotPossible(f"{person} does not belong to {member.organisation}.")
    named, is_new = SteeringPerson.objects.get_or_create(
        member=member, person=person, defaults={"does": does, "until": until, "named_at": at}
    )
    if not is_new and (named.does, named.until) == (does, until):
        return named
    named.does, named.until = does, until
    named.save(update_fields=["does", "until"])
    record(actor=by, action="steering_person_named", target=consortium, at=at, person=person.pk)
    return named


@transaction.atomic
def take_off(*, member: ConsortiumMember, named: SteeringPerson, by, at) -> None:
    """Take somebody off whom one's own organisation named; twice is once. Raises NotPossible for another's."""
    consortium = take_seat(member=member, by=by)
    if named.member_id != member.pk:
        raise NotPossible("Each member names people for itself.")
    if SteeringPerson.objects.filter(pk=named.pk).delete()[0]:
        record(actor=by, action="steering_person_taken_off", target=consortium, at=at, person=named.person_id)


@transaction.atomic
def write_notes(
    *, member: ConsortiumMember, meeting: SteeringMeeting | None, held_on, notes: str, by, at
) -> SteeringMeeting:
    """Write notes of a meeting (None), or change one's own. The same again changes nothing.

    Raises NotPossible for what another member wrote.
    """
    consortium = take_seat(member=member, by=by)
    own = SteeringMeeting.objects.filter(member=member)
    same = own.filter(held_on=held_on, notes=notes).first()
    current: SteeringMeeting | None
    if meeting is None:
        current = same or SteeringMeeting(consortium=consortium, member=member)
    else:
        current = own.filter(pk=meeting.pk).first()
        if current is None:
            raise NotPossible("Only the organisation that wrote these notes can change them.")
    if current.pk and (current.held_on, current.notes) == (held_on, notes):
        return current
    current.held_on, current.notes, current.written_at, current.written_by = held_on, notes, at, by
    current.save()
    record(actor=by, action="steering_notes_written", target=consortium, at=at, meeting=current.pk)
    return current
