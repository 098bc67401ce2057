"""What the directory searches: kept in step with the organisations, in bulk and inside the database."""

from typing import Any

from django.db import connection, transaction

# Only sections that everyone may see are searched by words, so a search never finds what it may not show.
# Weights: A the name, B the services, C the summary, D places and what is said about partnering.
PUBLIC_WORDS = """
UPDATE mutuals_organisation AS o SET public_search = w.words
FROM (
    SELECT x.id,
        setweight(to_tsvector('english', x.name), 'A')
        || setweight(to_tsvector('english', coalesce(s.words, '')), 'B')
        || setweight(to_tsvector('english', CASE WHEN x.visibility_about = 0 THEN x.summary ELSE '' END), 'C')
        || setweight(to_tsvector('english', concat_ws(' ',
            p.words,
            CASE WHEN x.visibility_about = 0 THEN x.parent_body END,
            CASE WHEN x.visibility_places = 0 AND x.is_national THEN 'England' END,
            CASE WHEN x.visibility_partnering = 0 THEN concat_ws(' ', x.offers, x.looks_for) END)), 'D') AS words
    FROM mutuals_organisation AS x
    LEFT JOIN (
        SELECT c.organisation_id, string_agg(concat_ws(' ', a.name, g.name), ' ' ORDER BY a.position) AS words
        FROM mutuals_serviceclaim AS c
        JOIN reference_servicearea AS a ON a.id = c.service_area_id
        LEFT JOIN reference_servicearea AS g ON g.id = a.parent_id
        WHERE %(everyone)s OR c.organisation_id = ANY(%(ids)s)
        GROUP BY c.organisation_id
    ) AS s ON s.organisation_id = x.id AND x.visibility_services = 0
    LEFT JOIN (
        SELECT m.organisation_id, string_agg(concat_ws(' ', a.name, r.name), ' ' ORDER BY a.name) AS words
        FROM mutuals_organisation_places AS m
        JOIN reference_localauthority AS a ON a.id = m.localauthority_id
        JOIN reference_region AS r ON r.id = a.region_id
        WHERE %(everyone)s OR m.organisation_id = ANY(%(ids)s)
        GROUP BY m.organisation_id
    ) AS p ON p.organisation_id = x.id AND x.visibility_places = 0
    WHERE %(everyone)s OR x.id = ANY(%(ids)s)
) AS w
WHERE o.id = w.id AND o.public_search IS DISTINCT FROM w.words
"""

# An entry per active organisation. 0 among regions and places: anywhere in England (models.directory.ANYWHERE).
ENTRIES = """
INSERT INTO mutuals_directoryentry AS e (
    organisation_id, sort_name, created_at, kind, is_mutual, services, services_level,
    regions, places, places_level, turnover_band, size_level, easting, northing, about_level)
SELECT o.id, lower(o.name), o.created_at, o.kind, o.verified_at IS NOT NULL,
    coalesce(s.areas, '{}'), o.visibility_services,
    CASE WHEN o.is_national THEN '{0}' ELSE coalesce(p.regions, '{}') END,
    CASE WHEN o.is_national THEN '{0}' ELSE coalesce(p.places, '{}') END,
    o.visibility_places, o.turnover_band, o.visibility_size,
    coalesce(o.base_easting, b.easting), coalesce(o.base_northing, b.northing), o.visibility_about
FROM mutuals_organisation AS o
LEFT JOIN reference_localauthority AS b ON b.id = o.base_authority_id
LEFT JOIN (
    SELECT c.organisation_id, array_agg(DISTINCT v.area) AS areas
    FROM mutuals_serviceclaim AS c
    JOIN reference_servicearea AS a ON a.id = c.service_area_id
    CROSS JOIN LATERAL (VALUES (a.id::int), (a.parent_id::int)) AS v (area)
    WHERE v.area IS NOT NULL AND (%(everyone)s OR c.organisation_id = ANY(%(ids)s))
    GROUP BY c.organisation_id
) AS s ON s.organisation_id = o.id
LEFT JOIN (
    SELECT m.organisation_id, array_agg(DISTINCT a.region_id::int) AS regions,
        array_agg(a.id::int ORDER BY a.id) AS places
    FROM mutuals_organisation_places AS m
    JOIN reference_localauthority AS a ON a.id = m.localauthority_id
    WHERE %(everyone)s OR m.organisation_id = ANY(%(ids)s)
    GROUP BY m.organisation_id
) AS p ON p.organisation_id = o.id
WHERE o.closed_at IS NULL AND o.admitted_at IS NOT NULL AND (%(everyone)s OR o.id = ANY(%(ids)s))
ORDER BY lower(o.name), o.id  -- rows that lie in the order of the list are read faster
ON CONFLICT (organisation_id) DO UPDATE SET
    sort_name = excluded.sort_name, created_at = excluded.created_at, kind = excluded.kind,
    is_mutual = excluded.is_mutual, services = excluded.services, services_level = excluded.services_level,
    regions = excluded.regions, places = excluded.places, places_level = excluded.places_level,
    turnover_band = excluded.turnover_band, size_level = excluded.size_level,
    easting = excluded.easting, northing = excluded.northing, about_level = excluded.about_level
WHERE e.* IS DISTINCT FROM excluded.*
"""

LEFT = """
DELETE FROM mutuals_directoryentry AS e USING mutuals_organisation AS o
WHERE o.id = e.organisation_id AND (o.closed_at IS NOT NULL OR o.admitted_at IS NULL)
    AND (%(everyone)s OR o.id = ANY(%(ids)s))
"""


@transaction.atomic
def refresh(ids=None) -> None:
    """Bring the words and the directory entries of organisations up to date; of all when `ids` is None.

    Actions call it for one organisation in the transaction of its change. Whoever writes organisations,
    claims or places in bulk (COPY) calls it once afterwards: three statements whatever the number of rows.
    What is up to date already is not written again.
    """
    params: dict[str, Any] = {"everyone": ids is None, "ids": [] if ids is None else list(ids)}
    with connection.cursor() as cursor:
        for statement in (PUBLIC_WORDS, ENTRIES, LEFT):
            cursor.execute(statement, params)
