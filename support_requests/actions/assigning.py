"""Taking requests from the queue, and giving several to one officer. Nothing is taken from somebody unseen."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify
from support_requests.models import SupportRequest
from support_requests.officers import decides, has_officer, may_have

from .handing_over import give
from .holding import hold

MOST = 50  # at once


@dataclass(frozen=True)
class Given:
    """What became of one request; `has_it`: somebody else, from whom it can only be taken knowingly."""

    request: SupportRequest
    is_done: bool
    words: str
    has_it: User | None = None


@transaction.atomic
def assign(*, seen: dict[int, int | None], to: User, by: User, at: dt.datetime) -> list[Given]:
    """Give each request (primary key) to one officer where who has it is still who was seen to have it.

    `seen`: None where nobody was. Says of each what became of it; the officer is told once of all, unless they did it.
    Raises NotPossible for more than MOST, and for somebody who does not decide on requests.
    """
    if len(seen) > MOST:
        raise NotPossible(f"Choose at most {MOST} requests at once.")
    if not decides(to):
        raise NotPossible(f"{to.name} does not decide on requests. Choose somebody else.")
    found = [_give(pk, to=to, seen=seen[pk], by=by, at=at) for pk in sorted(seen)]
    new = [one.request for one in found if one.is_done and one.request.officer_since == at]
    if new and to.pk != by.pk:
        _tell(new, to=to, by=by, at=at)
    return found


def held(requests, *, by: User) -> list[Given]:
    """Those of the requests that somebody has, as `assign` says it; nothing is given."""
    with_officer = requests.filter(officer__isnull=False).select_related("officer").order_by("pk")
    return [_is_held(one, one.officer, by) for one in with_officer[:MOST] if one.officer]


def _is_held(request: SupportRequest, officer: User, by: User) -> Given:
    return Given(request, False, _who_has(request, officer, by), has_it=officer)


def _give(pk: int, *, to: User, seen: int | None, by: User, at: dt.datetime) -> Given:
    held = hold(pk)
    if not held.is_open:
        return Given(held, False, f"It is at an end: {held.get_state_display().lower()}.")
    if held.officer_id == to.pk:
        return Given(held, True, f"{_has(to, by)} it already.")
    if has_officer(held) and not _may_give_on(held, to=to, by=by):
        return Given(held, False, f"{held.officer} has it. Ask them to hand it over, or take it yourself.")
    if held.officer_id != seen and held.officer:
        return _is_held(held, held.officer, by)
    for person in (by, to):
        if not may_have(person, held):
            whom = "You belong" if person.pk == by.pk else f"{person.name} belongs"
            return Given(held, False, f"{whom} to an organisation that asks.")
    return _given(held, to=to, by=by, at=at)


def _may_give_on(held: SupportRequest, *, to: User, by: User) -> bool:
    """What somebody has goes to a third person by them or a manager alone; any officer takes it for themselves."""
    return by.pk in (held.officer_id, to.pk) or by.has_perm("support_requests.manage")


def _given(held: SupportRequest, *, to: User, by: User, at: dt.datetime) -> Given:
    before = held.officer
    give(held, to=to, by=by, at=at)
    return Given(held, True, f"{_has(to, by)} it now." + (f" {before.name} had it." if before else ""))


def _who_has(held: SupportRequest, holder: User, by: User) -> str:
    since = f", since {timezone.localtime(held.officer_since):%-d %B, %H:%M}" if held.officer_since else ""
    return f"{_has(holder, by)} it{since}."


def _has(to: User, by: User) -> str:
    return "You have" if to.pk == by.pk else f"{to.name} has"


def _tell(requests: list[SupportRequest], *, to: User, by: User, at: dt.datetime) -> None:
    alone = len(requests) == 1
    notify(
        person=to,
        event="support_assigned",
        key=f"{at.isoformat()}:{requests[0].pk}",
        subject=f"{by.name} gave you “{requests[0]}”" if alone else f"{by.name} gave you {len(requests)} requests",
        body="\n".join(f"{one}, {one.organisation}" for one in requests),
        url=reverse("support_case", args=[requests[0].pk]) if alone else f"{reverse('support_queue')}?list=mine",
        at=at,
    )
