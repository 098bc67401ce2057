"""The timetable of an opportunity: its dates, and which partnerships there is time to form."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from commissioners import plain_words
from commissioners.timetable.page import timetable

from .access import get_opportunity


@login_not_required
@require_safe
def opportunity_timetable(request, pk):
    """All dates, and by when to start each kind of partnership."""
    opportunity, at = get_opportunity(request.user, pk), timezone.now()
    context = {
        "opportunity": opportunity,
        "state": opportunity.get_state_display(),
        "state_colour": plain_words.STATE_COLOURS[opportunity.state],
        "time_left": plain_words.time_left(opportunity, at),
        "timetable": timetable(opportunity, at=at),
        "reads_weeks": request.user.has_perm("commissioners.read_forming_times"),
        "breadcrumbs": [
            ("Opportunities", reverse("opportunity_list")),
            (opportunity.title, opportunity.get_absolute_url()),
        ],
    }
    return render(request, "commissioners/timetable/opportunity_timetable.html", context)
