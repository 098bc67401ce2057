import argparse
import sys
import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.importing.runs import NotReady, Run
from commissioners.importing.summary import FIELDS
from commissioners.ocds.reasons import REASONS

MORE_REASONS = {
    "broken": "broken releases",
    "no_ocid": "releases without an ocid",
    "not_understood": "releases that the portal could not make sense of",
    "not_stored": "releases that the database refused",
    "unreadable_source": "files or addresses that could not be read, or not to their end",
}


class Command(BaseCommand):
    help = """Import published procurement notices (OCDS 1.1) from Find a Tender, Contracts Finder and the like.

Each FILE_OR_URL is a release package, a record package, a single release, a list of releases
or JSON lines, plain or gzipped, of any size. Importing the same notices again changes nothing;
the order in which they come does not matter. Planning and tender notices become opportunities,
awards join them or become history. What people changed in the portal is not overwritten.

Progress and whatever could not be read or mapped go to the error stream. The last line of
output is one JSON object; created + updated + unchanged + skipped + failed = releases.
Skipped releases are kept, but nothing came of them. The exit status is 1 only if nothing at
all could be read."""

    def create_parser(self, prog_name, subcommand, **kwargs):
        return super().create_parser(
            prog_name, subcommand, formatter_class=argparse.RawDescriptionHelpFormatter, **kwargs
        )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="FILE_OR_URL", help="a path, or an http or https address")

    def handle(self, *args, **options):
        started = time.monotonic()
        try:
            run = Run(at=timezone.now(), say=self.say)
        except NotReady as error:
            raise CommandError(str(error)) from None
        summary = run.import_sources(options["sources"])
        self.report(summary, time.monotonic() - started)
        self.stdout.write(summary.as_json())
        if not summary.read and (summary.failed or summary.reasons["unreadable_source"]):
            sys.exit(1)

    def report(self, summary, seconds):
        """For people: what was found and what was not."""
        self.say(f"{summary.releases} releases in {seconds:.1f} s")
        for name in FIELDS:
            self.say(f"  {name} found in {summary.mapped[name]}")
        for reason, times in summary.reasons.most_common():
            self.say(f"  {times} x {(REASONS | MORE_REASONS)[reason]}")

    def say(self, text):
        # Not an error: the error stream keeps the last line of output the command's alone.
        self.stderr.write(text, style_func=lambda message: message)
