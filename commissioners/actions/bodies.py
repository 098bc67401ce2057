"""What the people of a commissioning body do with its page."""

from django.db import transaction

from partnerships_portal.accounts.audit import record
from partnerships_portal.changes.actions import mark

FIELDS = ("priorities", "website")


@transaction.atomic
def save_priorities(*, body, priorities: str, priority_services, website: str, by, at) -> None:
    """Publish what the body wants to achieve. Saving the same again leaves no trace."""
    values = {"priorities": priorities, "website": website}
    changed = [field for field in FIELDS if getattr(body, field) != values[field]]
    if set(body.priority_services.all()) != set(priority_services):
        changed.append("priority_services")
    if not changed:
        return
    for field, value in values.items():
        setattr(body, field, value)
    body.save(update_fields=FIELDS)
    body.priority_services.set(priority_services)
    record(actor=by, action="priorities_saved", target=body, at=at, fields=changed)
    if "priority_services" in changed:
        mark(kind="everything", at=at)  # stated priorities are part of how every opportunity of the body is matched
