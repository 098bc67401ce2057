"""The priority of a request: suggested with reasons, unless an officer overruled it with one."""

import datetime as dt

from support_requests.models import SupportRequest


def set_suggested(request: SupportRequest, *, at: dt.datetime) -> None:
    """Give a held request the priority that is suggested now; one that an officer set stays."""
    if not request.priority_because:
        request.save(update_fields=["priority"])
