"""The windows of time and the bands of value that opportunities are found by."""

import datetime as dt

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    DecimalField,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)

from commissioners.choices import Source, State
from commissioners.models import Lot

WINDOWS = {"7": "In the next 7 days", "30": "In the next 30 days", "90": "In the next 90 days"}
NO_DEADLINE = "none"
DEADLINES = WINDOWS | {NO_DEADLINE: "No deadline given"}

# Lower edge in pounds, without VAT; the upper edge of a band is the lower edge of the next.
VALUE_EDGES = ((0, "0"), (100_000, "100k"), (500_000, "500k"), (2_000_000, "2m"), (10_000_000, "10m"))
NO_VALUE = "none"
VALUES = {
    "0": "Under £100,000",
    "100k": "£100,000 to £500,000",
    "500k": "£500,000 to £2 million",
    "2m": "£2 million to £10 million",
    "10m": "£10 million or more",
    NO_VALUE: "Not stated",
}

NEXT_DEADLINE = Case(
    When(state=State.EARLY_ENGAGEMENT, then=F("engagement_deadline")),
    default=F("submission_deadline"),
    output_field=DateTimeField(),
)


def deadline_band(at) -> Case:
    """The smallest window that holds `next_deadline`; "later", "passed", or "none" where there is none."""
    windows = [When(next_deadline__lte=at + dt.timedelta(days=int(days)), then=Value(days)) for days in WINDOWS]
    return Case(
        When(next_deadline=None, then=Value(NO_DEADLINE)),
        When(next_deadline__lte=at, then=Value("passed")),
        *windows,
        default=Value("later"),
        output_field=CharField(),
    )


# The total value without VAT; where a buyer on the portal gave none, the sum of the lots if each has a value. Notices
# bring their totals themselves, and there are too many of them to add up for each list.
WHOLE_VALUE = Case(
    When(
        value=None,
        source=Source.PORTAL,
        then=Subquery(
            Lot.objects.filter(opportunity=OuterRef("pk"))
            .order_by()
            .values("opportunity")
            .annotate(lots=Count("pk"), valued=Count("value"), together=Sum("value"))
            .filter(lots=F("valued"))
            .values("together")
        ),
    ),
    default=F("value"),
    output_field=DecimalField(max_digits=14, decimal_places=2),
)


def value_band() -> Case:
    """The band of `whole_value`."""
    falling = sorted(VALUE_EDGES, reverse=True)
    return Case(
        When(whole_value=None, then=Value(NO_VALUE)),
        *(When(Q(whole_value__gte=edge), then=Value(key)) for edge, key in falling),
        default=Value(NO_VALUE),
        output_field=CharField(),
    )


def within(chosen) -> set[str]:
    """The deadline bands that the chosen windows hold: 30 days include 7."""
    found = set(chosen) - set(WINDOWS)
    longest = max((int(days) for days in chosen if days in WINDOWS), default=0)
    return found | {days for days in WINDOWS if int(days) <= longest}
