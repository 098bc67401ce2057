import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from commissioners.publishing.exporting import package
from commissioners.publishing.publisher import absolute, publisher


class Command(BaseCommand):
    help = """Write every published opportunity as one OCDS 1.1 release package, to a file or to the output.
`import_notices` reads it again."""

    def add_arguments(self, parser):
        parser.add_argument("--output", metavar="FILE", help="where to write; the output if left out")

    def handle(self, *args, **options):
        pieces = package(uri=absolute("open_data_releases"), publisher=publisher())
        if not options["output"]:
            self.stdout.writelines(pieces)
            return
        with Path(options["output"]).open("w", encoding="utf-8") as stream:
            stream.writelines(pieces)
        print(f"Written to {options['output']}", file=sys.stderr)
