"""Joining two requests that ask for the same: one of them goes on, and shows what was said about both."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from consortia.actions.seats import locked
from consortia.models import ConsortiumMember
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from support_requests.models import SupportRequest
from support_requests.officers import has_officer, may_have
from support_requests.triage.versions import difference

from .deciding import STALE, decided, to_decide
from .handing_over import give
from .telling import tell_asker, tell_programme

State = SupportRequest.State
JOINED_MEANWHILE = "Another request was joined with “{request}” meanwhile. Read it again before you join it."
NOT_ALIKE = (
    "Only requests of one organisation can be joined, or of members of one consortium who both agreed that the "
    "programme reads about it."
)
LEFT = "{organisation} is not in {consortium} any more. Decide on each of the two by itself."


def why_not(request: SupportRequest, into: SupportRequest) -> str:
    """Why the two cannot go on as one, and what to do instead; "" for two of one organisation, or of two members of
    the consortium that both of them shared."""
    if request.organisation_id == into.organisation_id:
        return ""
    shared = request.consortium_id is not None and request.shares_context and into.shares_context
    if not shared or request.consortium_id != into.consortium_id:
        return NOT_ALIKE
    seats = ConsortiumMember.objects.present().filter(consortium=request.consortium_id)
    present = set(seats.values_list("organisation", flat=True))
    gone = [one for one in (request.organisation, into.organisation) if one.pk not in present]
    return LEFT.format(organisation=gone[0], consortium=request.consortium) if gone else ""


@transaction.atomic
def join(
    *,
    request: SupportRequest,
    into: SupportRequest,
    seen: str,
    seen_into: str,
    takes: bool = False,
    by: User,
    at: dt.datetime,
) -> bool:
    """End `request`, which its officer has not decided, as a part of `into`; returns whether that was new.

    Those that were joined with it before belong to `into` from now on, so that there is never a chain to follow.
    Messages, files and notes stay where they are, and are shown with `into`. Whoever asked for either is told.
    `takes`: the officer has `into` from now on, where nobody has it.
    """
    _hold(request, into)
    now = SupportRequest.objects.get(pk=request.pk)
    if (now.state, now.merged_into_id) == (State.MERGED, into.pk):
        return False
    held = to_decide(request.pk, seen=seen, by=by)
    stays = SupportRequest.objects.select_related("organisation", "officer").get(pk=into.pk)
    _must_join(held, stays, seen_into=seen_into, by=by)
    decided(held, to=State.MERGED, merged_into=stays, ended_at=at, by=by, at=at)
    _bring_together(held, stays, by=by, at=at)
    if takes and not has_officer(stays):
        give(stays, to=by, by=by, at=at)
    _tell(held, stays, by=by, at=at)
    return True


def _bring_together(held: SupportRequest, stays: SupportRequest, *, by: User, at: dt.datetime) -> None:
    SupportRequest.objects.filter(merged_into=held).update(merged_into=stays)
    record(actor=by, action="support_joined", target=held, at=at, into=stays.pk)
    record(actor=by, action="support_joined_here", target=stays, at=at, request=held.pk)


def _must_join(held: SupportRequest, stays: SupportRequest, *, seen_into: str, by: User) -> None:
    """Raise NotPossible where the first cannot go on as a part of the second, or another officer has to join them."""
    if otherwise := difference(seen_into, stays):
        raise NotPossible(STALE.format(difference=f"“{stays}”: {otherwise}"))
    if not stays.is_open:
        raise NotPossible(f"“{stays}” has ended: nothing can be joined with it.")
    if held.pk == stays.pk:
        raise NotPossible(NOT_ALIKE)
    if refusal := why_not(held, stays):
        raise NotPossible(refusal)
    if not may_have(by, stays):
        raise NotPossible(f"You belong to an organisation that asks in “{stays}”, so a colleague joins these.")


def _hold(request: SupportRequest, into: SupportRequest) -> None:
    """Both, and those that were joined with the first, in the order of their numbers: two who join never wait for
    each other. Then the consortium that makes them alike, which neither organisation leaves meanwhile."""
    concerned = SupportRequest.objects.filter(Q(pk__in=(request.pk, into.pk)) | Q(merged_into=request.pk))
    held = set(concerned.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    joined = SupportRequest.objects.filter(merged_into=request.pk).values_list("pk", flat=True)
    if not held.issuperset(joined):  # one more came while this waited: to hold it now would break the order
        raise NotPossible(JOINED_MEANWHILE.format(request=request))
    if request.consortium and request.organisation_id != into.organisation_id:
        locked(request.consortium)


def _tell(held: SupportRequest, stays: SupportRequest, *, by: User, at: dt.datetime) -> None:
    said: dict[str, Any] = {"event": "support_joined", "key": held.pk, "by": by, "at": at}
    if held.organisation_id == stays.organisation_id:
        subject = f"“{held}” goes on together with “{stays}”"
        body = "Your organisation asked for both. Everything that you sent is read there, and you are answered there."
        tell_asker(held, subject=subject, body=body, url=stays.get_absolute_url(), **said)
    else:
        subject = f"“{held}” goes on together with a request of {held.consortium}"
        body = "Another member asked for the same. You are told what is decided about both."
        tell_asker(held, subject=subject, body=body, **said)
        subject = f"“{stays}” goes on together with a request of another member of {held.consortium}"
        tell_asker(stays, subject=subject, body="Programme staff answer both together.", **said)
    if stays.officer_id != by.pk:
        url = reverse("support_case", args=[stays.pk])
        subject = f"{by} joined “{held}” of {held.organisation} with “{stays}”"
        tell_programme(stays, event="support_joined_yours", key=held.pk, subject=subject, url=url, by=by, at=at)
