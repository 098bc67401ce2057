"""Which organisation of the directory a supplier of an award is, by the numbers of public registers."""

from django.db import connection

# One form for both sides: capitals, without spaces and leading zeros ("gb-coh-01 234 567": "GB-COH-1234567").
KEY = r"regexp_replace(upper(regexp_replace({}, '\s', '', 'g')), '^(GB-(COH|CHC)-)0+', '\1')"
# A supplier is linked where exactly one organisation that takes part has its number: one that nobody has admitted takes
# no history, and keeps none from whose it is. A link made earlier stays while its organisation keeps the number, so
# that nobody takes the history of another by typing the same; that of a closed one moves to the one that has the number
# now. Suppliers without such a number are left alone, and so are those that an import holds just now: the next time
# finds them.
LINK = f"""
WITH held AS (
    SELECT o.id, o.closed_at IS NULL AND o.admitted_at IS NOT NULL AS is_active, {KEY.format("numbers.number")} AS key
    FROM mutuals_organisation AS o
    CROSS JOIN LATERAL (VALUES ('GB-COH-' || nullif(o.company_number, '')), ('GB-CHC-' || nullif(o.charity_number, '')))
        AS numbers (number)
    WHERE numbers.number IS NOT NULL
), sole AS (
    SELECT key, min(id) AS id FROM held WHERE is_active GROUP BY key HAVING count(*) = 1
), wanted AS (
    SELECT s.id, s.organisation_id AS was, sole.id AS now
    FROM commissioners_awardsupplier AS s
    LEFT JOIN sole ON sole.key = {KEY.format("s.identifier")}
    WHERE {KEY.format("s.identifier")} ~ '^GB-(COH|CHC)-.'
        AND s.organisation_id IS DISTINCT FROM sole.id
        AND (s.organisation_id IS NULL OR NOT EXISTS (
            SELECT FROM held
            WHERE held.id = s.organisation_id AND held.key = {KEY.format("s.identifier")}
                AND (held.is_active OR sole.id IS NULL)))
    FOR UPDATE OF s SKIP LOCKED
)
UPDATE commissioners_awardsupplier AS s SET organisation_id = wanted.now
FROM wanted WHERE wanted.id = s.id
RETURNING wanted.was, wanted.now
"""


def link() -> list[int]:
    """Link all suppliers as the numbers say now, in one statement; returns organisations that gained or lost any."""
    with connection.cursor() as cursor:
        cursor.execute(LINK)
        return sorted({pk for pair in cursor.fetchall() for pk in pair if pk is not None})
