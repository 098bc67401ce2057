"""Rows to arrays: everything that matching reads, in one statement.

Bulk SQL rather than model objects: a hundred thousand organisations must be read in a second.
"""

import numpy as np

from mutuals.bands import TURNOVER_EDGES, edges_of

from . import store_choices, store_history, store_opportunities, store_organisations
from .bulk import Axes, Axis, Query, read_together, relation
from .lineage import last_in_line
from .weights import DEFAULT
from .world import Bands, Places, World

# Opportunities published this many years back tell what tenders ask for.
MARKET_YEARS = 2

QUERIES = {
    "services": Query(
        "SELECT id, COALESCE(parent_id, 0), position, code FROM reference_servicearea", "id id code slug"
    ),
    "places": Query("SELECT id, region_id, postcodes, sparsity FROM reference_localauthority", "id id number number"),
    "neighbours": Query(
        "SELECT from_localauthority_id, to_localauthority_id FROM reference_localauthority_neighbours", "id id"
    ),
    "bodies": Query("SELECT id, COALESCE(successor_id, 0) FROM commissioners_commissioningbody", "id id"),
}


def read_world(at, exposure_days: float = DEFAULT["constants"]["exposure_days"]) -> World:
    """Everything that matching reads, as committed at one moment, whatever the transaction around it.

    `at` decides what is live and how old things are; `exposure_days` (a constant of the weight set) how far back it
    counts how often each organisation was suggested.
    """
    found = read_together(_queries(at, exposure_days))
    services, group_of, parents, groups = _services(found["services"])
    places, districts = _places(found)
    axes = Axes(services, districts, _bodies(found["bodies"]))
    taking_part, acting = store_organisations.axes_of(found["profiles"])
    public, bids, together = store_history.read(found, acting, axes.bodies)
    told, shown = store_organisations.read(found, axes, taking_part, group_of, parents, public, bids)
    live, market = store_opportunities.read(found, axes, group_of)
    return World(
        organisations=told,
        shown=shown,
        opportunities=live,
        market=market,
        places=places,
        bands=_bands(),
        service_group=group_of,
        groups=groups,
        together=together,
        exposure=store_organisations.shown_lately(found["shown_lately"], taking_part),
        left_out=store_choices.read(found, taking_part, live.ids),
    )


def _queries(at, exposure_days: float) -> dict[str, Query]:
    return (
        QUERIES
        | store_organisations.queries(at, exposure_days)
        | store_history.queries(at)
        | store_opportunities.queries(at, MARKET_YEARS)
        | store_choices.queries(at)
    )


def _bands() -> Bands:
    low, high = zip(*(edges_of(band, TURNOVER_EDGES) for band in range(len(TURNOVER_EDGES))), strict=True)
    return Bands(low=np.array(low), high=np.array(high))


def _services(found):
    """The axis, the group of each, [S, S] from each to its group, and the codes of the groups."""
    order = np.lexsort((found[0], found[2]))
    ids, parent_ids, _, codes = (column[order] for column in found)
    axis = Axis.of(ids, np.arange(len(ids)), len(ids))
    group = np.flatnonzero(parent_ids == 0)
    groups = Axis.of(ids[group], np.arange(len(group)), len(group))
    group_of = groups.at(np.where(parent_ids == 0, ids, parent_ids)).astype(np.int16)
    sub = parent_ids > 0
    parents = relation(axis, axis, ids[sub], parent_ids[sub])
    return axis, group_of, parents, tuple(code.decode().rstrip() for code in codes[group].tolist())


def _places(found) -> tuple[Places, Axis]:
    ids, region_ids, postcodes, sparsity = (column[np.argsort(found["places"][0])] for column in found["places"])
    districts, regions = Axis.of(ids), Axis.of(np.unique(region_ids))
    hiding = store_organisations.hiding_history(found["profiles"])
    places = Places(
        postcodes=np.maximum(postcodes, 1),
        sparsity=sparsity,
        region=regions.at(region_ids).astype(np.int16),
        neighbours=relation(districts, districts, *found["neighbours"]),
        record=store_history.record(found, regions, hiding),
    )
    return places, districts


def _bodies(found) -> Axis:
    """Bodies that merged share the place of the one that took over."""
    ids, successors = found
    successor = {pk: following for pk, following in zip(ids.tolist(), successors.tolist(), strict=True) if following}
    last = np.array([last_in_line(pk, successor) for pk in ids.tolist()], dtype=np.int64)
    ends, places = np.unique(last, return_inverse=True)
    return Axis.of(ids, places, len(ends))
