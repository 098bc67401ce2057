"""The ways of ranking that are compared, all from the same visible world. The higher the better.

"ours" is the scorer with the first weight set; "without_NAME" the same with that determinant at 0 and the
others scaled to sum to 1; "more_geography" with geography at MORE; "half_groups" as if whoever is asked for a whole
service group covered half of it with what it offers there. "at_best" knows the hidden rule and not the chance: no
ranking can do much better.
"""

from dataclasses import replace

import numpy as np
from scipy.sparse import csr_array, diags_array, hstack

from bench.quality_sectors import GROUPS
from bench.quality_worlds import Truth
from consortia.matching.fit import fit_of_block
from consortia.matching.fit_tables import FitTables
from consortia.matching.pair import pair_of_block
from consortia.matching.pair_tables import PairTables
from consortia.matching.weights import DEFAULT, DETERMINANTS
from consortia.matching.world import Opportunities, Organisations, World, row_sums

MORE = 0.4


def partners(world: World, truth: Truth, rng) -> dict[str, np.ndarray]:
    """float [N, N] by method."""
    words = weighted_words(world.shown, world.shown)
    return {
        "ours": _pair(world, DEFAULT),
        **{f"without_{name}": _pair(world, with_share("brings", name, 0)) for name in DETERMINANTS},
        "more_geography": _pair(world, with_share("brings", "geography", MORE)),
        "random": rng.random(truth.partners.shape),
        "popularity": np.broadcast_to(row_sums(world.together), truth.partners.shape),
        "tfidf": (words @ words.T).toarray(),
        "coverage": gained_together(world.shown, world.market),
        "at_best": truth.likely_partners,
    }


def tenders(world: World, truth: Truth, rng) -> dict[str, np.ndarray]:
    """float [N, M] by method."""
    own, asked = world.organisations, world.opportunities
    words = weighted_words(own, own), weighted_words(asked, own)
    known = np.asarray(own.commissioners.sum(axis=0)).ravel()
    return {
        "ours": _fit(world, DEFAULT),
        **{f"without_{name}": _fit(world, with_share("fit", name, 0)) for name in DETERMINANTS},
        "more_geography": _fit(world, with_share("fit", "geography", MORE)),
        "half_groups": _fit(replace(world, organisations=with_half_groups(own)), DEFAULT),
        "random": rng.random(truth.bids.shape),
        "popularity": np.broadcast_to(asked.commissioners @ known, truth.bids.shape),
        "tfidf": (words[0] @ words[1].T).toarray(),
        "coverage": covered(own, asked),
        "at_best": truth.likely_bids,
    }


def _pair(world: World, w) -> np.ndarray:
    return pair_of_block(PairTables.of(world, w), np.arange(len(world.shown)), w)


def _fit(world: World, w) -> np.ndarray:
    return fit_of_block(FitTables.of(world, w), np.arange(len(world.organisations)), w)


def with_share(result: str, determinant: str, share: float) -> dict:
    """The first weight set with one determinant of a result ("fit", "brings") at `share`, the others scaled."""
    scale = (1 - share) / (1 - DEFAULT[result][determinant])
    return DEFAULT | {result: {name: scale * was for name, was in DEFAULT[result].items()} | {determinant: share}}


def with_half_groups(own: Organisations) -> Organisations:
    """Whoever offers something of a service group offers the group as a claim without evidence, which counts half."""
    services = own.services.copy()
    services.data = np.where(own.services.indices < GROUPS, np.float32(0.5), services.data)
    return own.where(services=services)


def weighted_words(of: Organisations | Opportunities, among: Organisations) -> csr_array:
    """Services and places as words, each row of length 1; what few organisations have counts more (smoothed)."""
    counts = np.asarray(hstack([among.offered, among.places]).sum(axis=0)).ravel()
    rarity = np.log((1 + len(among)) / (1 + counts)) + 1
    offered = of.offered if isinstance(of, Organisations) else of.services
    words = csr_array(hstack([offered, of.places])) @ diags_array(rarity)
    lengths = np.sqrt(row_sums(words.multiply(words).tocsr()))
    return (diags_array(1 / np.where(lengths > 0, lengths, 1)) @ words).tocsr()


def everywhere(own: Organisations) -> np.ndarray:
    """float32 [N, D]: places served, all of them by who is national."""
    return np.maximum(own.places.toarray(), own.national[:, None].astype(np.float32))


def covered(own: Organisations, asked: Opportunities) -> np.ndarray:
    """float64 [N, M]: the share of the services asked that are offered, times that of the places where any are told."""
    services = (own.offered @ asked.services.T).toarray() / np.maximum(row_sums(asked.services), 1)
    told = row_sums(asked.places)
    places = everywhere(own) @ asked.places.toarray().T / np.maximum(told, 1)
    return services * np.where(told > 0, places, 1)


def gained_together(own: Organisations, market: Opportunities) -> np.ndarray:
    """float64 [N, N]: the share of each tender's services x places that two cover beyond the better of them, summed."""
    offered, served = own.offered.toarray(), everywhere(own)
    gained = np.zeros((len(own), len(own)))
    for services, places in zip(market.services.toarray() > 0, market.places.toarray() > 0, strict=True):
        cells = services.sum() * places.sum()
        if cells:
            has, at = offered[:, services], served[:, places]
            alone = has.sum(axis=1) * at.sum(axis=1)
            less = np.minimum.outer(alone, alone)
            gained += (less - (has @ has.T) * (at @ at.T)) / cells
    return gained
