"""Who acts for an organisation."""

from django.db import transaction

from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.notifications.actions import notify


@transaction.atomic
def give_role(*, organisation: Organisation, person: User, role: Membership.Role, by: User | None, at) -> bool:
    """Let a person act for an organisation in this role, and tell them; returns whether that changed anything.

    `by` None: those who run the portal.
    """
    membership, is_new = Membership.objects.select_for_update().get_or_create(
        user=person, organisation=organisation, defaults={"role": role, "created_at": at}
    )
    if not is_new and membership.role == role:
        return False
    membership.role = role
    membership.save(update_fields=["role"])
    record(actor=by, action="member_role_given", target=organisation, at=at, person=person.pk, role=role)
    notify(
        person=person,
        event="member_role_given",
        key=f"{organisation.pk}-{role}-{at.isoformat()}",
        subject=f"You are now {role.label.lower()} of {organisation}"[:200],
        url=organisation.get_absolute_url(),
        at=at,
    )
    return True
