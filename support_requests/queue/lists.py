"""The lists of the queue, and how many requests stand in each."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from support_requests.models import SupportRequest
from support_requests.officers import has_nobody

State = SupportRequest.State
FIRST = "decide"
ALL = "all"


@dataclass(frozen=True)
class Tab:
    """One list: its key in the address, its title, and the number of requests in it."""

    key: str
    title: str
    number: int


def conditions(user) -> dict[str, tuple[str, Q]]:
    """Title and condition of each list, by its key."""
    is_open = Q(state__in=SupportRequest.OPEN)
    return {
        FIRST: ("To decide", Q(state=State.SUBMITTED, waiting_since=None)),
        "mine": ("Mine", is_open & Q(officer=user)),
        "nobodys": ("Nobody’s", is_open & has_nobody()),
        "waiting": ("Waiting for the asker", Q(waiting_since__isnull=False)),
        "support": ("Supported", Q(state__in=[State.ACCEPTED, State.IN_PROGRESS])),
        "ended": ("Ended", Q(state__in=SupportRequest.ENDED)),
        ALL: ("All", Q()),
    }


def tabs(user, requests: QuerySet) -> list[Tab]:
    """All lists with their numbers: one query."""
    asked = conditions(user)
    numbers = requests.order_by().aggregate(
        **{key: Count("pk", filter=condition) for key, (_, condition) in asked.items()}
    )
    return [Tab(key, title, numbers[key]) for key, (title, _) in asked.items()]
