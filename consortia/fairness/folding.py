"""Pages that were shown, folded into how often each organisation was shown on each day."""

from django.db import connection
from django.utils import timezone

from consortia.models import Exposure, Impression

PAGES_AT_ONCE = 200_000

# One statement: what is counted is deleted with it, or neither. Another worker takes other rows. Days and organisations
# come in one order, so that two workers never wait for each other.
FOLD = f"""
WITH taken AS (
    DELETE FROM {Impression._meta.db_table} WHERE id IN (
        SELECT id FROM {Impression._meta.db_table} ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED)
    RETURNING at, organisations
), counted AS (
    SELECT organisation, (at AT TIME ZONE %s)::date AS day, count(*) AS times
    FROM taken CROSS JOIN LATERAL unnest(organisations) AS organisation
    GROUP BY organisation, day
), folded AS (
    INSERT INTO {Exposure._meta.db_table} AS kept (organisation_id, day, times)
    SELECT organisation, day, times FROM counted JOIN mutuals_organisation known ON known.id = organisation
    ORDER BY organisation, day
    ON CONFLICT (organisation_id, day) DO UPDATE SET times = kept.times + excluded.times
)
SELECT count(*) FROM taken
"""


def fold(pages_at_once: int = PAGES_AT_ONCE) -> int:
    """Count every page that waits; returns how many pages there were. Days are by UK clocks.

    Safe to run twice and in several workers at once. Organisations that are no more are not counted.
    """
    total = 0
    while folded := _fold_once(pages_at_once):
        total += folded
    return total


def _fold_once(pages: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(FOLD, [pages, timezone.get_default_timezone_name()])
        return cursor.fetchone()[0]
