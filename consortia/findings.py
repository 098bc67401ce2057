"""What matching found, ready to be shown or printed: scores with their reasons.

Always for the people of one organisation. Sentences are made here, at reading, from stored
numbers and from what is true now; a page of any length takes a fixed number of queries.
"""

import datetime as dt
from dataclasses import dataclass, replace

from django.db.models import DecimalField, F, Max, Q
from django.db.models.functions import Cast

from commissioners.models import Opportunity
from commissioners.plain_words import time_left
from mutuals.models import Organisation
from partnerships_portal.changes.models import Change

from .control.choices import muted_by
from .fairness.ordering import Place, placed
from .matching.explain import Reason, not_known, not_shown
from .matching.on_demand import parts_of
from .matching.partner_facts import partner_facts
from .matching.partner_reasons import alignment_sentence, partner_reasons
from .matching.scope_reasons import need_reasons, readiness_reasons
from .matching.tender_facts import tender_facts
from .matching.tender_reasons import TenderFacts, lacks, tender_reasons
from .matching.unknown import BIT
from .matching.weights import DEFAULT
from .models import MatchRun, PartnerMatch, Scope, TenderMatch

# Which missing fields leave which of the two numbers of scope open.
FOR_READINESS = sum(BIT[name] for name in ("capacity", "turnover", "years", "services", "joint_bids"))
FOR_NEED = ~sum(BIT[name] for name in ("years", "joint_bids", "ways_of_working"))
CLOSE = 0.35  # the Fit below which even the best match is not called close
# The score by which partners stand in order, to as many decimals as matching compares.
LESS_PENALTY = Cast(F("point") - F("penalty"), DecimalField(max_digits=9, decimal_places=6))
SILENT = "Notices in your market do not say"


@dataclass(frozen=True)
class TenderFinding:
    """How one organisation fits one opportunity, and why."""

    match: TenderMatch
    opportunity: Opportunity
    reasons: list[Reason]
    not_known: list[str]
    lacks: list[str]
    time_left: str
    is_close: bool
    lacks_services_or_places: bool


@dataclass(frozen=True)
class PartnerFinding:
    """What a possible partner would bring, and why."""

    match: PartnerMatch
    partner: Organisation
    reasons: list[Reason]
    alike: str
    not_known: list[str]
    is_rival: bool
    is_lowered: bool = False  # it stands lower for having been shown often lately
    is_kept_for_new: bool = False  # it stands on the first page for being new to the directory


@dataclass(frozen=True)
class ScopeFinding:
    """Need and readiness: two numbers, never averaged."""

    scope: Scope
    need: list[Reason]
    readiness: list[Reason]
    need_not_known: list[str]
    readiness_not_known: list[str]


def tender_matches(organisation: Organisation, at, *, those_set_aside: bool = False):
    """The kept matches of an organisation with live opportunities that it has not set aside, best first."""
    kept = TenderMatch.objects.all() if those_set_aside else TenderMatch.objects.suggested(at)
    return (
        kept.filter(organisation=organisation, opportunity__in=Opportunity.objects.live(at))
        .select_related("opportunity__body", "weight_set")
        .defer("opportunity__description", "opportunity__search", "opportunity__body__priorities")
        .order_by("-point", "-low", "opportunity_id")
    )


def partner_matches(organisation: Organisation, at):
    """The kept partners of an organisation that may be suggested to it, best first: see fairness.ordering."""
    return (
        PartnerMatch.objects.suggested(at)
        .filter(organisation=organisation)
        .select_related("partner", "weight_set")
        .defer("partner__public_search", "partner__summary")
        .order_by(LESS_PENALTY.desc(), "-low", "partner_id")
    )


def partner_places(matches, at, page: int) -> list[Place]:
    """These matches of one organisation where they stand in its list, of which the first `page` are seen first."""
    found = list(matches)
    w = found[0].weight_set.values if found else DEFAULT
    return placed(found, at=at, newcomer_days=w["constants"]["newcomer_days"], page=page)


def tender_findings(organisation: Organisation, matches: list[TenderMatch], at) -> list[TenderFinding]:
    """The same matches with their reasons."""
    w = matches[0].weight_set.values if matches else DEFAULT
    muted = muted_by(organisation)
    facts = tender_facts(organisation, [match.opportunity for match in matches], at, w)
    return [
        TenderFinding(
            match=match,
            opportunity=match.opportunity,
            reasons=_spoken(tender_reasons(facts[match.opportunity_id], parts_of(match), match.unknown, w), muted),
            not_known=not_known(match.unknown, match.low, match.high),
            lacks=lacks(facts[match.opportunity_id]),
            time_left=time_left(match.opportunity, at),
            is_close=match.point >= CLOSE and _is_near(facts[match.opportunity_id]),
            lacks_services_or_places=_lacks_services_or_places(facts[match.opportunity_id]),
        )
        for match in matches
    ]


def _spoken(reasons: list[Reason], muted: set[str]) -> list[Reason]:
    return [reason for reason in reasons if reason.determinant not in muted]


def _lacks_services_or_places(facts: TenderFacts) -> bool:
    return bool(facts.missing_services or facts.missing_places)


def _is_near(facts: TenderFacts) -> bool:
    """Whether the organisation delivers in any of the places asked; so it does where none is named."""
    return facts.serves_anywhere or bool(facts.served) or not facts.asked_places


def partner_findings(organisation: Organisation, matches: list[PartnerMatch], at) -> list[PartnerFinding]:
    """The same matches with their reasons."""
    facts, muted = partner_facts(organisation, [match.partner for match in matches], at), muted_by(organisation)
    return [
        PartnerFinding(
            match=match,
            partner=match.partner,
            reasons=_spoken(partner_reasons(facts[match.partner_id], parts_of(match), match.unknown), muted),
            alike=alignment_sentence(facts[match.partner_id]),
            not_known=not_shown(match.unknown, match.low, match.high),
            is_rival=_is_rival(match),
        )
        for match in matches
    ]


def placed_findings(organisation: Organisation, places: list[Place], at) -> list[PartnerFinding]:
    """Matches where they stand, with their reasons, and why any stands where it does."""
    found = partner_findings(organisation, [place.match for place in places], at)
    return [
        replace(finding, is_lowered=place.is_lowered, is_kept_for_new=place.is_kept_for_new)
        for finding, place in zip(found, places, strict=True)
    ]


def _is_rival(match: PartnerMatch) -> bool:
    """A direct rival is flagged, not hidden: so much of one's own cells is served by the other too."""
    hidden = any(match.unknown & BIT[name] for name in ("services", "places", "partner_services", "partner_places"))
    return not hidden and 1 - match.competition >= match.weight_set.values["constants"]["rival_overlap"]


def scope_finding(organisation: Organisation) -> ScopeFinding | None:
    """The scope to partner with its reasons; None before the first matching."""
    scope = Scope.objects.filter(organisation=organisation).select_related("weight_set").first()
    if scope is None:
        return None
    return ScopeFinding(
        scope=scope,
        need=need_reasons(scope.need_parts, scope.weight_set.values),
        readiness=readiness_reasons(scope.readiness_parts),
        need_not_known=not_known(scope.unknown & FOR_NEED, scope.need_low, scope.need_high, SILENT),
        readiness_not_known=not_known(scope.unknown & FOR_READINESS, scope.readiness_low, scope.readiness_high),
    )


@dataclass(frozen=True)
class Freshness:
    """Whether a change still awaits matching, and when matching was last done."""

    waits: bool
    matched_at: dt.datetime | None


def freshness(organisation: Organisation, opportunities: Q | None = None) -> Freshness:
    """Of what one organisation reads; `opportunities` says which changes of those concern the page too."""
    mine = Q(kind="organisation", object_id=organisation.pk) | Q(kind="everything")
    if opportunities is not None:
        mine |= opportunities & Q(kind="opportunity")
    times = [
        Scope.objects.filter(organisation=organisation).aggregate(at=Max("computed_at"))["at"],
        TenderMatch.objects.filter(organisation=organisation).aggregate(at=Max("computed_at"))["at"],
        MatchRun.objects.exclude(finished_at=None).aggregate(at=Max("started_at"))["at"],
    ]
    matched_at = max((time for time in times if time is not None), default=None)
    return Freshness(waits=Change.objects.filter(mine).exists(), matched_at=matched_at)


ANY_OPPORTUNITY = Q(object_id__gte=0)
