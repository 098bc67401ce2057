"""The people that tests are about, and what every test starts with."""

import gc
import os

import pytest
from django.core.cache import cache
from django.db.backends.postgresql.creation import DatabaseCreation
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from partnerships_portal.accounts.models import ProgrammeRole

from .emptying import drop_at_once, empty_the_database
from .factories import BodyMembershipFactory, MembershipFactory, OrganisationFactory, UserFactory
from .real_worker import broker, start_worker  # noqa: F401 - fixtures
from .reference_fixtures import reference_data, reference_data_for_live_server  # noqa: F401 - fixtures
from .signing_in import client_of

# How fast a machine is must not decide whether a promise holds
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")
TransactionTestCase._fixture_teardown = empty_the_database
DatabaseCreation._destroy_test_db = drop_at_once


def pytest_xdist_auto_num_workers():
    """One process more than there are processors: it works while another waits for a browser, a server or a worker."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_finish():
    """What is imported and collected by now stays: to look through it for garbage took a quarter of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield


@pytest.fixture(autouse=True)
def _quiet_broker(monkeypatch, request):
    """Most tests have no worker: a nudge goes nowhere. Tests marked `real_worker` nudge for real."""
    if "real_worker" not in request.keywords:
        monkeypatch.setattr("partnerships_portal.changes.actions.nudge", lambda task: None)
        monkeypatch.setattr("partnerships_portal.notifications.actions.telling.nudge", lambda task: None)


WITH_THE_MENU = ("tests/home/", "tests/notifications/", "tests/journeys/")


@pytest.fixture(autouse=True)
def _menu_counts_nothing(monkeypatch, request):
    """Tests of single pages do not count what else awaits their reader: it took a third of the time of each page."""
    if not request.node.nodeid.startswith(WITH_THE_MENU):
        monkeypatch.setattr("partnerships_portal.home.navigation.number_in", lambda request, at: 0)


@pytest.fixture
def organisation(db):
    """The organisation that the owner, the editor and the viewer belong to."""
    return OrganisationFactory(name="Harrowmere Community Health")


@pytest.fixture
def other_organisation(db):
    return OrganisationFactory(name="Saltwick Libraries Together")


@pytest.fixture
def owner(organisation):
    return MembershipFactory(organisation=organisation, role="owner").user


@pytest.fixture
def editor(organisation):
    return MembershipFactory(organisation=organisation, role="editor").user


@pytest.fixture
def viewer(organisation):
    return MembershipFactory(organisation=organisation, role="viewer").user


@pytest.fixture
def other_owner(other_organisation):
    """The owner of another organisation."""
    return MembershipFactory(organisation=other_organisation, role="owner").user


@pytest.fixture
def stranger(db):
    """Someone with an account and nothing else."""
    return UserFactory()


@pytest.fixture
def commissioner(db):
    """The owner of a commissioning body; `commissioner.body_memberships.get().body` is the body."""
    return BodyMembershipFactory(role="owner").user


@pytest.fixture
def body_viewer(commissioner):
    """Somebody who only reads for the commissioner's body."""
    return BodyMembershipFactory(body=commissioner.body_memberships.get().body, role="viewer").user


@pytest.fixture
def staff(db):
    """A programme manager of the support programme."""
    return UserFactory(programme_role=ProgrammeRole.PROGRAMME_MANAGER)


@pytest.fixture
def triage(db):
    """A triage officer of the support programme."""
    return UserFactory(programme_role=ProgrammeRole.TRIAGE_OFFICER)


@pytest.fixture
def analyst(db):
    """Programme staff who read, but do not decide."""
    return UserFactory(programme_role=ProgrammeRole.ANALYST)


@pytest.fixture
def sign_in():
    """`sign_in(person)` is a browser in which that person is signed in; `sign_in(None)` an anonymous one."""

    return client_of
