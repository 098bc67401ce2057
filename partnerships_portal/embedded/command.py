"""Runs one command against the servers, so that its standard output is its alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

from . import environment, paths, services
from .errors import Problem
from .supervisor import die_with_parent


def run(command: Sequence[str], *, throw_away: bool = False) -> int:
    """Run `command` and return its exit status, with servers started for it where none run.

    Throw-away servers are always new ones, even where real servers are configured: tests empty them.
    """
    if throw_away:
        with paths.throw_away() as places, services.running(places, lasting=False):
            return _run(command, environment.for_tests(places))
    if services.configured():
        return _run(command, dict(os.environ))
    with services.borrowed_or_running(paths.lasting(), purpose="command") as places:
        return _run(command, environment.for_demonstration(places))


def _run(command: Sequence[str], variables: dict[str, str]) -> int:
    prepare = die_with_parent(signal.SIGTERM, own_group=False)
    try:
        process = subprocess.Popen(command, env=variables, preexec_fn=prepare)
    except OSError as error:
        raise Problem(f"{command[0]} cannot be run: {error.strerror}.") from error
    try:
        status = process.wait()
    except SystemExit as stopped:
        _end(process, told_by_terminal=stopped.code == 128 + signal.SIGINT)
        raise
    sys.stdout.flush()
    return status if status >= 0 else 128 - status


def _end(process: subprocess.Popen[bytes], *, told_by_terminal: bool) -> None:
    """Let the command end before its servers do. Ctrl-C has reached it too: then it gets time of its own."""
    try:
        process.wait(5 if told_by_terminal else 0)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait()
