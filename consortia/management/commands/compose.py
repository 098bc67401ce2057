"""`compose`: teams for an opportunity, or for a world of organisations that comes as JSON."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commissioners.models import Opportunity
from consortia.actions import teams
from consortia.composing.composer import compose
from consortia.composing.exchange import MalformedError, problem_from
from consortia.composing.exchange import answer_of as answer_to_world
from consortia.teams.reading import answer_of
from consortia.teams.telling import as_json
from consortia.teams.wishes import Wishes
from mutuals.models import Organisation


class Command(BaseCommand):
    help = "Compose the smallest, best aligned teams of organisations, and print them as JSON"
    requires_system_checks: list[str] = []  # a world needs no database

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--world", metavar="FILE", help="a world as JSON; - reads it from stdin")
        what.add_argument("--opportunity", type=int, metavar="ID", help="its number in the address of its page")
        parser.add_argument(
            "--for", type=int, metavar="ID", dest="asking", help="an organisation that is to be in every team"
        )
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *, world, opportunity, asking, **options):
        if world is not None and asking is not None:
            raise CommandError("--for goes with --opportunity: say in the world itself who is in it.")
        if world is not None:
            self.stdout.write(json.dumps(_composed(world)))
        else:
            self.stdout.write(json.dumps(_for_opportunity(opportunity, asking), indent=2))


def _composed(path: str) -> dict:
    """The answer to the world in this file. It depends on the world alone: nothing is read from the database."""
    try:
        problem = problem_from(_read(path))
    except MalformedError as error:
        raise CommandError(f"{'The world on stdin' if path == '-' else path} cannot be read. {error}") from None
    with _only_ours_on_stdout():
        return answer_to_world(compose(problem))


def _for_opportunity(pk: int, asking: int | None) -> dict:
    """What the page of teams shows to the people of the organisation that asks, or to programme staff."""
    at = timezone.now()
    opportunity = Opportunity.objects.live(at).select_related("body").filter(pk=pk).first()
    if opportunity is None:
        raise CommandError(f"There is no live opportunity {pk}. Look up its number in the address of its page.")
    organisation = Organisation.objects.active().filter(pk=asking).first() if asking is not None else None
    if asking is not None and organisation is None:
        raise CommandError(f"There is no organisation {asking}. Look up its number in the address of its page.")
    with _only_ours_on_stdout():
        search = teams.composed(opportunity=opportunity, organisation=organisation, wishes=Wishes(), at=at)
    about = {"opportunity": pk, "title": opportunity.title, "for": asking}
    return about | as_json(answer_of(search, at))


def _read(path: str) -> str:
    try:
        return sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{path} cannot be read: it is not UTF-8 text.") from None


@contextmanager
def _only_ours_on_stdout() -> Iterator[None]:
    """Send what the solver of integer programmes writes to the process's stdout, as it sometimes does, to stderr."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
