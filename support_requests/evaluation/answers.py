"""The answers that are counted together, read from the database."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils import timezone

from support_requests.models import Evaluation

from .measures import MEASURES, VALUE
from .sheet import Answered

NO_REGION = "Region not known"
FOLLOW_UPS = (Evaluation.Wave.SIX_MONTHS, Evaluation.Wave.TWELVE_MONTHS)
FIGURES = (*(one.key for one in MEASURES), VALUE.key, "challenges")
REGION = "organisation__base_authority__region__name"


@dataclass(frozen=True)
class Response:
    """How many organisations were asked of a wave and could answer by now, and how many did."""

    answered: int
    asked: int


def answered(wave: str) -> list[Answered]:
    """Organisations that answered the baseline and this wave, each once, in the order in which they did: two queries.

    Of one that was helped twice the request counts of which both were answered first. Members of a consortium that was
    helped together count each for itself.
    """
    done = Evaluation.objects.filter(state=Evaluation.State.ANSWERED).order_by("ended_at", "pk")
    first = done.filter(wave="baseline").values("request", "organisation", "due_at", *FIGURES)
    begun = {(row["request"], row["organisation"]): row for row in first}
    found: dict[int, Answered] = {}
    for row in done.filter(wave=wave).values("request", "organisation", REGION, "request__support_types", *FIGURES):
        before = begun.get((row["request"], row["organisation"]))
        if before is None:
            continue
        found.setdefault(
            row["organisation"],
            Answered(
                year=year_of(before["due_at"]),
                region=row[REGION] or NO_REGION,
                types=frozenset(row["request__support_types"]),
                before=before,
                after=row,
            ),
        )
    return list(found.values())


def response(wave: str, *, year: int | None = None, support_type: str = "") -> Response:
    """Of organisations, each counted once, asked in this wave: those that answered, and all. One query.

    Whoever still has time to answer counts as asked.
    """
    rows = Evaluation.objects.filter(wave=wave, asked_at__isnull=False).exclude(state=Evaluation.State.NOT_ASKED)
    if year is not None:
        first, end = (dt.datetime(one, 4, 1, tzinfo=timezone.get_default_timezone()) for one in (year, year + 1))
        agreed = Evaluation.objects.filter(wave="baseline", due_at__gte=first, due_at__lt=end)
        rows = rows.filter(request__in=agreed.values("request"))
    if support_type:
        rows = rows.filter(request__support_types__contains=[support_type])
    found = rows.order_by().aggregate(
        asked=Count("organisation", distinct=True),
        answered=Count("organisation", distinct=True, filter=Q(state=Evaluation.State.ANSWERED)),
    )
    return Response(found["answered"], found["asked"])


def years() -> list[int]:
    """In which support was agreed about which questions were asked, newest first: one query."""
    when = Evaluation.objects.filter(wave="baseline").order_by().dates("due_at", "month")
    return sorted({(day.year if day.month > 3 else day.year - 1) for day in when}, reverse=True)


def year_of(moment: dt.datetime) -> int:
    """The year that began on the last 1 April, as budgets have them."""
    day = timezone.localdate(moment)
    return day.year if day.month > 3 else day.year - 1


def year_in_words(year: int) -> str:
    """ "2026 to 2027"."""
    return f"{year} to {year + 1}"
