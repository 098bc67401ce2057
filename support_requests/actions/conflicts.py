"""Conflicts of interest of advisers: whoever has one is taken off, and not asked again while it lasts."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from support_requests.models import Adviser, AdviserConflict, Assignment

from .telling import tell_programme
from .telling_advisers import tell_adviser

CONFLICT = "A conflict of interest was declared."


@transaction.atomic
def say_conflict(*, adviser: Adviser, organisation: Organisation, because: str, by: User, at: dt.datetime) -> None:
    """The adviser, or staff, say that the adviser has an interest of another kind in an organisation.

    Where they were asked to help it, or do, they are taken off, and the officers told. Said again, nothing changes.
    """
    locked = Adviser.objects.select_for_update(of=("self",)).select_related("person").get(pk=adviser.pk)
    if enter_conflict(locked, organisation, because=because, by=by, at=at):
        tell_adviser(
            locked,
            event="advising_conflict",
            key=f"{organisation.pk}-{at:%Y%m%d%H%M%S}",
            subject=f"You are not asked to help {organisation}",
            body=f"Programme staff entered a conflict of interest: {because}",
            url=locked.get_absolute_url(),
            by=by,
            at=at,
        )


@transaction.atomic
def end_conflict(*, conflict: AdviserConflict, by: User, at: dt.datetime) -> bool:
    """It is over: the adviser can be asked again; returns whether it lasted until now."""
    if not AdviserConflict.objects.filter(pk=conflict.pk, ended_at=None).update(ended_at=at):
        return False
    record(actor=by, action="adviser_conflict_ended", target=conflict.adviser, at=at)
    return True


def enter_conflict(adviser: Adviser, organisation: Organisation, *, because: str, by: User, at) -> bool:
    """Keep a conflict of an adviser who is locked, and take them off; returns whether it was not known."""
    if AdviserConflict.objects.filter(adviser=adviser, organisation=organisation, ended_at=None).exists():
        return False
    AdviserConflict.objects.create(adviser=adviser, organisation=organisation, because=because, said_by=by, said_at=at)
    record(actor=by, action="adviser_conflict_said", target=adviser, at=at)
    joint = Q(
        line__package__consortium__members__organisation=organisation,
        line__package__consortium__members__left_at=None,
    )
    helped = Q(line__package__request__organisation=organisation) | joint
    take_off_all(adviser, Assignment.objects.filter(helped), because=CONFLICT, by=by, at=at)
    return True


def take_off_all(adviser: Adviser, assignments, *, because: str, by: User | None, at) -> int:
    """Take an adviser who is locked off those of the assignments that are live; officers are told of each line that is
    open again. Returns how many. No request is held: each is one conditional UPDATE.

    `because` is kept, and the adviser may read it. With whom a conflict of interest is stands on the page where
    somebody else is asked, for those who may know it: a message would stay with whoever belongs there later.
    """
    live = assignments.live().filter(adviser=adviser).select_related("line__package__request__officer").distinct()
    taken = 0
    for one in live.order_by("pk"):
        moved = Assignment.objects.live().filter(pk=one.pk)
        if not moved.update(state=Assignment.State.WITHDRAWN, because=because, ended_at=at):
            continue
        taken += 1
        package = one.line.package
        record(actor=by, action="adviser_taken_off", target=package, at=at, line=one.line_id, adviser=adviser.pk)
        tell_programme(
            package.request,
            event="programme_line_open",
            key=one.pk,
            subject=f"Nobody does {str(one.line).lower()} any more: {package.request}",
            body=f"{adviser} was taken off. {because} Ask somebody else.",
            url=reverse("line_ask", args=[package.pk, one.line_id]),
            by=None,
            at=at,
        )
    return taken
