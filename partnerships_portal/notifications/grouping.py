"""Messages of one page put together by what they are about, so that a busy consortium does not hide the others."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from partnerships_portal.notifications.models import Notification

AT_LEAST = 3  # fewer messages about one thing stand alone


@dataclass(frozen=True)
class Line:
    """One message, or several about one thing, the newest first."""

    messages: tuple[Notification, ...]
    about: str = ""  # name of what several are about
    scope: str = ""  # how messages name it

    @property
    def unread(self) -> int:
        return sum(row.read_at is None for row in self.messages)


def grouped(rows: Sequence[Notification], *, person) -> list[Line]:
    """The rows in their order; where several are about one thing, they stand where the newest of them does.

    Things are grouped that `settings.MESSAGE_GROUPS` can name, and only for people for whom they exist: one query for
    each kind of thing, however many messages there are.
    """
    found: dict[str, list[Notification]] = defaultdict(list)
    for row in rows:
        found[row.members_of].append(row)
    names = _names({scope for scope, some in found.items() if len(some) >= AT_LEAST}, person)
    lines, placed = [], set()
    for row in rows:
        scope = row.members_of
        if scope not in names:
            lines.append(Line((row,)))
        elif scope not in placed:
            placed.add(scope)
            lines.append(Line(tuple(found[scope]), names[scope], scope))
    return lines


def _names(scopes: set[str], person) -> dict[str, str]:
    asked: dict[str, list[int]] = defaultdict(list)
    for scope in scopes:
        kind, _, pk = scope.partition(":")
        if kind in settings.MESSAGE_GROUPS:
            asked[kind].append(int(pk))
    return {
        f"{kind}:{pk}": name
        for kind, keys in asked.items()
        for pk, name in import_string(settings.MESSAGE_GROUPS[kind])(person, keys).items()
    }
