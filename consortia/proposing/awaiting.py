"""What proposals await somebody: invitations to answer, and proposals ready to confirm (settings.AWAITING)."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from consortia.models import Invitation, Proposal
from mutuals.belonging import memberships_of
from mutuals.rules import EDITING_ROLES
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each

from .words import about


def of_person(asker: Asker, at) -> list[Queue]:
    """For the organisations that take part of which the person is an owner or editor."""
    held = [one for one in asker.once(memberships_of) if one.role in EDITING_ROLES and one.organisation.is_active]
    edited = [one.organisation_id for one in held]
    by_address = Invitation.objects.open(at).filter(organisation=None, email__in=asker.once(verified_addresses))
    by_address = by_address.select_related(*(f"proposal__{one}" for one in RELATED)).order_by("expires_at", "pk")
    if not edited:
        return [each(by_address, _to_answer)]
    to_answer = Invitation.objects.open(at).filter(organisation__in=edited)
    to_answer = to_answer.select_related("organisation", *(f"proposal__{one}" for one in RELATED))
    accepted = Invitation.objects.filter(proposal=OuterRef("pk"), state=Invitation.State.ACCEPTED)
    ready = Proposal.objects.filter(Exists(accepted), proposer__in=edited, state=Proposal.State.OPEN, consortium=None)
    return [
        each(by_address, _to_answer),
        each(to_answer.order_by("expires_at", "pk"), _to_answer),
        each(ready.select_related("opportunity", "consortium").order_by("sent_at", "pk"), _ready),
    ]


RELATED = ("proposer", "opportunity", "consortium")


def _to_answer(one: Invitation) -> Awaiting:
    return Awaiting(
        text=f"Answer {one.proposal.proposer}, which asks {one.name} {about(one.proposal)}",
        url=reverse("proposal", args=[one.proposal_id]),
        detail="",
        since=one.sent_at or one.proposal.created_at,
        due=one.expires_at,
    )


def _ready(proposal: Proposal) -> Awaiting:
    return Awaiting(
        text=f"Confirm who is in: “{proposal}”",
        url=reverse("proposal", args=[proposal.pk]),
        detail="At least one organisation has accepted. Confirm, or wait for others.",
        since=proposal.sent_at or proposal.created_at,
    )
