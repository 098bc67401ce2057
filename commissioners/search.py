"""The words that opportunities are found by, kept by one function in one statement."""

from django.db import connection

from commissioners.models import Opportunity

# A: the title. B: who buys, the reference, lot titles. C: services and places. D: the long texts.
# Texts are cut because PostgreSQL refuses a search vector over a megabyte.
REFRESH = """
WITH chosen AS (
    SELECT id FROM commissioners_opportunity WHERE %(every)s OR id = ANY(%(ids)s)
), words AS (
    SELECT o.id,
        setweight(to_tsvector('english', o.title), 'A')
        || setweight(to_tsvector('english', concat_ws(' ', b.name, joint.names, o.reference, lots.titles)), 'B')
        || setweight(to_tsvector('english', concat_ws(' ', services.names, places.names, regions.names,
               CASE WHEN lots.nationwide THEN 'anywhere in England nationwide' END)), 'C')
        || setweight(to_tsvector('english', left(concat_ws(' ', o.description, lots.descriptions), 200000)), 'D')
        AS vector
    FROM chosen
    JOIN commissioners_opportunity o ON o.id = chosen.id
    JOIN commissioners_commissioningbody b ON b.id = o.body_id
    LEFT JOIN (
        SELECT j.opportunity_id, string_agg(body.name, ' ' ORDER BY body.name) AS names
        FROM chosen
        JOIN commissioners_opportunity_joint_buyers j ON j.opportunity_id = chosen.id
        JOIN commissioners_commissioningbody body ON body.id = j.commissioningbody_id
        GROUP BY 1
    ) joint ON joint.opportunity_id = o.id
    LEFT JOIN (
        SELECT l.opportunity_id, string_agg(l.title, ' ' ORDER BY l.id) AS titles,
            string_agg(l.description, ' ' ORDER BY l.id) AS descriptions, bool_or(l.is_nationwide) AS nationwide
        FROM chosen JOIN commissioners_lot l ON l.opportunity_id = chosen.id
        GROUP BY 1
    ) lots ON lots.opportunity_id = o.id
    LEFT JOIN (
        SELECT l.opportunity_id, string_agg(DISTINCT concat_ws(' ', s.name, parent.name), ' ') AS names
        FROM chosen JOIN commissioners_lot l ON l.opportunity_id = chosen.id
        JOIN commissioners_lot_services ls ON ls.lot_id = l.id
        JOIN reference_servicearea s ON s.id = ls.servicearea_id
        LEFT JOIN reference_servicearea parent ON parent.id = s.parent_id
        GROUP BY 1
    ) services ON services.opportunity_id = o.id
    LEFT JOIN (
        SELECT l.opportunity_id, string_agg(DISTINCT concat_ws(' ', p.name, p.upper_tier_name, r.name), ' ') AS names
        FROM chosen JOIN commissioners_lot l ON l.opportunity_id = chosen.id
        JOIN commissioners_lot_places lp ON lp.lot_id = l.id
        JOIN reference_localauthority p ON p.id = lp.localauthority_id
        JOIN reference_region r ON r.id = p.region_id
        GROUP BY 1
    ) places ON places.opportunity_id = o.id
    LEFT JOIN (
        SELECT l.opportunity_id, string_agg(DISTINCT r.name, ' ') AS names
        FROM chosen JOIN commissioners_lot l ON l.opportunity_id = chosen.id
        JOIN commissioners_lot_regions lr ON lr.lot_id = l.id
        JOIN reference_region r ON r.id = lr.region_id
        GROUP BY 1
    ) regions ON regions.opportunity_id = o.id
)
UPDATE commissioners_opportunity o SET search = words.vector
FROM words WHERE words.id = o.id AND o.search IS DISTINCT FROM words.vector
"""

# A planner that takes a table just filled for an empty one (it was emptied, and counted then) joins row by row: minutes
# for what takes a second, however the statement is written. So before all are written the rows are counted.
MANY = 200  # fewer are quick in any case
COUNT_ROWS = """
ANALYZE commissioners_opportunity, commissioners_commissioningbody, commissioners_opportunity_joint_buyers,
    commissioners_lot, commissioners_lot_services, commissioners_lot_places, commissioners_lot_regions
"""


def refresh(ids=None) -> int:
    """Write the search vectors of the opportunities `ids` (all, if None); returns how many rows changed.

    Call it after lots, services and places are saved, in the same transaction.
    """
    with connection.cursor() as cursor:
        if ids is None and Opportunity.objects.count() >= MANY:
            cursor.execute(COUNT_ROWS)
        cursor.execute(REFRESH, {"every": ids is None, "ids": [] if ids is None else list(ids)})
        return cursor.rowcount
