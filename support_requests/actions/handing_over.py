"""Who has a request: an officer takes it, puts it back or hands it to another. One at a time, also of two at once."""

import datetime as dt
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify
from support_requests.models import InternalNote, SupportRequest
from support_requests.officers import has_officer, is_concerned, may_have

from .holding import hold
from .notes import kept_note
from .once import written_before

ENDED = "Nothing is left to do for this request: it is {state}."
CONCERNED = "You belong to an organisation that asks in this request, so a colleague deals with it."
NOT_YOURS = "Take this request first. Whoever has it answers it."


def check_holder(held: SupportRequest, by: User) -> None:
    """Raise NotPossible unless the person has this request, and belongs to nobody who asks in it by now."""
    if held.officer_id == by.pk:
        _must_not_be_concerned(held, by)
        return
    raise NotPossible(taken_by(held) if has_officer(held) else NOT_YOURS)


def _must_not_be_concerned(held: SupportRequest, by: User) -> None:
    if is_concerned(by, held):
        raise NotPossible(CONCERNED)


def taken_by(held: SupportRequest) -> str:
    """Who has it and since when, for whoever was slower."""
    since = f" since {timezone.localtime(held.officer_since):%-d %B %Y, %H:%M}" if held.officer_since else ""
    return f"{held.officer} has this request{since}. Ask them to hand it over to you."


@transaction.atomic
def take(*, request: SupportRequest, by: User, at: dt.datetime) -> bool:
    """From now on this officer has it; returns whether that changed anything. Raises NotPossible for the second."""
    held = hold(request.pk)
    _check_open(held)
    if held.officer_id == by.pk:
        return False
    if has_officer(held):
        raise NotPossible(taken_by(held))
    _must_not_be_concerned(held, by)
    give(held, to=by, by=by, at=at)
    return True


@transaction.atomic
def put_back(*, request: SupportRequest, by: User, at: dt.datetime) -> bool:
    """Leave it to other officers; returns whether that changed anything."""
    held = hold(request.pk)
    _check_open(held)
    if held.officer_id is None:
        return False
    check_holder(held, by)
    give(held, to=None, by=by, at=at)
    return True


@transaction.atomic
def hand_over(*, request: SupportRequest, to: User, note: str, form_key: uuid.UUID, by: User, at: dt.datetime) -> bool:
    """Give it to another officer, with a note that staff alone read; they are told, and so is who had it.

    Whoever has it can, and a manager. Returns whether that changed anything: what is sent twice counts once.
    """
    held = hold(request.pk)
    if written_before(InternalNote, form_key, request=held.pk, by=by):
        return False
    _check_open(held)
    if not by.has_perm("support_requests.manage"):
        check_holder(held, by)
    if not may_have(to, held):
        raise NotPossible(f"{to} cannot decide on this request. Choose somebody else.")
    if held.officer_id == to.pk:
        raise NotPossible(f"{to} has this request already.")
    give(held, to=to, by=by, at=at)
    kept_note(held, text=f"Handed over to {to}: {note}", form_key=form_key, by=by, at=at)
    if to.pk != by.pk:
        _tell(held, to, by=by, at=at)
    return True


def give(held: SupportRequest, *, to: User | None, by: User, at: dt.datetime) -> None:
    """The one door to who has a held request: it is written down, and whoever had it is told unless they did it."""
    before = held.officer
    held.officer, held.officer_since = to, at if to else None
    held.save(update_fields=["officer", "officer_since"])
    if to is None:
        record(actor=by, action="support_case_put_back", target=held, at=at)
        return
    if to.pk == by.pk:
        record(actor=by, action="support_case_taken", target=held, at=at)
    else:
        record(actor=by, action="support_case_handed_over", target=held, at=at, person=to.pk)
    if before and before.is_programme_staff and before.pk != by.pk:
        _tell_before(held, before, to=to, by=by, at=at)


def _check_open(held: SupportRequest) -> None:
    if not held.is_open:
        raise NotPossible(ENDED.format(state=held.get_state_display().lower()))


def _tell(held: SupportRequest, to: User, *, by: User, at: dt.datetime) -> None:
    notify(
        person=to,
        event="support_case_handed_over",
        key=f"{held.pk}:{at.isoformat()}",
        subject=f"{by} handed you “{held}” of {held.organisation}",
        body="Their note is with the request, for staff alone.",
        url=reverse("support_case_notes", args=[held.pk]),
        at=at,
    )


def _tell_before(held: SupportRequest, before: User, *, to: User, by: User, at: dt.datetime) -> None:
    notify(
        person=before,
        event="support_taken_from_you",
        key=f"{held.pk}:{at.isoformat()}",
        subject=f"{to} has “{held}” of {held.organisation} now, which you had",
        body=f"{by} decided so." if by.pk != to.pk else "",
        url=reverse("support_case", args=[held.pk]),
        at=at,
    )
