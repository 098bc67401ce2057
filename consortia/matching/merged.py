"""Organisations merge: what one did before it was merged counts for the one that took it over."""

# heir: each merged organisation and the one that took it over in the end, however many were merged on the way.
# Begins a statement that goes on with SELECT; `heir` is then joined by id.
HEIRS = """
WITH RECURSIVE step (id, heir, depth) AS (
    SELECT id, merged_into_id, 1 FROM mutuals_organisation WHERE merged_into_id IS NOT NULL
    UNION ALL
    SELECT step.id, o.merged_into_id, step.depth + 1
    FROM step JOIN mutuals_organisation o ON o.id = step.heir
    WHERE o.merged_into_id IS NOT NULL AND step.depth < 100
), heir AS (SELECT DISTINCT ON (id) id, heir AS organisation_id FROM step ORDER BY id, depth DESC)
"""
