"""Standing consortia as rows of Fit: each is the union of its members, by what they show to whoever is signed in.

Pure. A consortium's matches are read by the people of every member, so nothing that a member keeps closer may reach
them: members count as others see them (decision 0133). All that is known of members only grows by uniting them, so no
consortium fits an opportunity less than one of its members does by what it shows.
"""

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from .fit_tables import FitTables, by_evidence, mean_share, of_organisations, reach_of
from .world import Estimate, Organisations, World, as_yes_or_no, rows_of


@dataclass(frozen=True)
class Consortia:
    """E consortia and who is in them."""

    ids: np.ndarray  # int64 [E], ascending
    members: csr_array  # float32 [E, N]; 1 for each member, at least one in each row; N as in the world

    def __len__(self) -> int:
        return len(self.ids)

    def some(self, rows: np.ndarray) -> "Consortia":
        return Consortia(self.ids[rows], self.members[rows])


def united(fits: FitTables, world: World, consortia: Consortia, w) -> FitTables:
    """`fits`, which are the tables of `world`, with a row for each consortium in the place of the organisations."""
    among, at = np.unique(consortia.members.indices, return_inverse=True)
    shown = rows_of(world.shown, among)
    union = Union(csr_array((consortia.members.data, at, consortia.members.indptr), (len(consortia), len(among))))
    return replace(fits, **_rows(union, shown, of_organisations(replace(world, organisations=shown), w), world, w))


@dataclass(frozen=True)
class Union:
    """From members to consortia."""

    members: csr_array  # float32 [E, P]

    def most(self, values: np.ndarray) -> np.ndarray:
        """The largest value of each consortium's members; of yes and no, whether any says yes."""
        return np.maximum.reduceat(values[self.members.indices], self.members.indptr[:-1])

    def all(self, values: np.ndarray) -> np.ndarray:
        return np.logical_and.reduceat(values[self.members.indices], self.members.indptr[:-1])

    def any(self, sets: csr_array) -> csr_array:
        """float32: 1 for whatever any member has."""
        return as_yes_or_no((self.members @ as_yes_or_no(sets)).tocsr())

    def sum(self, values: Estimate) -> Estimate:
        members = self.members.astype(np.float64)
        return Estimate(members @ values.low, members @ values.point, members @ values.high)

    def best(self, values: Estimate) -> Estimate:
        return Estimate(self.most(values.low), self.most(values.point), self.most(values.high))

    def usual(self, silent: np.ndarray, classes: np.ndarray, usual: np.ndarray) -> np.ndarray:
        """[E, M]: the most that is `usual` ([classes, M]) of those members that are silent; 0 where none is."""
        found = np.zeros((self.members.shape[0], usual.shape[1]), dtype=usual.dtype)
        for row, (start, end) in enumerate(zip(self.members.indptr, self.members.indptr[1:], strict=False)):
            members = self.members.indices[start:end]
            if some := np.unique(classes[members[silent[members]]]).tolist():
                found[row] = usual[some].max(axis=0)
        return found


def _rows(union: Union, shown: Organisations, each: dict, world: World, w) -> dict:
    """What FitTables says of rows. `each` says the same of the members."""
    reach = reach_of(union.any(shown.places), world.places.neighbours, w)
    services = _services(union, shown.services)
    offered = as_yes_or_no(services)
    national, asked = union.most(each["national"]), world.opportunities
    return {
        "headroom": union.best(each["headroom"]),  # there is room as long as one of them has any
        "turnover": union.sum(each["turnover"]),
        "maturity": union.best(each["maturity"]),  # commissioners ask for an established lead
        "national": national,
        "places_known": union.all(each["places_known"]) | (national > 0),
        "reach": reach,
        "usual_share": np.maximum(mean_share(reach, asked.places), union.most(each["usual_share"])),
        "services": by_evidence(services, w),
        "offered": offered,
        "usual_priorities": mean_share(offered, asked.priorities),
        "commissioners": union.any(shown.commissioners),
        "history_known": union.all(each["history_known"]),
        "comparable": np.arange(len(national)),
        "usual_places": union.usual(~each["places_known"], each["comparable"], each["usual_places"]),
        "usual_history": union.usual(~each["history_known"], each["comparable"], each["usual_history"]),
    }


def _services(union: Union, services: csr_array) -> csr_array:
    """What any member offers, by the best evidence that any gives: 1 with, one half without."""
    claims = services.tocoo()
    proven = claims.data >= 1
    places = tuple(at[proven] for at in claims.coords)
    evidence = csr_array((claims.data[proven], places), shape=services.shape)
    return (union.any(services) * np.float32(0.5)).maximum(union.any(evidence)).tocsr()
