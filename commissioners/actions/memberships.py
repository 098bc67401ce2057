"""Who acts for a commissioning body."""

from django.db import transaction

from commissioners.models import BodyMembership, CommissioningBody
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify


@transaction.atomic
def give_role(*, body: CommissioningBody, person: User, role: BodyMembership.Role, by: User | None, at) -> bool:
    """Let a person act for a body in this role, and tell them; returns whether that changed anything.

    `by` None: those who run the portal. Raises roles.LastOwner if the only owner would become something else.
    """
    if not roles.give(place=body, person=person, role=role, by=by, at=at):
        return False
    notify(
        person=person,
        event="body_member_role_given",
        key=f"{body.pk}-{role}-{at.isoformat()}",
        subject=f"You are now {role.label.lower()} of {body}",
        url=body.get_absolute_url(),
        members_of=body,
        at=at,
    )
    return True


@transaction.atomic
def remove_member(*, body: CommissioningBody, person: User, by: User | None, at) -> bool:
    """Let a person no longer act for a body, and tell them; returns whether they did. Raises roles.LastOwner."""
    if not roles.take(place=body, person=person, action="member_removed", by=by, at=at):
        return False
    notify(
        person=person,
        event="body_member_removed",
        key=f"{body.pk}-{at.isoformat()}",
        subject=f"You no longer act for {body}",
        body="Your account stays as it is. If this is a mistake, write to those who run the portal.",
        at=at,
    )
    return True
