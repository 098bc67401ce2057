"""How long invitations and requests to act for a body, or to buy with one, are kept."""

import datetime as dt

from django.db.models import Q
from django.db.models.functions import Coalesce

from commissioners.models import BodyInvitation, BodyRequest, JointBuyerRequest
from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

ANSWERED = Period(days=365, words="12 months after it was answered")
INVITATIONS = Period(days=183, words="6 months after the invitation was answered or ran out")


@rule("answered requests to act for a public body", ANSWERED)
def delete_answered_requests(at: dt.datetime) -> int:
    answered = BodyRequest.objects.exclude(state=BodyRequest.State.WAITING)
    return delete_in_chunks(
        answered.alias(ended=Coalesce("decided_at", "asked_at")).filter(ended__lte=ANSWERED.before(at))
    )


@rule("addresses of invitations to public bodies", INVITATIONS)
def forget_invited_addresses(at: dt.datetime) -> int:
    """The invitation stays as part of the body's history; whom it was sent to is forgotten."""
    ended = Q(answered_at__lte=INVITATIONS.before(at)) | Q(answered_at=None, expires_at__lte=INVITATIONS.before(at))
    return forget_addresses(BodyInvitation.objects.filter(ended))


@rule("answered requests to buy together", ANSWERED)
def delete_answered_joint_buyer_requests(at: dt.datetime) -> int:
    answered = JointBuyerRequest.objects.exclude(state=JointBuyerRequest.State.ASKED)
    return delete_in_chunks(
        answered.alias(ended=Coalesce("answered_at", "asked_at")).filter(ended__lte=ANSWERED.before(at))
    )
