"""Telling the members of consortia that stay together of new opportunities that fit them as one (decisions 0102, 0133).

One message for each person and opportunity, whatever their organisations are told for themselves.
"""

from django.conf import settings
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.models import Opportunity
from consortia.findings import CLOSE
from consortia.models import Consortium, ConsortiumMatch
from consortia.standing.finding import ConsortiumFinding, consortium_findings

from .telling import tell_members

REASONS = 3


def tell_consortia(opportunity: Opportunity, *, at) -> None:
    """Tell those that have it among their best MATCH_ALERT_BEST."""
    for match in best_of_consortia(opportunity, at):
        match.opportunity = opportunity
        (finding,) = consortium_findings(match.consortium, [match], at)
        if finding.is_close:
            _tell(match.consortium, finding, at)


def best_of_consortia(opportunity: Opportunity, at) -> list[ConsortiumMatch]:
    """Their matches with it, the closest first."""
    better = (
        ConsortiumMatch.objects.filter(
            consortium=OuterRef("consortium"),
            point__gt=OuterRef("point"),
            opportunity__in=Opportunity.objects.live(at).values("pk"),
        )
        .order_by()
        .values("consortium")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = ConsortiumMatch.objects.filter(
        opportunity=opportunity, point__gte=CLOSE, consortium__in=Consortium.objects.matched()
    ).annotate(ahead=Coalesce(Subquery(better, output_field=IntegerField()), Value(0)))
    rows = rows.filter(ahead__lt=settings.MATCH_ALERT_BEST).select_related("consortium", "weight_set")
    return list(rows.order_by(F("point").desc(), "consortium"))


def _tell(consortium: Consortium, finding: ConsortiumFinding, at) -> None:
    opportunity = finding.opportunity
    tell_members(
        consortium,
        event="new_consortium_match",
        key=f"{opportunity.pk}-{consortium.pk}",
        subject=f"New match for {Truncator(consortium.name).chars(60)}: “{Truncator(opportunity.title).chars(120)}”",
        body=_body(consortium, finding),
        url=reverse("consortium_match", args=[consortium.pk, opportunity.pk]),
        by=None,
        at=at,
    )


def _body(consortium: Consortium, finding: ConsortiumFinding) -> str:
    """Who buys, how long is left, the strongest reasons, and that a dormant consortium can wake."""
    opportunity, weights = finding.opportunity, finding.match.weight_set.values["fit"]
    ranked = sorted(finding.reasons, key=lambda one: -weights[one.determinant] * one.value)
    speaking = [one for one in ranked if one.leaning == "for"] or ranked
    parts = [
        f"{opportunity.body}. {opportunity.get_state_display()}. {finding.time_left}.",
        "\n".join(["Why it fits you as one:", *(f"- {one.text}" for one in speaking[:REASONS])]),
    ]
    if consortium.state == Consortium.State.DORMANT:
        parts.append("Your consortium is dormant. Its members can decide to become active again.")
    return "\n\n".join(parts)
