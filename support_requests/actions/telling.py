"""Telling those who are concerned by a request: who asks, who has it, who advises."""

from django.urls import reverse

from consortia.models import ConsortiumMember
from mutuals.models import Membership
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify_many
from support_requests.models import Assignment, SupportRequest
from support_requests.officers import has_officer, officers_for

ACTING = (Membership.Role.OWNER, Membership.Role.EDITOR)


def tell_asker(
    request: SupportRequest, *, event: str, key, subject: str, by, at, body: str = "", url: str = ""
) -> None:
    """Tell those who act for the organisation that asks, each once; not the one who did it."""
    acting = Membership.objects.filter(organisation=request.organisation_id, role__in=ACTING)
    people = User.objects.filter(is_active=True, pk__in=acting.values("user"))
    notify_many(
        people=people.exclude(pk=by.pk) if by else people,
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url or request.get_absolute_url(),
        members_of=request.organisation,
        at=at,
    )


def tell_programme(
    request: SupportRequest, *, event: str, key, subject: str, by, at, body: str = "", url: str = ""
) -> None:
    """Tell the officer who has it and can act, or all who can have it; never one who belongs to the organisation, to
    one whose request was joined with it, or to a member of the consortium that its package is for."""
    helped = ConsortiumMember.objects.present().filter(consortium__support_packages__request=request)
    people = officers_for(request).exclude(memberships__organisation__in=helped.values("organisation"))
    if request.officer and has_officer(request) and people.filter(pk=request.officer.pk).exists():
        people = people.filter(pk=request.officer.pk)
    notify_many(
        people=people.exclude(pk=by.pk) if by else people,
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url or reverse("support_case", args=[request.pk]),
        at=at,
    )


def tell_advisers(
    request: SupportRequest, *, event: str, key, subject: str, by, at, body: str = "", url: str = ""
) -> None:
    """Tell the advisers of its package who were asked or agreed, each once."""
    live = Assignment.objects.live().filter(line__package__request=request, adviser__left_at=None)
    people = User.objects.filter(is_active=True, pk__in=live.values("adviser__person"))
    notify_many(
        people=people.exclude(pk=by.pk) if by else people,
        event=event,
        key=key,
        subject=subject,
        body=body,
        url=url or request.get_absolute_url(),
        members_of=request,
        at=at,
    )
