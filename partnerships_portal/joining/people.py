"""The people of a place, as lists read them."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db.models import Case, Value, When

from partnerships_portal.accounts.models import ProgrammeRole, User
from partnerships_portal.accounts.roles import OWNER

from .kinds import Kind

EXPIRED_SHOWN = dt.timedelta(days=30)  # how long an invitation that nobody answered can be sent again from the page


def owners_of(place):
    """Those who decide for it and can sign in."""
    return User.objects.filter(pk__in=place.memberships.filter(role=OWNER).values("user"), is_active=True)


def people_of(place):
    """Everybody who acts for it and can sign in."""
    return User.objects.filter(pk__in=place.memberships.values("user"), is_active=True)


def programme_managers():
    """Those of the programme's staff who close and merge, and decide where no owner can."""
    return User.objects.filter(programme_role=ProgrammeRole.PROGRAMME_MANAGER, is_active=True)


def deciders_of(place):
    """Who decides on people that ask to join: its owners; where it has none, programme managers."""
    owners = owners_of(place)
    return owners if owners.exists() else programme_managers()


def members(place):
    """Memberships with their people: owners first, then editors, then viewers, each by name."""
    order = Case(When(role=OWNER, then=Value(0)), When(role="editor", then=Value(1)), default=Value(2))
    return (
        place.memberships.select_related("user")
        .annotate(order=order)
        .order_by("order", "user__name", "user__email", "pk")
    )


def waiting_invitations(kind: Kind, place, user, at):
    """Invitations that wait, and those that expired lately and were not followed by another, newest first."""
    mine = kind.invitations.objects.visible_to(user).filter(**{kind.field: place})
    sent = mine.filter(state="sent")
    again = place.invitations.filter(state="sent").values("email")
    taken = EmailAddress.objects.filter(user__in=place.memberships.values("user")).values("email")
    lately = mine.filter(state="expired", expires_at__gt=at - EXPIRED_SHOWN)
    return (sent | lately.exclude(email__in=again).exclude(email__in=taken)).select_related("sent_by")
