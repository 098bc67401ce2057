"""The members of a consortium as its pages show them, those that left, and seats that are offered."""

from django.db.models import QuerySet
from django.urls import reverse

from consortia.models import Consortium, ConsortiumMember
from mutuals.belonging import memberships_of
from mutuals.models import Organisation
from mutuals.rules import EDITING_ROLES
from partnerships_portal.notifications.awaiting import Asker, Awaiting, Queue, each


def former(consortium: Consortium) -> QuerySet[ConsortiumMember]:
    """Those that left, the last first. Only for its members."""
    rows = consortium.members.exclude(left_at=None).select_related("organisation", "left_by")
    return rows.defer("organisation__public_search").order_by("-left_at", "-pk")


def past_of(user) -> QuerySet[ConsortiumMember]:
    """What the person's organisations have left: the consortium's own name, and when. No more of it is shown."""
    return (
        ConsortiumMember.objects.left_by_people_of(user)
        .select_related("consortium", "organisation")
        .defer("organisation__public_search")
        .order_by("-left_at", "-pk")
    )


def seats_offered_to(user) -> QuerySet[ConsortiumMember]:
    """Seats that an organisation of the person may take over, or has answered about."""
    rows = ConsortiumMember.objects.filter(offered_to__in=Organisation.objects.of(user))
    return rows.select_related("consortium", "organisation", "offered_to")


def awaiting_seats(asker: Asker, at) -> list[Queue]:
    """Seats that wait for an answer of the person's organisation (settings.AWAITING)."""
    held = [one.organisation for one in asker.once(memberships_of) if one.role in EDITING_ROLES]
    own = [organisation.pk for organisation in held if organisation.closed_at is None]
    if not own:
        return []
    rows = ConsortiumMember.objects.offered().filter(offered_to__in=own)
    return [each(rows.select_related("consortium", "organisation").order_by("left_at", "pk"), _offer)]


def _offer(member: ConsortiumMember) -> Awaiting:
    return Awaiting(
        text=f"Take over the seat of {member.organisation} in the consortium {member.consortium}, or not",
        url=reverse("seat_offer", args=[member.pk]),
        detail="",
        since=member.left_at or member.joined_at,
    )
