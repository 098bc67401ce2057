"""Rows to arrays: everything that matching reads, in a fixed number of queries.

Bulk SQL rather than model objects: a hundred thousand organisations must be read in seconds.
"""

import numpy as np
from scipy.sparse import csr_array

from mutuals.bands import TURNOVER_EDGES, edges_of

from . import store_opportunities, store_organisations
from .bulk import Axes, columns, numbers, relation, rows
from .lineage import last_in_line
from .world import Bands, Places, World

# Opportunities published this many years back tell what tenders ask for.
MARKET_YEARS = 2


def read_world(at) -> World:
    """Everything that matching reads, as committed now; `at` decides what is live and how old things are."""
    services, group_of, parents, groups = _services()
    places, districts = _places(at)
    bodies, body_count = _bodies()
    axes = Axes(services, districts, bodies, body_count)
    told, shown, together = store_organisations.read(at, axes, group_of, parents)
    live, market = store_opportunities.read(at, axes, group_of, MARKET_YEARS)
    edges = [edges_of(band, TURNOVER_EDGES) for band in range(len(TURNOVER_EDGES))]
    return World(
        organisations=told,
        shown=shown,
        opportunities=live,
        market=market,
        places=places,
        bands=Bands(low=np.array([low for low, _ in edges]), high=np.array([high for _, high in edges])),
        service_group=group_of,
        groups=groups,
        together=together,
    )


def _services():
    """Positions by id, the group of each, [S, S] from each to its group, and the codes of the groups."""
    found = rows("SELECT id, parent_id, code FROM reference_servicearea ORDER BY position, id")
    at = {pk: position for position, (pk, _, _) in enumerate(found)}
    groups = [pk for pk, parent, _ in found if parent is None]
    number = {pk: position for position, pk in enumerate(groups)}
    group_of = np.array([number[parent or pk] for pk, parent, _ in found], dtype=np.int16)
    subs = [(at[pk], at[parent]) for pk, parent, _ in found if parent is not None]
    parents = csr_array(
        (np.ones(len(subs), np.float32), tuple(np.array(subs, dtype=np.int64).reshape(-1, 2).T)),
        shape=(len(found), len(found)),
    )
    return at, group_of, parents, tuple(code for _, parent, code in found if parent is None)


def _places(at):
    found = rows("SELECT id, region_id, postcodes, sparsity FROM reference_localauthority ORDER BY id")
    ids, region_ids, postcodes, sparsity = columns(found, 4)
    districts = {pk: position for position, pk in enumerate(ids)}
    regions = sorted(set(region_ids))
    next_door = rows("SELECT from_localauthority_id, to_localauthority_id FROM reference_localauthority_neighbours")
    owners, members = columns(next_door, 2)
    records = store_opportunities.record_by_region(at)
    places = Places(
        postcodes=np.maximum(numbers(postcodes), 1),
        sparsity=numbers(sparsity),
        region=np.array([regions.index(region) for region in region_ids], dtype=np.int16),
        neighbours=relation(np.array(ids, dtype=np.int64), owners, members, districts, len(ids)),
        record=numbers([records.get(region) for region in regions]),
    )
    return places, districts


def _bodies():
    """Positions by id; bodies that merged share the position of the one that took over."""
    found = rows("SELECT id, successor_id FROM commissioners_commissioningbody ORDER BY id")
    successor = dict(found)
    last = {pk: last_in_line(pk, successor) for pk in successor}
    number = {end: position for position, end in enumerate(sorted(set(last.values())))}
    return {pk: number[end] for pk, end in last.items()}, len(number)
