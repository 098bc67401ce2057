"""How long what people do around organisations is kept."""

import datetime as dt

from django.db.models import Q
from django.db.models.functions import Coalesce

from mutuals.models import DeclaredPurpose, JoinRequest, MembershipInvitation, Reading, Registration
from partnerships_portal.accounts.addresses import forget_addresses
from partnerships_portal.accounts.register import Period
from partnerships_portal.accounts.tidying import delete_in_chunks, rule

UNSENT = Period(days=365, words="12 months after you last changed it")
ANSWERED = Period(days=365, words="12 months after it was answered")
INVITATIONS = Period(days=183, words="6 months after the invitation was answered or ran out")
READINGS = Period(days=6 * 365, words="6 years")


@rule("registrations that were not sent", UNSENT)
def delete_unsent_registrations(at: dt.datetime) -> int:
    return delete_in_chunks(Registration.objects.filter(sent_at=None, updated_at__lte=UNSENT.before(at)))


@rule("answered requests to join", ANSWERED)
def delete_answered_requests(at: dt.datetime) -> int:
    answered = JoinRequest.objects.exclude(state=JoinRequest.State.OPEN)
    return delete_in_chunks(
        answered.alias(ended=Coalesce("decided_at", "asked_at")).filter(ended__lte=ANSWERED.before(at))
    )


@rule("addresses of invitations", INVITATIONS)
def forget_invited_addresses(at: dt.datetime) -> int:
    """The invitation stays as part of the organisation's history; whom it was sent to is forgotten."""
    ended = Q(answered_at__lte=INVITATIONS.before(at)) | Q(answered_at=None, expires_at__lte=INVITATIONS.before(at))
    return forget_addresses(MembershipInvitation.objects.filter(ended))


@rule("readings and the purposes declared for them", READINGS)
def delete_old_readings(at: dt.datetime) -> int:
    declared = DeclaredPurpose.objects.filter(declared_at__lte=READINGS.before(at))
    return delete_in_chunks(Reading.objects.filter(at__lte=READINGS.before(at))) + delete_in_chunks(declared)
