"""Standing consortia as rows of positions in the world."""

from collections import defaultdict

import numpy as np
from scipy.sparse import csr_array

from consortia.models import Consortium, ConsortiumMember
from mutuals.lineage import with_merged
from mutuals.models import Organisation

from .bulk import positions
from .lineage import last_in_line
from .union import Consortia

LEAST_MEMBERS = 2  # that take part: one alone is matched for itself


def read_consortia(organisations: np.ndarray) -> Consortia:
    """Those that are matched now. `organisations`: the ids of the world, ascending.

    A member that was merged lives on in the organisation that took it over; one that does not take part is left out.
    """
    members = ConsortiumMember.objects.filter(consortium__in=Consortium.objects.matched(), left_at=None).order_by()
    rows = list(members.values_list("consortium", "organisation", "organisation__merged_into"))
    heirs = _heirs() if any(merged_into for _, _, merged_into in rows) else {}
    found: dict[int, set[int]] = defaultdict(set)
    at = positions(organisations, [last_in_line(organisation, heirs) for _, organisation, _ in rows])
    for (consortium, _, _), place in zip(rows, at.tolist(), strict=True):
        if place >= 0:
            found[consortium].add(place)
    ids = sorted(pk for pk, places in found.items() if len(places) >= LEAST_MEMBERS)
    places = [sorted(found[pk]) for pk in ids]
    starts = np.cumsum([0, *map(len, places)])
    columns = np.array([place for some in places for place in some], dtype=np.int64)
    shape = (len(ids), len(organisations))
    return Consortia(np.array(ids, dtype=np.int64), csr_array((np.ones(len(columns), "f4"), columns, starts), shape))


def _heirs() -> dict[int, int | None]:
    """Each organisation that was merged, and the one that took it over."""
    merged = Organisation.objects.exclude(merged_into=None).order_by()
    return dict(merged.values_list("pk", "merged_into"))


def consortia_of(organisations) -> set[int]:
    """The keys of consortia that these organisations (keys), or those that they took over, belong to."""
    members = ConsortiumMember.objects.filter(organisation__in=with_merged(organisations), left_at=None).order_by()
    return set(members.values_list("consortium", flat=True))
