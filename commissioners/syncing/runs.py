"""Reading a feed page by page into the portal, from where the last run stopped."""

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from commissioners.choices import Source
from commissioners.importing.runs import Run
from commissioners.importing.summary import Summary
from commissioners.models import FeedState
from commissioners.ocds.reading import read_chunks

from .answers import Page
from .asking import CursorGone, Feed, NotNow
from .standing import standing
from .windows import Window, next_window

log = logging.getLogger(__name__)
ONE_READER = 7_306_202  # key of the database lock that lets one run read the feed
LONGEST_RUN = dt.timedelta(minutes=30)  # what is left waits for the next run, which comes every hour
PLACE = ("cursor", "updated_from", "updated_to")  # where a run has come to
EMPTY_PAGES = 50  # in a row, each with a next one: no feed means that


class Overtaken(Exception):
    """Somebody else moved the state of the feed while this run read a page."""


@dataclass(frozen=True)
class Outcome:
    """How a run ended. `problem` says why it could not read to the end of what there is; "" where it did."""

    summary: Summary
    problem: str = ""


@contextmanager
def alone() -> Iterator[bool]:
    """Whether nobody else reads the feed; nobody will until this ends, or its connection does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_READER])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_READER])


def sync(
    *, feed: Feed, first_days: int, say: Callable[[str], None], since: dt.datetime | None = None, source=None
) -> Outcome:
    """Bring in everything that the feed has now and was not read yet, as far as it lets us.

    `first_days`: how far back the first run goes. `since`: read again from there. Raises importing.runs.NotReady.
    """
    source = source or Source.FIND_A_TENDER
    with alone() as is_alone:
        if not is_alone:
            say("Another run is reading the feed. This one leaves it to that one.")
            return Outcome(Summary(), "another run is reading the feed")
        return _Reading(feed, source, say).to_the_end(first_days, since)


class _Reading:
    """One run: windows, their pages, and the state of the feed after each page."""

    def __init__(self, feed: Feed, source: str, say: Callable[[str], None]):
        self.feed, self.say, self.at = feed, say, feed.now()
        self.run = Run(at=self.at, say=say)
        self.state, _ = FeedState.objects.get_or_create(source=source)

    def to_the_end(self, first_days: int, since: dt.datetime | None) -> Outcome:
        if self.state.retry_at and self.state.retry_at > self.at:
            return self._stopped(f"The feed asked us not to come before {self.state.retry_at:%-d %B %Y %H:%M} UTC.")
        self._save(started_at=self.at, retry_at=None)
        if since:
            self._save(updated_from=None, updated_to=since, cursor="")
        try:
            while window := self._window(first_days):
                self._read(window)
        except NotNow as problem:
            return self._stopped(str(problem), retry_at=problem.retry_at)
        except Overtaken:
            return self._stopped("Another run has read on meanwhile. This one leaves it to that one.")
        self._save(last_error="")
        return Outcome(self.run.finish())

    def _window(self, first_days: int) -> Window | None:
        """The window to read: the one that was begun, or the next; None when everything was read."""
        state = self.state
        if state.updated_from and state.updated_to:
            return Window(state.updated_from, state.updated_to)
        window = next_window(read_to=state.updated_to, at=self.at, first_days=first_days)
        if window:
            self._save(updated_from=window.start, updated_to=window.end, cursor="")
        return window

    def _read(self, window: Window) -> None:
        """All pages of a window that were not read yet. Raises NotNow where the feed does not let us."""
        self.say(f"Reading {window.start:%-d %B %Y %H:%M} to {window.end:%-d %B %Y %H:%M} UTC")
        seen, empty = {self.state.cursor}, 0
        while True:
            page = self._page(window)
            releases = self._keep(page)
            if not page.next_cursor:
                break
            empty = 0 if releases else empty + 1
            self._must_lead_on(page.next_cursor, seen, empty)
            if self.feed.now() - self.at > LONGEST_RUN:
                raise NotNow("This run has taken long enough. The next one goes on from here.")
        if not page.is_whole:
            raise NotNow("A page of the feed is broken and does not say what follows. The next run asks for it again.")

    def _must_lead_on(self, cursor: str, seen: set[str], empty: int) -> None:
        """Raises NotNow for a cursor that was seen in this window, and for pages without end that hold nothing."""
        if cursor in seen or empty >= EMPTY_PAGES:
            self._save(cursor="")
            what = "leads in a circle" if cursor in seen else "names ever more pages that are empty"
            raise NotNow(f"The feed {what}. The next run begins this stretch of time again.")
        seen.add(cursor)

    def _page(self, window: Window) -> Page:
        try:
            return self.feed.page(window, self.state.cursor)
        except CursorGone:
            self._save(cursor="")
            raise

    @transaction.atomic
    def _keep(self, page: Page) -> int:
        """Import a page and move on, both or neither; returns how many releases were on it.

        Of a broken page that names no next one what can be read is imported, and the state stays. Raises Overtaken
        where the state is no longer what the page was asked for with, and NotNow where the database has trouble.
        """
        state = FeedState.objects.select_for_update().get(pk=self.state.pk)
        if any(getattr(state, name) != getattr(self.state, name) for name in PLACE):
            raise Overtaken
        before = self.run.summary.releases
        self.run.import_items("The feed", read_chunks(iter([page.body]), "The page of the feed"))
        if self.run.trouble:
            raise NotNow(f"The database has trouble: {self.run.trouble}")
        releases = self.run.summary.releases - before
        if page.next_cursor or page.is_whole:
            ended = {} if page.next_cursor else {"updated_from": None, "succeeded_at": self.at}
            self._save(cursor=page.next_cursor, releases_read=state.releases_read + releases, **ended)
        return releases

    def _stopped(self, problem: str, *, retry_at: dt.datetime | None = None) -> Outcome:
        """End the run early; what was read is kept, and the next run goes on from there."""
        self.say(problem)
        self._save(last_error=problem, **({"retry_at": retry_at} if retry_at else {}))
        now = standing(self.at)
        if now.silent_since:
            log.warning("The feed of notices was last read to its end on %s: %s", now.silent_since, problem)
        return Outcome(self.run.finish(), problem)

    def _save(self, **changes) -> None:
        FeedState.objects.filter(pk=self.state.pk).update(**changes)
        for name, value in changes.items():
            setattr(self.state, name, value)
