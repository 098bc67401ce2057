"""What a request still needs before it can be sent."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from support_requests.models import SupportRequest

FURTHEST = 3 * 365  # days: what is wanted later than that was mistyped


@dataclass(frozen=True)
class Gap:
    """Something to do, and on which page of the form."""

    step: str
    text: str


def day_problem(wanted_by: dt.date | None, at: dt.datetime) -> str:
    """Why nothing can be wanted by that day, as a sentence; "" if it can, or no day is named."""
    today = timezone.localdate(at)
    if wanted_by is None or today <= wanted_by <= today + dt.timedelta(days=FURTHEST):
        return ""
    if wanted_by < today:
        return "By when do you need it: enter today or a later day"
    return "By when do you need it: enter a day within three years"


def gaps(request: SupportRequest, at: dt.datetime) -> list[Gap]:
    """What to mend before the request can be sent, in the order of the form's pages."""
    found = []
    if not request.title or not request.happening:
        found.append(Gap("happening", "Say what is happening"))
    if not request.support_types:
        found.append(Gap("support", "Select at least one type of support"))
    if problem := day_problem(request.wanted_by, at):
        found.append(Gap("when", problem))
    return found
