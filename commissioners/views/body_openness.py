"""How open a body was over the years: a page, and the same as files."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners.choices import Openness, PartnershipModel
from commissioners.openness import record
from commissioners.openness.chart import chart_of
from partnerships_portal.accounts.limits import limited
from partnerships_portal.spreadsheets import BYTE_ORDER_MARK, lines

from .access import get_body

OPEN = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}
EVERY_HOUR = "600/h/ip"
LEVELS = [(code, str(label)) for code, label in (*Openness.choices[1:], Openness.choices[0])]  # not stated last


@login_not_required
@require_safe
def body_openness(request, pk):
    """Year by year, as a chart and a table."""
    body = get_body(request.user, pk)
    years = record.years_of(body)
    context = {
        "body": body,
        "back_url": body.get_absolute_url(),
        "years": years,
        "chart": chart_of(years),
        "rows": _rows(years),
    }
    return render(request, "commissioners/body_openness.html", context)


def _rows(years) -> list[tuple[str, list[str]]]:
    """(what is counted, a cell for each year) of the table."""
    rows = [("Opportunities published", [str(year.published) for year in years])]
    rows += [
        (f"Consortia {label.lower()}", [_of(year, year.openness[code]) for year in years]) for code, label in LEVELS
    ]
    rows += [
        (str(label), [_of(year, year.models[code]) for year in years])
        for code, label in PartnershipModel.choices
        if any(year.models[code] for year in years)
    ]
    rows += [
        ("Reserved", [_of(year, year.reserved) for year in years]),
        ("Smaller lots considered", [_of(year, year.smaller_lots) for year in years]),
        ("With early engagement", [_of(year, year.early) for year in years]),
        (
            "Median weeks from publication to deadline",
            ["Not known" if year.median_weeks is None else f"{year.median_weeks:g}" for year in years],
        ),
    ]
    return rows


def _of(year, number: int) -> str:
    return f"{number} ({year.share(number)}%)" if number else "0"


@login_not_required
@limited("open_data", EVERY_HOUR, methods=("GET", "HEAD"))
@require_safe
def body_openness_csv(request, pk):
    """The same as a spreadsheet."""
    body = get_body(request.user, pk)
    return _csv(record.years_of(body), f"openness-{body.pk}")


@login_not_required
@limited("open_data", EVERY_HOUR, methods=("GET", "HEAD"))
@require_safe
def body_openness_json(request, pk):
    """The same as JSON."""
    body = get_body(request.user, pk)
    page = f"{settings.SITE_URL}{body.get_absolute_url()}"
    said = {"body": {"name": body.name, "uri": page}, "years": record.as_json(record.years_of(body))}
    return HttpResponse(json.dumps(said, ensure_ascii=False), content_type="application/json", headers=OPEN)


@login_not_required
@limited("opportunity_csv", "30/h/ip", methods=("GET", "HEAD"))
@require_safe
def openness_csv(request):
    """Every body and year in one spreadsheet."""
    return _csv(record.years_of_all(), "openness")


def _csv(years, name: str) -> HttpResponse:
    words = BYTE_ORDER_MARK + lines(record.cells(years))
    disposition = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    headers = OPEN | {"Content-Disposition": disposition, "X-Robots-Tag": "noindex"}
    return HttpResponse(words, content_type="text/csv; charset=utf-8", headers=headers)
