"""The point of Fit as one sparse product X . Y, so that the best of ten thousand are found by adding up a few lists.

Pure. What an organisation m scores for an opportunity t is, but for rounding,

    own[m] + X[m] . Y[:, t] + base[kind[m], t] + reached * min(1, turnover[m] * per_asked[t])

- `own` is the same for all opportunities, so no order depends on it.
- X . Y sums over features: services, districts reached, buyers known. Y holds, for each feature, the list of the
  opportunities that ask for it, weighted by what a hit is worth there. Lists are short: that is the speed.
- `base` is what depends on the opportunity alone and, where an organisation is silent, on the class of comparable
  organisations it belongs to. There are a few dozen kinds of silence.
- The share of the turnover asked is the one term that is no product. Buckets of turnover would make it one, at the cost
  of an error a thousand times that of rounding; a multiplication and a minimum for each candidate are exact.

Two terms are turned round to keep the lists short. An opportunity that asks for most districts lists the few that it
does not ask for, to be subtracted from all that is reached. And whoever knows one of several joint buyers is known,
however many of them it knows: the feature is the set of buyers, not the buyer.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack, vstack

from .fit_formulas import FitWeights
from .fit_tables import FitTables
from .scoring import STEPS
from .world import row_sums

ROUNDING = 2.0**-24  # the most that float32 moves a number below 2, and the share by which it moves any number


@dataclass(frozen=True)
class Folded:
    """R rows against M opportunities. Only those that share a service are candidates."""

    offers: csr_array  # float32 [R, S]
    asks: csr_array  # float32 [S, M]: lists of opportunities; any hit makes a candidate
    has: csr_array  # float32 [R, F]
    wants: csr_array  # float32 [F, M]: the other lists
    own: np.ndarray  # float64 [R]
    kind: np.ndarray  # int64 [R]: row of `base`
    base: np.ndarray  # float32 [K, M]
    turnover: np.ndarray  # float32 [R]: pounds a year
    per_asked: np.ndarray  # float32 [M]: 1 / the turnover asked; 0 where none is
    reached: np.float32  # what the whole turnover asked is worth
    bound: float  # most that a folded score differs from the exact one rounded to six decimals


def fold(t: FitTables, rows: np.ndarray, w) -> Folded:
    """Fold the point score of some organisations with all opportunities.

    Raises ValueError for rows that are partly placed: what may come to the places they show depends on both sides at
    once, which no product of theirs says.
    """
    if t.partly_placed[rows].any():
        raise ValueError("Whoever shows only some of its places is scored by fit.best_fits.")
    weights = FitWeights.of(w)
    shares, column = weights.shares, _per_column(t, weights)
    asks = (diags_array(column["service"]) @ t.asked.services).T
    offers = t.services[rows]
    has, wants = zip(
        _reach(t, rows, column["places"]),
        _buyers(t, rows, shares.history * weights.commissioner),
        (t.offered[rows], (diags_array(column["priorities"]) @ t.asked.priorities).T),
        _silences(t, rows, weights),
        strict=True,
    )
    kind, base = _base(t, rows, weights)
    folded = {
        "offers": _lists(offers),
        "asks": _lists(asks),
        "has": _lists(hstack(has)),
        "wants": _lists(vstack(wants)),
    }
    return Folded(
        **folded,
        own=_own(t, rows, weights),
        kind=kind,
        base=base,
        turnover=t.turnover.point[rows].astype(np.float32),
        per_asked=_per_asked(t.minimum_turnover.point),
        reached=np.float32(shares.size * weights.turnover),
        bound=_bound(folded["asks"], folded["wants"]),
    )


def _per_asked(asked: np.ndarray) -> np.ndarray:
    """float32 [M]: one over the turnover asked; 0 where none is."""
    return np.divide(1, asked, out=np.zeros(len(asked)), where=asked > 0).astype(np.float32)


def _per_column(t: FitTables, w: FitWeights) -> dict[str, np.ndarray]:
    """float64 [M]: what one member of each set that is asked for is worth."""
    s = w.shares
    return {
        # Never nothing: a shared service makes a candidate even where weights give it no worth.
        "service": np.maximum(s.service, 1e-12) / np.maximum(t.asked_services, 1),
        "places": s.geography * w.places / np.maximum(t.asked_places, 1),
        "priorities": s.history * w.priorities / np.maximum(t.asked_priorities, 1),
    }


def _reach(t: FitTables, rows, worth):
    """Districts reached, and all of them together, against districts asked or (negative) not asked."""
    local = 1 - t.national[rows]
    reach = diags_array(local) @ t.reach[rows]
    most = t.asked_places > t.asked.places.shape[1] / 2
    missing = csr_array(1 - t.asked.places[np.flatnonzero(most)].toarray())
    some = diags_array(worth * ~most) @ t.asked.places
    put = csr_array((worth[most], (np.flatnonzero(most), np.arange(most.sum()))), shape=(len(worth), int(most.sum())))
    everywhere = csr_array((worth * most).reshape(1, -1))
    return hstack([reach, csr_array(row_sums(reach).reshape(-1, 1))]), vstack([(some - put @ missing).T, everywhere])


def _buyers(t: FitTables, rows, worth: float):
    """Sets of buyers of which one is known, against the opportunities of each set."""
    sets, number = _distinct(t.asked.commissioners)
    known = (t.commissioners[rows] @ sets.T).tocoo()
    first = np.zeros(sets.shape[0], dtype=np.int64)
    first[number] = np.arange(len(number))
    # Who does not tell all its history has what is usual already (see _base): only the rest is added.
    usual = t.usual_history[t.comparable[rows[known.coords[0]]], first[known.coords[1]]]
    more = np.where(t.history_known[rows[known.coords[0]]], 1, 1 - usual)
    knows = csr_array((more, known.coords), shape=known.shape)
    return knows, csr_array(
        (np.full(len(number), worth), (number, np.arange(len(number)))), shape=(len(first), len(number))
    )


def _distinct(sets: csr_array):
    """The distinct rows of a matrix of sets, and the number of each row's."""
    keys = [sets.indices[sets.indptr[i] : sets.indptr[i + 1]] for i in range(sets.shape[0])]
    _, first, number = np.unique(
        np.array([np.sort(key).tobytes() for key in keys], dtype=object), return_index=True, return_inverse=True
    )
    return sets[first], number


def _silences(t: FitTables, rows, w: FitWeights):
    """What is usual, against the opportunities that do not say where they are or what their buyers' priorities are."""
    usual = np.column_stack([(1 - t.national[rows]) * t.usual_share[rows], t.usual_priorities[rows]])
    silent = np.stack([t.asked_places == 0, t.asked_priorities == 0])
    worth = w.shares.geography * w.places, w.shares.history * w.priorities
    return csr_array(usual), csr_array(silent * np.array(worth)[:, None])


def _own(t: FitTables, rows, w: FitWeights) -> np.ndarray:
    places = w.places * t.national[rows] + w.headroom * t.headroom.point[rows]
    return w.shares.geography * places + w.shares.size * w.years * t.maturity.point[rows]


def _base(t: FitTables, rows, w: FitWeights):
    """The kind of each row, and what every opportunity is worth to each kind."""
    s = w.shares
    said, open_places = t.asked_places > 0, ~t.places_known[rows]
    open_history = ~t.history_known[rows]
    # Who tells everything is compared with nobody.
    label = t.comparable[rows] * (open_history | open_places)
    kinds, kind = np.unique(4 * label + 2 * open_history + open_places, return_inverse=True)
    label, history, places = kinds // 4, kinds // 2 % 2, kinds % 2
    same = s.competition * t.crowding.point + s.history * w.region * t.record.point
    same += s.commissioner * (w.joint * t.joint.point + w.openness * t.openness.point)
    same += s.size * w.turnover * (t.minimum_turnover.point <= 0)
    base = same + s.history * w.commissioner * history[:, None] * t.usual_history[label]
    base += s.geography * w.places * places[:, None] * said * t.usual_places[label]
    return kind, base.astype(np.float32)


def _bound(asks: csr_array, wants: csr_array) -> float:
    """Most that float32 moves a score, and rounding the exact one to six decimals moves that.

    Where n products meet in one opportunity, n additions round sums that stay below 2. Each product is rounded three
    times (both numbers, then itself), and their sizes sum to 3 at most: 1 for the score, 1 more where all that is
    reached stands for most districts, and 1 taken off again for those not asked; that makes 9. The last terms and the
    comparison with a floor round 11 times at most.
    """
    products = np.diff(asks.tocsc().indptr) + np.diff(wants.tocsc().indptr)
    return ROUNDING * (int(products.max(initial=0)) + 9 + 11) + 0.5 / STEPS


def _lists(matrix) -> csr_array:
    lists = csr_array(matrix).astype(np.float32)
    lists.eliminate_zeros()
    lists.sort_indices()
    return lists
