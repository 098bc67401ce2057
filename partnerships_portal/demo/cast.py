"""Who plays in the invented world: the drawn sector with names, services and places."""

import datetime as dt
import random
from dataclasses import dataclass, field

from mutuals.models import Organisation

from .bodies import Buyers
from .copying import reserve_ids
from .ground import Area, Ground
from .parts import Part
from .sector import Sector
from .words import names
from .words.profile import Subject

TINY = 5  # staff, below which nobody has teams


@dataclass
class Cast:
    """The organisations of the world; the position in each list is the position in Sector."""

    sector: Sector
    ground: Ground
    parts: dict[int, Part]
    at: dt.datetime
    chooser: random.Random
    ids: list[int]
    names: list[str] = field(default_factory=list)
    services: list[list[Area]] = field(default_factory=list)  # the main one first
    districts: list[list[int]] = field(default_factory=list)  # positions in Ground, the base first

    def hides(self, i: int, name: str) -> bool:
        """Whether the organisation leaves the field empty."""
        return bool(self.sector.unknown[name][i])

    def tells(self, i: int, name: str, value: object, otherwise: object = None) -> object:
        """`value`, or `otherwise` where the organisation leaves the field empty."""
        return otherwise if self.hides(i, name) else value

    def is_mutual(self, i: int) -> bool:
        return bool(self.sector.kind[i] == "mutual")

    def region(self, i: int) -> int:
        return int(self.ground.regions[self.districts[i][0]])

    def buyer(self, i: int, buyers: Buyers) -> str:
        """A body of the organisation's region that buys what it does."""
        return buyers.name(self.region(i), self.sector.group[i], self.chooser)

    def subject(self, i: int) -> Subject:
        """The organisation as text about it is written."""
        return Subject(
            name=self.names[i],
            is_mutual=self.is_mutual(i),
            service=self.services[i][0].name,
            service_code=self.services[i][0].code,
            other=self.services[i][-1].name,
            other_code=self.services[i][-1].code,
            place=self.ground.names[self.districts[i][0]],
            wanted=self._lacks(i).name,
            is_tiny=int(self.sector.staff[i]) < TINY,
        )

    def _lacks(self, i: int) -> Area:
        """A service that partners could add: of its own group, or of another where it does all of its own."""
        everything = [area for areas in self.ground.services.values() for area in areas]
        own = self.ground.services[self.sector.group[i]]
        lacking = [area for area in own if area not in self.services[i]]
        return self.chooser.choice(lacking or everything)


def choose(sector: Sector, ground: Ground, parts: dict[int, Part], *, seed: int, at: dt.datetime) -> Cast:
    """Give everyone a name, services and places: what profiles, bids and opportunities refer to."""
    cast = Cast(sector, ground, parts, at, random.Random(f"cast {seed}"), reserve_ids(Organisation, len(sector)))
    namer = names.Namer(random.Random(f"names {seed}"))
    by_code = {area.code: area for areas in ground.services.values() for area in areas}
    for i in range(len(sector)):
        kind = sector.kind[i]
        name = namer.name(names.MUTUALS[sector.group[i]] if kind == "mutual" else names.PARTNERS[kind])
        if part := parts.get(i):
            cast.names.append(part.name)
            cast.services.append([by_code[code] for code in part.services])
            cast.districts.append(list(part.districts))
        else:
            cast.names.append(name)
            cast.services.append(_services(cast, i))
            cast.districts.append(ground.around(int(sector.district[i]), int(sector.reach[i])))
    return cast


def _services(cast: Cast, i: int) -> list[Area]:
    """One to six of the main group, more for the larger, and for one in five one of another group."""
    own = cast.ground.services[cast.sector.group[i]]
    most = min(len(own), 2 + int(cast.sector.reach[i]) // 2, 6)
    chosen = cast.chooser.sample(own, cast.chooser.randint(1, most))
    if cast.chooser.random() < 0.2:
        chosen.append(cast.chooser.choice(cast.chooser.choice(list(cast.ground.services.values()))))
    return list(dict.fromkeys(chosen))
