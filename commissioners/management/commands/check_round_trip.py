import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commissioners.importing.runs import NotReady, Run
from commissioners.models import Award, CommissioningBody, Notice, Opportunity
from commissioners.publishing.exporting import package
from commissioners.publishing.publisher import absolute, publisher
from commissioners.publishing.round_trip import differences, picture


class Command(BaseCommand):
    help = """Show that notices survive an export: import FILEs, delete the releases they came in, export, empty the
database, import the export, and compare every opportunity. Starts from a database without opportunities, and leaves
nothing behind: all of it is undone at the end. Fails where anything differs, and says what."""

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="FILE_OR_URL", help="notices, as import_notices takes them")

    def handle(self, *args, **options):
        if Opportunity.objects.exists():
            raise CommandError("There are opportunities here. Use an empty database with reference data only.")
        try:
            with transaction.atomic():
                before, after = self._there_and_back(options["sources"])
                transaction.set_rollback(True)
        except NotReady as error:
            raise CommandError(str(error)) from None
        found = differences(before, after)
        for line in found:
            self.stdout.write(line)
        if found or not before:
            raise CommandError(f"{len(before)} opportunities, {len(found)} differences")
        self.stdout.write(f"{len(before)} opportunities are equal after export and import")

    def _there_and_back(self, sources):
        at = timezone.now()
        Run(at=at, say=self._say).import_sources(sources)
        before = picture()
        Notice.objects.update(raw={})
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "export.json"
            path.write_text("".join(package(uri=absolute("open_data_releases"), publisher=publisher())))
            for model in (Notice, Award, Opportunity):
                model.objects.all().delete()
            CommissioningBody.objects.all().delete()
            Run(at=at, say=self._say).import_sources([str(path)])
        return before, picture()

    def _say(self, text):
        self.stderr.write(text, style_func=lambda message: message)
