"""What consortia of the demonstration that stay together say as one: one has told the demonstration's council."""

import datetime as dt

from commissioners.choices import Source, State
from commissioners.models import CommissioningBody, JointInterest, Opportunity
from consortia.models import Consortium
from partnerships_portal.accounts.models import User

MESSAGE = (
    "Between us we deliver most of this in the county today, each in its own district. We would welcome an early "
    "talk about how the lots are cut."
)


def ensure(*, body: CommissioningBody, at: dt.datetime) -> None:
    """Make it where no consortium has told anybody anything yet: what people did since stays."""
    standing = Consortium.objects.matched().filter(is_demo=True).order_by("pk").first()
    live = Opportunity.objects.filter(body=body, source=Source.PORTAL, state__in=[State.EARLY_ENGAGEMENT, State.OPEN])
    opportunity = live.order_by("-published_at", "pk").first()
    if standing is None or opportunity is None or JointInterest.objects.filter(opportunity__body=body).exists():
        return
    members = [member.organisation for member in standing.members.present().select_related("organisation")]
    person = User.objects.filter(memberships__organisation__in=members).order_by("pk").first()
    person = person or User.objects.filter(body_memberships__body=body).order_by("pk").first()
    if person is None:  # most invented organisations have no people
        return
    interest = JointInterest.objects.create(
        opportunity=opportunity,
        reference=standing.pk,
        name=standing.name,
        message=MESSAGE,
        expressed_at=at - dt.timedelta(days=2),
        expressed_by=person,
        updated_at=at - dt.timedelta(days=2),
    )
    interest.organisations.set(members)
