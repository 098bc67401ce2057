"""Who acts for a commissioning body."""

from django.db import transaction

from commissioners.models import BodyMembership, CommissioningBody
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify


@transaction.atomic
def give_role(*, body: CommissioningBody, person: User, role: BodyMembership.Role, by: User | None, at) -> bool:
    """Let a person act for a body in this role, and tell them; returns whether that changed anything.

    `by` None: those who run the portal.
    """
    membership, is_new = BodyMembership.objects.select_for_update().get_or_create(
        user=person, body=body, defaults={"role": role, "created_at": at}
    )
    if not is_new and membership.role == role:
        return False
    membership.role = role
    membership.save(update_fields=["role"])
    record(actor=by, action="member_role_given", target=body, at=at, person=person.pk, role=role)
    notify(
        person=person,
        event="body_member_role_given",
        key=f"{body.pk}-{role}-{at.isoformat()}",
        subject=f"You are now {role.label.lower()} of {body}"[:200],
        url=body.get_absolute_url(),
        at=at,
    )
    return True
