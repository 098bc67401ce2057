"""How the support programme stands today: what is due, what is stuck, how promises are kept. A few queries count it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils import timezone

from support_requests.models import SupportRequest

from . import stuck
from .finding import due_by, shown_to, with_next_due

DAYS = 30  # of which is told how promises were kept
FEW = 10  # below that a percentage says little


@dataclass(frozen=True)
class Kept:
    """So many promises of those that came due were kept."""

    number: int
    of: int

    @property
    def in_words(self) -> str:
        if not self.of:
            return "none came due"
        counted = f"{self.number:,} of {self.of:,} in time"
        return counted if self.of < FEW else f"{counted} ({round(100 * self.number / self.of)}%)"


@dataclass(frozen=True)
class Standing:
    """The numbers of today."""

    overdue: int
    today: int  # due today, and not late yet
    stuck: dict[str, int]  # by the keys of stuck.TITLES
    open: int
    decided: int  # within DAYS
    replies: Kept
    decisions: Kept


def stands(user, *, at: dt.datetime) -> Standing:
    """The numbers that this member of staff sees: three queries."""
    kinds = stuck.conditions(at)
    since = Q(decided_at__gt=at - dt.timedelta(days=DAYS))
    replied = Q(first_replied_at__gt=at - dt.timedelta(days=DAYS))
    counted = {
        "overdue": Q(next_due__lte=at),
        "today": Q(next_due__gt=at) & due_by(at, days=1),
        "open": Q(state__in=SupportRequest.OPEN),
        "decided": since,
        "decided_in_time": since & Q(decided_at__lte=F("decision_due_at")),
        "replied": replied,
        "replied_in_time": replied & Q(first_replied_at__lte=F("first_reply_due_at")),
        **kinds,
    }
    requests = with_next_due(shown_to(user)).order_by()
    found = requests.aggregate(**{f"n_{key}": Count("pk", filter=condition) for key, condition in counted.items()})
    number = {key: found[f"n_{key}"] for key in counted}
    return Standing(
        overdue=number["overdue"],
        today=number["today"],
        stuck={key: number[key] for key in kinds},
        open=number["open"],
        decided=number["decided"],
        replies=Kept(number["replied_in_time"], number["replied"]),
        decisions=Kept(number["decided_in_time"], number["decided"]),
    )


def next_due(user, *, at: dt.datetime, most: int) -> list[SupportRequest]:
    """The first of what is overdue or due today, with organisation and officer: one query."""
    pressing = with_next_due(shown_to(user)).filter(due_by(at, days=1)).select_related("organisation", "officer")
    return list(pressing.defer("happening", "others_involved").order_by("next_due", "pk")[:most])


def late_words(request, *, at: dt.datetime) -> str:
    """How a request of `next_due` stands: "Overdue since 3 May, 12:00" or "Due today, 15:00"."""
    local = timezone.localtime(request.next_due)
    return f"Overdue since {local:%-d %B, %H:%M}" if request.next_due <= at else f"Due today, {local:%H:%M}"
