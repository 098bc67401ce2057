"""`matches`: what the owner of an organisation sees of its tender matches and its scope to partner.

With `--consortium`: what the members of a consortium that stays together see of its matches.
"""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.models import Opportunity
from consortia import findings
from consortia.answers import consortium_answer, scope_answer, tender_answer
from consortia.matching.on_demand import tender_match
from consortia.models import Consortium
from consortia.standing.finding import consortium_findings, consortium_matches, taking_part
from mutuals.models import Organisation


class Command(BaseCommand):
    help = "Print the tender matches of an organisation, or of a consortium, as its owner sees them, with reasons"

    def add_arguments(self, parser):
        whose = parser.add_mutually_exclusive_group(required=True)
        whose.add_argument("--organisation", type=int, help="its number in the directory")
        whose.add_argument("--consortium", type=int, help="its number in the address of its workspace")
        parser.add_argument("--opportunity", type=int, help="only this one, also where it is not among the best")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *, organisation, consortium, opportunity, **options):
        at = timezone.now()
        answer = _of_consortium(consortium, opportunity, at) if consortium else _of_owner(organisation, opportunity, at)
        self.stdout.write(json.dumps(answer, indent=2))


def _of_owner(organisation, opportunity, at) -> dict:
    owner = Organisation.objects.active().filter(pk=organisation).first()
    if owner is None:
        raise CommandError(f"There is no organisation {organisation}. Look up its number in the address of its page.")
    matches = findings.tender_matches(owner, at)
    found = [_one(owner, matches, opportunity, at)] if opportunity else list(matches)
    return {
        "organisation": owner.pk,
        "name": owner.name,
        "scope": scope_answer(findings.scope_finding(owner)),
        "matches": [tender_answer(finding) for finding in findings.tender_findings(owner, found, at)],
    }


def _of_consortium(pk, opportunity, at) -> dict:
    consortium = Consortium.objects.matched().filter(pk=pk).first()
    if consortium is None:
        raise CommandError(
            f"No consortium {pk} is matched: there is none, or its members have not agreed to stay together."
        )
    matches = consortium_matches(consortium, at)
    if opportunity:
        matches = matches.filter(opportunity=opportunity)
        if not matches:
            raise CommandError(f"{consortium} has no match with opportunity {opportunity}: its twenty best are kept.")
    return {
        "consortium": consortium.pk,
        "name": consortium.name,
        "state": consortium.state,
        "members": [{"organisation": one.pk, "name": one.name} for one in taking_part(consortium)],
        "matches": [consortium_answer(finding) for finding in consortium_findings(consortium, list(matches), at)],
    }


def _one(owner, matches, pk, at):
    opportunity = Opportunity.objects.live(at).select_related("body").filter(pk=pk).first()
    if opportunity is None:
        raise CommandError(f"There is no live opportunity {pk}. Look up its number in the address of its page.")
    match = matches.filter(opportunity=opportunity).first()
    match = match or tender_match(owner, opportunity, at, however_large=True)
    if match is None:
        raise CommandError(f"{owner} offers none of the services that opportunity {pk} asks for: there is no match.")
    return match
