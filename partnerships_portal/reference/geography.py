"""What the postcodes tell about districts: centre, settled area, sparsity and neighbours.

Pure functions of arrays. Raise RULES when a result changes for the same data, so that
everything computed before is computed again.
"""

import numpy as np

RULES = "1"

SQUARE = 1_000  # metres: side of the grid squares that are counted as occupied
CELL = 500  # metres: side of the cells on which neighbours are found
REACH = 2_000  # metres: how far a postcode claims the land around it
SHARED_EDGE = 1_000  # metres: less common border than this is an accident of the grid


def medians(groups, values, count):
    """Median of `values` for each group 0..count-1, rounded down; every group must occur."""
    order = np.lexsort((values, groups))
    sizes = np.bincount(groups, minlength=count)
    ends = np.cumsum(sizes)
    ordered = values[order].astype(np.int64)
    lower = ordered[ends - sizes + (sizes - 1) // 2]
    upper = ordered[ends - sizes + sizes // 2]
    return (lower + upper) // 2


def occupied_squares(groups, eastings, northings, count):
    """Number of 1 km grid squares that hold at least one postcode of each group."""
    keys = (groups.astype(np.int64) * 10_000 + eastings // SQUARE) * 10_000 + northings // SQUARE
    return np.bincount(np.unique(keys) // 100_000_000, minlength=count)


def sparsity(postcodes, occupied):
    """How thinly settled each district is: 0 dense to 1 sparse, shape as the inputs.

    Density = postcodes per occupied square kilometre, so empty moor does not count and the
    figure says how far apart people live where they live. On a logarithmic scale (halving the
    density is the same step anywhere), from 0 for the densest twentieth of districts to 1 for
    the sparsest twentieth. The ends are cut there because one outlier, the City of London
    with its thousands of business postcodes, would otherwise push every town together.
    """
    density = np.log(np.asarray(postcodes) / np.asarray(occupied))
    sparse, dense = np.percentile(density, (5, 95))
    if sparse == dense:
        return np.zeros(len(density))
    return np.clip((dense - density) / (dense - sparse), 0.0, 1.0)


def neighbours(groups, eastings, northings, count):
    """Pairs of groups whose settled land touches: (n, 2) array, smaller number first, sorted.

    The map is cut into 500 m cells. A cell belongs to the group with most postcodes in it; an
    empty cell to that of the nearest occupied cell within 2 km. Groups are neighbours when
    their cells share at least 1 km of edge. So a moor of 4 km does not part two districts,
    nor does an estuary: the postcodes know no water.
    """
    from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - slow to import, wanted only while loading

    owner = _owners(groups, eastings // CELL, northings // CELL, count)
    distance, (row, column) = distance_transform_edt(owner < 0, return_indices=True)
    claimed = owner[row, column]
    claimed[distance * CELL > REACH] = -1
    edges = np.concatenate([_edges(claimed[1:], claimed[:-1], count), _edges(claimed[:, 1:], claimed[:, :-1], count)])
    pairs, shared = np.unique(edges, return_counts=True)
    pairs = pairs[shared * CELL >= SHARED_EDGE]
    return np.column_stack([pairs // count, pairs % count])


def _owners(groups, columns, rows, count):
    """Grid of the group with most postcodes in each cell (the first one if equal), else -1."""
    margin = REACH // CELL + 1
    columns = columns - columns.min() + margin
    rows = rows - rows.min() + margin
    width, height = columns.max() + margin + 1, rows.max() + margin + 1
    cells = columns.astype(np.int64) * height + rows
    keys, postcodes = np.unique(cells * count + groups, return_counts=True)
    order = np.lexsort((-(keys % count), postcodes, keys // count))
    keys = keys[order]
    winner = np.append(keys[1:] // count != keys[:-1] // count, True)
    owner = np.full(width * height, -1, dtype=np.int16)
    owner[keys[winner] // count] = keys[winner] % count
    return owner.reshape(width, height)


def _edges(one, other, count):
    touching = (one != other) & (one >= 0) & (other >= 0)
    one, other = one[touching].astype(np.int64), other[touching].astype(np.int64)
    return np.minimum(one, other) * count + np.maximum(one, other)
