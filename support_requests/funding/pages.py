"""What pages of funding rounds show: a constant number of queries, however many applied."""

from dataclasses import dataclass

from mutuals.models import Organisation
from support_requests.models import FundingApplication, FundingCriterion, FundingRound, FundingScore

from .scoring import Result, result


@dataclass(frozen=True)
class Row:
    """One application in the list of its round."""

    application: FundingApplication
    result: Result


def own_applications(funding_round: FundingRound, user) -> list[tuple[Organisation, FundingApplication | None]]:
    """The organisations that the person acts for, each with its application: two queries."""
    acting = Organisation.objects.active().filter(memberships__user=user, memberships__role__in=("owner", "editor"))
    live = FundingApplication.objects.live().filter(round=funding_round, organisation__memberships__user=user)
    there = {one.organisation_id: one for one in live.select_related("organisation", "round")}
    rows = [(one, there.pop(one.pk, None)) for one in acting.order_by("name", "pk")]
    return rows + [(one.organisation, one) for one in there.values()]


def rows_of(funding_round: FundingRound, applications) -> list[Row]:
    """Applications with what their scores come to, the highest first: three queries."""
    weights = {one.pk: one.weight for one in funding_round.criteria.all()}
    scores: dict[int, list] = {}
    given = FundingScore.objects.filter(application__round=funding_round)
    for application, criterion, score in given.values_list("application", "criterion", "score"):
        scores.setdefault(application, []).append((criterion, score))
    rows = [Row(one, result(weights, scores.get(one.pk, ()))) for one in applications.select_related("organisation")]
    return sorted(rows, key=lambda row: (-(row.result.percent or -1), row.application.pk))


@dataclass(frozen=True)
class Answered:
    """One criterion with what was answered, and for staff how it was scored."""

    criterion: FundingCriterion
    text: str
    scores: list[FundingScore]


def answered(application: FundingApplication, *, with_scores: bool) -> list[Answered]:
    """Every criterion in order: at most three queries."""
    texts = {answer.criterion_id: answer.text for answer in application.answers.all()}
    scores: dict[int, list] = {}
    if with_scores:
        for score in application.scores.select_related("given_by"):
            scores.setdefault(score.criterion_id, []).append(score)
    criteria = application.round.criteria.all()
    return [Answered(one, texts.get(one.pk, ""), scores.get(one.pk, [])) for one in criteria]
