"""What tenders ask for: together with what, where, of what size, by whom.

Pure. Read from the opportunities of the last two years, or of now where it says so.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .scoring import blocks
from .world import Bands, Opportunities, Organisations, World

# Pairs of an organisation and an opportunity looked at at once, as bits: tens of MB of working arrays.
PAIRS_AS_BITS = 50_000_000


@dataclass(frozen=True)
class Demand:
    """For each district: opportunities that say whether they are joint, how open they are, and the sums of both."""

    joint_told: np.ndarray
    joint: np.ndarray
    openness_told: np.ndarray
    openness: np.ndarray
    everywhere: tuple[float, float, float, float]  # the same four over all opportunities

    @classmethod
    def of(cls, market: Opportunities, openness: np.ndarray) -> "Demand":
        told = [~np.isnan(market.joint), ~np.isnan(openness)]
        columns = [
            told[0].astype(np.float64),
            np.nan_to_num(market.joint),
            told[1].astype(np.float64),
            np.nan_to_num(openness),
        ]
        joint_told, joint, openness_told, openness_sum = (market.places.T @ column for column in columns)
        everywhere = tuple(column.sum() for column in columns)
        return cls(joint_told, joint, openness_told, openness_sum, everywhere)

    def mean_joint(self, organisations: Organisations) -> np.ndarray:
        """float64 [N]: the share bought jointly of what is asked in the places of each; nan if none tells."""
        return self._mean(organisations, self.joint, self.joint_told, *self.everywhere[:2])

    def mean_openness(self, organisations: Organisations) -> np.ndarray:
        """float64 [N]: the mean openness to consortia in the places of each; nan if none tells."""
        return self._mean(organisations, self.openness, self.openness_told, *self.everywhere[2:])

    def usual_joint(self, otherwise: float) -> float:
        told, total = self.everywhere[:2]
        return total / told if told else otherwise

    def usual_openness(self, otherwise: float) -> float:
        told, total = self.everywhere[2:]
        return total / told if told else otherwise

    @staticmethod
    def _mean(organisations, sums, told, all_told, all_sums):
        counts = np.where(organisations.national, all_told, organisations.places @ told)
        total = np.where(organisations.national, all_sums, organisations.places @ sums)
        return np.where(counts > 0, total / np.maximum(counts, 1), np.nan)


def usual_minimum_turnover(world: World, asked: np.ndarray) -> np.ndarray:
    """float64 [N]: the median of `asked` [M] over the open opportunities that share a service and a place; nan if none.

    Opportunities are sorted by what they ask once and are then bits of a number: the median of a row is where its
    count of shared ones passes half.
    """
    own, now = world.organisations, world.opportunities
    order = np.argsort(asked, kind="stable")[: np.count_nonzero(~np.isnan(asked))]
    if len(order) == 0:
        return np.full(len(own), np.nan)
    amounts, services, places = asked[order], _as_bits(now.services[order]), _as_bits(now.places[order])
    anywhere = np.bitwise_or.reduce(places, axis=0)
    medians = np.empty(len(own))
    for rows in blocks(np.arange(len(own)), len(order), PAIRS_AS_BITS):
        somewhere = _any_of(places, own.places[rows])
        somewhere[own.national[rows]] = anywhere
        medians[rows] = _median_where(somewhere & _any_of(services, own.offered[rows]), amounts)
    return medians


def _as_bits(asked: csr_array) -> np.ndarray:
    """uint64 [X, M / 64]: for each column of `asked` [M, X] the rows that have it, one bit each."""
    dense = np.zeros((asked.shape[1], -(-asked.shape[0] // 64) * 64), dtype=bool)
    dense[:, : asked.shape[0]] = (asked.T > 0).toarray()
    return np.packbits(dense, axis=1, bitorder="little").view("<u8")


def _any_of(sets: np.ndarray, members: csr_array) -> np.ndarray:
    """uint64 [n, M / 64]: the union of the `sets` that each row of `members` [n, X] names."""
    nothing = np.zeros((1, sets.shape[1]), sets.dtype)  # at the end, so that the last row may be empty too
    named = np.concatenate([sets[members.indices], nothing])
    union = np.bitwise_or.reduceat(named, members.indptr[:-1], axis=0)
    union[np.diff(members.indptr) == 0] = 0
    return union


def _median_where(shared: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    bits = np.bitwise_count(shared)
    passed = np.cumsum(bits, axis=1, dtype=np.int32)
    count = passed[:, -1]
    lower, upper = (amounts[_place_of(nth, shared, bits, passed)] for nth in ((count + 1) // 2, count // 2 + 1))
    return np.where(count > 0, (lower + upper) / 2, np.nan)


def _place_of(nth: np.ndarray, shared: np.ndarray, bits: np.ndarray, passed: np.ndarray) -> np.ndarray:
    """int64 [n]: where in each row the `nth` bit is set; 0 where there are fewer."""
    every, word = np.arange(len(shared)), np.argmax(passed >= nth[:, None], axis=1)
    within = nth - (passed[every, word] - bits[every, word])
    ones = np.unpackbits(shared[every, word].astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    found = word * 64 + np.argmax(np.cumsum(ones, axis=1) >= within[:, None], axis=1)
    return np.where(passed[:, -1] >= nth, found, 0)


def asked_together(asked: csr_array) -> np.ndarray:
    """float64 [X, X]: how many opportunities (rows of `asked`) ask for both of two things; for one, on the diagonal."""
    return (asked.T @ asked).toarray().astype(np.float64)


@dataclass(frozen=True)
class Reached:
    """The minimum turnovers in an organisation's market, those of opportunities that share a service with it."""

    by_service: np.ndarray  # float32 [S, K, K]; how many two bands reach together, by the lower edges of both
    counts: np.ndarray  # float32 [S]; how many there are

    @classmethod
    def of(cls, market: Opportunities, asked: np.ndarray, bands: Bands) -> "Reached":
        told = np.flatnonzero(~np.isnan(asked))
        services = market.services[told]
        sums = bands.low[:, None] + bands.low[None, :]
        reached = (asked[told][:, None] <= sums.ravel()[None, :]).astype(np.float32)
        return cls((services.T @ reached).reshape(-1, *sums.shape), services.T @ np.ones(len(told), np.float32))

    def gains(self, offered: csr_array, band: np.ndarray) -> np.ndarray:
        """float32 [N, K]: for each own `band` and a partner's, the share that it misses alone and the two reach."""
        together = np.empty((offered.shape[0], self.by_service.shape[1]), np.float32)
        for own in np.unique(band):
            rows = np.flatnonzero(band == own)
            together[rows] = offered[rows] @ np.ascontiguousarray(self.by_service[:, own])
        together -= together[:, :1]  # the lowest band begins at nothing: this is what it reaches alone
        return together / np.maximum(offered @ self.counts, 1)[:, None]


def buyers_of(organisations: Organisations, market: Opportunities) -> np.ndarray:
    """uint64 [N, C / 64]: the bodies that have asked for something where each organisation delivers, one bit each."""
    by_place = _as_bits((market.commissioners.T @ market.places).tocsr())
    buyers = _any_of(by_place, organisations.places)
    buyers[organisations.national] = np.bitwise_or.reduce(by_place, axis=0)
    return buyers
