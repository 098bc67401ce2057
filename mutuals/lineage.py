"""Organisations merge: what one did before it was merged counts for the one that took it over."""

from mutuals.models import Organisation


def with_merged(pks) -> dict[int, int]:
    """Each of these organisations, and each that was merged into one of them: the one of these that it counts for.

    One query where nothing was merged, one more for each step of the longest line.
    """
    counts_for = {pk: pk for pk in pks}
    fresh = list(counts_for)
    while fresh:
        found = Organisation.objects.filter(merged_into__in=fresh).exclude(pk__in=counts_for).order_by()
        before = dict(found.values_list("pk", "merged_into"))
        counts_for |= {pk: counts_for[into] for pk, into in before.items()}
        fresh = list(before)
    return counts_for
