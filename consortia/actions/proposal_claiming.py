"""Somebody who was asked by e-mail says for which organisation they answer."""

from django.db import transaction

from consortia.models import Invitation
from consortia.proposing.possible import ABSENT, answer_by, unavailable
from mutuals.models import Organisation
from mutuals.rules import edits
from partnerships_portal.accounts.addresses import verified_addresses
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible

from . import proposal_telling as telling
from .invitations import ASKED_ALREADY, OVER, hold_invitation
from .proposals import NOT_YOURS, hold_asked

NOT_TO_YOU = "This was sent to another address. Sign in with the address that it was sent to."


@transaction.atomic
def claim(*, invitation: Invitation, organisation: Organisation, by, at) -> bool:
    """Answer for the organisation; returns whether it was not known yet. There is the usual time to answer from now.

    An organisation that waits to be admitted can be named, and can accept once it is. Raises NotPossible.
    """
    held = hold_invitation(invitation)
    if held.organisation_id == organisation.pk:
        return False
    if held.organisation_id or held.email not in verified_addresses(by):
        raise NotPossible(NOT_TO_YOU)
    if not Invitation.objects.open(at).filter(pk=held.pk).exists():
        raise NotPossible(OVER)
    _must_be_possible(held, organisation, by, at)
    was, held.organisation = held.name, organisation
    hold_asked([held])
    held.email, held.expires_at = "", max(filter(None, (held.expires_at, answer_by(held.proposal.opportunity, at))))
    held.save(update_fields=["organisation", "email", "expires_at"])
    record(actor=by, action="proposal_claimed", target=held.proposal, at=at)
    telling.claimed(held, was=was, by=by, at=at)
    return True


def _must_be_possible(held: Invitation, organisation: Organisation, by, at) -> None:
    if organisation.closed_at is not None or not edits(by, organisation):
        raise NotPossible(NOT_YOURS.format(organisation=organisation))
    standing = held.proposal.invitations.filter(state__in=[Invitation.State.SENT, Invitation.State.ACCEPTED])
    if standing.filter(organisation=organisation).exists():
        raise NotPossible(ASKED_ALREADY.format(organisation=organisation))
    against = unavailable(held.proposal.proposer, [organisation], at).get(organisation.pk)
    waits = organisation.admitted_at is None and against == ABSENT.format(name=organisation.name)
    if against and not waits:
        raise NotPossible(against)
