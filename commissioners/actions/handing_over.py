"""What a body that ended leaves open goes on under the body that followed it."""

from django.db import transaction

from commissioners import search
from commissioners.choices import Source, State
from commissioners.joining import KIND, why_ended
from commissioners.models import CommissioningBody, Opportunity
from partnerships_portal.accounts import roles
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.changes.actions import mark
from partnerships_portal.joining import memberships
from partnerships_portal.joining.people import people_of
from partnerships_portal.notifications.actions import notify_many

from .body_records import line_of

UNFINISHED = (State.DRAFT, State.EARLY_ENGAGEMENT, State.OPEN, State.CLOSED)


def heir_of(body: CommissioningBody, at) -> CommissioningBody | None:
    """The first in the line of successors that goes on; None where nobody is known to."""
    return next((one for one in line_of(body) if not why_ended(one, at)), None)


def left_open(body: CommissioningBody):
    """What it posted here and has not finished. Imported notices say themselves whose they are."""
    return Opportunity.objects.filter(body=body, source=Source.PORTAL, state__in=UNFINISHED).order_by("pk")


@transaction.atomic
def hand_over(*, body: CommissioningBody, by, at) -> tuple[CommissioningBody, int]:
    """Give the unfinished opportunities of an ended body to the body that followed it; returns that, and how many.

    Their ocids stay. Where the successor has no owner, the people of the ended body act for it in their roles: else
    its owners invite whom they want. Again changes nothing. Raises NotPossible while it goes on or nothing followed it.
    """
    roles.lock(body)
    body.refresh_from_db()
    heir = heir_of(body, at)
    if not why_ended(body, at) or heir is None:
        raise NotPossible(f"{body} has not ended, or it is not known what followed it. Save both first.")
    _move_people(body, heir, by=by, at=at)
    moved = list(left_open(body).select_for_update(of=("self",)))
    for opportunity in moved:
        Opportunity.objects.filter(pk=opportunity.pk).update(body=heir, updated_at=at)
        opportunity.joint_buyers.remove(heir)
        record(actor=by, action="opportunity_handed_over", target=opportunity, at=at, body_name=str(heir))
        if opportunity.state != State.DRAFT:
            mark(kind="opportunity", object_id=opportunity.pk, at=at)
    search.refresh([opportunity.pk for opportunity in moved])
    if moved:
        _tell(body, heir, len(moved), at=at)
    return heir, len(moved)


def _move_people(body: CommissioningBody, heir: CommissioningBody, *, by, at) -> None:
    if roles.has_active_owner(heir) or not roles.has_active_owner(body):
        return
    for membership in body.memberships.select_related("user").filter(user__is_active=True):
        if not heir.memberships.filter(user=membership.user).exists():
            memberships.give_role(KIND, heir, person=membership.user, role=membership.role, by=by, at=at)


def _tell(body: CommissioningBody, heir: CommissioningBody, number: int, *, at) -> None:
    what = "One opportunity" if number == 1 else f"{number} opportunities"
    notify_many(
        people=people_of(body) | people_of(heir),
        event="opportunities_handed_over",
        key=f"{body.pk}-{heir.pk}-{at.isoformat()}",
        subject=f"{heir} goes on with what {body} began",
        body=f"{body} has ended. {what} that it had not finished went over to {heir}, whose people are the buyer now.",
        url=heir.get_absolute_url(),
        at=at,
    )
