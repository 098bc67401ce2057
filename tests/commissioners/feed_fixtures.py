"""A feed, a clock and a reader of it, for the tests of live notices."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from commissioners.models import FeedState
from commissioners.syncing.asking import Feed, Limits
from commissioners.syncing.runs import Outcome, sync

from .feed_server import FeedServer, feed_server

NOW = dt.datetime(2026, 4, 1, 12, 17, tzinfo=dt.UTC)
AGENT = "partnerships-portal (+https://portal.example.org; portal-team@example.org)"


@dataclass
class Clock:
    """Stands still, but for those who wait."""

    at: dt.datetime = NOW
    waits: list[float] = field(default_factory=list)

    def now(self) -> dt.datetime:
        return self.at

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.at += dt.timedelta(seconds=seconds)


@dataclass
class Reader:
    """Runs the sync against the server by the clock."""

    server: FeedServer
    clock: Clock
    said: list[str] = field(default_factory=list)
    limits: Limits = field(default_factory=lambda: Limits(connect=2, silence=0.4, page=0.8))

    def feed(self) -> Feed:
        return Feed(self.server.url, agent=AGENT, now=self.clock.now, wait=self.clock.wait, limits=self.limits)

    def run(self, *, hours_later: float = 0, first_days: int = 1, **more) -> Outcome:
        self.clock.at += dt.timedelta(hours=hours_later)
        return sync(feed=self.feed(), first_days=first_days, say=self.said.append, **more)

    @property
    def state(self) -> FeedState:
        return FeedState.objects.get()


@pytest.fixture
def server():
    with feed_server() as running:
        yield running


@pytest.fixture
def reader(server):
    return Reader(server, Clock())
