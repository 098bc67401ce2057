"""When somebody else has saved what a person is about to replace."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from partnerships_portal.accounts.transitions import NotPossible
from partnerships_portal.conflicts.versions import changed_since


class ChangedMeanwhile(NotPossible):
    """Somebody else changed the same answers after the person had opened them. The message says what to do."""

    def __init__(self):
        super().__init__("Someone else changed this while you were writing. Choose below what to keep, and save again.")


def plain(value):
    """A value as it compares, whether typed or stored: "£100" and "£100.00" are the same."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, list | tuple | set):
        return sorted(getattr(one, "pk", one) for one in value)
    return value


def state_of(thing, names: Iterable[str]) -> dict:
    """The named fields of an opportunity or a lot as they compare; keys of what a many-to-many field holds."""
    return {name: plain(_read(thing, name)) for name in names}


def _read(thing, name: str):
    return list(getattr(thing, name).all()) if thing._meta.get_field(name).many_to_many else getattr(thing, name)


def check(thing, values: dict, *, seen: str) -> None:
    """Raises ChangedMeanwhile if a value that would be replaced is not as it was when `seen` was made ("": go on)."""
    stored = state_of(thing, values)
    replaced = {name: stored[name] for name, value in values.items() if stored[name] != plain(value)}
    if changed_since(seen, replaced):
        raise ChangedMeanwhile
