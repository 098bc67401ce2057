"""Fit as a page of formulas: from what is true of an organisation and an opportunity to its score.

Pure, and written once for every way of computing: each formula takes arrays that broadcast (fit.py) as well as
single numbers inside compiled loops (exact.py). Plain arithmetic only, in a fixed order, so both give the same
bits. Everything grows with every fact, so the low facts give the low score and the high facts the high one.
"""

from typing import Any, NamedTuple

import numpy as np

from .unknown import BIT


class Facts(NamedTuple):
    """What is true of some pairs, at one edge of what is known. All in 0..1."""

    covered: np.ndarray  # services asked that are offered, claims without evidence as half
    places: np.ndarray  # districts asked that are served
    headroom: np.ndarray
    turnover: np.ndarray  # of the turnover asked
    maturity: np.ndarray
    crowding: np.ndarray
    joint: np.ndarray
    openness: np.ndarray
    commissioner: np.ndarray  # known to a buyer
    record: np.ndarray  # of the region
    priorities: np.ndarray  # of the buyers, met


class Parts(NamedTuple):
    """The six determinants, or their shares of the whole."""

    geography: Any
    size: Any
    service: Any
    competition: Any
    commissioner: Any
    history: Any


class FitWeights(NamedTuple):
    """The part of a weight set that Fit uses; each line sums to 1."""

    shares: Parts
    places: float
    headroom: float
    turnover: float
    years: float
    joint: float
    openness: float
    commissioner: float
    region: float
    priorities: float

    @classmethod
    def of(cls, w) -> "FitWeights":
        mixes = w["fit_geography"] | w["fit_size"] | w["fit_commissioner"] | w["fit_history"]
        return cls(Parts(**w["fit"]), **mixes)


def parts(f: Facts, w: FitWeights) -> Parts:
    """The six determinants of Fit."""
    return Parts(
        w.places * f.places + w.headroom * f.headroom,
        w.turnover * f.turnover + w.years * f.maturity,
        f.covered,
        f.crowding,
        w.joint * f.joint + w.openness * f.openness,
        w.commissioner * f.commissioner + w.region * f.record + w.priorities * f.priorities,
    )


def total(p: Parts, shares: Parts):
    """The determinants weighted by their shares."""
    return (
        shares.geography * p.geography
        + shares.size * p.size
        + shares.service * p.service
        + shares.competition * p.competition
        + shares.commissioner * p.commissioner
        + shares.history * p.history
    )


def opened(share, could, is_open):
    """A share that is at least `could` where it is open, and stays as it is elsewhere."""
    return np.maximum(share, could * is_open)


class Open(NamedTuple):
    """Whose silence leaves something open in a pair, as yes or no."""

    places: np.ndarray  # the organisation does not tell where it delivers
    asked_places: np.ndarray  # the opportunity does not tell where it is
    turnover: np.ndarray  # no exact figure
    band: np.ndarray  # and no band either
    asked_turnover: np.ndarray


def unknown(low: Facts, high: Facts, silent: Open):
    """The bits of the missing fields that could still move this very score."""
    places, turnover = low.places < high.places, low.turnover < high.turnover
    return (
        BIT_PLACES * (places & silent.places)
        + BIT_ASKED_PLACES * (places & silent.asked_places)
        + BIT_TURNOVER * (turnover & silent.turnover & silent.band)
        + BIT_EXACT_TURNOVER * (turnover & silent.turnover & (silent.band < 1))
        + BIT_ASKED_TURNOVER * (turnover & silent.asked_turnover)
        + BIT_CAPACITY * (low.headroom < high.headroom)
        + BIT_YEARS * (low.maturity < high.maturity)
        + BIT_HISTORY * (low.commissioner < high.commissioner)
        + BIT_JOINT * (low.joint < high.joint)
        + BIT_OPENNESS * (low.openness < high.openness)
        + BIT_RECORD * (low.record < high.record)
        + BIT_PRIORITIES * (low.priorities < high.priorities)
    )


BIT_PLACES, BIT_ASKED_PLACES = BIT["places"], BIT["opportunity_places"]
BIT_TURNOVER, BIT_EXACT_TURNOVER, BIT_ASKED_TURNOVER = BIT["turnover"], BIT["exact_turnover"], BIT["minimum_turnover"]
BIT_CAPACITY, BIT_YEARS, BIT_HISTORY = BIT["capacity"], BIT["years"], BIT["history"]
BIT_JOINT, BIT_OPENNESS, BIT_RECORD, BIT_PRIORITIES = BIT["joint"], BIT["openness"], BIT["record"], BIT["priorities"]
