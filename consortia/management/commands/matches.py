"""`matches`: what the owner of an organisation sees of its tender matches and its scope to partner."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.models import Opportunity
from consortia import findings
from consortia.answers import scope_answer, tender_answer
from consortia.matching.on_demand import tender_match
from mutuals.models import Organisation


class Command(BaseCommand):
    help = "Print the tender matches of an organisation as its owner sees them, with reasons"

    def add_arguments(self, parser):
        parser.add_argument("--organisation", type=int, required=True, help="its number in the directory")
        parser.add_argument("--opportunity", type=int, help="only this one, also where it is not among the best")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *, organisation, opportunity, **options):
        at = timezone.now()
        owner = Organisation.objects.active().filter(pk=organisation).first()
        if owner is None:
            raise CommandError(
                f"There is no organisation {organisation}. Look up its number in the address of its page."
            )
        matches = findings.tender_matches(owner, at)
        found = [_one(owner, matches, opportunity, at)] if opportunity else list(matches)
        answer = {
            "organisation": owner.pk,
            "name": owner.name,
            "scope": scope_answer(findings.scope_finding(owner)),
            "matches": [tender_answer(finding) for finding in findings.tender_findings(owner, found, at)],
        }
        self.stdout.write(json.dumps(answer, indent=2))


def _one(owner, matches, pk, at):
    opportunity = Opportunity.objects.live(at).select_related("body").filter(pk=pk).first()
    if opportunity is None:
        raise CommandError(f"There is no live opportunity {pk}. Look up its number in the address of its page.")
    match = matches.filter(opportunity=opportunity).first()
    match = match or tender_match(owner, opportunity, at, however_large=True)
    if match is None:
        raise CommandError(f"{owner} offers none of the services that opportunity {pk} asks for: there is no match.")
    return match
