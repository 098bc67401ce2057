"""Organisations tell the buyer that they are interested, and take it back. Raises NotPossible where it is too late."""

from django.db import transaction
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.choices import InterestKind, InterestVisibility
from commissioners.interest.possible import SHOWN_TO, is_wider, why_no_interest
from commissioners.models import Interest, Opportunity
from mutuals.lineage import with_merged
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.audit import record
from partnerships_portal.accounts.models import User
from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.notifications.actions import notify_many

from .telling import people_of_bodies

FIELDS = ("kind", "message", "listed", "listed_note")


class ShownToMore(NotPossible):
    """The buyer has opened the interest list to more people than the person was told."""


def hold(opportunity: Opportunity) -> Opportunity:
    """The opportunity as it stands now, held until the transaction ends: who is on its list changes one at a time."""
    held = Opportunity.objects.select_for_update(of=("self",)).select_related("body").defer("search")
    return held.get(pk=opportunity.pk)


@transaction.atomic
def express(*, opportunity, organisation, values: dict, lots, shown_to: str, by, at) -> bool:
    """Tell the buyer, change what it was told, or tell it again; returns whether anything changed.

    `values` gives `kind`, `message`, `listed` and `listed_note`; `lots` none for the whole; `shown_to` is to whom the
    person was told that the list is shown. Raises NotPossible, and ShownToMore where it reaches more people by now.
    """
    current = hold(opportunity)
    _must_be_possible(current, organisation, at)
    values = _agreed(current, values, shown_to)
    before = Interest.objects.filter(opportunity=current, organisation=organisation).first()
    is_new = before is None or before.withdrawn_at is not None
    if before and not is_new and _is_same(before, values, lots):
        return False
    signed = {"expressed_at": at, "expressed_by": by} if is_new else {}
    interest, _ = Interest.objects.update_or_create(
        opportunity=current,
        organisation=organisation,
        defaults=values | signed | {"updated_at": at, "withdrawn_at": None},
    )
    interest.lots.set(lots)
    record(actor=by, action="interest_expressed" if is_new else "interest_changed", target=interest, at=at)
    if is_new:
        _tell_buyers(interest, by=by, at=at)
        _tell_colleagues(interest, did="told the buyer that you are interested in", by=by, at=at)
    return True


def _must_be_possible(opportunity, organisation, at) -> None:
    if refusal := why_no_interest(opportunity, at):
        raise NotPossible(f"{refusal} Interest can no longer be expressed or changed.")
    if not Organisation.objects.active().filter(pk=organisation.pk).exists():
        raise NotPossible(f"{organisation} does not take part: it is closed, or not in the directory yet.")


def _agreed(opportunity, values: dict, shown_to: str) -> dict:
    """What is kept of the answers: nobody is put on a list that reaches further than they were told."""
    listed = values["listed"] and opportunity.interest_shown_to != InterestVisibility.NOBODY
    if listed and is_wider(opportunity.interest_shown_to, shown_to):
        raise ShownToMore(
            "The buyer has just changed who sees the interest list: it is now shown to "
            f"{SHOWN_TO[opportunity.interest_shown_to]}. Say again whether you want to be on it."
        )
    return {name: values[name] for name in FIELDS} | {
        "listed": listed,
        "listed_note": values["listed_note"] if listed else "",
    }


def _is_same(interest: Interest, values: dict, lots) -> bool:
    same = all(getattr(interest, name) == values[name] for name in FIELDS)
    return same and set(interest.lots.values_list("pk", flat=True)) == {lot.pk for lot in lots}


@transaction.atomic
def withdraw(*, opportunity, organisation, by, at) -> bool:
    """Take back what an organisation, or one merged into it, told the buyer; returns whether anything stood."""
    current = hold(opportunity)
    rows = Interest.objects.filter(
        opportunity=current, organisation__in=with_merged([organisation.pk]), withdrawn_at=None
    )
    taken_back = list(rows.select_related("organisation"))
    rows.update(withdrawn_at=at, updated_at=at)
    for interest in taken_back:
        record(actor=by, action="interest_withdrawn", target=interest, at=at)
    if taken_back:
        _tell_of_withdrawal(current, organisation, by=by, at=at)
    return bool(taken_back)


def _title(opportunity) -> str:
    return f"“{Truncator(opportunity.title).chars(100)}”"


def _tell_buyers(interest: Interest, *, by, at) -> None:
    opportunity, organisation = interest.opportunity, interest.organisation
    notify_many(
        people=people_of_bodies(opportunity.buyer_ids(), without=by),
        event="interest_expressed",
        key=f"{interest.pk}-{at.isoformat()}",
        subject=f"{Truncator(organisation.name).chars(80)} is interested in {_title(opportunity)}",
        body=f"{InterestKind(interest.kind).label}. Read what it tells you on the page of all who are interested.",
        url=reverse("interests_received", args=[opportunity.pk]),
        members_of=opportunity,
        at=at,
    )


def _tell_of_withdrawal(opportunity, organisation, *, by, at) -> None:
    notify_many(
        people=people_of_bodies(opportunity.buyer_ids(), without=by),
        event="interest_withdrawn",
        key=f"{opportunity.pk}-{organisation.pk}-{at.isoformat()}",
        subject=f"{Truncator(organisation.name).chars(80)} is no longer interested in {_title(opportunity)}",
        url=reverse("interests_received", args=[opportunity.pk]),
        members_of=opportunity,
        at=at,
    )


def _tell_colleagues(interest: Interest, *, did: str, by, at) -> None:
    """No member of an organisation speaks for it unknown to those who decide there."""
    opportunity, organisation = interest.opportunity, interest.organisation
    notify_many(
        people=deciders(organisation, without=by),
        event="colleague_expressed_interest",
        key=f"{interest.pk}-{at.isoformat()}",
        subject=f"{by} {did} {_title(opportunity)}",
        body=f"For {organisation}. It binds nobody. You can change it or take it back.",
        url=reverse("interest", args=[opportunity.pk]),
        members_of=organisation,
        at=at,
    )


def deciders(organisation, *, without=None):
    """The owners and editors who can sign in."""
    roles = (Membership.Role.OWNER, Membership.Role.EDITOR)
    held = Membership.objects.filter(organisation=organisation, role__in=roles)
    people = User.objects.filter(is_active=True, memberships__in=held)
    return list(people.exclude(pk=without.pk) if without else people)
