"""What Fit needs of each organisation and of each opportunity, before they are laid beside each other.

Pure. Encoding takes time in proportion to organisations plus opportunities, not to their pairs.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array, diags_array

from . import determinants as d
from .comparables import Classes, mean_by_class, typical_of_opportunities, typical_of_organisations
from .density import density_of_cells
from .world import OPENNESS, Estimate, Opportunities, World, as_yes_or_no, row_sums


@dataclass(frozen=True)
class FitTables:
    """Rows are organisations, columns opportunities."""

    headroom: Estimate
    turnover: Estimate
    maturity: Estimate
    national: np.ndarray
    places_known: np.ndarray
    reach: csr_array  # [N, D]: 1 served, .5 next door
    usual_share: np.ndarray  # [N]: share served of the places that tenders usually ask for
    services: csr_array
    offered: csr_array
    usual_priorities: np.ndarray  # [N]: share met of the services that are usually a priority
    commissioners: csr_array
    history_known: np.ndarray
    comparable: np.ndarray  # [N]: the class of comparable organisations that each belongs to
    usual_places: np.ndarray  # [classes, M]: share of the places asked that comparable organisations serve
    usual_history: np.ndarray  # [classes, M]: share of comparable organisations known to the buyers

    asked: Opportunities
    asked_places: np.ndarray  # [M]: how many
    asked_services: np.ndarray
    asked_priorities: np.ndarray
    minimum_turnover: Estimate
    joint: Estimate
    openness: Estimate
    crowding: Estimate
    record: Estimate

    @property
    def no_band(self) -> np.ndarray:
        """bool [N]: whose turnover could be anything."""
        return np.isinf(self.turnover.high) & (self.turnover.low == 0)

    @property
    def partly_placed(self) -> np.ndarray:
        """bool [N]: who shows some of its places and may have more: only unions of several, some of them silent."""
        return (np.diff(self.reach.indptr) > 0) & ~self.places_known

    @classmethod
    def of(cls, world: World, w) -> "FitTables":
        return cls(**of_organisations(world, w), **_of_opportunities(world, w))


def reach_of(places: csr_array, neighbours: csr_array, w) -> csr_array:
    """float32 [N, D]: 1 for a district served, the constant `neighbour` for one next door."""
    next_door = as_yes_or_no((places @ neighbours).tocsr()) * np.float32(w["constants"]["neighbour"])
    return places.maximum(next_door).tocsr()


def of_organisations(world: World, w) -> dict:
    """What the tables say of each of `world.organisations`, seen among those of `world.shown`."""
    own, shown, opportunities = world.organisations, world.shown, world.opportunities
    classes = Classes.of(world)
    reach = reach_of(own.places, world.places.neighbours, w)
    shown_reach = reach_of(shown.places, world.places.neighbours, w)
    typical_reach = mean_by_class(shown_reach, shown.places_known, classes)
    history = mean_by_class(shown.commissioners, shown.history_known, classes)
    usual_share = mean_share(reach, opportunities.places)
    typical_share = mean_share(typical_reach, opportunities.places)[classes.own]
    return {
        "headroom": headroom_of(world, w),
        "turnover": turnover_of(world, w),
        "maturity": maturity_of(world, w["constants"]["years_mature"], w),
        "national": own.national.astype(np.float32),
        "places_known": own.places_known | own.national,
        "reach": reach,
        "usual_share": np.where(own.places_known, usual_share, np.maximum(usual_share, typical_share)),
        "services": by_evidence(own.services, w),
        "offered": own.offered,
        "usual_priorities": mean_share(own.offered, opportunities.priorities),
        "commissioners": own.commissioners,
        "history_known": own.history_known,
        "comparable": classes.own,
        "usual_places": _share_of_each(typical_reach, opportunities.places),
        "usual_history": np.minimum((history @ opportunities.commissioners.T).toarray(), 1),
    }


def by_evidence(services: csr_array, w) -> csr_array:
    """The same claims, those without evidence at the weight that the weight set gives them."""
    weights = np.where(services.data >= 1, 1, w["constants"]["claim_without_evidence"])
    return csr_array((weights.astype(np.float32), services.indices, services.indptr), shape=services.shape)


def mean_share(sets: csr_array, asked: csr_array) -> np.ndarray:
    """float64 [N]: the mean share of what is asked that each set holds, over those who say what they ask."""
    counts = row_sums(asked)
    says = counts > 0
    weights = diags_array(np.where(says, 1 / np.maximum(counts, 1), 0)) @ asked
    return sets.astype(np.float64) @ np.asarray(weights.sum(axis=0)).ravel() / max(says.sum(), 1)


def _share_of_each(sets: csr_array, asked: csr_array) -> np.ndarray:
    """float32 [rows, M]: the share of what each asks that each set holds; 0 for those who do not say."""
    return np.minimum((sets @ asked.T).toarray() / np.maximum(row_sums(asked), 1), 1).astype(np.float32)


def headroom_of(world: World, w) -> Estimate:
    """0 to 1: how much more work each could take on, by its load."""
    own, shown = world.organisations, world.shown
    typical = typical_of_organisations(shown.load, shown, own, w["constants"]["typical_load"])
    return Estimate.of(d.headroom(own.load, w), d.headroom(typical, w), 0.0, 1.0)


def turnover_of(world: World, w) -> Estimate:
    """Pounds a year: exact, or anywhere in its band, or anything."""
    own, shown, bands = world.organisations, world.shown, world.bands
    middles = bands.at("middle", shown.band, np.nan)
    typical = typical_of_organisations(middles, shown, own, w["constants"]["typical_turnover"])
    least, most = bands.at("low", own.band, 0.0), bands.at("high", own.band, np.inf)
    return Estimate.of(own.turnover, typical, least, most)


def maturity_of(world: World, enough: float, w) -> Estimate:
    """0 to 1: how much of `enough` years each has been there."""
    own, shown = world.organisations, world.shown
    typical = typical_of_organisations(shown.years, shown, own, w["constants"]["typical_years"])
    return Estimate.of(d.maturity(own.years, enough), d.maturity(typical, enough), 0.0, 1.0)


def _of_opportunities(world: World, w) -> dict:
    asked, share = world.opportunities, w["constants"]["typical_share"]
    openness = openness_of(asked, w)
    return {
        "asked": asked,
        "asked_places": row_sums(asked.places),
        "asked_services": row_sums(asked.services),
        "asked_priorities": row_sums(asked.priorities),
        "minimum_turnover": minimum_turnover_of(world, w),
        "joint": Estimate.of(asked.joint, _typical(asked.joint, asked, share), 0.0, 1.0),
        "openness": Estimate.of(
            openness,
            _typical(openness, asked, share),
            min(w["openness"].values()),
            max(w["openness"].values()),
        ),
        "crowding": _crowding_of(world, w),
        "record": _record_of(world, share),
    }


def _typical(values, asked: Opportunities, otherwise: float):
    return typical_of_opportunities(values, asked, asked, otherwise)


def openness_of(asked: Opportunities, w) -> np.ndarray:
    """float64 [M]: the value of each consortium statement; nan where nothing is stated."""
    values = np.array([w["openness"][code] for code in OPENNESS] + [np.nan])
    return values[asked.openness]


def minimum_turnover_of(world: World, w) -> Estimate:
    """Pounds a year asked, or twice the yearly value where none is asked."""
    asked, c = world.opportunities, w["constants"]
    values = asked_turnover(asked, w)
    return Estimate.of(values, _typical(values, asked, c["typical_minimum_turnover"]), 0.0, np.inf)


def asked_turnover(asked: Opportunities, w) -> np.ndarray:
    """float64 [M]: the minimum turnover, or that which the yearly value calls for; nan where neither is known."""
    by_value = w["constants"]["turnover_per_value"] * asked.yearly_value
    return np.where(np.isnan(asked.minimum_turnover), by_value, asked.minimum_turnover)


def _crowding_of(world: World, w) -> Estimate:
    """Providers count by what they show, so a hidden place changes nobody else's score."""
    asked = world.opportunities
    density = density_of_cells(world, asked.services, asked.places)
    anywhere = d.crowding(density_of_cells(world, asked.services, None), w)
    typical = np.where(np.isnan(anywhere), w["constants"]["typical_share"], anywhere)
    return Estimate.of(d.crowding(density, w), typical, 0.0, 1.0)


def _record_of(world: World, otherwise: float) -> Estimate:
    record = mean_record(world, world.opportunities.places)
    known = world.places.record[~np.isnan(world.places.record)]
    return Estimate.of(record, np.median(known) if len(known) else otherwise, 0.0, 1.0)


def mean_record(world: World, places: csr_array) -> np.ndarray:
    """float64 [rows]: the mean record of joint working over the regions of each row's places; nan if none is known."""
    record = world.places.record[world.places.region]
    known = ~np.isnan(record)
    counts = places @ known.astype(np.float64)
    total = places @ np.where(known, record, 0.0)
    return np.where(counts > 0, total / np.maximum(counts, 1), np.nan)
