"""Whom reminders concern, of many opportunities at once."""

from collections.abc import Collection

from commissioners.interested import interested_in_each
from commissioners.models import BodyMembership, Opportunity
from partnerships_portal.accounts.models import User


def buyers_of_each(opportunities: Collection[Opportunity]) -> dict[int, set[int]]:
    """Active people who act for the bodies that buy, lead or claim, by opportunity: two queries."""
    bodies: dict[int, set[int]] = {one.pk: {one.body_id} for one in opportunities}
    for one in opportunities:
        if one.claimed_by_id:
            bodies[one.pk].add(one.claimed_by_id)
    joint = Opportunity.joint_buyers.through.objects.filter(opportunity__in=bodies)
    for opportunity, body in joint.values_list("opportunity", "commissioningbody"):
        bodies[opportunity].add(body)
    members: dict[int, set[int]] = {}
    wanted = set().union(*bodies.values()) if bodies else set()
    acting = BodyMembership.objects.filter(body__in=wanted, user__is_active=True)
    for body, person in acting.values_list("body", "user"):
        members.setdefault(body, set()).add(person)
    return {pk: set().union(*(members.get(body, set()) for body in each)) for pk, each in bodies.items()}


def interested_of_each(opportunities: Collection[Opportunity]) -> dict[int, set[int]]:
    """Active people who want to hear of each, its buyers left out: seven queries."""
    pairs = interested_in_each({one.pk for one in opportunities})
    active = set(
        User.objects.filter(pk__in={person for person, _ in pairs}, is_active=True).values_list("pk", flat=True)
    )
    found: dict[int, set[int]] = {one.pk: set() for one in opportunities}
    for person, opportunity in pairs:
        if person in active:
            found[opportunity].add(person)
    buyers = buyers_of_each(opportunities)
    return {pk: people - buyers[pk] for pk, people in found.items()}
