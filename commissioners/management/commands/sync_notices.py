import argparse
import datetime as dt
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.importing.runs import NotReady
from commissioners.importing.telling import lines
from commissioners.syncing.feeds import feed_of_settings
from commissioners.syncing.runs import sync


class Command(BaseCommand):
    help = """Bring in what is new in Find a Tender's feed (NOTICES_FEED_URL), from where the last run stopped.

The timer does the same every hour while NOTICES_FEED_URL is set. Two runs at once: the second leaves it to the first.
A run that the feed or the network ends early keeps what it has read; the next one goes on from there.

Progress and whatever could not be read or mapped go to the error stream. The last line of output is one JSON object, as
that of import_notices, with "problem": why the run could not read to the end, or "". Then the exit status is 1."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name, subcommand, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser):
        parser.add_argument("--since", metavar="DATE", help="read again from this day on, such as 2026-11-01")

    def handle(self, *args, **options):
        feed = feed_of_settings()
        if feed is None:
            raise CommandError("Live notices are off. Set NOTICES_FEED_URL; .env.example says how.")
        since, started = self.day(options["since"]), time.monotonic()
        try:
            outcome = sync(feed=feed, first_days=settings.NOTICES_FIRST_DAYS, say=self.say, since=since)
        except NotReady as error:
            raise CommandError(str(error)) from None
        for line in lines(outcome.summary, time.monotonic() - started):
            self.say(line)
        self.stdout.write(outcome.summary.as_json(problem=outcome.problem))
        if outcome.problem:
            sys.exit(1)

    @staticmethod
    def day(words):
        """The beginning of a day in the UK, or None."""
        if not words:
            return None
        try:
            found = timezone.make_aware(dt.datetime.combine(dt.date.fromisoformat(words), dt.time()))
        except ValueError:
            raise CommandError(f"--since {words}: write the day like 2026-11-01.") from None
        if found > timezone.now():
            raise CommandError(f"--since {words} lies in the future.")
        return found

    def say(self, text):
        # Not an error: the error stream keeps the last line of output the command's alone.
        self.stderr.write(text, style_func=lambda message: message)
