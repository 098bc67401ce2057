"""Small sectors that several modules match, and the consortium that others act in."""

import threading

import pytest
from django.db import connection

from partnerships_portal.accounts.transitions import NotPossible
from tests.factories import (
    LocalAuthorityFactory,
    MembershipFactory,
    OpportunityFactory,
    OrganisationFactory,
    ServiceAreaFactory,
)
from tests.factories.partnering import ConsortiumMemberFactory

from .seats import Seats


@pytest.fixture
def sector(db):
    """Six organisations and five opportunities over three services and four places."""
    areas = [ServiceAreaFactory() for _ in range(3)]
    places = [LocalAuthorityFactory() for _ in range(4)]
    for number in range(6):
        OrganisationFactory(
            services=[areas[number % 3], areas[(number + 1) % 3]] if number % 2 else [areas[number % 3]],
            places=[places[number % 4]],
            turnover_band=number % 4,
        )
    for number in range(5):
        OpportunityFactory(
            services=[areas[number % 3]],
            places=[places[number % 4], places[(number + 1) % 4]],
            minimum_turnover=1_000_000 * number or None,
        )
    return areas, places


@pytest.fixture
def seats(db) -> Seats:
    return Seats.made()


@pytest.fixture
def at_once(transactional_db):
    """`at_once(f, g)` runs all in one moment, each in its own connection; returns those refused with NotPossible."""

    def run(*functions) -> list[NotPossible]:
        start, refused, failed = threading.Barrier(len(functions)), [], []

        def one(function):
            try:
                start.wait(timeout=20)
                function()
            except NotPossible as problem:
                refused.append(problem)
            except Exception as problem:
                failed.append(problem)
            finally:
                connection.close()

        threads = [threading.Thread(target=one, args=[function]) for function in functions]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert not failed, failed
        return refused

    return run


@pytest.fixture
def own(organisation):
    """The seat of the organisation."""
    return ConsortiumMemberFactory(organisation=organisation)


@pytest.fixture
def consortium(own):
    return own.consortium


@pytest.fixture
def fellow_seat(consortium):
    return ConsortiumMemberFactory(consortium=consortium, organisation=OrganisationFactory(name="Quillmoor Together"))


@pytest.fixture
def fellow(fellow_seat):
    """The owner of another member."""
    return MembershipFactory(organisation=fellow_seat.organisation).user
