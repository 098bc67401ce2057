"""How long a full matching of the world of DATABASE_URL takes, phase by phase, and its peak of memory."""

import json

from django.utils import timezone

from consortia.matching import running


def main() -> None:
    run = running.full_run(at=timezone.now())
    found = {"name": "match_full", "organisations": run.organisations, "opportunities": run.opportunities}
    print(json.dumps(found | run.timings), flush=True)
