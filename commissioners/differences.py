"""What an amendment changed, in words that may be shown to everyone."""

import datetime as dt
from decimal import Decimal

from commissioners import plain_words

NAMES = {"cpv_codes": "CPV codes", "openness_note": "More about partnerships"}  # where its own name would read badly
MONEY = {"minimum_turnover", "minimum_insurance"}  # pounds in whole numbers
LONG = 120  # longer texts are named as changed, not quoted


def in_words(thing, field: str) -> str:
    """The value of one field of an opportunity or a lot, as people read it; "" where nothing is stated."""
    value = getattr(thing, field)
    definition = thing._meta.get_field(field)
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        labels = dict(definition.base_field.choices or ())
        return ", ".join(str(labels.get(item, item)) for item in value)
    if definition.choices:
        return str(dict(definition.flatchoices)[value])
    if isinstance(value, dt.datetime):
        return plain_words.moment_in_words(value)
    if isinstance(value, dt.date):
        return plain_words.day(value)
    if field == "social_value_weight":
        return plain_words.per_cent(value)
    if isinstance(value, Decimal) or field in MONEY:
        return plain_words.money(value)
    return str(value)


def label(thing, field: str) -> str:
    """The name of a field, as a sentence begins."""
    name = NAMES.get(field) or str(thing._meta.get_field(field).verbose_name)
    return name[:1].upper() + name[1:]


def difference(name: str, was: str, now: str) -> dict[str, str]:
    """One line of the change history: what changed, from what to what. Long texts are named only."""
    if max(len(was), len(now)) > LONG:
        return {"what": name}
    return {"what": name, "was": was, "now": now}


def assign(thing, values: dict) -> list[dict[str, str]]:
    """Set `values` on `thing`, unsaved; returns what differs from before, a line for each field."""
    found = []
    for field, value in values.items():
        if getattr(thing, field) == value:
            continue
        was = in_words(thing, field)
        setattr(thing, field, value)
        found.append({**difference(label(thing, field), was, in_words(thing, field)), "field": field})
    return found
