"""Which interests stand, and whose they are now that some organisations have merged."""

from collections.abc import Iterable
from dataclasses import dataclass

from commissioners.models import Interest
from mutuals.models import Organisation


@dataclass(frozen=True)
class Standing:
    """An interest that stands, and the organisation that it is of now: that which took over whoever expressed it."""

    interest: Interest
    organisation: Organisation

    @property
    def lots(self) -> list[str]:
        """The lots in words; none: the whole. Reads what is prefetched."""
        return [str(lot) for lot in self.interest.lots.all()]


def standing(interests) -> list[Standing]:
    """Those of a queryset that were not withdrawn, of organisations that take part, in the order given.

    What an organisation expressed itself stands before what it took over. The number of queries does not grow with the
    rows: three, and one for each step of the longest line of mergers.
    """
    rows = list(
        interests.filter(withdrawn_at=None)
        .select_related("organisation")
        .defer("organisation__public_search")
        .prefetch_related("lots")
    )
    now = heirs(row.organisation for row in rows)
    own = {(row.opportunity_id, row.organisation_id) for row in rows}
    found: dict[tuple[int, int], Standing] = {}
    for row in rows:
        heir = now[row.organisation_id]
        key = (row.opportunity_id, heir.pk)
        inherited = heir.pk != row.organisation_id
        if heir.is_active and not (inherited and key in own):
            found.setdefault(key, Standing(row, heir))
    return list(found.values())


def heirs(organisations: Iterable[Organisation]) -> dict[int, Organisation]:
    """Each organisation's key, and the one that took it over in the end: itself, if it was never merged."""
    now = {one.pk: one for one in organisations}
    while steps := {one.merged_into_id for one in now.values() if one.merged_into_id}:
        taken_over = Organisation.objects.defer("public_search").in_bulk(steps)
        now = {pk: taken_over.get(one.merged_into_id, one) for pk, one in now.items()}
    return now
