"""Policies of steering groups, intellectual property and the history of consortia."""

import datetime as dt

from django.utils import timezone

from consortia.models import Contribution, SteeringMeeting, SteeringPerson

from .outcomes import Policy, nobody, signed_in
from .partnering import MORE_PEOPLE, NO_POST, OK, acting_in_consortium, in_consortium, own_member_only


def _consortium(world) -> list:
    return [world.partnering.consortium.pk]


def _own(world):
    return world.partnering.consortium.members.get(organisation=world.organisation)


def _named(world) -> list:
    named = SteeringPerson.objects.create(member=_own(world), person=world.people["owner"], named_at=timezone.now())
    return [*_consortium(world), named.pk]


def _meeting(world) -> list:
    meeting = SteeringMeeting.objects.create(
        consortium=world.partnering.consortium,
        member=_own(world),
        held_on=dt.date(2026, 11, 2),
        notes="We met.",
        written_at=timezone.now(),
        written_by=world.people["owner"],
    )
    return [*_consortium(world), meeting.pk]


def _contribution(world) -> list:
    row = Contribution.objects.create(
        member=_own(world), what="A method", updated_at=timezone.now(), updated_by=world.people["owner"]
    )
    return [*_consortium(world), row.pk]


ACTING = Policy(get=acting_in_consortium(), post=acting_in_consortium(), args=_consortium)
NO_GET = nobody(signed_in() | dict.fromkeys(MORE_PEOPLE, OK))  # said before anything is looked for

POLICIES: dict[str, Policy] = {
    "consortium_history": Policy(get=in_consortium(), post=NO_POST, args=_consortium),
    "steering_group": Policy(get=in_consortium(), post=NO_POST, args=_consortium),
    "steering_name": ACTING,
    "steering_take_off": Policy(get=NO_GET, post=own_member_only(), args=_named),
    "steering_meeting_add": ACTING,
    "steering_meeting_edit": Policy(get=own_member_only(), post=own_member_only(), args=_meeting),
    "intellectual_property": Policy(get=in_consortium(), post=NO_POST, args=_consortium),
    "contribution_add": ACTING,
    "contribution_edit": Policy(get=own_member_only(), post=own_member_only(), args=_contribution),
    "contribution_remove": Policy(get=NO_GET, post=own_member_only(), args=_contribution),
}
