"""A notice that names the demonstration's council otherwise, and the claim of it that waits for programme staff."""

import datetime as dt

from commissioners import search
from commissioners.choices import Source, State
from commissioners.models import CommissioningBody, Lot, Opportunity, OpportunityClaim
from commissioners.rules import EDITING_ROLES
from partnerships_portal.changes.actions import mark
from partnerships_portal.reference.models import ServiceArea

OCID = "ocds-demo00-claim"
REASON = "Our commissioning hub publishes under this name. The address in the notice is that of our town hall."


def ensure(*, council: CommissioningBody, at: dt.datetime) -> None:
    """Make both, once: what was decided on is not brought back."""
    officer = council.memberships.filter(role__in=EDITING_ROLES).order_by("pk").first()
    if officer is None or Opportunity.objects.filter(ocid=OCID).exists():
        return
    named = CommissioningBody.objects.create(
        name=f"{council.name} (Commissioning Hub)", kind=council.kind, created_at=at, is_demo=True
    )
    named.places.set(council.places.all())
    opportunity = _opportunity(named, at)
    OpportunityClaim.objects.create(
        opportunity=opportunity, body=council, reason=REASON, asked_by=officer.user, asked_at=at - dt.timedelta(days=4)
    )
    search.refresh([opportunity.pk])
    mark(kind="opportunity", object_id=opportunity.pk, at=at)


def _opportunity(body: CommissioningBody, at: dt.datetime) -> Opportunity:
    """As a notice tells it."""
    published = at - dt.timedelta(days=9)
    opportunity = Opportunity.objects.create(
        body=body,
        title="Day opportunities for adults with learning disabilities",
        description="Activities, work experience and company on weekdays, in small groups and near where people live.",
        state=State.OPEN,
        source=Source.OTHER_OCDS,
        ocid=OCID,
        value=640_000,
        submission_deadline=at + dt.timedelta(days=40),
        created_at=published,
        updated_at=published,
        published_at=published,
        is_demo=True,
    )
    lot = Lot.objects.create(opportunity=opportunity, number="1", value=opportunity.value)
    lot.services.set(ServiceArea.objects.sub_areas().filter(parent__name__icontains="social care")[:1])
    lot.places.set(body.places.all()[:2])
    return opportunity
