"""The command line: `python -m partnerships_portal.embedded up | stop | status | run [--ephemeral] -- COMMAND`."""

import argparse
import signal
import sys
from types import FrameType

import environ

from . import command, control, portal
from .errors import Problem
from .paths import ROOT


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line asks and return the exit status."""
    asked = _parser().parse_args(arguments)
    _end_gently()
    try:
        _read_env_file()
        if asked.verb == "run":
            words = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
            if not words:
                raise Problem("Say which command to run: run -- COMMAND")
            return command.run(words, throw_away=asked.ephemeral)
        return {"up": portal.up, "stop": control.stop, "status": control.status}[asked.verb]()
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m partnerships_portal.embedded", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    verbs.add_parser("up", help="set up and serve the portal in the foreground; Ctrl-C stops it")
    verbs.add_parser("stop", help="stop the portal that runs from this folder")
    verbs.add_parser("status", help="say what runs, and where")
    run = verbs.add_parser("run", help="run a command against the servers, starting them for its time if need be")
    run.add_argument("--ephemeral", action="store_true", help="against new, throw-away servers")
    run.add_argument("command", nargs=argparse.REMAINDER)
    return parser


def _read_env_file() -> None:
    environ.Env.read_env(str(ROOT / ".env"))


def _end_gently() -> None:
    """Turn the signals that ask us to end into SystemExit, so that everything started is stopped."""

    def end(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(128 + number)

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # nohup asks to outlive the terminal
        signal.signal(signal.SIGHUP, end)


if __name__ == "__main__":
    sys.exit(main())
