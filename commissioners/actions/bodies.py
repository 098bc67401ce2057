"""Adding a commissioning body, and what its people do with its page."""

from django.db import transaction
from django.db.models import Q

from commissioners.duplicates import of_the_same_name
from commissioners.models import CommissioningBody, Opportunity
from commissioners.ocds.parties import area_of
from partnerships_portal.accounts.audit import record
from partnerships_portal.changes.actions import mark
from partnerships_portal.reference.models import LocalAuthority

FIELDS = ("priorities", "website")


@transaction.atomic
def add_body(*, name: str, kind: str, buyer_class: str, by, at) -> tuple[CommissioningBody, bool]:
    """The body of this name, and whether it is new. Its places follow from its name, as for imported ones.

    `by` None: those who run the portal. One that is there already is not changed.
    """
    known = of_the_same_name(name).first()
    if known:
        return known, False
    body = CommissioningBody.objects.create(name=name, kind=kind, buyer_class=buyer_class, created_at=at)
    body.places.set(LocalAuthority.objects.filter(code__in=area_of(name)))
    record(actor=by, action="body_added", target=body, at=at)
    return body, True


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
    if "website" in changed:  # it stands in the releases of what the body buys
        bought = Opportunity.objects.filter(Q(body=body) | Q(joint_buyers=body), published_at__isnull=False)
        Opportunity.objects.filter(pk__in=bought.values("pk")).update(updated_at=at)
    if "priority_services" in changed:
        mark(kind="everything", at=at)  # stated priorities are part of how every opportunity of the body is matched
