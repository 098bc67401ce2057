"""Organisations that are interested as one: a line each, however many they are."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Prefetch

from commissioners.models import JointInterest, Opportunity
from mutuals.models import Organisation

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

    Three queries. Whoever took one of them over stands behind it only once it has said so.
    """
    rows = interests.standing().prefetch_related("lots", Prefetch("organisations", Organisation.objects.active()))
    found = []
    for row in rows:
        active = list(row.organisations.all())
        if len(active) >= LEAST:
            found.append(AsOne(row, sorted(active, key=lambda one: (one.name.casefold(), one.pk))))
    return sorted(found, key=lambda one: (one.interest.name.casefold(), one.interest.pk))


def as_one(opportunity: Opportunity) -> list[AsOne]:
    """Those who are interested in this as one: for the buyer's people."""
    return standing_together(JointInterest.objects.filter(opportunity=opportunity))


def of_person(user):
    """The joint interests that stand and that the person's organisations are behind, next deadline first."""
    mine = user.memberships.values("organisation")
    behind = JointInterest.objects.all().members().filter(organisation__in=mine).values("jointinterest")
    rows = JointInterest.objects.filter(pk__in=behind).select_related("opportunity__body")
    rows = rows.defer("opportunity__search", "opportunity__description", "opportunity__imported")
    return rows.order_by(F("opportunity__submission_deadline").asc(nulls_last=True), "-expressed_at", "pk")


def own_as_one(opportunity: Opportunity, organisations) -> dict[int, list[JointInterest]]:
    """Of these organisations (keys): the joint interests that each stands behind. One query."""
    behind = JointInterest.objects.filter(opportunity=opportunity).members().filter(organisation__in=organisations)
    found: dict[int, list[JointInterest]] = defaultdict(list)
    for row in behind.select_related("jointinterest").order_by("jointinterest__name"):
        found[row.organisation_id].append(row.jointinterest)
    return dict(found)
