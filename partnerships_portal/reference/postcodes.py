"""From a postcode to its district and position on the map."""

import re
from enum import Enum
from typing import NamedTuple

from .cache import load_places

# The shape of a postcode (Royal Mail): outward code, then a digit and two letters.
SHAPE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|GIR)([0-9][A-Z]{2})")
ELSEWHERE = {
    "S": "Scotland",
    "W": "Wales",
    "N": "Northern Ireland",
    "L": "the Channel Islands",
    "M": "the Isle of Man",
}


class Postcode(NamedTuple):
    """A postcode in England. Old postcodes that are no longer in use keep their place."""

    text: str  # "LS1 1UR"
    authority_code: str  # of the LocalAuthority, such as "E08000035"
    easting: int  # metres on the National Grid
    northing: int


class PostcodeProblem(Enum):
    """Why a text is not a postcode that the portal can place; the value says what to do."""

    NOT_A_POSTCODE = "Enter a full UK postcode, like LS1 1UR"
    UNKNOWN = "Check the postcode: it is not in the national postcode directory"
    OUTSIDE_ENGLAND = "Enter a postcode in England: the portal covers services in England only"
    NO_PLACE = "Enter another postcode: this one has no published place, as for some PO boxes"


def find_postcode(text):
    """Postcode for a text that a person typed; None if it is not a placed one in England.

    Takes some microseconds, whatever the postcode (docs/decisions/0020-postcodes.md); the
    first call on a new machine takes a few seconds unless `load_reference` ran before.
    """
    answer = _look_up(text)
    return answer if isinstance(answer, Postcode) else None


def postcode_problem(text):
    """PostcodeProblem for a text where `find_postcode` gives None; None where it finds one."""
    answer = _look_up(text)
    return answer if isinstance(answer, PostcodeProblem) else None


def country_of_postcode(text):
    """ "England", "Scotland", "the Isle of Man" ...; None when unknown or not placed."""
    halves = _halves(text)
    found = halves and load_places()[1].find(*halves)
    if not found or not found.authority_code:
        return None
    return ELSEWHERE.get(found.authority_code[0], "England")


def _halves(text):
    compact = re.sub(r"[\s.\-]", "", str(text)).upper()
    match = SHAPE.fullmatch(compact)
    return match.groups() if match else None


def _look_up(text):
    halves = _halves(text)
    if halves is None:
        return PostcodeProblem.NOT_A_POSTCODE
    found = load_places()[1].find(*halves)
    if found is None:
        return PostcodeProblem.UNKNOWN
    if not found.authority_code:
        return PostcodeProblem.NO_PLACE
    if not found.authority_code.startswith("E"):
        return PostcodeProblem.OUTSIDE_ENGLAND
    return Postcode(" ".join(halves), *found)
