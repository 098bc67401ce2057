"""What is computed from the installed packages, held against public facts."""

import math
from collections import Counter

import numpy as np
import pytest

from partnerships_portal.reference import sources
from partnerships_portal.reference.cache import load_places
from partnerships_portal.reference.districts import build_districts
from partnerships_portal.reference.regions import REGIONS, split_names

# Districts in each region since April 2023 (ONS).
TOTALS = {
    "North East": 12,
    "North West": 35,
    "Yorkshire and The Humber": 15,
    "East Midlands": 35,
    "West Midlands": 30,
    "East of England": 45,
    "London": 33,
    "South East": 64,
    "South West": 27,
}


@pytest.fixture(scope="module")
def districts():
    return {district.name: district for district in load_places()[0]}


@pytest.fixture(scope="module")
def near(districts):
    names = {district.code: district.name for district in districts.values()}
    return {name: {names[code] for code in district.neighbours} for name, district in districts.items()}


def test_there_are_296_districts_and_each_region_has_its_number(districts):
    names = {region.code: region.name for region in REGIONS}
    assert len(districts) == 296
    assert Counter(names[district.region_code] for district in districts.values()) == TOTALS


def test_every_name_in_the_table_of_regions_exists(districts):
    upper_tiers = {district.upper_tier_name for district in districts.values()}
    listed = [name for region in REGIONS for name in split_names(region.upper_tiers)]
    assert sorted(listed) == sorted(upper_tiers)


@pytest.mark.parametrize(
    ("name", "code", "region", "upper_tier"),
    [
        ("Leeds", "E08000035", "E12000003", "Leeds"),
        ("Torridge", "E07000046", "E12000009", "Devon"),
        ("Westmorland and Furness", "E06000064", "E12000002", "Westmorland and Furness"),
        ("Sheffield", "E08000039", "E12000003", "Sheffield"),
        ("Milton Keynes", "E06000042", "E12000008", "Milton Keynes"),
        ("High Peak", "E07000037", "E12000004", "Derbyshire"),
        ("North Lincolnshire", "E06000013", "E12000003", "North Lincolnshire"),
    ],
)
def test_known_districts_lie_where_they_lie(districts, name, code, region, upper_tier):
    district = districts[name]
    assert (district.code, district.region_code, district.upper_tier_name) == (code, region, upper_tier)


def test_the_centre_of_leeds_is_in_leeds(districts):
    assert abs(districts["Leeds"].easting - 430_000) < 3_000
    assert abs(districts["Leeds"].northing - 433_500) < 3_000


def test_every_district_but_the_islands_has_neighbours(near):
    assert {name for name, names in near.items() if not names} == {"Isle of Wight", "Isles of Scilly"}


def test_neighbours_are_mutual(near):
    assert all(name in near[other] for name, names in near.items() for other in names)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Torridge", "North Devon"),
        ("Torridge", "Cornwall"),
        ("Leeds", "Bradford"),
        ("Cumberland", "Northumberland"),
        ("Cumberland", "Westmorland and Furness"),
        ("Gateshead", "Newcastle upon Tyne"),
        ("Camden", "Islington"),
        ("Isle of Wight", None),
    ],
)
def test_known_neighbours(near, one, other):
    assert other in near[one] if other else not near[one]


def test_cornwall_has_few_neighbours_and_all_in_devon(near, districts):
    assert len(near["Cornwall"]) <= 4
    assert {districts[name].upper_tier_name for name in near["Cornwall"]} <= {"Devon", "Plymouth"}


def kilometres(one, other) -> float:
    """As the crow flies: on the National Grid within 0.1 % of the distance on the ground."""
    return math.hypot(one.easting - other.easting, one.northing - other.northing) / 1000


def test_no_neighbour_is_far_away(near, districts):
    distances = [kilometres(districts[name], districts[other]) for name, names in near.items() for other in names]
    # Centres are where people live: Northumberland's lies in its south east, 118 km from Kendal.
    assert max(distances) < 120
    assert sorted(distances)[len(distances) // 2] < 30


def test_moors_are_sparse_and_city_centres_are_not(districts):
    order = ["Torridge", "Cornwall", "Leeds", "Manchester"]
    sparsity = [districts[name].sparsity for name in order]
    assert sparsity == sorted(sparsity, reverse=True)
    assert sparsity[0] == 1 and sparsity[-1] < 0.1
    assert all(0 <= district.sparsity <= 1 for district in districts.values())


def test_a_new_authority_without_a_name_says_what_to_do():
    columns = sources.PostcodeColumns(*[np.array([])] * 4, authority_codes=("E06999999",))
    with pytest.raises(KeyError, match="add it to LATER_AUTHORITIES"):
        build_districts(columns, sources.read_authorities())


def test_a_package_that_is_not_installed_says_what_to_do():
    with pytest.raises(FileNotFoundError, match="pip install -r requirements"):
        sources.package_folder("qlacref_of_the_moon")
