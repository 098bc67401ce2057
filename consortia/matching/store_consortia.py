"""Standing consortia as rows of positions in the world."""

from collections import defaultdict

import numpy as np
from scipy.sparse import csr_array

from consortia.models import Consortium, ConsortiumMember

from .bulk import positions
from .union import Consortia

LEAST_MEMBERS = 2  # that take part: one alone is matched for itself


def read_consortia(organisations: np.ndarray) -> Consortia:
    """Those that are matched now. `organisations`: the ids of the world, ascending.

    A member that does not take part is left out: it is closed, or was merged, and whoever took it over sits in the
    consortium only once it has said so.
    """
    members = ConsortiumMember.objects.present().filter(consortium__in=Consortium.objects.matched()).order_by()
    rows = list(members.values_list("consortium", "organisation"))
    found: dict[int, set[int]] = defaultdict(set)
    at = positions(organisations, [organisation for _, organisation in rows])
    for (consortium, _), place in zip(rows, at.tolist(), strict=True):
        if place >= 0:
            found[consortium].add(place)
    ids = sorted(pk for pk, places in found.items() if len(places) >= LEAST_MEMBERS)
    places = [sorted(found[pk]) for pk in ids]
    starts = np.cumsum([0, *map(len, places)])
    columns = np.array([place for some in places for place in some], dtype=np.int64)
    shape = (len(ids), len(organisations))
    return Consortia(np.array(ids, dtype=np.int64), csr_array((np.ones(len(columns), "f4"), columns, starts), shape))


def consortia_of(organisations) -> set[int]:
    """The keys of consortia that these organisations (keys) belong to."""
    members = ConsortiumMember.objects.present().filter(organisation__in=organisations).order_by()
    return set(members.values_list("consortium", flat=True))
