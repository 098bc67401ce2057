"""What tenders ask for: together with what, where, of what size, by whom.

Pure. Read from the opportunities of the last two years, or of now where it says so.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .scoring import blocks
from .world import Bands, Opportunities, Organisations, World, as_yes_or_no


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

    Opportunities are sorted by what they ask once; the median of a row is then where its count
    of shared ones passes half.
    """
    own, now = world.organisations, world.opportunities
    order = np.argsort(asked, kind="stable")[: np.count_nonzero(~np.isnan(asked))]
    if len(order) == 0:
        return np.full(len(own), np.nan)
    amounts, services, places = asked[order], now.services[order].T, now.places[order].T
    medians = np.empty(len(own))
    for rows in blocks(np.arange(len(own)), len(order)):
        somewhere = (own.places[rows] @ places).toarray() > 0
        somewhere |= own.national[rows][:, None] & (now.places[order].sum(axis=1) > 0)
        shared = somewhere & ((own.offered[rows] @ services).toarray() > 0)
        medians[rows] = _median_where(shared, amounts)
    return medians


def _median_where(shared: np.ndarray, amounts: np.ndarray) -> np.ndarray:
    passed = np.cumsum(shared, axis=1, dtype=np.int32)
    count = passed[:, -1:]
    lower = amounts[np.argmax(passed >= (count + 1) // 2, axis=1)]
    upper = amounts[np.argmax(passed >= count // 2 + 1, axis=1)]
    return np.where(count.ravel() > 0, (lower + upper) / 2, np.nan)


def asked_with(mine: csr_array, asked: csr_array) -> csr_array:
    """float32 [N, X]: how often each thing is asked for (a row of `asked`) together with one of mine."""
    return (mine @ (asked.T @ asked).tocsr()).tocsr()


def size_gains(organisations: Organisations, market: Opportunities, asked: np.ndarray, bands: Bands):
    """float32 [N, K, K]: for own band i and a partner's band j, the share of the minimum turnovers in the
    organisation's market that it misses alone and the two reach together, by the lower edges of both bands.
    """
    told = np.flatnonzero(~np.isnan(asked))
    services = market.services[told]
    sums = bands.low[:, None] + bands.low[None, :]
    reached = (asked[told][:, None] <= sums.ravel()[None, :]).astype(np.float32)
    by_service = services.T @ np.hstack([reached, np.ones((len(told), 1), np.float32)])
    counts = organisations.offered @ by_service
    table = counts[:, :-1].reshape(len(organisations), *sums.shape)
    gained = table - table[:, :, :1]
    return (gained / np.maximum(counts[:, -1], 1)[:, None, None]).astype(np.float32)


def buyers_by_place(market: Opportunities) -> csr_array:
    """float32 [D, C]: 1 where a commissioning body has asked for something in a district."""
    return as_yes_or_no((market.places.T @ market.commissioners).tocsr())
