"""`compose`: teams for a world of organisations that comes as JSON."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from consortia.composing.composer import compose
from consortia.composing.exchange import MalformedError, answer_of, problem_from


class Command(BaseCommand):
    help = "Compose the smallest, best aligned teams of organisations, and print them as JSON"
    requires_system_checks: list[str] = []  # a world needs no database

    def add_arguments(self, parser):
        parser.add_argument("--world", metavar="FILE", required=True, help="a world as JSON; - reads it from stdin")
        parser.add_argument("--json", action="store_true", help="as JSON, the only form there is")

    def handle(self, *, world, **options):
        self.stdout.write(json.dumps(_composed(world)))


def _composed(path: str) -> dict:
    """The answer to the world in this file. It depends on the world alone: nothing is read from the database."""
    try:
        problem = problem_from(_read(path))
    except MalformedError as error:
        raise CommandError(f"{'The world on stdin' if path == '-' else path} cannot be read. {error}") from None
    with _only_ours_on_stdout():
        return answer_of(compose(problem))


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
