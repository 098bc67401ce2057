"""Fills the empty database of DATABASE_URL for a benchmark."""

import sys

from django.core.management import call_command
from django.utils import timezone

from partnerships_portal.demo import world
from partnerships_portal.reference.loading import load_reference


def main(organisations: str, opportunities: str) -> None:
    """Tables, reference data and an invented world in which every opportunity can be matched."""
    call_command("migrate", verbosity=0)
    if world.exists():
        raise SystemExit("This database is in use: a benchmark fills an empty one only.")
    load_reference(at=timezone.now())
    plan = world.Plan(int(organisations), int(opportunities), states=world.ALL_LIVE, stories=False)
    world.make(plan, at=timezone.now(), say=_say)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
