"""What members do with the risk register. A risk is owned by whoever accepts it, and then changed by nobody else."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.actions.meanwhile import check, plain
from consortia.models import Consortium, ConsortiumMember, Risk
from consortia.risks.owning import holder_of
from consortia.workspace.belonging import present_in
from consortia.workspace.holding import may_change
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .key_steps import TAKEN, NotYours
from .limits import must_have_room
from .seats import take_seat
from .telling import tell_members


@transaction.atomic
def add(*, member: ConsortiumMember, values: dict, by, at) -> Risk:
    """Add a risk; the same one is added once. `values`: kind, what, likelihood, impact, cost_low, cost_high,
    mitigation, review_on, and owner_id, which is asked where it is another member. All members are told."""
    consortium = take_seat(member=member, by=by)
    same = Risk.objects.open().filter(consortium=consortium, kind=values["kind"], what=values["what"]).first()
    if same is not None:
        return same
    must_have_room(Risk.objects.open().filter(consortium=consortium), what="open risks")
    risk = Risk(consortium=consortium, added_at=at, **{**values, "owner_id": None})
    _changed(risk, member, by, at)
    record(actor=by, action="risk_added", target=consortium, at=at, risk=risk.pk)
    _tell(risk, event="risk_added", said=f"New risk of {consortium}: {risk}", by=by, at=at)
    _entrust(risk, values.get("owner_id"), member=member, by=by, at=at)
    return risk


@transaction.atomic
def change(*, member: ConsortiumMember, risk: Risk, values: dict, seen: str, by, at) -> bool:
    """Change an open risk; returns whether anything changed. `values` as in `add`.

    Raises NotYours where another member owns it, ChangedMeanwhile where somebody else was quicker.
    """
    consortium, current = _held(member, risk, by)
    check(current, values, seen=seen)
    if all(plain(getattr(current, name)) == plain(value) for name, value in values.items()):
        return False
    owner = values["owner_id"]
    for name, value in values.items():
        if name != "owner_id":
            setattr(current, name, value)
    _changed(current, member, by, at)
    record(actor=by, action="risk_changed", target=consortium, at=at, risk=current.pk)
    _entrust(current, owner, member=member, by=by, at=at)
    return True


@transaction.atomic
def answer(*, member: ConsortiumMember, risk: Risk, accepts: bool, by, at) -> None:
    """Accept for a member to own the risk that it was asked to own, or decline. The others are told.

    Raises NotPossible where it is not asked, or not any more. The same answer again changes nothing.
    """
    consortium = take_seat(member=member, by=by)
    current = _open(risk)
    if current.owner_id != member.organisation_id:
        raise NotPossible(f"{member.organisation} is not asked to own this risk, or not any more.")
    if accepts and current.accepted_at:
        return
    if current.accepted_at:
        raise NotPossible("You own this risk already. To hand it over, change it and choose another owner.")
    asked_at = current.asked_at
    if accepts:
        current.accepted_at, current.accepted_by = at, by
    else:
        current.owner, current.asked_at = None, None
    _changed(current, member, by, at)
    action = "risk_accepted" if accepts else "risk_declined"
    record(actor=by, action=action, target=consortium, at=at, risk=current.pk)
    said = f"{member.organisation} {'owns' if accepts else 'does not want to own'} this risk: {current}"
    _tell(current, event=action, said=said, key=f"{current.pk}-{asked_at:%Y%m%d%H%M%S}", by=by, at=at)


@transaction.atomic
def close(*, member: ConsortiumMember, risk: Risk, ending: str, by, at) -> None:
    """Close a risk that is none any more; it can be opened again. What is closed stays so."""
    consortium = take_seat(member=member, by=by)
    if Risk.objects.filter(pk=risk.pk, closed_at__isnull=False).exists():
        return
    _, current = _held(member, risk, by)
    current.closed_at, current.ending = at, ending
    _changed(current, member, by, at)
    record(actor=by, action="risk_closed", target=consortium, at=at, risk=current.pk)


@transaction.atomic
def reopen(*, member: ConsortiumMember, risk: Risk, by, at) -> None:
    """Open a closed risk again. What is open stays so. Raises NotPossible where as many are open as a page can show."""
    consortium = take_seat(member=member, by=by)
    current = Risk.objects.select_for_update(of=("self",)).get(pk=risk.pk)
    if current.closed_at is None:
        return
    _must_be_free(current, member, consortium)
    must_have_room(Risk.objects.open().filter(consortium=consortium), what="open risks")
    current.closed_at, current.ending = None, ""
    _changed(current, member, by, at)
    record(actor=by, action="risk_reopened", target=consortium, at=at, risk=current.pk)


def _held(member: ConsortiumMember, risk: Risk, by) -> tuple[Consortium, Risk]:
    """The consortium and the open risk, locked, where the member may change it."""
    consortium = take_seat(member=member, by=by)
    current = _open(risk)
    _must_be_free(current, member, consortium)
    return consortium, current


def _open(risk: Risk) -> Risk:
    current = Risk.objects.select_for_update(of=("self",)).select_related("owner", "consortium").get(pk=risk.pk)
    if current.closed_at is not None:
        raise NotPossible("This risk was closed. Open it again before you change it.")
    return current


def _must_be_free(risk: Risk, member: ConsortiumMember, consortium: Consortium) -> None:
    if not may_change(holder_of(risk), member.organisation_id, present=present_in(consortium)):
        raise NotYours(TAKEN.format(holder=risk.owner))


def _entrust(risk: Risk, owner: int | None, *, member: ConsortiumMember, by, at) -> None:
    """Let nobody own the risk, or the member itself, or ask another one to."""
    if owner == risk.owner_id and owner != member.organisation_id:
        return
    if owner is not None and owner not in present_in(risk.consortium):
        raise NotPossible("Choose an owner among the members: this one is not in the consortium any more.")
    itself = owner == member.organisation_id
    if itself and risk.accepted_at and risk.owner_id == owner:
        return
    risk.owner = Organisation.objects.get(pk=owner) if owner else None
    risk.asked_at = at if owner else None
    risk.accepted_at, risk.accepted_by = (at, by) if itself else (None, None)
    risk.save()
    if owner and not itself:
        said = f"{member.organisation} asks {risk.owner} to own a risk: {risk}"
        key = f"{risk.pk}-{at:%Y%m%d%H%M%S}"
        _tell(risk, event="risk_owner_asked", said=said, key=key, only=[owner], by=by, at=at)


def _changed(risk: Risk, member: ConsortiumMember, by, at) -> None:
    risk.changed_at, risk.changed_by, risk.changed_for_id = at, by, member.organisation_id
    risk.save()


def _tell(risk: Risk, *, event: str, said: str, key: str = "", only=None, by, at) -> None:
    tell_members(
        risk.consortium,
        event=event,
        key=key or risk.pk,
        subject=Truncator(said).chars(190),
        url=reverse("risk", args=[risk.consortium_id, risk.pk]),
        only=only,
        by=by,
        at=at,
    )
