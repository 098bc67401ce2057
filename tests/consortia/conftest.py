"""Small sectors that several modules match."""

import pytest

from tests.factories import LocalAuthorityFactory, OpportunityFactory, OrganisationFactory, ServiceAreaFactory


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
