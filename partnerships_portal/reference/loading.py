"""Writes the reference rows: places, the map and service areas, each only when its version changed."""

import hashlib
from typing import NamedTuple

from django.db import connection, transaction

from .cache import places_version, prepare_places
from .models import LocalAuthority, MapSquare, ReferenceLoad, Region, ServiceArea
from .regions import REGIONS
from .services import service_rows
from .squares import RULES as SQUARE_RULES
from .squares import squares_of_england


class Loaded(NamedTuple):
    """What loading did for one kind of reference data."""

    kind: str
    version: str
    rows: int
    changed: bool
    kept: int  # rows of an earlier version that no longer exist in the data, kept for who points at them


@transaction.atomic
def load_reference(*, at, force=False, progress=lambda done, total: None):
    """Bring places, the map and service areas up to the installed version; a list of Loaded.

    Loading the same version again does nothing unless `force`. Rows keep their ids, and none
    is deleted, because other tables point at them. `progress(done, total)` counts files while
    postcodes are read, which happens once per machine and version (`cache.py`).
    """
    districts, index = prepare_places(progress)  # on every machine, loaded before or not
    with connection.cursor() as cursor:  # two machines that start together load one after the other
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('load_reference'))")
    return [
        _load("places", places_version(), lambda: _write_places(districts), at, force),
        _load("map", f"{places_version()}-{SQUARE_RULES}", lambda: _write_squares(index), at, force),
        _load("services", services_version(), _write_services, at, force),
    ]


def services_version():
    return hashlib.sha256(repr(service_rows()).encode()).hexdigest()[:12]


def _load(kind, version, write, at, force):
    before = ReferenceLoad.objects.filter(kind=kind).first()
    if before and before.version == version and not force:
        return Loaded(kind, version, before.rows, changed=False, kept=0)
    rows, kept = write()
    ReferenceLoad.objects.update_or_create(kind=kind, defaults={"version": version, "loaded_at": at, "rows": rows})
    return Loaded(kind, version, rows, changed=True, kept=kept)


def _write_places(districts):
    regions = [Region(code=region.code, name=region.name, slug=region.slug) for region in REGIONS]
    _upsert(Region, regions)
    region_ids = dict(Region.objects.values_list("code", "id"))
    _upsert(
        LocalAuthority,
        [
            LocalAuthority(
                code=district.code,
                name=district.name,
                region_id=region_ids[district.region_code],
                upper_tier_code=district.upper_tier_code,
                upper_tier_name=district.upper_tier_name,
                easting=district.easting,
                northing=district.northing,
                postcodes=district.postcodes,
                occupied_km2=district.occupied_km2,
                sparsity=district.sparsity,
            )
            for district in districts
        ],
    )
    _write_neighbours(districts)
    kept = LocalAuthority.objects.exclude(code__in=[district.code for district in districts]).count()
    return len(districts), kept


def _write_neighbours(districts):
    ids = dict(LocalAuthority.objects.values_list("code", "id"))
    pairs = LocalAuthority.neighbours.through
    pairs.objects.all().delete()
    pairs.objects.bulk_create(
        pairs(from_localauthority_id=ids[district.code], to_localauthority_id=ids[code])
        for district in districts
        for code in district.neighbours
    )


def _write_squares(index):
    ids = dict(LocalAuthority.objects.values_list("code", "id"))
    MapSquare.objects.all().delete()
    squares = MapSquare.objects.bulk_create(
        MapSquare(easting=easting, northing=northing, authority_id=ids[code])
        for easting, northing, code in squares_of_england(index)
    )
    return len(squares), 0


def _write_services():
    rows = service_rows()
    groups = [row for row in rows if row[2] is None]
    _upsert(ServiceArea, [ServiceArea(code=code, name=name, position=at) for code, name, _, at in groups])
    ids = dict(ServiceArea.objects.values_list("code", "id"))
    _upsert(
        ServiceArea,
        [
            ServiceArea(code=code, name=name, parent_id=ids[group], position=at)
            for code, name, group, at in rows
            if group is not None
        ],
    )
    return len(rows), ServiceArea.objects.exclude(code__in=[row[0] for row in rows]).count()


def _upsert(model, rows):
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "code")]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
