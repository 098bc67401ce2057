"""How crowded a market is: providers for every 10,000 postcodes in cells of place x service.

Pure.
"""

import numpy as np
from scipy.sparse import csr_array

from .world import World, row_sums

PER_POSTCODES = 10_000


def providers_per_cell(world: World) -> np.ndarray:
    """float64 [D, S]: how many organisations show that they deliver each service in each district."""
    shown = world.shown
    local = (shown.places.T @ shown.offered).toarray().astype(np.float64)
    rows = np.flatnonzero(shown.national)
    national = shown.offered[rows]
    there_already = (shown.places[rows].T @ national).toarray()
    return local + np.asarray(national.sum(axis=0)).ravel()[None, :] - there_already


def density_of_cells(world: World, services: csr_array, places: csr_array | None) -> np.ndarray:
    """float64 [rows]: the mean density over each row's cells; over all of England where `places` is None.

    nan for a row without services or without places.
    """
    density = providers_per_cell(world) / world.places.postcodes[:, None] * PER_POSTCODES
    wanted = row_sums(services)
    if places is None:
        total, cells = services @ (density.sum(axis=0) / max(len(density), 1)), wanted
    else:
        by_service = places @ density
        total = np.asarray(services.multiply(by_service).sum(axis=1)).ravel()
        cells = wanted * row_sums(places)
    return np.where(cells > 0, total / np.maximum(cells, 1), np.nan)
