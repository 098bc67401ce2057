"""Findings as plain data, for the commands `matches` and `partners`: what the owner, or the members, see."""

from .findings import PartnerFinding, ScopeFinding, TenderFinding
from .standing.finding import ConsortiumFinding


def consortium_answer(finding: ConsortiumFinding) -> dict:
    services = {row.service: list(row.members) for row in finding.facts.services}
    places = {row.member: list(row.places) for row in finding.facts.places}
    return tender_answer(finding) | {"services": services, "places": places}


def tender_answer(finding: TenderFinding | ConsortiumFinding) -> dict:
    opportunity, match = finding.opportunity, finding.match
    deadline = opportunity.submission_deadline
    return {
        "opportunity": opportunity.pk,
        "title": opportunity.title,
        "commissioner": str(opportunity.body),
        "state": opportunity.state,
        "deadline": deadline and deadline.isoformat(),
        **_scores(match),
        **_reasons(finding),
        "lacks": finding.lacks,
    }


def partner_answer(finding: PartnerFinding) -> dict:
    return {
        "partner": finding.partner.pk,
        "name": finding.partner.name,
        **_scores(finding.match),
        "brings": finding.match.brings,
        "gains": finding.match.gains,
        "alignment": finding.match.alignment,
        "is_rival": finding.is_rival,
        **_reasons(finding),
        "alike": finding.alike,
    }


def scope_answer(finding: ScopeFinding | None) -> dict | None:
    if finding is None:
        return None
    scope = finding.scope
    return {
        "need": {
            "point": scope.need,
            "low": scope.need_low,
            "high": scope.need_high,
            "parts": scope.need_parts,
            "sentences": _sentences(finding.need),
            "not_known": finding.need_not_known,
        },
        "readiness": {
            "point": scope.readiness,
            "low": scope.readiness_low,
            "high": scope.readiness_high,
            "parts": scope.readiness_parts,
            "sentences": _sentences(finding.readiness),
            "not_known": finding.readiness_not_known,
        },
    }


def _scores(match) -> dict:
    return {"point": match.point, "low": match.low, "high": match.high}


def _reasons(finding) -> dict:
    return {
        "parts": {reason.determinant: reason.value for reason in finding.reasons},
        "sentences": _sentences(finding.reasons),
        "not_known": finding.not_known,
        "weight_set": finding.match.weight_set.version,
    }


def _sentences(reasons) -> dict[str, str]:
    return {reason.determinant: reason.text for reason in reasons}
