"""Small sectors that several modules match, and the consortium that others act in."""

import pytest

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
