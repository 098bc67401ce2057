"""What if the profile said more: the very change is made, matched and taken back, all in one transaction.

So the answer cannot differ from what saving would bring (docs/decisions/0127-what-if.md).
"""

from dataclasses import dataclass

import numpy as np
from django.db import transaction

from commissioners.models import Opportunity
from consortia import findings
from consortia.findings import TenderFinding
from consortia.matching.bulk import positions
from consortia.matching.fit import fit_of_pairs
from consortia.matching.fit_tables import FitTables
from consortia.matching.on_demand import as_match
from consortia.matching.scoring import Scores
from consortia.matching.store import read_world
from consortia.matching.weight_sets import published
from consortia.matching.weights import validated
from consortia.matching.world import World
from consortia.models import SetAside, WeightSet
from mutuals.bands import TURNOVER_EDGES, band_of
from mutuals.models import Organisation, ServiceClaim
from partnerships_portal.reference.models import LocalAuthority, ServiceArea

from .reach import Reach, ideas, reach

MOST_REACHED = 20
MOST_CLOSER = 10
MOST_IDEAS = 5
CLOSER = 0.03  # a rise of Fit that is worth telling


@dataclass(frozen=True)
class Addition:
    """What the profile would say too; None: nothing new. `turnover` in pounds a year."""

    service: ServiceArea | None = None
    place: LocalAuthority | None = None
    turnover: int | None = None


@dataclass(frozen=True)
class Rise:
    """One opportunity as it would match, and its Fit now: None where the two share no service."""

    finding: TenderFinding
    before: float | None


@dataclass(frozen=True)
class Idea:
    """One service or place that alone would bring so many opportunities within reach."""

    name: str
    pk: int
    count: int


@dataclass(frozen=True)
class Answer:
    """`reached`: come within reach, of `count` in all; `closer`: fit better, but something is still lacking."""

    count: int
    reached: list[Rise]
    closer: list[Rise]


@dataclass(frozen=True)
class _Standing:
    """How the organisation stands towards all opportunities at one moment."""

    ids: np.ndarray  # of opportunities
    reach: Reach
    scores: Scores  # of those that share a service, one row
    points: dict[int, float]  # position of an opportunity: Fit


@transaction.atomic
def what_if(organisation: Organisation, addition: Addition, at) -> Answer | None:
    """What that addition would bring; None where the organisation is not matched. Nothing stays changed."""
    weight_set = published()
    before = _standing(organisation, weight_set, at) if weight_set else None
    if weight_set is None or before is None:
        return None
    undo = transaction.savepoint()
    _make(organisation, addition)
    after = _standing(organisation, weight_set, at)
    answer = _compared(organisation, weight_set, before, after, at) if after else None
    transaction.savepoint_rollback(undo)
    organisation.refresh_from_db(fields=["turnover", "turnover_band"])
    return answer


def _make(organisation: Organisation, addition: Addition) -> None:
    if addition.service is not None:
        ServiceClaim.objects.get_or_create(organisation=organisation, service_area=addition.service)
    if addition.place is not None:
        organisation.places.add(addition.place)
    if addition.turnover is not None:
        organisation.turnover = addition.turnover
        organisation.turnover_band = band_of(addition.turnover, TURNOVER_EDGES)
        organisation.save(update_fields=["turnover", "turnover_band"])


def _standing(organisation: Organisation, weight_set: WeightSet, at) -> _Standing | None:
    w = validated(weight_set.values)
    world = read_world(at)
    row = _row(world, organisation)
    if row is None:
        return None
    found = reach(world, row)
    columns = np.flatnonzero(found.shares_service)
    scores = fit_of_pairs(FitTables.of(world, w), np.full(len(columns), row), columns, w)
    points = dict(zip(columns.tolist(), scores.point.tolist(), strict=True))
    return _Standing(world.opportunities.ids, found, scores, points)


def _row(world: World, organisation: Organisation) -> int | None:
    at = int(positions(world.organisations.ids, [organisation.pk])[0])
    return at if at >= 0 else None


def _compared(organisation, weight_set, before: _Standing, after: _Standing, at) -> Answer:
    aside = SetAside.objects.in_force(at).filter(organisation=organisation).exclude(opportunity=None)
    left_out = np.isin(after.ids, list(aside.values_list("opportunity", flat=True)))
    come = after.reach.within & ~before.reach.within & ~left_out
    rise = np.array([point - before.points.get(column, 0.0) for column, point in after.points.items()])
    columns = np.array(list(after.points), dtype=np.int64)
    better = columns[(rise >= CLOSER) & ~after.reach.within[columns] & ~left_out[columns]] if len(columns) else columns
    reached = _told(organisation, weight_set, before, after, np.flatnonzero(come), at)[:MOST_REACHED]
    return Answer(int(come.sum()), reached, _told(organisation, weight_set, before, after, better, at)[:MOST_CLOSER])


def _told(organisation, weight_set, before: _Standing, after: _Standing, columns, at) -> list[Rise]:
    """Those opportunities as findings, the best fit first."""
    place_of = {column: place for place, column in enumerate(after.points)}
    best = sorted(columns.tolist(), key=lambda column: (-after.points[column], column))[:MOST_REACHED]
    there = Opportunity.objects.select_related("body").defer("search").in_bulk(after.ids[best].tolist())
    matches = [
        as_match(organisation, there[int(after.ids[column])], weight_set, after.scores, place_of[column], at)
        for column in best
    ]
    found = findings.tender_findings(organisation, matches, at)
    return [Rise(finding, before.points.get(column)) for finding, column in zip(found, best, strict=True)]


def best_ideas(organisation: Organisation, at) -> tuple[list[Idea], list[Idea]]:
    """(services, places) that alone would bring the most opportunities within reach; live ones that it is not near."""
    world = read_world(at)
    row = _row(world, organisation)
    if row is None:
        return [], []
    services, places = ideas(world, row, MOST_IDEAS)
    areas = list(ServiceArea.objects.order_by("position", "pk"))
    districts = list(LocalAuthority.objects.order_by("pk"))
    return (
        [Idea(areas[at].name, areas[at].pk, count) for at, count in services if areas[at].parent_id],
        [Idea(districts[at].name, districts[at].pk, count) for at, count in places],
    )
