"""Whom a draft asks."""

from typing import NamedTuple

from consortia.models import ConsortiumMember
from mutuals.models import Organisation


class Line(NamedTuple):
    """One organisation to ask."""

    organisation: Organisation
    role: str = ConsortiumMember.Role.EQUAL
    note: str = ""


class Newcomer(NamedTuple):
    """One that is not in the portal: its name, and somebody's address in lower case."""

    name: str
    email: str
