"""What the portal does with contracts that were awarded."""

from django.db import transaction

from commissioners import suppliers
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record_all
from partnerships_portal.accounts.models import AuditEvent
from partnerships_portal.changes.actions import mark_many


@transaction.atomic
def link_suppliers(*, at) -> int:
    """Give organisations the contracts won under their numbers, and match anew those that gained or lost any.

    Whenever a number was saved or an award imported; returns how many organisations changed.
    """
    changed = suppliers.link()
    record_all(
        [
            AuditEvent(
                at=at,
                actor=None,
                action="awards_linked",
                target_kind=Organisation._meta.label_lower,
                target_id=pk,
            )
            for pk in changed
        ]
    )
    if changed:
        mark_many(kind="organisation", object_ids=changed, at=at)
    return len(changed)
