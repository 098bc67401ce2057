"""Feeds that other programs read again and again: changes, and deadlines."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from commissioners.finding.asked import Asked
from commissioners.publishing.answering import matching
from commissioners.publishing.deadlines import calendar, to_come
from commissioners.publishing.feed import OpportunityFeed
from partnerships_portal.accounts.limits import limited

CALENDAR = "text/calendar; charset=utf-8"
_feed = OpportunityFeed()


@login_not_required
@limited("open_data", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
@cache_control(public=True, max_age=300)
def opportunity_feed(request):
    """What is new or has changed, with the filters of the list."""
    return _feed(request)


@login_not_required
@limited("open_data", "600/h/ip", methods=("GET", "HEAD"))
@require_safe
@cache_control(public=True, max_age=900)
def opportunity_calendar(request):
    """Deadlines that are still to come, with the filters of the list."""
    at = timezone.now()
    rows = to_come(matching(Asked(request.GET), at=at), at=at)
    return HttpResponse(calendar(rows, name="Deadlines of opportunities", at=at), content_type=CALENDAR)
