import time

from django.core.management.base import BaseCommand
from django.utils import timezone

from partnerships_portal.reference.loading import load_reference


class Command(BaseCommand):
    help = "Load regions, districts, postcodes and service areas; does nothing when they are up to date"

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="write the rows again even if nothing changed")

    def handle(self, *args, **options):
        started = time.monotonic()
        for loaded in load_reference(at=timezone.now(), force=options["force"], progress=self.show):
            self.say(describe(loaded))
        self.say(f"Reference data ready in {time.monotonic() - started:.1f} s")

    def show(self, done, total):
        """One line that counts up on a terminal; start and end elsewhere."""
        last = done == total
        if self.stderr.isatty() or done == 1 or last:
            end = "\n" if last or not self.stderr.isatty() else "\r"
            self.say(f"Reading postcodes: file {done} of {total}", end)

    def say(self, text, ending="\n"):
        # Progress goes to the error stream, in its ordinary colour: it is not an error.
        self.stderr.write(text, style_func=lambda message: message, ending=ending)
        self.stderr.flush()


def describe(loaded):
    """`"Places: 296 rows, version ..."`, and what was kept of an earlier version."""
    state = "loaded" if loaded.changed else "up to date"
    text = f"{loaded.kind.capitalize()}: {loaded.rows} rows {state} (version {loaded.version})"
    if loaded.kept:
        text += f"; {loaded.kept} older rows that are no longer in the data were kept"
    return text
