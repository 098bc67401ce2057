"""Draws and writes the commissioning bodies of the world: invented names, real places."""

import datetime as dt
import math
import random
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from django.utils.text import slugify

from commissioners.choices import BodyKind, BuyerClass
from commissioners.models import CommissioningBody

from . import shape
from .copying import copy_instances, copy_pairs, reserve_ids
from .drawing import deal
from .ground import Area, Ground
from .words import names, notices

# How many districts each kind serves, from and to; none: all of England.
REACH = {
    "council": (1, 3),
    "integrated_care_board": (5, 12),
    "nhs_trust": (3, 8),
    "police_and_crime_commissioner": (4, 9),
    "combined_authority": (4, 8),
    "education": (2, 4),
    "central_department": (0, 0),
}
FIRST_REACH = 3  # the first council has room for a story
BEGINNINGS = {"integrated_care_board": dt.date(2022, 7, 1), "council": dt.date(1974, 4, 1)}
NOTE = "An invented body for demonstrations. The places are real; it has nothing to do with the authorities there."


@dataclass(frozen=True)
class Body:
    """A commissioning body as opportunities and history need it."""

    pk: int
    name: str
    kind: str
    districts: list[int]  # positions in Ground; empty: all of England
    region: int
    ended: bool


def buys(kind: str, group: str, ground: Ground) -> list[Area]:
    """What a body of this kind buys of a service group."""
    only, never = shape.BUYS_ONLY.get(kind), shape.LEAVES_TO_OTHERS.get(kind, set())
    return [area for area in ground.services[group] if area.code not in never and (only is None or area.code in only)]


class Buyers:
    """Finds the body that an organisation of a place would name as its buyer, or as the body that it left."""

    def __init__(self, bodies: list[Body]) -> None:
        self.bodies = bodies
        self.by_region: dict[tuple[int, bool], list[str]] = defaultdict(list)
        for body in bodies:
            if body.kind in HEALTH or body.kind == "council":
                self.by_region[body.region, body.kind in HEALTH].append(body.name)

    def name(self, region: int, group: str, chooser: random.Random) -> str:
        """A health body for health, a council for the rest; of the region if there is one."""
        near = self.by_region.get((region, group == "health")) or self.by_region.get((region, group != "health"))
        return chooser.choice(near) if near else chooser.choice(self.bodies).name


HEALTH = {"integrated_care_board", "nhs_trust"}


def number_for(opportunities: int) -> int:
    """How many bodies buy so much: 30 for 80 opportunities, 335 for 10,000."""
    return max(8, round(30 * math.sqrt(opportunities / 80)))


def write(opportunities: int, ground: Ground, *, seed: int, at: dt.datetime) -> list[Body]:
    """Write the bodies. One in fifteen has ended and been followed by another of its kind and places."""
    rng, chooser = np.random.default_rng([seed, 3]), random.Random(f"bodies {seed}")
    number = number_for(opportunities)
    merged = max(1, number // 15)
    bodies = _draw(number - merged, ground, rng, chooser, ids=reserve_ids(CommissioningBody, number))
    heirs = [body for body in bodies if body.kind in ("integrated_care_board", "council")][:merged]
    namer = names.Namer(random.Random(f"former bodies {seed}"))
    rows = [_row(body, chooser, at) for body in bodies]
    for pk, heir in zip(reserve_ids(CommissioningBody, len(heirs)), heirs, strict=True):
        former = Body(pk, namer.name(FORMER[heir.kind]), heir.kind, heir.districts, heir.region, ended=True)
        row = _row(former, chooser, at)
        row.starts_on, row.ends_on, row.successor_id = dt.date(2013, 4, 1), dt.date(2022, 6, 30), heir.pk
        row.successor_is_legal, row.succession_source = True, f"https://{slugify(heir.name)}.example.org/merger"
        bodies.append(former)
        rows.append(row)
    copy_instances(CommissioningBody, rows)
    copy_pairs(
        CommissioningBody.places.through,
        [(body.pk, int(ground.ids[district])) for body in bodies for district in body.districts],
    )
    copy_pairs(CommissioningBody.priority_services.through, _priority_services(bodies, ground, chooser))
    return bodies


FORMER = {
    "integrated_care_board": ("{p} Clinical Commissioning Group",),
    "council": ("{p} District Council",),
}


def _draw(number: int, ground: Ground, rng, chooser: random.Random, ids: list[int]) -> list[Body]:
    kinds = deal(rng, shape.BODY_KINDS, number)
    kinds[0], kinds[1] = "council", "integrated_care_board"  # those that the stories need
    bases = rng.choice(len(ground.ids), size=number, p=ground.weights, replace=number > len(ground.ids))
    namer = names.Namer(chooser)
    return [
        Body(
            pk=pk,
            name=namer.name(names.BODIES[kind]),
            kind=kind,
            districts=ground.around(int(base), chooser.randint(*REACH[kind]) if place > 0 else FIRST_REACH),
            region=int(ground.regions[base]),
            ended=False,
        )
        for place, (pk, kind, base) in enumerate(zip(ids, kinds, bases, strict=False))
    ]


def _row(body: Body, chooser: random.Random, at: dt.datetime) -> CommissioningBody:
    priorities = [f"- {line}" for line in chooser.sample(notices.PRIORITIES, chooser.choice((2, 3, 4)))]
    return CommissioningBody(
        pk=body.pk,
        name=body.name,
        kind=BodyKind(body.kind).value,
        buyer_class=BuyerClass.CENTRAL.value if body.kind == "central_department" else BuyerClass.SUB_CENTRAL.value,
        starts_on=BEGINNINGS.get(body.kind, dt.date(2013, 4, 1)),
        priorities="\n".join([*priorities, "", NOTE]) if chooser.random() < 0.8 else NOTE,
        website=f"https://{slugify(body.name)}.example.org",
        created_at=at - dt.timedelta(days=900),
        is_demo=True,
    )


def _priority_services(bodies: list[Body], ground: Ground, chooser: random.Random) -> list[tuple[int, int]]:
    """Two to four services that each body has named as its priorities; a fifth of bodies have named none."""
    pairs = []
    for body in bodies:
        areas = [area for group in shape.BUYS[body.kind] for area in buys(body.kind, group, ground)]
        if chooser.random() < 0.8:
            pairs += [(body.pk, area.pk) for area in chooser.sample(areas, min(len(areas), chooser.randint(2, 4)))]
    return pairs
