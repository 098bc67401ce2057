"""Bands of size: what other organisations see instead of the exact figure. Pure."""

from django.db import models

# Lower edges in pounds a year; the upper edge of a band is the lower edge of the next. The last is open.
# The report's Mutuals reach from 200,000 to over 100 million pounds.
TURNOVER_EDGES = (
    0,
    250_000,
    1_000_000,
    2_500_000,
    5_000_000,
    10_000_000,
    25_000_000,
    50_000_000,
    100_000_000,
)
STAFF_EDGES = (0, 10, 50, 250, 1_000)


class TurnoverBand(models.IntegerChoices):
    """Turnover in pounds a year; the value is the position in TURNOVER_EDGES."""

    UNDER_250K = 0, "Under £250,000"
    FROM_250K = 1, "£250,000 to £1 million"
    FROM_1M = 2, "£1 million to £2.5 million"
    FROM_2_5M = 3, "£2.5 million to £5 million"
    FROM_5M = 4, "£5 million to £10 million"
    FROM_10M = 5, "£10 million to £25 million"
    FROM_25M = 6, "£25 million to £50 million"
    FROM_50M = 7, "£50 million to £100 million"
    FROM_100M = 8, "£100 million or more"


class StaffBand(models.IntegerChoices):
    """Number of staff; the value is the position in STAFF_EDGES."""

    UNDER_10 = 0, "Fewer than 10 staff"
    FROM_10 = 1, "10 to 49 staff"
    FROM_50 = 2, "50 to 249 staff"
    FROM_250 = 3, "250 to 999 staff"
    FROM_1000 = 4, "1,000 staff or more"


def band_of(figure, edges) -> int | None:
    """The band that holds `figure` (an exact figure, or None for unknown), as a position in `edges`."""
    if figure is None:
        return None
    return max(position for position, edge in enumerate(edges) if figure >= edge)


def edges_of(band: int, edges) -> tuple[float, float]:
    """Lower and upper edge of a band; the upper edge of the last is infinite."""
    return float(edges[band]), float(edges[band + 1]) if band + 1 < len(edges) else float("inf")
