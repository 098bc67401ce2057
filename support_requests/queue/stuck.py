"""Requests that go on for nobody: which wait for longer than they should, and for whom."""

import datetime as dt

from django.conf import settings
from django.db.models import Exists, OuterRef, Q

from support_requests.models import Assignment, SupportRequest
from support_requests.officers import has_nobody
from support_requests.service_levels.levels import office_at
from support_requests.service_levels.working_time import back, seconds_of

State = SupportRequest.State
TITLES = {  # in the order of what is most urgent to mend
    "not_taken": "Nobody has taken it",
    "asker_silent": "The asker has not answered",
    "no_adviser": "Accepted, and no adviser was asked",
    "adviser_silent": "An adviser has not answered",
}
OF_WHICH = {  # after how many: “2 requests …”
    "not_taken": "that nobody has taken",
    "asker_silent": "whose asker has not answered",
    "no_adviser": "accepted, but no adviser was asked",
    "adviser_silent": "with an adviser who has not answered",
}


def conditions(at: dt.datetime) -> dict[str, Q]:
    """The condition of each kind of being stuck at `at`, by the times of the settings in working time: two queries."""
    office = office_at(at)
    assigned = Assignment.objects.filter(line__package__request=OuterRef("pk"))
    asked_long_ago = back(office, at, seconds_of(office, days=settings.SUPPORT_ADVISER_ANSWER_DAYS))
    unanswered = assigned.filter(state=Assignment.State.OFFERED, offered_at__lte=asked_long_ago)
    helped = assigned.exclude(state__in=[Assignment.State.DECLINED, Assignment.State.WITHDRAWN])
    taken_by = back(office, at, seconds_of(office, hours=settings.SUPPORT_TAKEN_HOURS))
    answered_by = back(office, at, seconds_of(office, days=settings.SUPPORT_ASKER_REMINDED_DAYS))
    being_supported = Q(state__in=[State.ACCEPTED, State.IN_PROGRESS])
    return {
        "not_taken": has_nobody() & Q(state=State.SUBMITTED, waiting_since=None, submitted_at__lte=taken_by),
        "asker_silent": Q(waiting_since__lte=answered_by),
        "no_adviser": being_supported & Q(decided_at__lte=taken_by) & ~Q(Exists(helped)),
        "adviser_silent": being_supported & Q(Exists(unanswered)),
    }
