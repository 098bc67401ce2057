"""Opportunities as arrays, and what contracts and bids tell about each region."""

import datetime as dt

import numpy as np
from scipy.sparse import csr_array

from commissioners.models import Opportunity
from commissioners.worth import DAYS_A_YEAR, yearly_value

from .bulk import Axes, columns, numbers, positions, relation, rows
from .store_organisations import main_group
from .world import NOT_KNOWN, OPENNESS, Opportunities, rows_of

# The value of lots together is known only where each tells its own.
OPPORTUNITIES = """
SELECT o.id, o.minimum_turnover, COALESCE(o.value, o.value_with_vat, lots.value),
       COALESCE(o.starts_on, lots.starts_on), COALESCE(o.ends_on, lots.ends_on), o.openness
FROM commissioners_opportunity o
LEFT JOIN (SELECT opportunity_id,
                  CASE WHEN bool_and(COALESCE(value, value_with_vat) IS NOT NULL)
                       THEN sum(COALESCE(value, value_with_vat)) END AS value,
                  min(starts_on) AS starts_on, max(ends_on) AS ends_on
           FROM commissioners_lot GROUP BY opportunity_id) lots ON lots.opportunity_id = o.id
WHERE NOT o.outside_public_services AND NOT o.outside_england
  AND (o.id = ANY(%s) OR (o.state NOT IN ('draft', 'cancelled') AND o.published_at >= %s))
ORDER BY o.id
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
# Older contracts and bids say little of how a region buys today.
RECORD_YEARS = 10
# Of each region's contracts for public services and of its bids, those of the last RECORD_YEARS, the share that were
# joint. A contract counts if it has a service of the reference table, or comes from an opportunity for public
# services; one without a date counts by when the opportunity was published, if ever. Bids count where every bidder
# shows its own; who records one seldom dates it, so only a date says that it is too old.
RECORD = """
WITH award AS (
    SELECT award.id, award.is_joint
    FROM commissioners_award award
    LEFT JOIN commissioners_opportunity opportunity ON opportunity.id = award.opportunity_id
    WHERE award.is_joint IS NOT NULL
      AND COALESCE(award.awarded_on, opportunity.published_at::date) >= %(since)s
      AND (NOT opportunity.outside_public_services
           OR EXISTS (SELECT 1 FROM commissioners_award_services asked WHERE asked.award_id = award.id))
)
SELECT region_id, avg(is_joint::int) FROM (
    SELECT award.id, place.region_id, award.is_joint
    FROM award
    JOIN commissioners_award_places p ON p.award_id = award.id
    JOIN reference_localauthority place ON place.id = p.localauthority_id
    UNION
    SELECT award.id, r.region_id, award.is_joint
    FROM award JOIN commissioners_award_regions r ON r.award_id = award.id
    UNION
    SELECT -bid.id, place.region_id, bid.is_joint
    FROM consortia_bid bid
    JOIN commissioners_commissioningbody_places p ON p.commissioningbody_id = bid.body_id
    JOIN reference_localauthority place ON place.id = p.localauthority_id
    WHERE bid.state IN ('submitted', 'won', 'lost')
      AND (bid.submitted_on IS NULL OR bid.submitted_on >= %(since)s) AND NOT EXISTS (
        SELECT 1 FROM consortia_bidparticipant participant
        JOIN mutuals_organisation o ON o.id = participant.organisation_id
        WHERE participant.bid_id = bid.id AND o.visibility_history > 1)
) joint GROUP BY region_id
"""


def read(at, axes: Axes, group_of: np.ndarray, market_years: int):
    """(live, market): Opportunities twice; the market is that of the last `market_years` and holds the live ones."""
    live_ids = list(Opportunity.objects.live(at).order_by("pk").values_list("pk", flat=True))
    found = rows(OPPORTUNITIES, [live_ids, at - dt.timedelta(days=market_years * DAYS_A_YEAR)])
    market = _opportunities(found, axes, group_of)
    at_live = positions(market.ids, live_ids)
    return rows_of(market, at_live[at_live >= 0]), market


def record_by_region(at) -> dict[int, float]:
    """The record of joint working of each region (id) that has one, over the last RECORD_YEARS."""
    since = (at - dt.timedelta(days=RECORD_YEARS * DAYS_A_YEAR)).date()
    return {region: float(share) for region, share in rows(RECORD, {"since": since})}


def _opportunities(found, axes: Axes, group_of) -> Opportunities:
    pks, minimum, value, starts, ends, openness = columns(found, 6)
    ids = np.array(pks, dtype=np.int64)
    services = _sets(SERVICES, ids, axes.services, len(axes.services))
    number = {code: position for position, code in enumerate(OPENNESS)}
    joint = set(columns(rows(JOINT), 1)[0])
    return Opportunities(
        ids=ids,
        group=main_group(services, group_of),
        services=services,
        places=_places(ids, axes),
        minimum_turnover=numbers(minimum),
        yearly_value=numbers([yearly_value(*one) for one in zip(value, starts, ends, strict=True)]),
        openness=np.array([number.get(code, NOT_KNOWN) for code in openness], dtype=np.int8),
        joint=np.array([float(pk in joint) for pk in pks]),
        commissioners=_sets(BUYERS, ids, axes.bodies, axes.body_count),
        priorities=_sets(PRIORITIES, ids, axes.services, len(axes.services)),
    )


def _sets(sql: str, ids, axis, width) -> csr_array:
    owners, members = columns(rows(sql), 2)
    return relation(ids, owners, members, axis, width)


def _places(ids, axes: Axes) -> csr_array:
    local = _sets(PLACES, ids, axes.districts, len(axes.districts))
    anywhere = positions(ids, columns(rows(NATIONWIDE), 1)[0])
    anywhere = anywhere[anywhere >= 0]
    everywhere = csr_array(
        (np.ones(len(anywhere), np.float32), (anywhere, np.zeros(len(anywhere), np.int64))), shape=(len(ids), 1)
    ) @ csr_array(np.ones((1, len(axes.districts)), np.float32))
    return local.maximum(everywhere).tocsr()
