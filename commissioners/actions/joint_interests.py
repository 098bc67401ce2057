"""Organisations that partner tell the buyer that they are interested as one, and take it back.

Whoever calls these has every organisation's agreement. Raises NotPossible where it is too late.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.interest.possible import why_no_interest
from commissioners.interest.together import LEAST
from commissioners.models import JointInterest, Opportunity
from mutuals.models import Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify_many

from .interests import hold
from .telling import people_of_bodies


@transaction.atomic
def express_as_one(
    *, opportunity, reference: int, name: str, organisations, lots, message: str, by, at
) -> JointInterest:
    """Tell the buyer, or change what it was told. `reference`: what the organisations are to each other, as a key."""
    current = hold(opportunity)
    if refusal := why_no_interest(current, at):
        raise NotPossible(f"{refusal} Interest can no longer be expressed or changed.")
    behind = list(Organisation.objects.active().filter(pk__in=[one.pk for one in organisations]).order_by("name", "pk"))
    if len(behind) < LEAST:
        raise NotPossible("Fewer than two of you take part in the portal now.")
    before = JointInterest.objects.filter(opportunity=current, reference=reference).first()
    is_new = before is None or before.withdrawn_at is not None
    signed = {"expressed_at": at, "expressed_by": by} if is_new else {}
    interest, _ = JointInterest.objects.update_or_create(
        opportunity=current,
        reference=reference,
        defaults=signed | {"name": name, "message": message, "updated_at": at, "withdrawn_at": None},
    )
    interest.organisations.set(behind)
    interest.lots.set(lots)
    record(actor=by, action="joint_interest_expressed" if is_new else "joint_interest_changed", target=interest, at=at)
    if is_new:
        _tell_buyers(interest, "interest_expressed", "are interested as one in", names=behind, by=by, at=at)
    return interest


@transaction.atomic
def withdraw_as_one(*, opportunity, reference: int, by, at) -> bool:
    """Take it back for all of them; returns whether it stood."""
    current = hold(opportunity)
    interest = JointInterest.objects.standing().filter(opportunity=current, reference=reference).first()
    if interest is None:
        return False
    _withdraw(interest, by=by, at=at)
    return True


@transaction.atomic
def stand_behind(*, reference: int, organisations, by, at) -> None:
    """Only these of the organisations stand behind what was said as one: some have left. Nobody is added.

    What fewer than two stand behind is withdrawn.
    """
    opportunities = JointInterest.objects.standing().filter(reference=reference).values("opportunity")
    for opportunity in Opportunity.objects.filter(pk__in=opportunities).defer("search").order_by("pk"):
        hold(opportunity)
        interest = JointInterest.objects.standing().filter(opportunity=opportunity, reference=reference).first()
        if interest is None:
            continue
        behind = set(interest.organisations.values_list("pk", flat=True))
        staying = behind & {one.pk for one in organisations}
        if len(staying) < LEAST:
            _withdraw(interest, by=by, at=at)
        elif staying != behind:
            interest.organisations.set(staying)
            interest.updated_at = at
            interest.save(update_fields=["updated_at"])
            record(actor=by, action="joint_interest_changed", target=interest, at=at)


def _withdraw(interest: JointInterest, *, by, at) -> None:
    interest.withdrawn_at = interest.updated_at = at
    interest.save(update_fields=["withdrawn_at", "updated_at"])
    record(actor=by, action="joint_interest_withdrawn", target=interest, at=at)
    _tell_buyers(interest, "interest_withdrawn", "are no longer interested as one in", names=(), by=by, at=at)


def _tell_buyers(interest: JointInterest, event: str, are: str, *, names, by, at) -> None:
    opportunity = interest.opportunity
    notify_many(
        people=people_of_bodies(opportunity.buyer_ids(), without=by),
        event=event,
        key=f"joint-{interest.pk}-{at.isoformat()}",
        subject=f"{Truncator(interest.name).chars(80)} {are} “{Truncator(opportunity.title).chars(100)}”",
        body=f"They are {', '.join(one.name for one in names)}. Each of them has agreed." if names else "",
        url=reverse("interests_received", args=[opportunity.pk]),
        members_of=opportunity,
        at=at,
    )
