"""What an address asks for that the list does not know, so that a visitor learns why it was left out."""

from commissioners.choices import Openness, Source, State

from .asked import NOT_STATED, Asked
from .bands import DEADLINES, VALUES

SHOWN = 5
LONGEST = 40  # characters of an unknown value that are repeated


def left_out(asked: Asked) -> list[str]:
    """Each as "State “shut”", at most SHOWN of them; empty where everything asked for is known."""
    known = {
        "state": ("State", set(State.values)),
        "openness": ("Consortia are", {*Openness.values, NOT_STATED} - {""}),
        "deadline": ("Deadline", set(DEADLINES)),
        "value": ("Value", set(VALUES)),
        "source": ("Published on", set(Source.values)),
        "group": ("Service", {group.code for group in asked.groups}),
        "service": ("Service", {area.code for area in asked.areas}),
        "region": ("Place", {region.slug for region in asked.regions}),
        "district": ("Place", {district.code for district in asked.districts}),
        "sort": ("Sort by", {*asked.sorts, "match"}),
    }
    unknown = [
        f"{label} “{_short(value)}”"
        for name, (label, values) in known.items()
        for value in dict.fromkeys(asked.data.getlist(name))
        if value and value not in values
    ]
    return unknown[:SHOWN]


def _short(value: str) -> str:
    value = value.replace("\x00", "")
    return value if len(value) <= LONGEST else f"{value[:LONGEST]}…"
