"""How many promises were kept and missed: for programme staff, as pages and as a spreadsheet."""

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships_portal import spreadsheets
from support_requests.choices import Priority
from support_requests.models.service_levels import Clock
from support_requests.service_levels import report

PERIODS = {"3": "3 months", "12": "12 months", "36": "3 years"}
USUAL = "12"


@require_safe
def service_level_report(request):
    """By month, for all priorities or one."""
    at, period, since, found = _found(request)
    priority = request.GET.get("priority", "")
    if priority not in Priority.values:
        priority = ""
    context = {
        "clocks": [_of_clock(found, clock, priority, since, at) for clock in Clock],
        "priority": priority,
        "priorities": [("", "All priorities"), *Priority.choices],
        "period": period,
        "periods": PERIODS,
        "since": since,
        "few": report.FEW,
    }
    return render(request, "support_requests/service_levels/report.html", context)


@require_safe
def service_level_report_csv(request):
    """All months and priorities of the period."""
    at, _, since, found = _found(request)
    text = spreadsheets.BYTE_ORDER_MARK + spreadsheets.lines(report.lines_of(found, since, at))
    name = f"service-levels-{timezone.localdate(at):%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


def _found(request):
    if not request.user.has_perm("support_requests.read_queue"):
        raise Http404
    at = timezone.now()
    period = request.GET.get("period", USUAL)
    if period not in PERIODS:
        period = USUAL
    since = _months_ago(timezone.localdate(at), int(period) - 1)
    return at, period, since, report.tallies(request.user, since=since, at=at)


def _months_ago(day: dt.date, number: int) -> dt.date:
    """The first day of the month so many months before."""
    years, month = divmod(day.year * 12 + day.month - 1 - number, 12)
    return dt.date(years, month + 1, 1)


def _of_clock(found, clock: Clock, priority: str, since: dt.date, at: dt.datetime) -> dict:
    by_month = [
        (month, report.summed(found, clock=clock, priority=priority, month=month)) for month in report.months(since, at)
    ]
    total = report.summed(found, clock=clock, priority=priority)
    by_priority = [(label, report.summed(found, clock=clock, priority=value)) for value, label in Priority.choices]
    return {
        "clock": clock,
        "label": clock.label,
        "months": [(month, tally) for month, tally in by_month if tally.sent],
        "total": total,
        "by_priority": [] if priority else [(label, tally) for label, tally in by_priority if tally.sent],
    }
