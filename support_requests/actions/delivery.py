"""Steps and sessions of a package, entered by its advisers and officers."""

import datetime as dt
import uuid

from django.db import transaction

from commissioners.actions.meanwhile import check, plain
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.delivering.budgets import held_package
from support_requests.models import Milestone, Package, PackageSession

from .budgets import must_go_on
from .holding import hold
from .telling_package import tell_all

MOST = 100
TOO_MANY = f"There are {MOST} already. Take off those that are not needed."


@transaction.atomic
def add_milestone(*, package: Package, what: str, due_on: dt.date | None, by: User, at: dt.datetime) -> Milestone:
    """Add something that is to be reached; the same again only gets the new date."""
    current = _held(package)
    same = Milestone.objects.filter(package=current, what=what).first()
    if same is None:
        if current.milestones.count() >= MOST:
            raise NotPossible(TOO_MANY)
        same = Milestone.objects.create(package=current, what=what, due_on=due_on, added_by=by, added_at=at)
        record(actor=by, action="milestone_added", target=current, at=at, milestone=same.pk)
    elif same.due_on != due_on:
        same.due_on = due_on
        same.save(update_fields=["due_on"])
        record(actor=by, action="milestone_changed", target=current, at=at, milestone=same.pk)
    return same


@transaction.atomic
def change_milestone(*, milestone: Milestone, values: dict, seen: str, by: User, at: dt.datetime) -> bool:
    """Change its words or its date (`values`: what, due_on); returns whether anything changed.

    Raises ChangedMeanwhile, and NotPossible where another one has these words.
    """
    package = _held(milestone.package)
    current = Milestone.objects.get(pk=milestone.pk)
    check(current, values, seen=seen)
    if all(plain(getattr(current, name)) == plain(value) for name, value in values.items()):
        return False
    if Milestone.objects.filter(package=package, what=values["what"]).exclude(pk=current.pk).exists():
        raise NotPossible("There is a milestone of these words already.")
    Milestone.objects.filter(pk=current.pk).update(**values)
    record(actor=by, action="milestone_changed", target=package, at=at, milestone=current.pk)
    return True


@transaction.atomic
def mark_milestone(*, milestone: Milestone, is_done: bool, by: User, at: dt.datetime) -> bool:
    """It is reached, or not after all; returns whether that changed anything. When it is reached, everybody is told."""
    package = _held(milestone.package)
    signed = {"done_at": at, "done_by": by} if is_done else {"done_at": None, "done_by": None}
    if not Milestone.objects.filter(pk=milestone.pk, done_at__isnull=is_done).update(**signed):
        return False
    action = "milestone_reached" if is_done else "milestone_reopened"
    record(actor=by, action=action, target=package, at=at, milestone=milestone.pk)
    if is_done:
        tell_all(package, happening="milestone", key=milestone.pk, said=f"“{milestone}” is reached", by=by, at=at)
    return True


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: User, at: dt.datetime) -> bool:
    """Take it off; returns whether it was there."""
    package = _held(milestone.package)
    removed, _ = Milestone.objects.filter(pk=milestone.pk).delete()
    if removed:
        record(actor=by, action="milestone_removed", target=package, at=at, milestone=milestone.pk)
    return bool(removed)


@transaction.atomic
def add_session(*, package: Package, values: dict, form_key: uuid.UUID, by: User, at: dt.datetime) -> PackageSession:
    """Enter a session, planned or held (`values`: what, held_on, place, who_came, notes). Sent twice it is one."""
    current = _held(package)
    same = PackageSession.objects.filter(form_key=form_key).first()
    if same is not None:
        if same.package_id != current.pk:
            raise NotPossible("This page was used before. Open it again to enter more.")
        return same
    if current.sessions.count() >= MOST:
        raise NotPossible(TOO_MANY)
    session = PackageSession.objects.create(package=current, **values, changed_by=by, changed_at=at, form_key=form_key)
    record(actor=by, action="session_added", target=current, at=at, session=session.pk)
    said = f"session “{session}” on {session.held_on:%-d %B %Y}"
    tell_all(current, happening="session", key=session.pk, said=said, by=by, at=at)
    return session


@transaction.atomic
def change_session(*, session: PackageSession, values: dict, seen: str, by: User, at: dt.datetime) -> bool:
    """Change it; returns whether anything changed. Another day is told to everybody. Raises ChangedMeanwhile."""
    package = _held(session.package)
    current = PackageSession.objects.get(pk=session.pk)
    check(current, values, seen=seen)
    if all(plain(getattr(current, name)) == plain(value) for name, value in values.items()):
        return False
    moved = current.held_on != values["held_on"]
    PackageSession.objects.filter(pk=current.pk).update(**values, changed_by=by, changed_at=at)
    record(actor=by, action="session_changed", target=package, at=at, session=current.pk)
    if moved:
        said = f"session “{values['what']}” is now on {values['held_on']:%-d %B %Y}"
        tell_all(package, happening="session", key=f"{current.pk}-{at:%Y%m%d%H%M%S}", said=said, by=by, at=at)
    return True


@transaction.atomic
def remove_session(*, session: PackageSession, by: User, at: dt.datetime) -> bool:
    """Take it off; returns whether it was there. Whoever was to come is told."""
    package = _held(session.package)
    removed, _ = PackageSession.objects.filter(pk=session.pk).delete()
    if removed:
        record(actor=by, action="session_removed", target=package, at=at, session=session.pk)
        said = f"session “{session}” on {session.held_on:%-d %B %Y} is taken off"
        tell_all(package, happening="session", key=f"{session.pk}-off", said=said, by=by, at=at)
    return bool(removed)


def _held(package: Package) -> Package:
    """As it is now, locked after its request. Raises NotPossible where it has ended."""
    hold(package.request_id)
    current = held_package(package.pk)
    must_go_on(current)
    return current
