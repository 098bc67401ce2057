"""Which stretch of time to ask a feed for."""

import datetime as dt
from dataclasses import dataclass

# Each window begins this much before the end of the last one. Notices may come into the feed late; and its
# documentation does not say whether its times are UTC or UK local time: with an hour both are covered.
OVERLAP = dt.timedelta(hours=1)
LONGEST = dt.timedelta(days=1)  # so that a long absence is made up day by day, each kept when it is done
SHORTEST = dt.timedelta(minutes=5)  # what is younger waits for the next run
WRITTEN = "%Y-%m-%dT%H:%M:%S"  # 19 characters are all that the feed takes: no zone


@dataclass(frozen=True)
class Window:
    """From one moment to another, both included. Moments know their zone."""

    start: dt.datetime
    end: dt.datetime

    @property
    def parameters(self) -> dict[str, str]:
        """As the feed is asked for it, in UTC."""
        start, end = (moment.astimezone(dt.UTC).strftime(WRITTEN) for moment in (self.start, self.end))
        return {"updatedFrom": start, "updatedTo": end}


def next_window(*, read_to: dt.datetime | None, at: dt.datetime, first_days: int) -> Window | None:
    """The window after everything up to `read_to` was read; None when that is all there is at `at`.

    `read_to` None: nothing was ever read, begin `first_days` days ago.
    """
    if read_to is None:
        start = reached = at - dt.timedelta(days=first_days)
    else:
        start, reached = read_to - OVERLAP, read_to
    if at - reached < SHORTEST:
        return None
    return Window(start, min(reached + LONGEST, at))
