"""What members do with the table of costs and benefits. It is a draft that they talk about: it binds nobody.

Every change is kept with what stood before, and who changed it for which member.
"""

from decimal import Decimal

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commissioners.actions.meanwhile import ChangedMeanwhile, check, plain
from consortia.cost_sharing.lines import benefit_in_words, line_in_words, parts_of, state_of_line, worked_out
from consortia.cost_sharing.shares import DoesNotAddUp
from consortia.models import Benefit, Consortium, ConsortiumMember, CostChange, CostLine, CostShare
from consortia.workspace.belonging import present_in
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import changed_since

from .limits import must_have_room
from .seats import take_seat
from .telling import tell_members

GONE = "Somebody took this off the table while you were writing. Add it again if it is needed."


@transaction.atomic
def save_line(
    *, member: ConsortiumMember, line: CostLine, parts: dict[int, Decimal], seen: str = "", by, at
) -> CostLine:
    """Add a line, or change it where it has a key. `parts`: what each organisation bears, unless it is equally.

    Raises NotPossible where it does not add up or was taken off, ChangedMeanwhile where somebody else was quicker.
    """
    consortium = take_seat(member=member, by=by)
    shared = {} if line.how == CostLine.How.EQUALLY else {one: part for one, part in parts.items() if part}
    _must_add_up(line, shared, present_in(consortium))
    stored = _stored(consortium, line, shared)
    if stored is None:
        must_have_room(CostLine.objects.filter(consortium=consortium), what="costs")
    before = state_of_line(stored, parts_of(stored)) if stored else {}
    wanted = state_of_line(line, shared)
    if stored and before == wanted:
        return stored
    if stored and changed_since(seen, {name: each for name, each in before.items() if wanted.get(name) != each}):
        raise ChangedMeanwhile
    said = line_in_words(stored, parts_of(stored), _names(parts_of(stored))) if stored else ""
    line.consortium = consortium
    _changed(line, member, by, at)
    line.shares.all().delete()
    CostShare.objects.bulk_create(CostShare(line=line, organisation_id=one, part=part) for one, part in shared.items())
    _keep(line, said, line_in_words(line, shared, _names(shared)), action="cost_saved", by=by, at=at)
    return line


@transaction.atomic
def save_benefit(*, member: ConsortiumMember, benefit: Benefit, values: dict, seen: str = "", by, at) -> Benefit:
    """Add a benefit, or change it where it has a key. `values`: kind, what, low, high."""
    consortium = take_seat(member=member, by=by)
    said = ""
    if benefit.pk is None:
        same = Benefit.objects.filter(consortium=consortium, **values).first()
        if same is not None:
            return same
        must_have_room(Benefit.objects.filter(consortium=consortium), what="benefits")
    else:
        benefit = _still(Benefit, consortium, benefit)
        check(benefit, values, seen=seen)
        if all(plain(getattr(benefit, name)) == plain(value) for name, value in values.items()):
            return benefit
        said = benefit_in_words(benefit)
    for name, value in values.items():
        setattr(benefit, name, value)
    benefit.consortium = consortium
    _changed(benefit, member, by, at)
    _keep(benefit, said, benefit_in_words(benefit), action="benefit_saved", by=by, at=at)
    return benefit


@transaction.atomic
def remove(*, member: ConsortiumMember, row: CostLine | Benefit, by, at) -> None:
    """Take a cost or a benefit off the table. What stood there is kept among the changes; what is gone stays gone."""
    consortium = take_seat(member=member, by=by)
    stored = type(row).objects.filter(consortium=consortium, pk=row.pk).first()
    if stored is None:
        return
    if isinstance(stored, CostLine):
        parts = parts_of(stored)
        said, action = line_in_words(stored, parts, _names(parts)), "cost_removed"
    else:
        said, action = benefit_in_words(stored), "benefit_removed"
    stored.changed_at, stored.changed_by, stored.changed_for_id = at, by, member.organisation_id
    _keep(stored, said, "", action=action, by=by, at=at)
    stored.delete()


def _must_add_up(line: CostLine, parts: dict[int, Decimal], present: set[int]) -> None:
    if set(parts) - present:
        raise NotPossible("Share it among members that are in the consortium: one of these has left.")
    try:
        worked_out(line, parts, present)
    except DoesNotAddUp as problem:
        raise NotPossible(str(problem)) from None


def _stored(consortium: Consortium, line: CostLine, parts: dict[int, Decimal]) -> CostLine | None:
    """The line as it is stored; for a new one the same that was added before (a double click), or None."""
    if line.pk is not None:
        return _still(CostLine, consortium, line)
    alike = CostLine.objects.filter(consortium=consortium, what=line.what, amount=line.amount, how=line.how)
    return next((one for one in alike if parts_of(one) == parts), None)


def _still(model, consortium: Consortium, row):
    found = model.objects.filter(consortium=consortium, pk=row.pk).first()
    if found is None:
        raise NotPossible(GONE)
    return found


def _names(parts: dict[int, Decimal]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=parts).values_list("pk", "name"))


def _changed(row, member: ConsortiumMember, by, at) -> None:
    row.changed_at, row.changed_by, row.changed_for_id = at, by, member.organisation_id
    row.save()


def _keep(row, before: str, after: str, *, action: str, by, at) -> None:
    """Keep the change, and tell the other members, each at most once a day."""
    who = {name: getattr(row, name) for name in ("consortium", "changed_at", "changed_by", "changed_for_id")}
    CostChange.objects.create(what=row.what, before=before[:2000], after=after[:2000], **who)
    record(actor=by, action=action, target=row.consortium, at=at, row=row.pk)
    tell_members(
        row.consortium,
        event="costs_changed",
        key=f"{row.consortium_id}-{timezone.localdate(at)}",
        subject=f"Costs and benefits of {row.consortium} have changed",
        url=reverse("costs", args=[row.consortium_id]),
        by=by,
        at=at,
    )
