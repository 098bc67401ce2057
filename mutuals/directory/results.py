"""The organisations that answer, a page at a time."""

from array import array
from dataclasses import replace

from django.core.cache import cache
from django.db import connection

from .filters import NOTHING, SQUARED, Filters

QUERY = "websearch_to_tsquery('english', %s)"
# Each order, and the same backwards: a page near the end is read from there.
ORDERS = {
    "name": ("e.sort_name, e.organisation_id", "e.sort_name DESC, e.organisation_id DESC"),
    "newest": ("e.created_at DESC, e.organisation_id", "e.created_at, e.organisation_id DESC"),
    # the name weighs most; a long description does not win by its length alone
    "relevance": (
        f"ts_rank(o.public_search, {QUERY}, 1) DESC, o.name, o.id",
        f"ts_rank(o.public_search, {QUERY}, 1), o.name DESC, o.id DESC",
    ),
}
# The best of a search by words cannot be read off an index, so the first pages are kept for the next request.
FIRST, KEEP_SECONDS = 500, 60


def ids(filters: Filters, *, offset: int, limit: int, total: int) -> list[int]:
    """Ids of one page of organisations, in the order asked for; at most one statement.

    `total` is how many answer. The first FIRST of a search by words are kept for a minute if there are more.
    """
    if not filters.words or total <= FIRST or offset + limit > FIRST:
        return _read(filters, offset, limit, total)
    at = filters.near if filters.sort == "nearest" else ""
    key = f"directory-{filters.sort}-{at}-{filters.key}".replace(" ", "")
    first = cache.get(key)
    if first is None:
        first = _read(filters, 0, FIRST, total)
        cache.set(key, first, KEEP_SECONDS)
    return first[offset : offset + limit]


def every_id(filters: Filters) -> array:
    """Ids of all organisations that answer, by name, four bytes each; one statement."""
    statement, values = _ordered(replace(filters, sort="name"), backwards=False)
    found = array("i")
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        while rows := cursor.fetchmany(10_000):
            found.extend(pk for (pk,) in rows)
    return found


def _read(filters: Filters, offset: int, limit: int, total: int) -> list[int]:
    """From whichever end is nearer, so that no page skips more than half of the answer."""
    backwards = offset > total // 2
    if backwards:
        limit = min(limit, total - offset)
        offset = total - offset - limit
    statement, values = (_best if filters.sort == "relevance" else _ordered)(filters, backwards)
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} LIMIT %s OFFSET %s", [*values, max(limit, 0), offset])
        found = [row[0] for row in cursor.fetchall()]
    return found[::-1] if backwards else found


def _ordered(filters: Filters, backwards: bool):
    """By a column of the entries, which an index holds in order."""
    where, values = filters.conditions()
    order, ordered_by = _order(filters, backwards)
    source = "mutuals_directoryentry AS e"
    if filters.words:
        source += " JOIN mutuals_organisation AS o ON o.id = e.organisation_id"
        where, values = f"o.public_search @@ {QUERY} AND {where}", [filters.words, *values]
    return f"SELECT e.organisation_id FROM {source} WHERE {where} ORDER BY {order}", [*values, *ordered_by]


def _order(filters: Filters, backwards: bool):
    """Those whose base the viewer may not see stand behind the nearest, by name, whichever way one reads."""
    if filters.sort != "nearest" or filters.near is None:
        return ORDERS[filters.sort][backwards], []
    far = f"CASE WHEN e.about_level <= %s THEN {SQUARED} END"
    way = f"{far} DESC NULLS FIRST" if backwards else f"{far} NULLS LAST"
    return f"{way}, {ORDERS['name'][backwards]}", [filters.level, filters.near.easting, filters.near.northing]


def _best(filters: Filters, backwards: bool):
    """By rank: the words are looked up and ranked first, without a join where nothing else is asked."""
    where, values = filters.conditions()
    entries = f"SELECT e.organisation_id FROM mutuals_directoryentry AS e WHERE {where}"
    also = "" if where == NOTHING else f"AND o.id IN ({entries})"
    return (
        f"SELECT o.id FROM mutuals_organisation AS o WHERE o.public_search @@ {QUERY}"
        f" AND o.closed_at IS NULL AND o.admitted_at IS NOT NULL {also}"
        f" ORDER BY {ORDERS['relevance'][backwards]}",
        [filters.words, *values, filters.words],
    )
