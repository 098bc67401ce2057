"""Draws and writes what the invented bodies will buy, are buying and have bought."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone

from commissioners.models import Lot, Opportunity

from . import shape
from .bodies import Body, buys
from .copying import copy_instances, copy_pairs, reserve_ids
from .drawing import deal, log_normal
from .ground import Area, Ground
from .notice_dates import dates
from .procedures import procedure
from .words import notice, notices

SMALLEST_VALUE, LARGEST_VALUE = 40_000, 60_000_000  # pounds over the whole contract
OF_THE_FIRST_BODY = 5  # the demo commissioner's own: enough to look after
BLOCK = 2_000


@dataclass(frozen=True)
class DrawnLot:
    """A lot before it is written."""

    pk: int
    services: list[Area]
    districts: list[int]  # positions in Ground; empty: anywhere in England


@dataclass
class Drawn:
    """An opportunity as its bids and awards need it."""

    row: Opportunity
    body: Body
    group: str
    lots: list[DrawnLot] = field(default_factory=list)
    joint_buyers: list[int] = field(default_factory=list)

    @property
    def submitted_on(self) -> dt.date:
        """The day on which tenders for it were due; only what is or was open has one."""
        return timezone.localdate(self.row.submission_deadline)

    @property
    def services(self) -> list[Area]:
        return list(dict.fromkeys(area for lot in self.lots for area in lot.services))

    @property
    def districts(self) -> list[int]:
        return list(dict.fromkeys(district for lot in self.lots for district in lot.districts))


class Drawer:
    """Draws the opportunities of one world. `states`: share of each state; the default is a living sector."""

    def __init__(self, bodies: list[Body], ground: Ground, *, seed: int, at: dt.datetime) -> None:
        self.bodies, self.ground, self.at = [body for body in bodies if not body.ended], ground, at
        self.chooser = random.Random(f"opportunities {seed}")
        self.rng = np.random.default_rng([seed, 4])
        self.asker = random.Random(f"what buyers ask {seed}")

    def draw(self, total: int, states: dict[str, float]) -> list[Drawn]:
        values = log_normal(self.rng, SMALLEST_VALUE, LARGEST_VALUE, total)
        dealt = [deal(self.rng, shares, total) for shares in (states, shape.OPENNESS)]
        several = self.chooser.choices((2, 3, 4), (5, 3, 1), k=total)
        lot_numbers = [many if self.chooser.random() < shape.SEVERAL_LOTS else 1 for many in several]
        ids, lot_ids = reserve_ids(Opportunity, total), iter(reserve_ids(Lot, sum(lot_numbers)))
        return [
            self._one(pk, number, state, openness, float(value), [next(lot_ids) for _ in range(lots)])
            for number, (pk, state, openness, value, lots) in enumerate(
                zip(ids, *dealt, values, lot_numbers, strict=True), start=1
            )
        ]

    def _one(self, pk: int, number: int, state: str, openness: str, value: float, lot_ids: list[int]) -> Drawn:
        body = self.bodies[0] if number <= OF_THE_FIRST_BODY else self.chooser.choice(self.bodies)
        groups = shape.BUYS[body.kind]
        group = self.chooser.choices(list(groups), list(groups.values()))[0]
        lots = [self._lot(lot_id, body, group) for lot_id in lot_ids]
        drawn = Drawn(row=Opportunity(pk=pk), body=body, group=group, lots=lots)
        drawn.joint_buyers = self._joint_buyers(body)
        drawn.row = Opportunity(
            pk=pk,
            body_id=body.pk,
            state=state,
            reference=f"DEMO-{number:06d}",
            is_demo=True,
            **self._words(drawn, state),
            **self._openness(openness),
            **self._asked(openness, value),
            **self._money(value, state),
            **dates(state, self.at, self.chooser),
        )
        for name, choice in procedure(drawn.row, body, group, drawn.services, self.chooser).items():
            setattr(drawn.row, name, choice)
        return drawn

    def _lot(self, pk: int, body: Body, group: str) -> DrawnLot:
        areas = buys(body.kind, group, self.ground)
        services = self.chooser.sample(areas, min(len(areas), self.chooser.choice((1, 1, 2, 3))))
        nationwide = not body.districts and self.chooser.random() < 0.5
        if nationwide:
            return DrawnLot(pk, services, [])
        within = body.districts or self.ground.around(self.chooser.randrange(len(self.ground.ids)), 6)
        return DrawnLot(pk, services, self.chooser.sample(within, self.chooser.randint(1, min(6, len(within)))))

    def _joint_buyers(self, body: Body) -> list[int]:
        """Bodies of the same region that buy together with this one."""
        if self.chooser.random() >= shape.JOINTLY_BOUGHT:
            return []
        near = [other.pk for other in self.bodies if other.region == body.region and other.pk != body.pk]
        return self.chooser.sample(near, min(len(near), self.chooser.choice((1, 1, 2))))

    def _words(self, drawn: Drawn, state: str) -> dict[str, object]:
        service = self.chooser.choice(drawn.lots[0].services).name
        place = notice.joined([self.ground.names[i] for i in drawn.districts]) if drawn.districts else "England"
        early = state == "early_engagement"
        return {
            "title": notice.title(service, place, self.chooser),
            "description": notice.description(drawn.group, service, place, self.chooser, early=early),
        }

    def _openness(self, openness: str) -> dict[str, object]:
        """Who says nothing about consortia says nothing about models and liability either."""
        said = openness in ("accepted", "welcomed", "required")
        models = ("informal", "subcontract", "contractual_joint_venture", "alliance", "company", "cic", "llp")
        some = self.chooser.sample(models, self.chooser.randint(1, 4)) if said and self.chooser.random() < 0.6 else []
        lead = self.chooser.choice((True, False, None)) if said else None
        if (some, lead) in ((["alliance"], True), (["subcontract"], False)):
            lead = None  # it would contradict the model
        return {
            "openness": openness,
            "models_considered": sorted(some, key=models.index),
            "wants_lead_provider": lead,
            "wants_joint_liability": self.chooser.choice((True, False, False, None)) if said else None,
            "openness_note": notice.openness_note(openness, self.chooser),
        }

    def _asked(self, openness: str, value: float) -> dict[str, object]:
        """Of lots, social value, insurance and infrastructure: the more open a buyer is, the more of it is said."""
        says = self.asker.random() < (0.7 if openness else 0.15)
        weighs = self.asker.random() < 0.6
        return {
            "considers_smaller_lots": self.asker.choice((True, True, False)) if says else None,
            "social_value_weight": self.asker.choice(("5.00", "10.00", "10.00", "15.00", "20.00")) if weighs else None,
            "social_value_questions": self.asker.choice(notices.SOCIAL_VALUE_QUESTIONS) if weighs and says else "",
            "infrastructure_asked": self.asker.choice(notices.INFRASTRUCTURE) if says else "",
            "minimum_insurance": self.asker.choice((1_000_000, 5_000_000, 10_000_000)) if value > 100_000 else None,
        }

    def _money(self, value: float, state: str) -> dict[str, object]:
        """Pounds, to three figures; early notices and one in ten others give no value yet."""
        silent = self.chooser.random() < (0.35 if state in ("early_engagement", "draft") else 0.1)
        rounded = float(f"{value:.3g}")
        asks = self.chooser.random() < shape.ASKS_TURNOVER
        asked = float(f"{value / 4 * self.chooser.uniform(0.7, 2):.2g}")
        return {
            "value": None if silent else f"{rounded:.2f}",
            "value_with_vat": None if silent else f"{rounded * 1.2:.2f}",
            "minimum_turnover": int(asked) if asks else None,
        }


def write(drawn: list[Drawn], ground: Ground, say: Callable[[int], None]) -> None:
    """Write opportunities with their lots; `say(number)` tells how many there are so far."""
    for start in range(0, len(drawn), BLOCK):
        block = drawn[start : start + BLOCK]
        copy_instances(Opportunity, (each.row for each in block))
        copy_instances(Lot, (lot for each in block for lot in _lot_rows(each)))
        joint = [(each.row.pk, body) for each in block for body in each.joint_buyers]
        copy_pairs(Opportunity.joint_buyers.through, joint)
        lots = [lot for each in block for lot in each.lots]
        copy_pairs(Lot.services.through, [(lot.pk, area.pk) for lot in lots for area in lot.services])
        copy_pairs(Lot.places.through, [(lot.pk, int(ground.ids[i])) for lot in lots for i in lot.districts])
        say(start + len(block))


def _lot_rows(drawn: Drawn) -> list[Lot]:
    row, share = drawn.row, 1 / len(drawn.lots)
    outcome = {"awarded": "awarded", "cancelled": "cancelled"}.get(row.state, "")
    return [
        Lot(
            pk=lot.pk,
            opportunity_id=row.pk,
            number=str(number),
            title="" if len(drawn.lots) == 1 else f"Lot {number}: {lot.services[0].name}",
            is_nationwide=not lot.districts,
            value=None if row.value is None else f"{float(row.value) * share:.2f}",
            value_with_vat=None if row.value_with_vat is None else f"{float(row.value_with_vat) * share:.2f}",
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            outcome=outcome,
        )
        for number, lot in enumerate(drawn.lots, start=1)
    ]
