"""Which opportunities an organisation could bid for alone, as far as is known, and what keeps it from the others.

Pure. Only what a notice states is asked: its services, its places, and a minimum turnover.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from consortia.matching.world import World, row_sums


@dataclass(frozen=True)
class Reach:
    """Of one organisation, for each of M opportunities: how much of what is asked is missing."""

    services: np.ndarray  # int [M]; asked and not offered
    places: np.ndarray  # int [M]; asked and not served
    turnover: np.ndarray  # bool [M]; asked more than it is known to have
    shares_service: np.ndarray  # bool [M]

    @property
    def within(self) -> np.ndarray:
        """bool [M]; nothing that is known to be asked is missing."""
        return self.shares_service & (self.services == 0) & (self.places == 0) & ~self.turnover


def reach(world: World, row: int) -> Reach:
    """Of the organisation at position `row` of the world, by all that it told."""
    own, asked = world.organisations, world.opportunities
    offered = _shared(asked.services, own.offered, row)
    served = _shared(asked.places, own.places, row)
    turnover = own.turnover[row]
    if np.isnan(turnover):
        turnover = world.bands.at("low", own.band[row : row + 1], 0.0)[0]
    return Reach(
        services=row_sums(asked.services).astype(int) - offered,
        places=np.where(own.national[row], 0, row_sums(asked.places).astype(int) - served),
        turnover=turnover < np.where(np.isnan(asked.minimum_turnover), 0.0, asked.minimum_turnover),
        shares_service=offered > 0,
    )


def _shared(asked, own, row: int) -> np.ndarray:
    """int [M]: how many members each opportunity's set shares with the row's."""
    return np.rint(asked @ own[[row]].toarray().ravel()).astype(int)


def ideas(world: World, row: int, most: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(services, places) that alone would bring opportunities within reach: (position, how many), the most first."""
    found, own, asked = reach(world, row), world.organisations, world.opportunities
    lacks_service = (found.services == 1) & (found.places == 0) & ~found.turnover
    lacks_place = (found.places == 1) & (found.services == 0) & ~found.turnover & found.shares_service
    return (
        _counted(asked.services, lacks_service, own.offered, row, most),
        _counted(asked.places, lacks_place, own.places, row, most),
    )


def _counted(asked, which: np.ndarray, own, row: int, most: int) -> list[tuple[int, int]]:
    members = asked[np.flatnonzero(which)].indices
    held = set(own[[row]].indices.tolist())
    counts = Counter(member for member in members.tolist() if member not in held)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most]
