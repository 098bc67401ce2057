"""How open a body was, year by year, from what is published: one query, however many opportunities it has.

An opportunity counts in the year in which it was published (UK time), with what it says now. Not counted: drafts, what
is outside public services, imported notices that their buyer also posted here, and what the body only bought jointly.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Aggregate, Count, DurationField, ExpressionWrapper, F, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from commissioners.choices import Openness, PartnershipModel, State
from commissioners.models import Opportunity

WEEK = dt.timedelta(weeks=1)
OPEN = (Openness.ACCEPTED, Openness.WELCOMED, Openness.REQUIRED)


class Median(Aggregate):
    """The middle of durations; of an even number, halfway between the two in the middle."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Year:
    """What a body published in one year: numbers of opportunities; the median time to tender in weeks, if known."""

    body: int
    body_name: str
    year: int
    published: int
    openness: dict[str, int]  # by code of Openness, "" for not stated
    models: dict[str, int]  # by code of PartnershipModel
    reserved: int
    smaller_lots: int
    early: int
    median_weeks: float | None

    @property
    def stated(self) -> int:
        """Those that say anything of consortia."""
        return self.published - self.openness[Openness.NOT_STATED]

    @property
    def open(self) -> int:
        """Those that accept, welcome or require consortia."""
        return sum(self.openness[code] for code in OPEN)

    def share(self, number: int) -> int:
        """In whole per cent of what was published."""
        return round(100 * number / self.published)


def counted():
    """The opportunities that count."""
    return Opportunity.objects.visible_to(AnonymousUser()).filter(superseded_by=None, outside_public_services=False)


def years_of(body) -> list[Year]:
    """The years in which the body published anything, newest first."""
    return _years(counted().filter(body=body))


def years_of_all() -> list[Year]:
    """The same of every body, by name."""
    return _years(counted())


def _years(opportunities) -> list[Year]:
    open_for = ExpressionWrapper(F("submission_deadline") - F("published_at"), output_field=DurationField())
    rows = (
        opportunities.order_by()
        .values("body", "body__name", year=ExtractYear("published_at", tzinfo=timezone.get_default_timezone()))
        .annotate(
            published=Count("pk"),
            reserved=Count("pk", filter=~Q(reserved_for=[])),
            smaller_lots=Count("pk", filter=Q(considers_smaller_lots=True)),
            early=Count("pk", filter=Q(engagement_deadline__isnull=False) | Q(state=State.EARLY_ENGAGEMENT)),
            median=Median(open_for, filter=Q(submission_deadline__gt=F("published_at"))),
            **{f"is_{code or 'silent'}": Count("pk", filter=Q(openness=code)) for code in Openness.values},
            **{
                f"model_{code}": Count("pk", filter=Q(models_considered__contains=[code]))
                for code in PartnershipModel.values
            },
        )
        .order_by("body__name", "body", "-year")
    )
    return [_year(row) for row in rows]


def _year(row: dict) -> Year:
    return Year(
        body=row["body"],
        body_name=row["body__name"],
        year=row["year"],
        published=row["published"],
        openness={code: row[f"is_{code or 'silent'}"] for code in Openness.values},
        models={code: row[f"model_{code}"] for code in PartnershipModel.values},
        reserved=row["reserved"],
        smaller_lots=row["smaller_lots"],
        early=row["early"],
        median_weeks=round(row["median"] / WEEK, 1) if row["median"] else None,
    )


HEADER = (
    *("Body", "Number of the body", "Year", "Opportunities published"),
    *(f"Consortia {'not stated' if not code else str(label).lower()}" for code, label in Openness.choices),
    *(f"Considers: {label}" for label in PartnershipModel.labels),
    *("Reserved", "Smaller lots considered", "With early engagement", "Median weeks from publication to deadline"),
)


def cells(years: list[Year]) -> Iterator[tuple]:
    """Rows of a spreadsheet, header first."""
    yield HEADER
    for year in years:
        yield (
            *(year.body_name, year.body, year.year, year.published),
            *(year.openness[code] for code in Openness.values),
            *(year.models[code] for code in PartnershipModel.values),
            *(year.reserved, year.smaller_lots, year.early, year.median_weeks),
        )


def as_json(years: list[Year]) -> list[dict]:
    """The same as objects for JSON."""
    return [
        {
            "year": year.year,
            "published": year.published,
            "openness": {code or "not_stated": number for code, number in year.openness.items()},
            "modelsConsidered": year.models,
            "reserved": year.reserved,
            "smallerLotsConsidered": year.smaller_lots,
            "withEarlyEngagement": year.early,
            "medianWeeksToDeadline": year.median_weeks,
        }
        for year in years
    ]
