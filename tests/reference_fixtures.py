"""Real reference data for tests: 9 regions, 296 districts with neighbours, all service areas.

The first test process of a machine reads the postcodes (some seconds) and keeps what it
computed under `.local/reference/`. Each process writes the rows once as the portal does, and
from then on copies them back as they were, which takes some hundredths of a second.
"""

import io

import pytest
from django.db import connection
from django.utils import timezone

from partnerships_portal.reference.loading import load_reference
from partnerships_portal.reference.models import LocalAuthority, MapSquare, ReferenceLoad, Region, ServiceArea

MODELS = (Region, LocalAuthority, LocalAuthority.neighbours.through, MapSquare, ServiceArea, ReferenceLoad)
_kept: dict[str, bytes] = {}  # table -> its rows as PostgreSQL copies them


def _loaded():
    """The rows as `load_reference` writes them; `_kept` holds them once they were written in this process.

    Where a test has made places or services of its own before, they are loaded beside these as the portal does.
    """
    if any(model.objects.exists() for model in (Region, ServiceArea)):
        load_reference(at=timezone.now())
        return
    if not _kept:
        load_reference(at=timezone.now())
        _kept.update((model._meta.db_table, _rows_of(model._meta.db_table)) for model in MODELS)
        return
    with connection.cursor() as cursor:
        for table, rows in _kept.items():
            cursor.copy_expert(f'COPY "{table}" FROM STDIN (FORMAT BINARY)', io.BytesIO(rows))


def _rows_of(table: str) -> bytes:
    rows = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY (SELECT * FROM "{table}" ORDER BY id) TO STDOUT (FORMAT BINARY)', rows)
    return rows.getvalue()


@pytest.fixture
def reference_data(db):
    """For one test: the rows exist, and are gone with the transaction of the test."""
    _loaded()


@pytest.fixture
def reference_data_for_live_server(transactional_db):
    """For a test with a live server or worker, which sees committed rows only."""
    _loaded()
