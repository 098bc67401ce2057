"""Fills the empty database of DATABASE_URL for a benchmark."""

import datetime as dt
import sys

from django.core.management import call_command
from django.utils import timezone

from mutuals.models import Membership, Organisation
from partnerships_portal.accounts.models import User
from partnerships_portal.demo import world
from partnerships_portal.reference.loading import load_reference

ONE_IN = 100  # so many organisations have one with a member


def main(organisations: str, opportunities: str) -> None:
    """Tables, reference data and an invented world in which every opportunity can be matched and some have members."""
    call_command("migrate", verbosity=0)
    if world.exists():
        raise SystemExit("This database is in use: a benchmark fills an empty one only.")
    load_reference(at=timezone.now())
    plan = world.Plan(int(organisations), int(opportunities), states=world.ALL_LIVE, stories=False)
    world.make(plan, at=timezone.now(), say=_say)
    _join(at=timezone.now())


def _join(*, at: dt.datetime) -> None:
    """One in a hundred organisations has a member, who cannot sign in: partners are found for these."""
    joined = list(Organisation.objects.order_by("pk").values_list("pk", flat=True))[::ONE_IN]
    people = User.objects.bulk_create(
        User(email=f"member-{number}@example.org", name="Member", password="!") for number in range(len(joined))
    )
    Membership.objects.bulk_create(
        Membership(user=person, organisation_id=pk, role=Membership.Role.OWNER, created_at=at)
        for person, pk in zip(people, joined, strict=True)
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
