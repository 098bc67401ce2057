"""`match`: match everything with everything, now."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from consortia.matching import running


class Command(BaseCommand):
    help = "Match every organisation with every live opportunity and every other organisation; prints timings as JSON"

    def handle(self, **options):
        try:
            run = running.full_run(at=timezone.now(), why="The command `match`")
        except running.MatchingFailed as error:
            raise CommandError(f"Matching failed, and what was in force stays: {error}") from error
        answer = {"name": "match_full", "organisations": run.organisations, "opportunities": run.opportunities}
        self.stdout.write(json.dumps(answer | run.timings))
