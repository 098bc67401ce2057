"""Scope: how much an organisation would gain from partnering (need), and how ready it is.

Pure. Two numbers that are never averaged: the smallest organisations need help most and are
least ready. Each determinant is an estimate: a point and the range that missing fields leave.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from . import determinants as d
from .comparables import typical_of_organisations
from .density import density_of_cells
from .fit_tables import asked_turnover, headroom_of, maturity_of, mean_record, openness_of, turnover_of
from .market import Demand, usual_minimum_turnover
from .scoring import bits, rounded
from .world import NOT_KNOWN, Estimate, Organisations, World, row_sums


@dataclass(frozen=True)
class Scopes:
    """Need and readiness of N organisations, and the determinants that make them."""

    need: Estimate
    need_parts: dict[str, Estimate]
    readiness: Estimate
    readiness_parts: dict[str, Estimate]
    unknown: np.ndarray  # bits of unknown.py


def scopes(world: World, w) -> Scopes:
    """The scope to partner of every organisation of `world`."""
    need = {
        "geography": _need_geography(world, w),
        "size": _need_size(world, w),
        "service": _need_service(world, w),
        "competition": _need_competition(world, w),
        "commissioner": _need_commissioner(world, w),
        "history": _need_history(world, w),
    }
    readiness = {
        "size": _readiness_size(world, w),
        "history": _readiness_history(world, w),
        "geography": headroom_of(world, w),
        "service": _readiness_service(world, w),
    }
    return Scopes(
        need=_total(need, w["need"]),
        need_parts=need,
        readiness=_total(readiness, w["readiness"]),
        readiness_parts=readiness,
        unknown=_unknown(world, need, readiness),
    )


def _total(parts: dict[str, Estimate], shares) -> Estimate:
    at = {
        edge: rounded(d.weighted({name: part.at(edge) for name, part in parts.items()}, shares))
        for edge in ("low", "point", "high")
    }
    return Estimate(**at)


def _estimate(values, world: World, shown_values, least=0.0, most=1.0, otherwise=0.5) -> Estimate:
    """Known values as they are; the others with the median of comparable organisations as their point."""
    typical = typical_of_organisations(shown_values, world.shown, world.organisations, otherwise)
    return Estimate.of(values, typical, least, most)


# -- need -----------------------------------------------------------------------------------


def _need_geography(world, w):
    own, shown, c = world.organisations, world.shown, w["constants"]
    typical_load = typical_of_organisations(shown.load, shown, own, c["typical_load"])
    spare = Estimate.of(d.spare_or_overload(own.load, w), d.spare_or_overload(typical_load, w), 0.0, 1.0)
    sparsity = _estimate(
        mean_over_places(own, world.places.sparsity),
        world,
        mean_over_places(shown, world.places.sparsity),
        otherwise=c["typical_share"],
    )
    at = {edge: d.need_geography(spare.at(edge), sparsity.at(edge), w) for edge in vars(spare)}
    return Estimate(**at)


def mean_over_places(organisations: Organisations, values: np.ndarray) -> np.ndarray:
    """float64 [N]: the mean of `values` [D] over the districts each serves; nan where they are unknown.

    National ones serve all; where no district is loaded yet, nothing is known of what they serve either.
    """
    counts = row_sums(organisations.places)
    mean = np.where(counts > 0, organisations.places @ values / np.maximum(counts, 1), np.nan)
    everywhere = values.mean() if len(values) else np.nan
    return np.where(organisations.national, everywhere, mean)


def _need_size(world, w):
    turnover = turnover_of(world, w)
    usual = usual_minimum_turnover(world, asked_turnover(world.opportunities, w))
    among_all = asked_turnover(world.opportunities, w)
    known = among_all[~np.isnan(among_all)]
    typical = np.median(known) if len(known) else w["constants"]["typical_minimum_turnover"]
    asked = Estimate.of(usual, typical, 0.0, np.inf)
    return Estimate(
        low=d.need_size(d.share_reached(turnover.high, asked.low)),
        point=d.need_size(d.share_reached(turnover.point, asked.point)),
        high=d.need_size(d.share_reached(turnover.low, asked.high)),
    )


def _need_service(world, w):
    by_group = np.array([w["need_service"][code] for code in world.groups])
    by_service = by_group[world.service_group]
    return _estimate(
        _mean_over_services(world.organisations, by_service),
        world,
        _mean_over_services(world.shown, by_service),
        by_group.min(),
        by_group.max(),
    )


def _mean_over_services(organisations, values):
    counts = row_sums(organisations.claimed)
    return np.where(counts > 0, organisations.claimed @ values / np.maximum(counts, 1), np.nan)


def _need_competition(world, w):
    own = world.organisations
    anywhere = density_of_cells(world, own.claimed, None)
    density = np.where(own.national, anywhere, density_of_cells(world, own.claimed, own.places))
    usual = np.where(np.isnan(anywhere), w["constants"]["typical_share"], d.crowding(anywhere, w))
    return Estimate.of(d.crowding(density, w), usual, 0.0, 1.0)


def _need_commissioner(world, w):
    demand = Demand.of(world.market, openness_of(world.market, w))
    otherwise = w["constants"]["typical_share"]
    joint = Estimate.of(demand.mean_joint(world.organisations), demand.usual_joint(otherwise), 0.0, 1.0)
    values = w["openness"].values()
    openness = Estimate.of(
        demand.mean_openness(world.organisations),
        demand.usual_openness(otherwise),
        min(values),
        max(values),
    )
    at = {edge: d.need_commissioner(joint.at(edge), openness.at(edge), w) for edge in vars(joint)}
    return Estimate(**at)


def _need_history(world, w):
    own, everywhere = world.organisations, csr_array(np.ones((1, len(world.places.postcodes))))
    overall = mean_record(world, everywhere)[0]
    record = np.where(own.national, overall, mean_record(world, own.places))
    typical = w["constants"]["typical_share"] if np.isnan(overall) else overall
    return Estimate.of(record, typical, 0.0, 1.0)


# -- readiness ------------------------------------------------------------------------------


def _readiness_size(world, w):
    own, bands = world.organisations, world.bands
    share_below = _percentiles(world.shown.band, len(bands.low))
    band = np.where(np.isnan(own.turnover), own.band, bands.of(own.turnover))
    percentile = _estimate(_of_band(share_below, band), world, _of_band(share_below, world.shown.band))
    years = maturity_of(world, w["constants"]["years_ready"], w)
    at = {edge: d.readiness_size(percentile.at(edge), years.at(edge), w) for edge in vars(years)}
    return Estimate(**at)


def _percentiles(bands, size):
    """float64 [K]: the share of organisations that show a lower band, and half of those in the same one."""
    counts = np.bincount(bands[bands != NOT_KNOWN], minlength=size)
    below = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return (below + counts / 2) / counts.sum() if counts.sum() else np.full(size, np.nan)


def _of_band(values, band):
    return np.where(band == NOT_KNOWN, np.nan, values[np.maximum(band, 0)])


def _readiness_history(world, w):
    own, shown = world.organisations, world.shown
    enough = w["constants"]["joint_bids_ready"]
    joint_bids = _estimate(
        d.maturity(own.joint_bids, enough), world, d.maturity(shown.joint_bids, enough), otherwise=0.0
    )
    return joint_bids.map(lambda share: d.readiness_history(share, ways_stated(own), w))


def ways_stated(own: Organisations) -> np.ndarray:
    """float64 [N]: the share stated of values, pace of decisions, governance and safeguarding."""
    stated = [row_sums(own.values) > 0]
    stated += [~np.isnan(field) for field in (own.pace, own.governance, own.safeguarding)]
    return np.mean(stated, axis=0)


def _readiness_service(world, w):
    return _estimate(evidenced_share(world.organisations), world, evidenced_share(world.shown))


def evidenced_share(organisations: Organisations) -> np.ndarray:
    """float64 [N]: the share of service claims with evidence; nan without claims."""
    claims = row_sums(organisations.claimed)
    whole = csr_array(
        (
            (organisations.claims.data >= 1).astype(np.float32),
            organisations.claims.indices,
            organisations.claims.indptr,
        ),
        shape=organisations.claims.shape,
    )
    return np.where(claims > 0, row_sums(whole) / np.maximum(claims, 1), np.nan)


# -- what was unknown -----------------------------------------------------------------------


def _unknown(world, need, readiness):
    own = world.organisations
    no_figure = np.isnan(own.turnover)
    return bits(
        len(own),
        capacity=readiness["geography"].open,
        places=~own.places_known & ~own.national,
        services=row_sums(own.claimed) == 0,
        turnover=no_figure & (own.band == NOT_KNOWN),
        exact_turnover=no_figure & (own.band != NOT_KNOWN) & need["size"].open,
        minimum_turnover=~no_figure & need["size"].open,
        years=np.isnan(own.years),
        joint_bids=np.isnan(own.joint_bids),
        ways_of_working=ways_stated(own) < 1,
        record=need["history"].open & own.places_known,
        openness=need["commissioner"].open & own.places_known,
    )
