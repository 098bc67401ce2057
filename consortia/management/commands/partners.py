"""`partners`: what the owner of an organisation sees of its possible partners."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from consortia import findings
from consortia.answers import partner_answer
from mutuals.models import Organisation


class Command(BaseCommand):
    help = "Print the possible partners of an organisation as its owner sees them, with reasons"

    def add_arguments(self, parser):
        parser.add_argument("--organisation", type=int, required=True, help="its number in the directory")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *, organisation, **options):
        owner = Organisation.objects.active().filter(pk=organisation).first()
        if owner is None:
            raise CommandError(
                f"There is no organisation {organisation}. Look up its number in the address of its page."
            )
        at = timezone.now()
        found = findings.partner_findings(owner, list(findings.partner_matches(owner, at)), at)
        answer = {"organisation": owner.pk, "name": owner.name, "partners": [partner_answer(one) for one in found]}
        self.stdout.write(json.dumps(answer, indent=2))
