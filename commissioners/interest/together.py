"""Organisations that are interested as one: a line each, however many they are."""

from collections import defaultdict
from dataclasses import dataclass

from commissioners.models import JointInterest, Opportunity
from mutuals.models import Organisation

from .standing import heirs

LEAST = 2  # organisations that take part: one alone is interested for itself


@dataclass(frozen=True)
class AsOne:
    """A joint interest that stands, and who stands behind it now, by name."""

    interest: JointInterest
    organisations: list[Organisation]

    @property
    def lots(self) -> list[str]:
        """The lots in words; none: the whole. Reads what is prefetched."""
        return [str(lot) for lot in self.interest.lots.all()]

    @property
    def names(self) -> str:
        return ", ".join(one.name for one in self.organisations)


def standing_together(interests) -> list[AsOne]:
    """Those of a queryset that were not withdrawn, by name, with the organisations that take part now.

    The number of queries does not grow with the rows: three, and one for each step of the longest line of mergers.
    """
    rows = list(interests.standing().prefetch_related("lots", "organisations"))
    now = heirs(one for row in rows for one in row.organisations.all())
    found = []
    for row in rows:
        behind = {now[one.pk].pk: now[one.pk] for one in row.organisations.all()}
        active = [one for one in behind.values() if one.is_active]
        if len(active) >= LEAST:
            found.append(AsOne(row, sorted(active, key=lambda one: (one.name.casefold(), one.pk))))
    return sorted(found, key=lambda one: (one.interest.name.casefold(), one.interest.pk))


def as_one(opportunity: Opportunity) -> list[AsOne]:
    """Those who are interested in this as one: for the buyer's people."""
    return standing_together(JointInterest.objects.filter(opportunity=opportunity))


def own_as_one(opportunity: Opportunity, organisations) -> dict[int, list[JointInterest]]:
    """Of these organisations (keys): the joint interests that each stands behind. One query."""
    behind = JointInterest.objects.filter(opportunity=opportunity).members().filter(organisation__in=organisations)
    found: dict[int, list[JointInterest]] = defaultdict(list)
    for row in behind.select_related("jointinterest").order_by("jointinterest__name"):
        found[row.organisation_id].append(row.jointinterest)
    return dict(found)
