"""Places as notices name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships_portal.reference.cache import load_places
from partnerships_portal.reference.itl import AREAS, NAMED_AREAS
from partnerships_portal.reference.places import REGION_BY_LETTER, Places, place_of, places_of
from partnerships_portal.reference.regions import REGIONS

# Level 2 of two classifications: each divides England without a gap or an overlap.
ITL_2021 = "C1 C2 D1 D3 D4 D6 D7 E1 E2 E3 E4 F1 F2 F3 G1 G2 G3 H1 H2 H3 I3 I4 I5 I6 I7 J1 J2 J3 J4 K1 K2 K3 K4"
ITL_2025 = "C3 C4 D1 D3 D4 D6 D7 E1 E2 E3 E4 F1 F2 F3 G1 G2 G3 H2 H3 H4 H5 H6 I3 I4 I5 I6 I7 J1 J2 J3 J4 K3 K4 K5 K6 K7"


def names_of(places):
    return sorted(district.name for district in load_places()[0] if district.code in places.districts())


@pytest.mark.parametrize("levels", [ITL_2021, ITL_2025])
def test_level_two_areas_divide_england(levels):
    districts = [code for level in levels.split() for code in place_of(f"TL{level}").authority_codes]
    assert len(districts) == len(set(districts)) == 296


@pytest.mark.parametrize("line", AREAS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_every_area_lies_in_the_region_of_its_letter(line):
    places = place_of(f"UK{line.split()[0]}")
    regions = {district.region_code for district in load_places()[0] if district.code in places.authority_codes}
    assert regions == {REGION_BY_LETTER[line[0]]}


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.slug)
def test_regions_are_known_by_code_of_both_kinds_and_by_name(region):
    expected = Places(region_codes=frozenset({region.code}))
    assert place_of(f"UK{region.letter}") == place_of(f"TL{region.letter}") == expected
    assert place_of(region.name) == place_of(region.name.upper()) == expected
    assert len(expected.districts()) == sum(row.region_code == region.code for row in load_places()[0])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("UKK15", ["Wiltshire"]),
        ("TLC14", ["County Durham"]),
        ("ukd33", ["Manchester"]),
        ("UKI33", ["Hammersmith and Fulham", "Kensington and Chelsea"]),
        ("TLD13", ["Cumberland"]),
        ("UKD11", ["Cumberland", "Westmorland and Furness"]),
        ("UKG3Z", ["Birmingham", "Coventry", "Dudley", "Sandwell", "Solihull", "Walsall", "Wolverhampton"]),
        ("LS1 1UR", ["Leeds"]),
        ("St. Helens", ["St. Helens"]),
        ("Bristol", ["Bristol, City of"]),
        ("Herefordshire", ["Herefordshire, County of"]),
        ("Brighton & Hove", ["Brighton and Hove"]),
        ("East Sussex", ["Eastbourne", "Hastings", "Lewes", "Rother", "Wealden"]),
        ("Hull", ["Kingston upon Hull, City of"]),
        ("Tees Valley", ["Darlington", "Hartlepool", "Middlesbrough", "Redcar and Cleveland", "Stockton-on-Tees"]),
    ],
)
def test_finer_places_are_districts(text, names):
    places = place_of(text)
    assert names_of(places) == names
    assert not places.region_codes and not places.nationwide and places.is_in_england


@pytest.mark.parametrize("text", ["UK", "GB", "England", "United Kingdom", " england "])
def test_the_whole_country_is_nationwide(text):
    assert place_of(text) == Places(nationwide=True)
    assert len(place_of(text).districts()) == 296


@pytest.mark.parametrize("text", ["UKM", "UKL12", "TLN0A", "Scotland", "Northern Ireland", "Isle of Man", "EH1 1YZ"])
def test_other_countries_are_kept_but_hold_no_district(text):
    assert place_of(text) == Places(outside_england=True)
    assert not place_of(text).is_in_england


@pytest.mark.parametrize("text", ["UKX", "Atlantis", "DE21", "ZZ1 1ZZ"])
def test_what_is_not_understood_is_handed_back(text):
    assert place_of(text) == Places(unknown=(text,))


@pytest.mark.parametrize("text", ["", "  ", None])
def test_nothing_said_is_nothing_known(text):
    assert place_of(text) == Places()


def test_an_unlisted_area_falls_back_to_its_region():
    assert place_of("UKG99") == Places(region_codes=frozenset({"E12000005"}))


def test_everything_a_notice_says_is_put_together():
    places = places_of(["UKC", "Leeds", "Scotland", "Atlantis", "Atlantis"])
    assert places.region_codes == {"E12000001"} and places.authority_codes == {"E08000035"}
    assert places.outside_england and places.unknown == ("Atlantis",)
    assert len(places.districts()) == 13


def test_named_areas_lie_in_the_tables():
    assert all(place_of(name).authority_codes for name in NAMED_AREAS)


@given(st.text(max_size=20))
def test_any_text_is_understood_or_handed_back(text):
    places = place_of(text)
    assert places.is_in_england or places.outside_england or places.unknown or not text.strip()


some_places = st.lists(st.sampled_from(["UK", "UKC", "Leeds", "Wales", "Atlantis", "UKD33", ""]), max_size=5)


@given(some_places, some_places)
def test_joining_places_keeps_all_of_both(one, other):
    joined = places_of(one) | places_of(other)
    assert joined == places_of(one + other)
    assert joined.districts() >= places_of(one).districts() | places_of(other).districts()


def test_a_region_may_be_written_with_its_country():
    assert place_of("North East (England)") == place_of("UKC")
    assert place_of("East Midlands, England") == place_of("UKF")
