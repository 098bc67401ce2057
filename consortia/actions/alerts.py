"""Telling organisations of new opportunities that fit them, with the reasons (decision 102).

Matching marks a new opportunity in the transaction that stores its matches; another task tells, so that matching never
waits for the words.
"""

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import Truncator

from commissioners.models import Opportunity
from consortia.findings import CLOSE, TenderFinding, tender_findings
from consortia.models import ConsortiumMatch, TenderMatch
from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.changes.actions import mark_many
from partnerships_portal.changes.models import Change
from partnerships_portal.notifications.actions import notify_many

from .consortium_alerts import tell_consortia

KIND = "new_matches"
NEW = dt.timedelta(days=3)  # since it was published: an old notice that is imported or matched anew is no news
REASONS = 3
EDITING = (Membership.Role.OWNER, Membership.Role.EDITOR)


def mark_new(opportunities, *, at) -> None:
    """Have those of these opportunities (keys) told of that are new and have a match worth telling. Three queries."""
    since = at - NEW
    new = Opportunity.objects.live(at).filter(pk__in=list(opportunities), published_at__range=(since, at))
    told = TenderMatch.objects.filter(opportunity__in=new.values("pk"), point__gte=CLOSE)
    as_one = ConsortiumMatch.objects.filter(opportunity__in=new.values("pk"), point__gte=CLOSE)
    found = sorted({*told.values_list("opportunity", flat=True), *as_one.values_list("opportunity", flat=True)})
    if found:
        mark_many(kind=KIND, object_ids=found, at=at)


def tell_of_new_matches(*, at) -> int:
    """Tell of everything that was marked, one opportunity in each transaction; returns of how many."""
    told = 0
    while _tell_next(at):
        told += 1
    return told


@transaction.atomic
def _tell_next(at) -> bool:
    waiting = Change.objects.filter(kind=KIND).select_for_update(skip_locked=True).order_by("pk").first()
    if waiting is None:
        return False
    opportunity = Opportunity.objects.live(at).select_related("body").filter(pk=waiting.object_id).first()
    if opportunity is not None:
        for match in best_matches(opportunity, at):
            _tell(match, opportunity, at)
        tell_consortia(opportunity, at=at)
    waiting.delete()
    return True


def best_matches(opportunity: Opportunity, at) -> list[TenderMatch]:
    """The matches of those organisations that have it among their best MATCH_ALERT_BEST, the closest first."""
    live = Opportunity.objects.live(at).values("pk")
    better = (
        TenderMatch.objects.suggested(at)
        .filter(organisation=OuterRef("organisation"), point__gt=OuterRef("point"), opportunity__in=live)
        .order_by()
        .values("organisation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = (
        TenderMatch.objects.suggested(at)
        .filter(opportunity=opportunity, point__gte=CLOSE, organisation__in=Organisation.objects.active())
        .annotate(ahead=Coalesce(Subquery(better, output_field=IntegerField()), Value(0)))
    )
    rows = rows.filter(ahead__lt=settings.MATCH_ALERT_BEST).select_related("organisation", "weight_set")
    return list(rows.order_by(F("point").desc(), "organisation"))


def _tell(match: TenderMatch, opportunity: Opportunity, at) -> None:
    """Tell the owners and editors of one organisation; whoever acts for several is told once, for the closest."""
    organisation = match.organisation
    people = list(User.objects.filter(is_active=True, memberships__in=_editing(organisation)).distinct())
    if not people:
        return
    match.opportunity = opportunity
    (finding,) = tender_findings(organisation, [match], at)
    if not finding.is_close:
        return
    notify_many(
        people=people,
        event="new_tender_match",
        key=opportunity.pk,
        subject=f"New match: “{Truncator(opportunity.title).chars(160)}”",
        body=_body(finding),
        url=f"{reverse('opportunity_match', args=[opportunity.pk])}?organisation={organisation.pk}",
        members_of=organisation,
        at=at,
    )


def _editing(organisation):
    return Membership.objects.filter(organisation=organisation, role__in=EDITING)


def _body(finding: TenderFinding) -> str:
    """Who buys, how long is left, and the strongest reasons."""
    opportunity = finding.opportunity
    parts = [f"{opportunity.body}. {opportunity.get_state_display()}. {finding.time_left}."]
    if reasons := top_reasons(finding):
        parts.append("\n".join([f"Why it fits {finding.match.organisation}:", *(f"- {text}" for text in reasons)]))
    if finding.lacks:
        parts.append("The page says what you would lack alone, and who could be a partner.")
    return "\n\n".join(parts)


def top_reasons(finding: TenderFinding) -> list[str]:
    """The sentences that speak for it and weigh most; the weightiest of all where none does; none if all are muted."""
    weights = finding.match.weight_set.values["fit"]
    ranked = sorted(finding.reasons, key=lambda one: -weights[one.determinant] * one.value)
    speaking = [one for one in ranked if one.leaning == "for"] or ranked
    return [one.text for one in speaking[:REASONS]]
