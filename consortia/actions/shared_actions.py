"""What members have to do. An action is a member's by its own yes, and then changed by nobody else."""

from django.db import transaction
from django.utils.text import Truncator

from commissioners.actions.meanwhile import check, plain
from consortia.models import Consortium, ConsortiumMember, SharedAction
from consortia.sharing.actions import acting_people, holder_of
from consortia.workspace.belonging import present_in
from consortia.workspace.holding import may_change
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from .key_steps import TAKEN, NotYours
from .seats import take_seat
from .telling import tell_members

TOO_MANY = "So many actions are open that there is no room for more. Mark those that are done."
MOST_OPEN = 500
DONE = "This is done already. Open it again before you change it."


@transaction.atomic
def add(*, member: ConsortiumMember, values: dict, by, at) -> SharedAction:
    """Add something to do; the same one is added once. `values`: what, due_on, and owner_id: another member is asked,
    the member itself takes it on, with person_id if it names one of its people."""
    consortium = take_seat(member=member, by=by)
    rows = SharedAction.objects.open().filter(consortium=consortium)
    same = rows.filter(what=values["what"], due_on=values["due_on"]).first()
    if same is not None:
        return same
    if rows.count() >= MOST_OPEN:
        raise NotPossible(TOO_MANY)
    action = SharedAction(consortium=consortium, what=values["what"], due_on=values["due_on"])
    _changed(action, member, by, at)
    record(actor=by, action="shared_action_added", target=consortium, at=at, shared_action=action.pk)
    _entrust(action, values, member=member, by=by, at=at)
    if action.owner_id in (None, member.organisation_id):
        _tell(action, event="shared_action_added", said=f"New action in {consortium}: {action}", by=by, at=at)
    return action


@transaction.atomic
def change(*, member: ConsortiumMember, action: SharedAction, values: dict, seen: str, by, at) -> bool:
    """Change an open action; returns whether anything changed. `values` as in `add`.

    Raises NotYours where another member has it, ChangedMeanwhile where somebody else was quicker.
    """
    consortium, current = _held(member, action, by)
    check(current, values, seen=seen)
    if all(plain(getattr(current, name)) == plain(value) for name, value in values.items()):
        return False
    current.what, current.due_on = values["what"], values["due_on"]
    _changed(current, member, by, at)
    record(actor=by, action="shared_action_changed", target=consortium, at=at, shared_action=current.pk)
    _entrust(current, values, member=member, by=by, at=at)
    return True


@transaction.atomic
def answer(*, member: ConsortiumMember, action: SharedAction, accepts: bool, by, at) -> None:
    """Take on for a member what it was asked to do, or decline. The others are told. The same again changes nothing."""
    consortium = take_seat(member=member, by=by)
    current = _open(action)
    if current.owner_id != member.organisation_id:
        raise NotPossible(f"{member.organisation} is not asked to do this, or not any more.")
    if current.accepted_at:
        if accepts:
            return
        raise NotPossible("You have taken this on already. To hand it over, change it and choose another member.")
    asked_at = current.asked_at
    if accepts:
        current.accepted_at, current.accepted_by = at, by
    else:
        current.owner, current.asked_at = None, None
    _changed(current, member, by, at)
    event = "shared_action_accepted" if accepts else "shared_action_declined"
    record(actor=by, action=event, target=consortium, at=at, shared_action=current.pk)
    said = f"{member.organisation} {'takes on' if accepts else 'does not take on'}: {current}"
    _tell(current, event=event, said=said, key=f"{current.pk}-{asked_at:%Y%m%d%H%M%S}", by=by, at=at)


@transaction.atomic
def finish(*, member: ConsortiumMember, action: SharedAction, by, at) -> None:
    """It is done; twice is once. Raises NotYours where another member has it."""
    consortium = take_seat(member=member, by=by)
    current = _locked(action)
    if current.done_at is not None:
        return
    _must_be_free(current, member, consortium)
    current.done_at, current.done_by, current.done_for = at, by, member.organisation
    _changed(current, member, by, at)
    record(actor=by, action="shared_action_done", target=consortium, at=at, shared_action=current.pk)
    key = f"{current.pk}-{at:%Y%m%d%H%M%S}"
    _tell(current, event="shared_action_done", said=f"Done by {member.organisation}: {current}", key=key, by=by, at=at)


@transaction.atomic
def reopen(*, member: ConsortiumMember, action: SharedAction, by, at) -> None:
    """It is not done after all. What is open stays so."""
    consortium = take_seat(member=member, by=by)
    current = _locked(action)
    if current.done_at is None:
        return
    _must_be_free(current, member, consortium)
    current.done_at, current.done_by, current.done_for = None, None, None
    _changed(current, member, by, at)
    record(actor=by, action="shared_action_reopened", target=consortium, at=at, shared_action=current.pk)


def _held(member: ConsortiumMember, action: SharedAction, by) -> tuple[Consortium, SharedAction]:
    """The consortium and the open action, locked, where the member may change it."""
    consortium = take_seat(member=member, by=by)
    current = _open(action)
    _must_be_free(current, member, consortium)
    return consortium, current


def _locked(action: SharedAction) -> SharedAction:
    rows = SharedAction.objects.select_for_update(of=("self",)).select_related("owner", "consortium")
    return rows.get(pk=action.pk)


def _open(action: SharedAction) -> SharedAction:
    current = _locked(action)
    if current.done_at is not None:
        raise NotPossible(DONE)
    return current


def _must_be_free(action: SharedAction, member: ConsortiumMember, consortium: Consortium) -> None:
    if not may_change(holder_of(action), member.organisation_id, present=present_in(consortium)):
        raise NotYours(TAKEN.format(holder=action.owner))


def _entrust(action: SharedAction, values: dict, *, member: ConsortiumMember, by, at) -> None:
    """Let nobody do it, or the member itself, with somebody of its own, or ask another one to."""
    owner, person = values["owner_id"], values["person_id"]
    itself = owner == member.organisation_id
    if person is not None and not (itself and acting_people([member]).filter(pk=person).exists()):
        raise NotYours("Name somebody who acts for your own organisation, and take the action on for it.")
    if owner is not None and owner not in present_in(action.consortium):
        raise NotPossible("Choose among the members: this one is not in the consortium any more.")
    is_same = owner == action.owner_id
    if itself and not (is_same and action.accepted_at):
        action.asked_at, action.accepted_at, action.accepted_by = at, at, by
    elif not is_same:
        action.asked_at = at if owner else None
        action.accepted_at, action.accepted_by = None, None
    action.owner = Organisation.objects.get(pk=owner) if owner else None
    action.person_id = person
    action.save()
    if owner and not itself and not is_same:
        said = f"{member.organisation} asks {action.owner} to do: {action}"
        key = f"{action.pk}-{at:%Y%m%d%H%M%S}"
        _tell(action, event="shared_action_asked", said=said, key=key, only=[owner], by=by, at=at)


def _changed(action: SharedAction, member: ConsortiumMember, by, at) -> None:
    action.changed_at, action.changed_by, action.changed_for_id = at, by, member.organisation_id
    action.save()


def _tell(action: SharedAction, *, event: str, said: str, key: str = "", only=None, by, at) -> None:
    tell_members(
        action.consortium,
        event=event,
        key=key or action.pk,
        subject=Truncator(said).chars(190),
        url=action.get_absolute_url(),
        only=only,
        by=by,
        at=at,
    )
