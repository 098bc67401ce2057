"""The people of an organisation, as lists read them."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db.models import Case, Value, When

from mutuals.models import JoinRequest, Membership, MembershipInvitation, Organisation
from partnerships_portal.accounts.models import ProgrammeRole, User

ASKED_SHOWN = 25  # join requests on the page; the next show as those are decided
EXPIRED_SHOWN = dt.timedelta(days=30)  # how long an invitation that nobody answered can be sent again from the page


def owners_of(organisation: Organisation):
    """Those who decide for it and can sign in."""
    return User.objects.filter(
        memberships__organisation=organisation, memberships__role=Membership.Role.OWNER, is_active=True
    )


def people_of(organisation: Organisation):
    """Everybody who acts for it and can sign in."""
    return User.objects.filter(memberships__organisation=organisation, is_active=True)


def programme_managers():
    """Those of the programme's staff who close and merge organisations, and decide where no owner can."""
    return User.objects.filter(programme_role=ProgrammeRole.PROGRAMME_MANAGER, is_active=True)


def deciders_of(organisation: Organisation):
    """Who decides on people that ask to join: its owners; where it has none, programme managers."""
    owners = owners_of(organisation)
    return owners if owners.exists() else programme_managers()


def members(organisation: Organisation):
    """Memberships with their people: owners first, then editors, then viewers, each by name."""
    order = Case(When(role=Membership.Role.OWNER, then=Value(0)), When(role=Membership.Role.EDITOR, then=Value(1)))
    return (
        organisation.memberships.select_related("user")
        .annotate(order=order)
        .order_by("order", "user__name", "user__email", "pk")
    )


def waiting_invitations(organisation: Organisation, user, at):
    """Invitations that wait, and those that expired lately and were not followed by another, newest first."""
    mine = MembershipInvitation.objects.visible_to(user).filter(organisation=organisation)
    sent = mine.filter(state=MembershipInvitation.State.SENT)
    again = organisation.invitations.filter(state=MembershipInvitation.State.SENT).values("email")
    taken = EmailAddress.objects.filter(user__memberships__organisation=organisation).values("email")
    lately = mine.filter(state=MembershipInvitation.State.EXPIRED, expires_at__gt=at - EXPIRED_SHOWN)
    return (sent | lately.exclude(email__in=again).exclude(email__in=taken)).select_related("sent_by")


def waiting_requests(organisation: Organisation, user):
    """People who ask to join, longest waiting first."""
    return JoinRequest.objects.visible_to(user).filter(organisation=organisation).open().select_related("person")
