"""Policies of who is in consortia, and leaving them."""

from django.utils import timezone

from tests.factories import OrganisationFactory
from tests.factories.partnering import ConsortiumMemberFactory

from .outcomes import FORBIDDEN, Policy, only
from .partnering import NO_POST, acting_in_consortium, in_consortium


def _consortium(world) -> list:
    return [world.partnering.consortium.pk]


def _offered_seat(world) -> list:
    """Of an organisation that was merged into the organisation."""
    merged = OrganisationFactory(merged_into=world.organisation, closed_at=timezone.now())
    left = {"left_at": timezone.now(), "ending": "merged", "offered_to": world.organisation}
    return [ConsortiumMemberFactory(organisation=merged, **left).pk]


POLICIES: dict[str, Policy] = {
    "member_list": Policy(get=in_consortium(), post=NO_POST, args=_consortium),
    "consortium_leave": Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_consortium),
    "seat_offer": Policy(
        get=only("viewer", "editor", "owner"),
        post=only("editor", "owner", viewer=FORBIDDEN),
        args=_offered_seat,
    ),
}
