"""Whether a deadline that people rely on may come earlier (docs/decisions/0087). Pure."""

import datetime as dt

from django.utils import timezone

from commissioners.choices import State
from commissioners.law.timing import USUAL_TENDER_DAYS
from commissioners.plain_words import day


def shortening_problem(opportunity, deadline: dt.datetime | None, *, note: str, at) -> str:
    """Why the deadline of an open tender may not be moved to `deadline`, with what to do; "" where it may.

    It may come earlier only with a reason, and only where as many days are left as a new tender would have.
    """
    before = opportunity.submission_deadline
    if opportunity.state != State.OPEN or before is None or deadline is None or deadline >= before:
        return ""
    earliest = timezone.localdate(at) + dt.timedelta(days=USUAL_TENDER_DAYS)
    if timezone.localdate(deadline) < earliest:
        return (
            f"Organisations rely on the published deadline: it can come earlier only if {USUAL_TENDER_DAYS} days are "
            f"left, as for a new tender. Choose {day(earliest)} or later, or keep {day(timezone.localdate(before))}"
        )
    if not note.strip():
        return "Say below why tenders are due earlier than published: organisations rely on the deadline"
    return ""
