"""The formulas of matching, one small function each.

Pure, and the same for single numbers, for every pair of a block, and for a list of pairs: give
arrays that broadcast. All results lie in 0..1. `w` is a weight set (weights.py). Source: the
six determinants of "Partnerships for Better Public Services" (2018), in the portal's own
formulas; each grows with each of its fields, except need with load, which is U-shaped.
"""

import numpy as np

# -- the ingredients ------------------------------------------------------------------------


def headroom(load, w):
    """Room for more work. 1 up to half a load below `headroom_until`, 0 from there on."""
    return np.clip(w["constants"]["headroom_until"] - load, 0, 1)


def spare_or_overload(load, w):
    """U-shaped: both idle hands and too much work raise the scope to partner."""
    c = w["constants"]
    idle = (c["load_idle"] - load) / c["load_slope"]
    overloaded = (load - c["load_full"]) / c["load_slope"]
    return np.clip(np.maximum(idle, overloaded), 0, 1)


def share_reached(amount, asked):
    """How much of what is asked is there: min(1, amount / asked); all of it where nothing is asked."""
    nothing = asked <= 0
    return np.minimum((amount + nothing) / (asked + nothing), 1)


def maturity(years, enough):
    """Years of age as a share of those that are enough."""
    return np.clip(years / enough, 0, 1)


def crowding(density, w):
    """Competition, from providers per 10,000 postcodes."""
    return 1 - np.exp(-density / w["constants"]["crowd"])


# -- Need and Readiness: one organisation ---------------------------------------------------


def need_geography(spare, sparsity, w):
    """`spare`: spare_or_overload; `sparsity`: of the places served."""
    return np.maximum(spare, w["constants"]["sparsity"] * sparsity)


def need_size(turnover):
    """`turnover`: share of the usual minimum turnover in its market."""
    return 1 - turnover


def need_commissioner(joint, openness, w):
    """`joint`: share bought jointly; `openness`: mean openness; both of the commissioners of its places."""
    c = w["constants"]
    return 1 - (1 - c["joint"] * joint) * (1 - c["openness"] * openness)


def readiness_size(percentile, years, w):
    """`percentile` of turnover in the directory; `years`: maturity."""
    c = w["constants"]
    by_turnover = c["size_smallest"] + (1 - c["size_smallest"]) * percentile
    by_age = c["size_youngest"] + (1 - c["size_youngest"]) * years
    return by_turnover * by_age


def readiness_history(joint_bids, ways, w):
    """`joint_bids`: its own as a share of enough; `ways`: share of its ways of working that are stated."""
    mix = w["readiness_history"]
    return mix["joint_bids"] * joint_bids + mix["ways"] * ways


# -- Pair: organisation x organisation ------------------------------------------------------


def closeness(one, other, span):
    """1 where equal, 0 where `span` apart; nan where either is unknown."""
    return 1 - np.abs(one - other) / span


def pair(brings, gains, alignment, w):
    """The harmonic mean of both directions, so that both must gain, less for misaligned values and ways."""
    floor = w["constants"]["alignment_floor"]
    total = brings + gains
    harmonic = np.where(total > 0, 2 * brings * gains / np.where(total > 0, total, 1), 0.0)
    return harmonic * (floor + (1 - floor) * alignment)


# -- the results ----------------------------------------------------------------------------


def weighted(parts, shares):
    """The weighted sum of `parts` (a mapping by determinant) with `shares` that sum to 1."""
    return sum(shares[name] * part for name, part in parts.items())
