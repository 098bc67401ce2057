import argparse
import sys
import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.importing.runs import NotReady, Run
from commissioners.importing.telling import lines


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
        for line in lines(summary, time.monotonic() - started):
            self.say(line)
        self.stdout.write(summary.as_json())
        if not summary.read and (summary.failed or summary.reasons["unreadable_source"]):
            sys.exit(1)

    def say(self, text):
        # Not an error: the error stream keeps the last line of output the command's alone.
        self.stderr.write(text, style_func=lambda message: message)
