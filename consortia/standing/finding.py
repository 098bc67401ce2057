"""What matching found for a consortium, ready to be shown: scores with their reasons, the same for every member."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Max, Q

from commissioners.models import Opportunity
from commissioners.plain_words import time_left
from consortia.findings import CLOSE, Freshness
from consortia.matching.explain import Reason
from consortia.matching.on_demand import parts_of
from consortia.matching.weights import DEFAULT
from consortia.models import Consortium, ConsortiumMatch, ConsortiumMember, MatchRun
from mutuals.models import Organisation
from partnerships_portal.changes.models import Change

from .facts import Together, together
from .reasons import lacking, left_open, together_reasons
from .showing import Shown, shown_by


@dataclass(frozen=True)
class ConsortiumFinding:
    """How one consortium fits one opportunity, why, and who covers what."""

    match: ConsortiumMatch
    opportunity: Opportunity
    facts: Together
    reasons: list[Reason]
    not_known: list[str]
    lacks: list[str]
    time_left: str
    is_close: bool


def taking_part(consortium: Consortium) -> list[Organisation]:
    """The members that are matched, by name: those present that take part."""
    present = ConsortiumMember.objects.present().filter(consortium=consortium).values("organisation")
    members = Organisation.objects.active().filter(pk__in=present).defer("public_search")
    return sorted(members, key=lambda one: (one.name.casefold(), one.pk))


def consortium_matches(consortium: Consortium, at):
    """The kept matches of a consortium that is matched, with live opportunities, best first."""
    return (
        ConsortiumMatch.objects.filter(
            consortium__in=Consortium.objects.matched().filter(pk=consortium.pk),
            opportunity__in=Opportunity.objects.live(at),
        )
        .select_related("opportunity__body", "weight_set")
        .defer("opportunity__description", "opportunity__search", "opportunity__body__priorities")
        .order_by("-point", "-low", "opportunity_id")
    )


def consortium_findings(consortium: Consortium, matches: list[ConsortiumMatch], at) -> list[ConsortiumFinding]:
    """The same matches with their reasons, in a fixed number of queries."""
    w = matches[0].weight_set.values if matches else DEFAULT
    members = shown_by(taking_part(consortium), at)
    facts = together(members, [match.opportunity for match in matches], w)
    silent = _silent(members)
    return [_finding(match, facts[match.opportunity_id], silent, w, at) for match in matches]


def _finding(match: ConsortiumMatch, facts: Together, silent, w, at) -> ConsortiumFinding:
    return ConsortiumFinding(
        match=match,
        opportunity=match.opportunity,
        facts=facts,
        reasons=together_reasons(facts, parts_of(match), match.unknown, w),
        not_known=left_open(silent, match.unknown, match.low, match.high),
        lacks=lacking(facts),
        time_left=time_left(match.opportunity, at),
        is_close=match.point >= CLOSE and facts.is_near,
    )


def _silent(members: list[Shown]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for member in members:
        for field in member.silent:
            found[field].append(member.organisation.name)
    return dict(found)


def freshness(consortium: Consortium, members: list[int]) -> Freshness:
    """Whether a change that concerns the page still awaits matching. `members`: keys of the organisations."""
    waits = Change.objects.filter(
        Q(kind="consortium", object_id=consortium.pk)
        | Q(kind="organisation", object_id__in=members)
        | Q(kind__in=("opportunity", "everything"))
    ).exists()
    times = [
        ConsortiumMatch.objects.filter(consortium=consortium).aggregate(at=Max("computed_at"))["at"],
        MatchRun.objects.exclude(finished_at=None).aggregate(at=Max("started_at"))["at"],
    ]
    return Freshness(waits=waits, matched_at=max((time for time in times if time), default=None))
