"""Distances over the National Grid, as people speak of them. Pure."""

from dataclasses import dataclass
from math import hypot

METRES_IN_A_MILE = 1609.344
WITHIN = (5, 10, 25, 50, 100)  # miles that can be chosen
EXACT_UP_TO, STEP = 20, 5  # miles: beyond the first, distances are said in whole steps


@dataclass(frozen=True)
class Near:
    """A postcode to measure from: its text, and metres on the National Grid."""

    text: str
    easting: int
    northing: int

    def metres_to(self, easting: int, northing: int) -> float:
        """Along a straight line. The grid's own scale is out by less than one part in a thousand."""
        return hypot(self.easting - easting, self.northing - northing)


def metres(miles: float) -> float:
    return miles * METRES_IN_A_MILE


def miles(length: float) -> float:
    """Metres in miles."""
    return length / METRES_IN_A_MILE


def in_words(length: float) -> str:
    """Metres as "about 12 miles away": whole miles up to 20, then to the nearest five."""
    far = miles(length)
    if far < 1:
        return "less than a mile away"
    said = round(far) if far < EXACT_UP_TO else STEP * round(far / STEP)
    return f"about {said} mile{'' if said == 1 else 's'} away"
