"""Real reference data for tests: 9 regions, 296 districts with neighbours, all service areas.

The first test process of a machine reads the postcodes (some seconds) and keeps what it
computed under `.local/reference/`; from then on loading takes a fraction of a second.
"""

import pytest
from django.utils import timezone

from partnerships_portal.reference.loading import load_reference


@pytest.fixture
def reference_data(db):
    """For one test: the rows exist, and are gone with the transaction of the test."""
    return load_reference(at=timezone.now())


@pytest.fixture
def reference_data_for_live_server(transactional_db):
    """For a test with a live server or worker, which sees committed rows only."""
    return load_reference(at=timezone.now())
