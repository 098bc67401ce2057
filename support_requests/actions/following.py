"""What becomes of requests when the organisation that asked is merged or closed. A sweep, so that nothing is lost
however an organisation ended; safe to repeat, late or twice.
"""

import datetime as dt

from django.db import transaction

from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.audit import record
from support_requests.models import SupportRequest

from .holding import hold
from .telling import tell_asker, tell_programme

AT_ONCE = 200
TOLD_FOR = dt.timedelta(days=30)  # after which nobody is told any more that an organisation was closed


def follow_organisations(*, at: dt.datetime) -> int:
    """Requests of organisations that were merged are their survivors'; of those that were closed, staff are told.

    Returns how many moved. Each in a transaction of its own.
    """
    merged = SupportRequest.objects.filter(organisation__merged_into__isnull=False).order_by("pk")
    moved = sum(_move(pk, at=at) for pk in merged.values_list("pk", flat=True)[:AT_ONCE])
    closed = SupportRequest.objects.open().filter(organisation__closed_at__gt=at - TOLD_FOR)
    for request in closed.filter(organisation__merged_into=None).select_related("organisation", "officer"):
        _tell_of_closed(request, at=at)
    return moved


@transaction.atomic
def _move(pk: int, *, at: dt.datetime) -> bool:
    """Give a request to the organisation that the asker was merged into. Its people act for that one now."""
    held = hold(pk)
    was = Organisation.objects.select_related("merged_into").get(pk=held.organisation_id)
    into = was.merged_into
    if into is None:
        return False
    SupportRequest.objects.filter(pk=held.pk).update(organisation=into)
    held.organisation = into
    if held.is_open and Membership.objects.filter(organisation=into, user=held.officer_id).exists():
        # its officer belongs to the organisation now, and must not decide: it is anybody's again
        SupportRequest.objects.filter(pk=held.pk).update(officer=None, officer_since=None)
        held.officer = None
    record(actor=None, action="support_followed_merger", target=held, at=at, organisation=into.pk)
    if held.state != SupportRequest.State.DRAFT and held.is_open:
        _tell_of_move(held, was, at=at)
    return True


def _tell_of_move(held: SupportRequest, was: Organisation, *, at: dt.datetime) -> None:
    subject = f"“{held}” is a request of {held.organisation} now"
    body = f"{was} was merged into it. Nothing else changed."
    key = f"{held.pk}:{held.organisation_id}"
    tell_asker(held, event="support_moved", key=key, subject=subject, body=body, by=None, at=at)
    tell_programme(held, event="support_moved_to_another", key=key, subject=subject, body=body, by=None, at=at)


def _tell_of_closed(request: SupportRequest, *, at: dt.datetime) -> None:
    organisation = request.organisation
    tell_programme(
        request,
        event="support_asker_closed",
        key=f"{request.pk}:{organisation.closed_at:%Y-%m-%dT%H:%M}",
        subject=f"{organisation} was closed while it waits for “{request}”",
        body="Its people can read the request and can no longer write. Decide what becomes of it.",
        by=None,
        at=at,
    )
