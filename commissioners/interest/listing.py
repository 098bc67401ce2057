"""The interest list: who is on it, and for whom it exists."""

from dataclasses import dataclass

from commissioners.choices import InterestKind, InterestVisibility
from commissioners.models import Interest, Opportunity

from .possible import is_under_way
from .standing import Standing, standing


@dataclass(frozen=True)
class Group:
    """Those who look for partners, or those who are interested on their own."""

    title: str
    entries: list[Standing]


def everyone(opportunity: Opportunity) -> list[Standing]:
    """Every interest that stands, by the organisations' names: for the buyer's people."""
    found = standing(Interest.objects.filter(opportunity=opportunity))
    return sorted(found, key=lambda one: (one.organisation.name.casefold(), one.organisation.pk))


def listed(opportunity: Opportunity, *, user, at) -> list[Standing] | None:
    """Those who chose to be on the list, if it exists for the person; None where it does not.

    It is shown while the opportunity is under way, as far as its buyer opened it: to nobody, to people of those on it,
    or to whoever is signed in.
    """
    shown_to = opportunity.interest_shown_to
    if not user.is_authenticated or shown_to == InterestVisibility.NOBODY or not is_under_way(opportunity, at):
        return None
    entries = [one for one in everyone(opportunity) if one.interest.listed]
    if shown_to == InterestVisibility.SIGNED_IN:
        return entries
    mine = set(user.memberships.values_list("organisation", flat=True))
    return entries if any(one.organisation.pk in mine for one in entries) else None


def groups(entries: list[Standing]) -> list[Group]:
    """Those who look for partners first: they are who a list is for."""
    alone = [one for one in entries if one.interest.kind == InterestKind.ALONE]
    looking = [one for one in entries if one.interest.kind != InterestKind.ALONE]
    found = (Group("Looking for partners", looking), Group("Interested on their own", alone))
    return [group for group in found if group.entries]
