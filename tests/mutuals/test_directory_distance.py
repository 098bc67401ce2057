"""Promises about distance: measured rightly, said vaguely, and never from a base that the visitor may not see."""

import pytest
from django.core.cache import cache
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from mutuals import search
from mutuals.directory import distance
from mutuals.directory.distance import WITHIN, Near, in_words, metres, miles
from mutuals.visibility import Visibility
from partnerships_portal.reference.postcodes import find_postcode
from tests.factories import OrganisationFactory

LEEDS = "LS1 1UR"
grid = st.tuples(st.integers(80_000, 660_000), st.integers(5_000, 660_000))


@pytest.fixture
def look(sign_in, db):
    """`look(person, **filters)` is the page of the directory that the person gets."""

    def get(person=None, **filters):
        search.refresh()
        cache.clear()
        return sign_in(person).get(reverse("organisation_list"), filters)

    return get


def based(name, east=0, north=0, **kept):
    """An organisation whose base lies this many miles east and north of the postcode."""
    leeds = find_postcode(LEEDS)
    point = {
        "base_easting": leeds.easting + round(metres(east)),
        "base_northing": leeds.northing + round(metres(north)),
    }
    return OrganisationFactory(name=name, **point, **kept)


def names(response) -> list[str]:
    return [item.name for item in response.context["listing"].page.object_list]


@given(grid, grid)
def test_distance_is_the_same_there_and_back_and_nought_at_home(here, there):
    one, other = Near("", *here), Near("", *there)
    assert one.metres_to(*there) == other.metres_to(*here)
    assert one.metres_to(*here) == 0


@given(grid, grid, grid)
def test_no_way_round_is_shorter(here, between, there):
    way = Near("", *here).metres_to(*between) + Near("", *between).metres_to(*there)
    assert Near("", *here).metres_to(*there) <= way + 1e-6


@given(st.floats(0, 1_000_000))
def test_miles_and_metres_undo_each_other(length):
    assert metres(miles(length)) == pytest.approx(length)


@given(st.sampled_from(WITHIN), st.floats(0, 1))
def test_what_lies_within_is_never_said_to_lie_beyond(chosen, share):
    words = in_words(metres(chosen * share))
    assert words == "less than a mile away" or int(words.split()[1]) <= chosen


@given(st.floats(metres(1), metres(400)))
def test_distance_is_said_to_within_a_mile_and_to_within_five_when_it_is_far(length):
    said = int(in_words(length).split()[1])
    assert abs(said - miles(length)) <= (0.5 if miles(length) < distance.EXACT_UP_TO else 2.5) + 1e-9


def test_one_mile_is_not_one_miles():
    assert in_words(metres(1.2)) == "about 1 mile away"


def test_nearest_come_first_and_each_says_how_far(look):
    based("Far", north=37)
    based("Near", east=3, north=4)
    response = look(near="ls11ur")
    assert names(response) == ["Near", "Far"]
    facts = [item.facts for item in response.context["listing"].page.object_list]
    assert "about 5 miles away" in facts[0] and "about 35 miles away" in facts[1]


def test_only_those_within_the_miles_are_found_and_counted(look):
    based("Inside", east=9.9)
    based("In the corner of the square", east=9, north=9, kind="charity")
    response = look(near=LEEDS, within="10")
    assert names(response) == ["Inside"]
    listing = response.context["listing"]
    assert listing.total == 1
    kinds = next(facet for facet in listing.facets if facet["name"] == "kind")
    assert [option["label"] for option in kinds["options"]] == ["Public service mutual"]
    assert listing.title == "Organisations within 10 miles of LS1 1UR"


def test_base_that_is_kept_is_neither_found_nor_measured_nor_sorted_by(look, other_owner, staff):
    based("A far one", east=80)
    based("Beside it", east=1, visibility_about=Visibility.SIGNED_IN)
    assert names(look(near=LEEDS, within="5")) == []
    response = look(near=LEEDS)
    assert names(response)[:2] == ["A far one", "Beside it"]
    assert not any("away" in fact for fact in response.context["listing"].page.object_list[1].facts)
    for person in (other_owner, staff):
        assert names(look(person, near=LEEDS, within="5")) == ["Beside it"]
        assert names(look(person, near=LEEDS))[:2] == ["Beside it", "A far one"]


def test_pages_of_the_nearest_follow_each_other_from_both_ends(look):
    for number in range(60):
        based(f"{number:02}", east=number % 7, visibility_about=number % 2)
    whole = [name for page in (1, 2, 3) for name in names(look(near=LEEDS, page=page))]
    assert sorted(whole) == [f"{number:02}" for number in range(60)]
    shown = [name for name in whole if int(name) % 2 == 0]
    assert shown == sorted(shown, key=lambda name: (int(name) % 7, name)) == whole[:30]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"near": "LS99 9ZZ"}, "Check the postcode"),
        ({"near": "nowhere"}, "Enter a full UK postcode"),
        ({"near": "CF10 1EP", "within": "5"}, "Enter a postcode in England"),
        ({"within": "5"}, "Enter a postcode to measure the distance from"),
    ],
)
def test_postcode_that_cannot_be_used_is_said_at_its_field_and_the_list_still_shows(look, typed, says):
    based("Ours")
    response = look(**typed)
    assert names(response) == ["Ours"]
    page = response.content.decode()
    assert f'id="filter-near-error"><span class="govuk-visually-hidden">Error:</span> {says}' in page
    assert f'value="{typed.get("near", "")}"' in page


def test_organisation_without_a_base_stands_last(look):
    OrganisationFactory(name="Anywhere")
    based("Based", east=300)
    assert names(look(near=LEEDS)) == ["Based", "Anywhere"]
