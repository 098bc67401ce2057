"""Promises about the map: it counts as the list does, shows nothing kept, and can be had without seeing it."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mutuals import search
from mutuals.directory.shades import MOST, shade_of, shades_of
from mutuals.visibility import Visibility
from partnerships_portal.reference.models import MapSquare
from tests.factories import LocalAuthorityFactory, OrganisationFactory, RegionFactory, ServiceAreaFactory

numbers = st.lists(st.integers(0, 50), max_size=60)


@given(numbers)
def test_every_number_is_in_exactly_one_shade_and_more_is_never_paler(values):
    shades = shades_of(values)
    for value in values:
        assert [shade for shade in shades if shade.low <= value <= shade.high] == [shade_of(value, shades)]
    depths = [shade_of(value, shades).depth for value in sorted(values)]
    assert depths == sorted(depths)
    assert all((shade.depth == 0) == (shade.low == 0) for shade in shades)


@given(st.sets(st.integers(1, 1_000), min_size=MOST))
def test_shades_hold_about_equally_many_different_numbers(values):
    shades = shades_of(values)
    assert len(shades) == MOST and shades[-1].depth == MOST
    sizes = [sum(shade.low <= value <= shade.high for value in values) for shade in shades]
    assert max(sizes) - min(sizes) <= 1


@pytest.fixture
def look(sign_in, db):
    """`look(person, **filters)` is the map that the person gets."""

    def get(person=None, **filters):
        search.refresh()
        cache.clear()
        return sign_in(person).get(reverse("organisation_map"), filters)

    return get


@pytest.fixture
def districts(db):
    """Two districts of the north and one of the south, with a dot each but for the second."""
    north, south = RegionFactory(name="North", slug="north"), RegionFactory(name="South", slug="south")
    made = [LocalAuthorityFactory(name=name, region=north) for name in ("Arden", "Borden")]
    made.append(LocalAuthorityFactory(name="Corden", region=south))
    MapSquare.objects.create(easting=400_000, northing=500_000, authority=made[0])
    MapSquare.objects.create(easting=405_000, northing=500_000, authority=made[0])
    MapSquare.objects.create(easting=410_000, northing=100_000, authority=made[2])
    return made


def table(response) -> dict[str, int]:
    return {place.name: place.count for place in response.context["map"].places}


def test_each_district_says_how_many_work_there_and_leads_to_them(look, districts):
    arden, _, corden = districts
    OrganisationFactory(places=[arden, corden])
    OrganisationFactory(places=[arden], kind="charity")
    OrganisationFactory(is_national=True, kind="charity")
    response = look(kind="charity")
    assert table(response) == {"Arden": 1, "Borden": 0, "Corden": 0}
    assert response.context["map"].anywhere == 1
    page = response.content.decode()
    assert "<title>Arden: 1 organisation</title>" in page
    assert f'href="/organisations/?place={arden.code}&amp;kind=charity"' in page
    assert "1 of them works anywhere in England. The map leaves it out" in page
    assert "Too small for a dot of their own: Borden." in " ".join(page.split())


def test_number_on_the_map_is_that_of_the_list_it_leads_to_but_for_those_who_work_anywhere(
    look, sign_in, districts, other_owner
):
    nursing = ServiceAreaFactory()
    for number, district in enumerate(districts):
        for _ in range(number + 1):
            OrganisationFactory(places=[district], services=[nursing])
    OrganisationFactory(is_national=True, services=[nursing], visibility_places=Visibility.SIGNED_IN)
    for person in (None, other_owner):
        found = look(person, service=nursing.code).context["map"]
        for place in found.places:
            assert sign_in(person).get(place.url).context["listing"].total == place.count + found.anywhere


def test_places_that_are_kept_are_not_on_the_map(look, districts, other_owner):
    OrganisationFactory(places=[districts[0]], visibility_places=Visibility.SIGNED_IN)
    OrganisationFactory(is_national=True, visibility_places=Visibility.PARTNERS)
    assert set(table(look()).values()) == {0} and look().context["map"].anywhere == 0
    assert table(look(other_owner)) == {"Arden": 1, "Borden": 0, "Corden": 0}
    assert look(other_owner).context["map"].anywhere == 0


def test_region_fills_the_map_alone(look, districts):
    whole, north = look().context["map"], look(place="north").context["map"]
    assert [place.name for place in north.places] == ["Arden", "Borden"]
    assert (whole.box, north.box) == ("79 -1 4 82", "79 -1 3 2")


def test_nobody_has_to_tab_through_the_map(look, districts):
    page = look().content.decode()
    picture = re.search(r'<svg class="portal-map".*?</svg>', page, re.DOTALL).group()
    assert 'aria-hidden="true"' in picture
    assert picture.count("<a ") == picture.count('tabindex="-1"') == 2
    for district in districts:
        assert f'place={district.code}">{district.name}</a>' in page.replace(picture, "")


def test_map_takes_as_many_queries_for_many_as_for_one(look, districts):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            look(q="care", place="north")
        return len(captured)

    few = queries()
    for district in districts * 5:
        OrganisationFactory(places=[district], services=[ServiceAreaFactory()])
    assert queries() == few


def test_map_without_reference_data_is_still_a_page(look):
    assert look().status_code == 200
