"""The real ground that the invented sector stands on: districts and service areas, as arrays."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from partnerships_portal.reference.models import LocalAuthority, ServiceArea

NEAREST = 24  # how many districts around each are known


class NoGround(Exception):
    """There is no reference data to stand on."""


class Area(NamedTuple):
    """A sub-area of services."""

    pk: int
    code: str
    name: str


@dataclass(frozen=True)
class Ground:
    """Districts in the order of their codes, and sub-areas by group.

    ids: (d,) primary keys; names: (d,) list; regions: (d,) region ids; weights: (d,) shares of
    all postcodes; nearest: (d, up to 24) positions, nearest first, itself at the start.
    services: sub-areas by code of their group.
    """

    ids: np.ndarray
    names: list[str]
    regions: np.ndarray
    weights: np.ndarray
    nearest: np.ndarray
    services: dict[str, list[Area]]

    def around(self, district: int, number: int) -> list[int]:
        """Positions of `number` districts: this one and the nearest of its region."""
        near = self.nearest[district]
        return near[self.regions[near] == self.regions[district]][:number].tolist()


def read() -> Ground:
    """Read the reference data, or raise NoGround."""
    rows = list(
        LocalAuthority.objects.order_by("code").values_list(
            "pk", "name", "region_id", "postcodes", "easting", "northing"
        )
    )
    services: dict[str, list[Area]] = {}
    for area in ServiceArea.objects.sub_areas():
        services.setdefault(area.parent.code, []).append(Area(area.pk, area.code, area.name))
    if not rows or not services:
        raise NoGround("There are no places and service areas yet. Load them first: manage.py load_reference")
    ids, names, regions, postcodes, eastings, northings = zip(*rows, strict=True)
    return Ground(
        ids=np.array(ids),
        names=list(names),
        regions=np.array(regions),
        weights=np.array(postcodes) / max(1, sum(postcodes)),
        nearest=_nearest(np.array(eastings, dtype=float), np.array(northings, dtype=float)),
        services=services,
    )


def _nearest(eastings: np.ndarray, northings: np.ndarray) -> np.ndarray:
    distances = (eastings[:, None] - eastings) ** 2 + (northings[:, None] - northings) ** 2
    np.fill_diagonal(distances, -1)
    return np.argsort(distances, axis=1, kind="stable")[:, :NEAREST]
