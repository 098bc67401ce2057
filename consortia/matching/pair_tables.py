"""What Pair needs of each organisation, before two are laid beside each other.

Pure, and made only from `world.shown` and from what tenders ask: nothing that an organisation
keeps closer can reach another's score, order or sentence. Only who bid together is added, which
both of the two know.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from .comparables import Classes, filled, mean_by_class, typical_of_organisations
from .fit_tables import asked_turnover, by_evidence
from .market import Reached, asked_together, buyers_of
from .pair_wants import Buyers, Wants
from .scoring import rounded
from .world import NOT_KNOWN, Organisations, World, row_sums


@dataclass(frozen=True)
class Shares:
    """What each organisation has of a family of things, and what it looks for.

    Where it is not known: what comparable organisations usually have and look for. How much is shared is then only a
    point, and at the edges of what is known pair.py uses none of it.
    """

    has: csr_array  # float32 [N, X]
    wants: Wants
    known: np.ndarray  # bool [N]


@dataclass(frozen=True)
class PairTables:
    """Rows and columns are both the organisations of `shown`."""

    shown: Organisations
    services: Shares
    places: Shares
    covers_all: np.ndarray  # float32 [N]; national, so whatever place is wanted is there
    # what each size band of a partner would let it reach
    size_low: np.ndarray  # float32 [N, K]; over all own bands where the own one is unknown
    size_point: np.ndarray
    size_high: np.ndarray
    band_low: np.ndarray  # int [N]; the lowest band it may be in
    band_point: np.ndarray
    band_high: np.ndarray
    # the cells served: places x services
    served_services: np.ndarray  # float64 [N]; how many
    served_places: np.ndarray
    # commissioners
    buyers: Buyers  # those of its places
    usual_buyers_known: np.ndarray  # float32 [N, classes]; share of its buyers that a class usually knows
    classes: np.ndarray
    together: csr_array
    # float64 [N]; what having been shown lately counts against being shown again; infinite for whoever is not suggested
    penalty: np.ndarray

    @classmethod
    def of(cls, world: World, w) -> "PairTables":
        classes = Classes.of(world)
        shown = world.shown
        return cls(
            shown=shown,
            services=_services(world, classes, w),
            places=_places(world, classes),
            covers_all=shown.national.astype(np.float32),
            **_sizes(world, w),
            **_cells(world, classes),
            **_buyers(world, classes),
            together=world.together,
            penalty=_penalty(world, w),
        )


def _penalty(world: World, w) -> np.ndarray:
    shown_often = rounded(w["constants"]["exposure_penalty"] * np.log1p(world.exposure))
    return np.where(world.left_out.unlisted, np.inf, shown_often)


def _services(world, classes, w) -> Shares:
    shown = world.shown
    services = by_evidence(shown.services, w)
    known = row_sums(shown.offered) > 0
    usual = mean_by_class(services, known, classes)
    usual_offered = mean_by_class(shown.offered, known, classes)
    together = asked_together(world.market.services)
    return Shares(
        filled(services, known, usual, classes.shown).sorted_indices(),
        Wants.of(shown.offered, together, known, known, usual_offered, classes),
        known,
    )


def _places(world, classes) -> Shares:
    shown = world.shown
    known = shown.places_known | shown.national
    usual = mean_by_class(shown.places, known, classes)
    together = asked_together(world.market.places) + world.places.neighbours.toarray()
    return Shares(
        filled(shown.places, known, usual, classes.shown).sorted_indices(),
        Wants.of(shown.places, together, known, ~shown.national, usual, classes),
        known,
    )


def _sizes(world, w):
    shown, bands = world.shown, world.bands
    reached, top = Reached.of(world.market, asked_turnover(world.market, w), bands), len(bands.low) - 1
    band = shown.band.astype(np.int64)
    unknown = band == NOT_KNOWN
    typical = typical_of_organisations(np.where(unknown, np.nan, band), shown, shown, top // 2)
    point = np.where(unknown, np.floor(typical), band).astype(np.int64)
    own = reached.gains(shown.offered, point)
    gains = {"low": own.copy(), "point": own, "high": own.copy()}
    offered = shown.offered[unknown]
    of_any = [reached.gains(offered, np.full(offered.shape[0], each)) for each in range(top + 1)]
    gains["low"][unknown], gains["high"][unknown] = np.min(of_any, axis=0), np.max(of_any, axis=0)
    return {
        **{f"size_{edge}": table for edge, table in gains.items()},
        "band_low": np.where(unknown, 0, band),
        "band_point": point,
        "band_high": np.where(unknown, top, band),
    }


def _cells(world, classes):
    shown, everywhere = world.shown, float(len(world.places.postcodes))
    services_known = row_sums(shown.claimed) > 0
    usual = row_sums(mean_by_class(shown.claimed, services_known, classes))[classes.shown]
    places_known = shown.places_known | shown.national
    usual_places = row_sums(mean_by_class(shown.places, places_known, classes))[classes.shown]
    served = np.where(places_known, row_sums(shown.places), usual_places)
    return {
        "served_services": np.where(services_known, row_sums(shown.claimed), usual),
        "served_places": np.where(shown.national, everywhere, served),
    }


def _buyers(world, classes):
    shown, market = world.shown, world.market
    buyers = Buyers(buyers_of(shown, market), market.commissioners.shape[1])
    usual = mean_by_class(shown.commissioners, shown.history_known, classes).toarray()
    return {
        "buyers": buyers,
        "usual_buyers_known": buyers @ usual.T,
        "classes": classes.shown,
    }
