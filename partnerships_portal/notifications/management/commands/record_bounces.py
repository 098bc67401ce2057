"""`manage.py record_bounces`: learn from delivery reports which addresses do not work."""

import json
import logging
import mailbox
import sys
from collections import Counter
from collections.abc import Iterator
from email import message_from_binary_file, policy
from email.message import Message
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from partnerships_portal.notifications import actions

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Reads messages that came back and notes the addresses that do not work."""

    help = (
        "Read delivery reports (RFC 3464) from files, from Maildirs (unread messages only, then marked as read) or, "
        "named -, from standard input. Prints what came of them as JSON."
    )

    def add_arguments(self, parser):
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="a file with one message, a Maildir, or -")

    def handle(self, *args, sources, **options):
        came_of_it: Counter[str] = Counter()
        for source in sources:
            for message in _messages(source):
                came_of_it.update(_recorded(message))
        self.stdout.write(json.dumps({"hard": 0, "soft": 0, "not ours": 0} | came_of_it))


def _recorded(message: Message) -> list[str]:
    """What came of one message. Anybody may write to the mailbox: what makes no sense must not hold up the others."""
    try:
        return actions.record_bounces(message=message, at=timezone.now())
    except Exception:
        log.exception("a message that came back could not be read")
        return ["failed"]


def _messages(source: str) -> Iterator[Message]:
    if source == "-":
        yield message_from_binary_file(sys.stdin.buffer, policy=policy.compat32)
    elif (Path(source) / "new").is_dir() and (Path(source) / "cur").is_dir():
        yield from _unread(mailbox.Maildir(source, create=False))
    elif Path(source).is_file():
        with open(source, "rb") as file:
            yield message_from_binary_file(file, policy=policy.compat32)
    else:
        raise CommandError(
            f"{source} is neither a file nor a Maildir. Name one that is there, or - for standard input."
        )


def _unread(maildir: mailbox.Maildir) -> Iterator[Message]:
    """Each unread message; it is marked as read once it has been dealt with, so that no report counts twice."""
    for key in list(maildir.iterkeys()):
        message = maildir[key]
        if "S" not in message.get_flags():
            yield message
            message.set_subdir("cur")
            message.add_flag("S")
            maildir[key] = message
