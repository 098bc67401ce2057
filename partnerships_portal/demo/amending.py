"""What the demonstration's council added after publication: codes, a notice elsewhere, a lead, why lots ended."""

import datetime as dt

from commissioners.actions import notice_links, opportunities
from commissioners.choices import LotOutcome, Source, State
from commissioners.delivery.notices import Named
from commissioners.models import Award, CommissioningBody, Lot, NoticeLink, Opportunity
from partnerships_portal.accounts.models import User

CARE_AND_SUPPORT = ["85300000", "85312000"]
NOTICE = "ocds-h6vhtk-demo01"
WHY_AMENDED = "Several of you asked under which codes the notice was published."
WHY_ENDED = "The grant that was to pay for it was not renewed. We will ask the market again when it is."


def ensure(*, body: CommissioningBody, at: dt.datetime) -> None:
    """Do it once, where the council's people are known; nothing where its opportunities are linked already."""
    own = Opportunity.objects.filter(body=body, source=Source.PORTAL).order_by("pk")
    officer = User.objects.filter(body_memberships__body=body).order_by("pk").first()
    live = own.filter(state=State.OPEN).first()
    if officer is None or live is None or NoticeLink.objects.filter(opportunity__body=body).exists():
        return
    named = Named(ocid=NOTICE, url="", source=Source.FIND_A_TENDER)
    notice_links.link(opportunity=live, name=named, by=officer, at=at)
    values = {"cpv_codes": CARE_AND_SUPPORT}
    opportunities.save(opportunity=live, values=values, note=WHY_AMENDED, by=officer, at=at)
    _say_why_lots_ended(at)
    _name_the_lead(body)


def _say_why_lots_ended(at: dt.datetime) -> None:
    """Of one invented opportunity that was cancelled after it was public."""
    cancelled = Opportunity.objects.filter(
        body__is_demo=True, source=Source.PORTAL, state=State.CANCELLED, published_at__isnull=False
    )
    ended = cancelled.order_by("pk").first()
    if ended:
        Lot.objects.filter(opportunity=ended).update(
            outcome=LotOutcome.CANCELLED, outcome_reason=WHY_ENDED, decided_at=ended.updated_at
        )
        Opportunity.objects.filter(pk=ended.pk).update(updated_at=at)


def _name_the_lead(body: CommissioningBody) -> None:
    """Of one joint award of the council: who leads."""
    award = Award.objects.filter(body=body, is_joint=True).exclude(opportunity=None).order_by("pk").first()
    if award and (lead := award.suppliers.first()):
        award.suppliers.update(is_lead=False)
        award.suppliers.filter(pk=lead.pk).update(is_lead=True)
