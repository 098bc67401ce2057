"""Opportunities as arrays: those that can be matched now, and those that tell what is asked for."""

import datetime as dt

import numpy as np
from scipy.sparse import csr_array

from commissioners.models import Opportunity
from commissioners.worth import DAYS_A_YEAR, yearly_value

from .bulk import Axes, Axis, Query, positions, relation
from .store_organisations import main_group
from .world import OPENNESS, Opportunities, rows_of

# The value of lots together is known only where each tells its own.
OPPORTUNITIES = """
SELECT o.id, o.minimum_turnover, COALESCE(o.value, o.value_with_vat, lots.value),
       COALESCE(o.starts_on, lots.starts_on) - date '0001-01-01', COALESCE(o.ends_on, lots.ends_on) - date '0001-01-01',
       array_position(%s::text[], o.openness::text) - 1
FROM commissioners_opportunity o
LEFT JOIN (SELECT opportunity_id,
                  CASE WHEN bool_and(COALESCE(value, value_with_vat) IS NOT NULL)
                       THEN sum(COALESCE(value, value_with_vat)) END AS value,
                  min(starts_on) AS starts_on, max(ends_on) AS ends_on
           FROM commissioners_lot GROUP BY opportunity_id) lots ON lots.opportunity_id = o.id
WHERE NOT o.outside_public_services AND NOT o.outside_england
  AND ((o.state NOT IN ('draft', 'cancelled') AND o.published_at >= %s) OR o.id IN ({live}))
"""
SERVICES = """
SELECT lot.opportunity_id, asked.servicearea_id
FROM commissioners_lot_services asked JOIN commissioners_lot lot ON lot.id = asked.lot_id
"""
PLACES = """
SELECT lot.opportunity_id, asked.localauthority_id
FROM commissioners_lot_places asked JOIN commissioners_lot lot ON lot.id = asked.lot_id
UNION
SELECT lot.opportunity_id, place.id
FROM commissioners_lot_regions asked JOIN commissioners_lot lot ON lot.id = asked.lot_id
JOIN reference_localauthority place ON place.region_id = asked.region_id
"""
NATIONWIDE = "SELECT DISTINCT opportunity_id FROM commissioners_lot WHERE is_nationwide"
BUYERS = """
SELECT id, body_id FROM commissioners_opportunity
UNION SELECT opportunity_id, commissioningbody_id FROM commissioners_opportunity_joint_buyers
"""
JOINT = "SELECT DISTINCT opportunity_id FROM commissioners_opportunity_joint_buyers"
PRIORITIES = """
SELECT buyer.opportunity_id, priority.servicearea_id
FROM (SELECT id AS opportunity_id, body_id FROM commissioners_opportunity
      UNION SELECT opportunity_id, commissioningbody_id FROM commissioners_opportunity_joint_buyers) buyer
JOIN commissioners_commissioningbody_priority_services priority ON priority.commissioningbody_id = buyer.body_id
"""


def queries(at, market_years: int) -> dict[str, Query]:
    """What is read of opportunities; the market reaches back `market_years`."""
    live, parameters = Opportunity.objects.live(at).values("pk").order_by().query.sql_with_params()
    since = at - dt.timedelta(days=market_years * DAYS_A_YEAR)
    return {
        "live": Query(live, "id", parameters),
        "opportunities": Query(
            OPPORTUNITIES.format(live=live), "id number number number number code", (list(OPENNESS), since, *parameters)
        ),
        "services_asked": Query(SERVICES, "id id"),
        "places_asked": Query(PLACES, "id id"),
        "nationwide": Query(NATIONWIDE, "id"),
        "buyers": Query(BUYERS, "id id"),
        "joint_buyers": Query(JOINT, "id"),
        "priorities": Query(PRIORITIES, "id id"),
    }


def read(found, axes: Axes, group_of: np.ndarray) -> tuple[Opportunities, Opportunities]:
    """(live, market): the market is that of the last years and holds the live ones."""
    market = _opportunities(found, axes, group_of)
    at_live = np.sort(positions(market.ids, found["live"][0]))
    return rows_of(market, at_live[at_live >= 0]), market


def _opportunities(found, axes: Axes, group_of: np.ndarray) -> Opportunities:
    order = np.argsort(found["opportunities"][0], kind="stable")
    ids, minimum, value, starts, ends, openness = (column[order] for column in found["opportunities"])
    rows = Axis.of(ids)
    services = relation(rows, axes.services, *found["services_asked"])
    return Opportunities(
        ids=ids,
        group=main_group(services, group_of),
        services=services,
        places=_places(found, rows, axes.districts),
        minimum_turnover=minimum,
        yearly_value=_yearly_values(value, starts, ends),
        openness=openness.astype(np.int8),
        joint=np.isin(ids, found["joint_buyers"][0]).astype(np.float64),
        commissioners=relation(rows, axes.bodies, *found["buyers"]),
        priorities=relation(rows, axes.services, *found["priorities"]),
    )


def _yearly_values(value, starts, ends) -> np.ndarray:
    """Pounds a year; `starts` and `ends` in days since 1 January of the year 1, nan where one is not known."""
    found = np.full(len(value), np.nan)
    told = np.flatnonzero(~np.isnan(value + starts + ends))
    days = (np.stack([starts[told], ends[told]]) + 1).astype(np.int64).tolist()
    dates = ([dt.date.fromordinal(day) for day in side] for side in days)
    # None becomes nan
    found[told] = np.array(list(map(yearly_value, value[told].tolist(), *dates)), dtype=np.float64)
    return found


def _places(found, rows: Axis, districts: Axis) -> csr_array:
    local = relation(rows, districts, *found["places_asked"])
    anywhere = rows.at(found["nationwide"][0])
    anywhere = anywhere[anywhere >= 0]
    everywhere = csr_array(
        (np.ones(len(anywhere), np.float32), (anywhere, np.zeros(len(anywhere), np.int64))), shape=(rows.size, 1)
    ) @ csr_array(np.ones((1, districts.size), np.float32))
    return local.maximum(everywhere).tocsr()
