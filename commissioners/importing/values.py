"""Telling what a person changed from what an import wrote.

Each imported opportunity keeps the values that the last import gave it. A field that differs
from them now was changed by a person, and no later import overwrites it.
"""

import datetime as dt
from decimal import Decimal


def plain(value):
    """A value as JSON keeps it, so that a stored one and a new one can be compared."""
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return sorted(plain(each) for each in value)
    return str(value) if isinstance(value, str) else value


def apply(thing, wanted: dict, before: dict) -> list[str]:
    """Set the fields of `thing` that no person changed to the wanted values; returns the names of those that changed.

    `before` is what the last import wrote (in the form of `plain`); empty where it wrote nothing.
    """
    changed = []
    for name, value in wanted.items():
        current = plain(getattr(thing, name))
        if current == before.get(name, current) and current != plain(value):
            setattr(thing, name, value)
            changed.append(name)
    return changed
