"""What Pair needs of each organisation, before two are laid beside each other.

Pure, and made only from `world.shown` and from what tenders ask: nothing that an organisation
keeps closer can reach another's score, order or sentence. Only who bid together is added, which
both of the two know.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from .comparables import Classes, filled, mean_by_class, typical_of_organisations
from .fit_tables import asked_turnover, by_evidence
from .market import asked_with, buyers_by_place, size_gains
from .scoring import rounded
from .world import NOT_KNOWN, Organisations, World, as_yes_or_no, row_sums


@dataclass(frozen=True)
class Shares:
    """[N, X] sparse: what each organisation has of a family of things, and what it looks for (summing to 1).

    Where it is not known: what comparable organisations usually have and look for. How much is shared is then only a
    point, and at the edges of what is known pair.py uses none of it.
    """

    has: csr_array
    wants: csr_array
    known: np.ndarray  # bool [N]

    @classmethod
    def of(cls, has, wants, known) -> "Shares":
        # Sorted once here rather than for every list of pairs.
        return cls(has.sorted_indices(), wants.sorted_indices(), known)


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
    buyers: csr_array  # [N, C]; those of its places, as shares of 1
    has_buyers: np.ndarray
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
    shown, asked = world.shown, world.market.services
    services = by_evidence(shown.services, w)
    known = row_sums(shown.offered) > 0
    usual = mean_by_class(services, known, classes)
    usual_offered = mean_by_class(shown.offered, known, classes)
    return Shares.of(
        filled(services, known, usual, classes.shown),
        _usual_wants(shown.offered, known, usual_offered, classes, asked, None),
        known=known,
    )


def _places(world, classes) -> Shares:
    shown, asked, beside = world.shown, world.market.places, world.places.neighbours
    known = shown.places_known | shown.national
    usual = mean_by_class(shown.places, known, classes)
    local = diags_array((~shown.national).astype(np.float32))
    wants = _usual_wants(shown.places, known, usual, classes, asked, beside)
    return Shares.of(
        filled(shown.places, known, usual, classes.shown),
        (local @ wants).tocsr(),
        known=known,
    )


def _wanted(mine: csr_array, together: csr_array) -> csr_array:
    """What is asked for together with mine and is not mine, as shares of 1 (or nothing at all)."""
    lacking = (together - together.multiply(mine)).tocsr()
    lacking.eliminate_zeros()
    total = row_sums(lacking)
    return (diags_array(np.where(total > 0, 1 / np.where(total > 0, total, 1), 0).astype(np.float32)) @ lacking).tocsr()


def _usual_wants(sets, known, usual, classes, asked, beside):
    """As _wanted, where unknown for the typical set of comparable organisations."""

    def wanted(mine):
        together = asked_with(mine, asked)
        return _wanted(mine, together if beside is None else together + mine @ beside)

    return filled(wanted(sets), known, wanted(usual), classes.shown)


def _sizes(world, w):
    shown, bands = world.shown, world.bands
    gains = size_gains(shown, world.market, asked_turnover(world.market, w), bands)
    band = shown.band.astype(np.int64)
    unknown = band == NOT_KNOWN
    told = np.where(unknown, np.nan, band)
    typical = typical_of_organisations(told, shown, shown, (len(bands.low) - 1) // 2)
    point = np.where(unknown, np.floor(typical), band).astype(np.int64)
    own = gains[np.arange(len(shown)), point]
    return {
        "size_low": np.where(unknown[:, None], gains.min(axis=1), own),
        "size_point": own,
        "size_high": np.where(unknown[:, None], gains.max(axis=1), own),
        "band_low": np.where(unknown, 0, band),
        "band_point": point,
        "band_high": np.where(unknown, len(bands.low) - 1, band),
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
    shown = world.shown
    by_place = buyers_by_place(world.market)
    anyone = csr_array((row_sums(by_place.T.tocsr()) > 0).astype(np.float32).reshape(1, -1))
    national = csr_array(shown.national.astype(np.float32).reshape(-1, 1))
    buyers = as_yes_or_no((shown.places @ by_place + national @ anyone).tocsr())
    counts = row_sums(buyers)
    shares = (diags_array((1 / np.maximum(counts, 1)).astype(np.float32)) @ buyers).tocsr().sorted_indices()
    usual = mean_by_class(shown.commissioners, shown.history_known, classes)
    return {
        "buyers": shares,
        "has_buyers": counts > 0,
        "usual_buyers_known": (shares @ usual.T.tocsr()).toarray().astype(np.float32),
        "classes": classes.shown,
    }
