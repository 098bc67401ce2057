"""What a member brings and keeps: written, changed and taken off by that member alone."""

from django.db import transaction

from consortia.models import ConsortiumMember, Contribution
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .seats import take_seat

NOT_YOURS = "Only the organisation that brings this can change it."


@transaction.atomic
def save(*, member: ConsortiumMember, contribution: Contribution | None, texts: dict[str, str], by, at) -> Contribution:
    """Write one (None), or change it. The same again changes nothing. `texts`: what, during, after.

    Raises NotPossible for what another member brings.
    """
    consortium = take_seat(member=member, by=by)
    own = Contribution.objects.filter(member=member)
    if contribution is None:
        current = own.filter(**texts).first()
    else:
        current = own.filter(pk=contribution.pk).first()
        if current is None:
            raise NotPossible(NOT_YOURS)
    if current and all(getattr(current, name) == text for name, text in texts.items()):
        return current
    current = current or Contribution(member=member)
    for name, text in texts.items():
        setattr(current, name, text)
    current.updated_at, current.updated_by = at, by
    current.save()
    record(actor=by, action="contribution_saved", target=consortium, at=at, contribution=current.pk)
    return current


@transaction.atomic
def remove(*, member: ConsortiumMember, contribution: Contribution, by, at) -> None:
    """Take it off; twice is once. Raises NotPossible for what another member brings."""
    consortium = take_seat(member=member, by=by)
    if contribution.member_id != member.pk:
        raise NotPossible(NOT_YOURS)
    if Contribution.objects.filter(pk=contribution.pk).delete()[0]:
        record(actor=by, action="contribution_removed", target=consortium, at=at, contribution=contribution.pk)
